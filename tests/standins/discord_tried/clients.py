"""Clients, views and forms that the tests connect and show."""

import asyncio

import aiohttp
import discord
import pytest
from discord import app_commands, ui

ALL_INTENTS = discord.Intents.default() | discord.Intents(message_content=True)


SEND = "POST /channels/{channel_id}/messages"


BUTTON = {"type": 2, "style": 1, "label": "Claim", "custom_id": "a"}


MENU = {"type": 3, "custom_id": "menu"}


OPTIONS = [{"label": str(number), "value": str(number)} for number in range(26)]


def row(*components):
    return {"type": 1, "components": list(components)}


async def until(find, within=5.0):
    async with asyncio.timeout(within):
        while not find():  # noqa: ASYNC110 - what is waited for is inside another library
            await asyncio.sleep(0.005)


class Bot(discord.Client):
    """A client that keeps what it hears and never waits two seconds for guilds."""

    def __init__(self, *, intents=ALL_INTENTS, **options):
        options.setdefault("allowed_mentions", discord.AllowedMentions.none())
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.heard, self.events, self.readies = [], [], 0
        self.tree = app_commands.CommandTree(self)

    async def on_ready(self):
        self.readies += 1

    async def on_message(self, message):
        if message.author.id != self.user.id:
            self.heard.append(message)

    def dispatch(self, event, /, *args, **kwargs):
        self.events.append((event, args))
        super().dispatch(event, *args, **kwargs)

    def saw(self, event):
        return [args[0] if args else None for name, args in self.events if name == event]


class Echo(Bot):
    """Repeats what it is told."""

    async def on_message(self, message):
        await super().on_message(message)
        if message.author.id != self.user.id:
            await message.channel.send(f"You said: {message.content}")


class Rest:
    """Plain HTTP as the bot."""

    def __init__(self, server, session):
        self.server, self.session = server, session

    async def __call__(self, method, path, body=None, **options):
        headers = {"Authorization": f"Bot {self.server.token}"}
        async with self.session.request(
            method, self.server.api_url + path, json=body, headers=headers, **options
        ) as response:
            self.headers = response.headers
            return response.status, await response.json() if response.content_length else None


class Raw:
    """A gateway connection without a client."""

    def __init__(self, socket):
        self.socket = socket

    async def hears(self, op):
        async with asyncio.timeout(30):
            while (frame := await self.socket.receive_json())["op"] != op:
                pass
            return frame

    async def is_closed_with(self):
        async with asyncio.timeout(30):
            while (frame := await self.socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
            return frame.data


class Claim(ui.DynamicItem[ui.Button], template=r"case:(?P<case>\d+):claim"):
    """A button that outlives restarts."""

    def __init__(self, case):
        super().__init__(ui.Button(label="Claim", custom_id=f"case:{case}:claim"))
        self.case = case

    @classmethod
    async def from_custom_id(cls, interaction, item, match, /):
        return cls(match["case"])

    async def callback(self, interaction):
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"claimed by {interaction.user.display_name}", view=None)
        await interaction.followup.send("It is yours", ephemeral=True)


class Reply(ui.Modal, title="Reply"):
    """A form of one field."""

    text = ui.TextInput(label="Your words", custom_id="text", max_length=20)

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"sent: {self.text.value}", ephemeral=True)


class Panel(ui.View):
    """A button that opens a form, a menu, and a button that nobody answers."""

    def __init__(self):
        super().__init__(timeout=None)

    @ui.button(label="Reply", custom_id="panel:reply")
    async def reply(self, interaction, button):
        await interaction.response.send_modal(Reply())

    @ui.select(
        custom_id="panel:why",
        options=[discord.SelectOption(label="Damaged", value="d"), discord.SelectOption(label="Late", value="l")],
    )
    async def why(self, interaction, select):
        await interaction.response.edit_message(content=f"because {select.values[0]}")

    @ui.button(label="Twice", custom_id="panel:twice")
    async def twice(self, interaction, button):
        await interaction.response.send_message("once", ephemeral=True)
        fresh = discord.InteractionResponse(interaction)
        with pytest.raises(discord.HTTPException) as refused:
            await fresh.send_message("twice")
        interaction.client.refused = refused.value.code


class Form(ui.Modal, title="What happened?"):
    """A form with everything a form may hold."""

    why = ui.Label(text="Why", component=ui.Select(options=[discord.SelectOption(label="Damaged", value="d")]))
    photo = ui.Label(text="Photo", component=ui.FileUpload(required=False))
    words = ui.Label(text="In your words", component=ui.TextInput(required=False))

    async def on_submit(self, interaction):
        photo = self.photo.component.values[0]
        told = f"{self.why.component.values} {photo.filename} {await photo.read()!r} {self.words.component.value!r}"
        await interaction.response.send_message(told, ephemeral=True)


class Card(ui.LayoutView):
    """Components V2: words, and a button inside a container's section."""

    def __init__(self):
        super().__init__(timeout=None)
        press = ui.Button(label="Open the form", custom_id="card:form")

        async def open_form(interaction):
            await interaction.response.send_modal(Form())

        press.callback = open_form
        self.add_item(ui.Container(ui.Section("Order 1042", accessory=press), ui.TextDisplay("On its way")))
