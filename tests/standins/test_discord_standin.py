"""The stand-in for Discord, tried by the real client."""

import asyncio

import discord
import pytest

from tests.standins.discord import DiscordStandIn


class Echo(discord.Client):
    """A bot that repeats what it is told."""

    def __init__(self, **options):
        intents = options.pop("intents", None) or discord.Intents.default() | discord.Intents(message_content=True)
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.heard = []

    async def on_message(self, message):
        self.heard.append(message)
        if message.author.id != self.user.id:
            await message.channel.send(f"You said: {message.content}")


@pytest.fixture
async def discord_server():
    async with DiscordStandIn() as server:
        with server.points():
            yield server


@pytest.fixture
async def run(discord_server):
    clients = []

    async def start(client):
        task = asyncio.create_task(client.start(discord_server.token))
        clients.append((client, task))
        await discord_server.connected()
        return client

    yield start
    for client, task in clients:
        await client.close()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_dm_reaches_the_real_client_and_is_answered(discord_server, run):
    guild = discord_server.guild("Larkspur & Pine")
    ana = guild.member("Ana")
    client = await run(Echo())
    await ana.dm("where is my parcel")
    answer = await ana.hears("parcel")
    assert answer.content == "You said: where is my parcel"
    assert client.heard[0].guild is None
