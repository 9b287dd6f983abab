"""Presses, forms, menus and commands at the stand-in."""

import asyncio

import discord
import pytest
from discord import app_commands, ui

from tests.standins.discord import InteractionFailed, Misused, Permission
from tests.standins.discord_tried.clients import Bot, Card, Claim, Panel, until


async def test_a_pressed_button_is_claimed_once_and_told_to_the_presser_alone(bot, guild, ana):
    bot.add_dynamic_items(Claim)
    view = ui.View(timeout=None)
    view.add_item(Claim("7"))
    card = await bot.get_channel(guild.general.id).send("case 7", view=view)
    answer = await ana.presses("Claim")
    await ana.hears("It is yours")
    ben = guild.member("Ben")
    assert answer.message.id == card.id and answer.message.text == "claimed by Ana"
    assert [one.text for one in ben.sees()] == ["claimed by Ana"]


async def test_forms_menus_and_double_answers(bot, guild, ana):
    bot.add_view(Panel())
    await bot.get_channel(guild.general.id).send("How can we help?", view=Panel())
    modal = await ana.presses("Reply")
    assert modal.title == "Reply" and list(modal.fields) == ["Your words"]
    with pytest.raises(Misused, match="letters"):
        await modal.submits("x" * 21)
    answer = await modal.submits(text="hello")
    assert answer.text == "sent: hello" and answer.ephemeral
    await ana.chooses("Late")
    assert "because l" in ana.last(guild.general).text or "because l" in ana.screen()
    await ana.presses("Twice")
    await until(lambda: hasattr(bot, "refused"))
    assert bot.refused == 40060


async def test_nobody_answers_and_the_person_reads_that_it_failed(server, bot, guild, ana):
    await bot.get_channel(guild.general.id).send("old", view=Panel())
    bot._connection._view_store._views.clear()
    pressing = asyncio.create_task(ana.presses("Reply"))
    await server.settles(0.05)
    server.passes(seconds=4)
    with pytest.raises(InteractionFailed):
        await pressing


async def test_a_button_that_is_not_there_is_a_clear_mistake(bot, guild, ana):
    await bot.get_channel(guild.general.id).send("hello", view=Panel())
    with pytest.raises(Misused, match=r"no button 'Refund'.*Reply"):
        await ana.presses("Refund")


async def test_tokens_end_after_fifteen_minutes(server, guild, run, ana):
    client = Bot()
    held = []

    @client.tree.command(name="help", description="Help")
    async def help_(interaction: discord.Interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        held.append(interaction)
        await interaction.followup.send("done")

    await run(client)
    await client.tree.sync()
    answer = await ana.slash("/help")
    assert (answer.text, answer.ephemeral, len(answer.messages)) == ("done", True, 1)
    server.passes(minutes=16)
    with pytest.raises(discord.HTTPException) as late:
        await held[0].followup.send("too late")
    assert late.value.code == 50027


async def test_commands_with_groups_types_suggestions_and_permissions(server, guild, run, ana):
    admin = guild.member("Ada", roles=[guild.role("Admin", Permission.MANAGE_GUILD)])
    client, place = Bot(), discord.Object(guild.id)
    support = app_commands.Group(
        name="support", description="Set up", default_permissions=discord.Permissions(manage_guild=True)
    )
    got = []

    @support.command(name="setup", description="Begin")
    async def setup(interaction: discord.Interaction, staff: discord.TextChannel, role: discord.Role, minutes: int = 3):
        got.append((staff.id, role.id, minutes, interaction.permissions.manage_guild))
        await interaction.response.send_message("ready")

    @support.command(name="close", description="Close")
    async def close(interaction: discord.Interaction, reason: str):
        await interaction.response.send_message(reason)

    @close.autocomplete("reason")
    async def reasons(interaction: discord.Interaction, current: str):
        every = ["solved", "spam"]
        return [app_commands.Choice(name=one, value=one) for one in every if one.startswith(current)]

    @client.tree.context_menu(name="Send to customer", guild=place)
    async def send(interaction: discord.Interaction, message: discord.Message):
        await interaction.response.send_message(f"sending: {message.content}", ephemeral=True)

    client.tree.add_command(support, guild=place)
    await run(client)
    await client.tree.sync(guild=place)
    desk = guild.channel("desk")
    helpers = guild.role("Helpers")
    answer = await admin.slash("/support setup", staff=desk, role=helpers, minutes=5)
    assert answer.text == "ready" and got == [(desk.id, helpers.id, 5, True)]
    assert [one["name"] for one in await admin.autocompletes("/support close", reason="so")] == ["solved"]
    words = await ana.says(guild.general, "from me")
    assert (await admin.message_command("Send to customer", words)).text == "sending: from me"
    with pytest.raises(Misused, match="not offered"):
        await ana.slash("/support setup", staff=desk, role=helpers)
    server.rooms.commands.open_to_all = True
    await ana.slash("/support setup", staff=desk, role=helpers)
    assert got[-1][3] is False and server.rooms.commands.syncs[guild.id] == 1
    with pytest.raises(Misused, match="does not go without"):
        await admin.slash("/support setup", staff=desk)


async def test_an_answered_press_that_comes_twice_is_refused_the_second_time(server, bot, guild, ana):
    bot.add_view(Panel())
    await bot.get_channel(guild.general.id).send("panel", view=Panel())
    server.duplicates_next_event()
    modal = await ana.presses("Reply")
    await until(lambda: len(bot.saw("interaction")) == 2)
    await server.settles()
    statuses = [status for name, status in server.server.log if name.endswith("/callback")]
    assert (modal.is_modal and sorted(statuses) == [204, 400]) or sorted(statuses) == [200, 400]


async def test_layouts_and_forms_with_menus_and_files(bot, guild, ana):
    await bot.get_channel(guild.general.id).send(view=Card())
    assert ana.last(guild.general).text == "Order 1042\nOpen the form\nOn its way" or "Order 1042" in ana.last().text
    form = await ana.presses("Open the form")
    assert list(form.fields) == ["Why", "Photo", "In your words"]
    with pytest.raises(Misused, match="does not go without"):
        await form.submits(photo=[("mug.png", b"png")])
    answer = await form.submits({"Why": "Damaged", "Photo": [("mug.png", b"png")]})
    assert answer.text == "['d'] mug.png b'png' ''"


async def test_a_global_command_works_in_dms_where_its_context_says_so(guild, run, ana):
    client = Bot()

    @client.tree.command(name="track", description="Track")
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def track(interaction: discord.Interaction, photo: discord.Attachment | None = None):
        size = len(await photo.read()) if photo else 0
        await interaction.response.send_message(f"{interaction.context.dm_channel} {size}")

    @client.tree.command(name="desk", description="Desk")
    @app_commands.allowed_contexts(guilds=True)
    async def desk(interaction: discord.Interaction):
        await interaction.response.send_message("here")

    await run(client)
    await client.tree.sync()
    assert (await ana.slash("/track", ana.dm_channel, photo=("a.png", b"abc"))).text == "True 3"
    assert ana.offers(ana.dm_channel) == ["track"] and (await ana.slash("/desk", guild.general)).text == "here"
