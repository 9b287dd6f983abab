"""Buttons, menus and forms of customers: once, in private, and whenever they were posted."""

import asyncio

import discord

from adapters.discord.alone import alone
from adapters.discord.hanging import hanger
from adapters.discord.presses import Component
from adapters.discord.rows import GuildRow
from bot.content import OFFER, Choice, Question, Reply
from bot.events import Press, Said
from bot.writes import BindingRow, Writes
from tests.adapters.discord.room import TEAM, a_room


async def hang(room, guild, message=""):
    """The panel as set-up hangs it."""
    return await hanger()(room.gateway.client.get_channel(guild.help.id), message)


async def is_customer(room, person, customer):
    """They proved who they are."""
    row = BindingRow(TEAM, f"discord:{person.id}", customer, "test", "test", 0)
    await room.app.store.commit(Writes((row,)))


async def test_a_press_in_private_goes_on_and_is_acknowledged_in_silence(room, guild):
    await guild.ana.dm("hello")
    await room.settles()
    answer = await guild.ana.presses("Where is my order")
    assert answer.deferred
    assert not answer.ephemeral
    assert (await room.events())[-1].body == Press("offer", "topic:order_status")


async def test_a_press_told_twice_acts_once(room, guild, server):
    await guild.ana.dm("hello")
    await room.settles()
    server.duplicates_next_event()
    await guild.ana.presses("Where is my order")
    presses = [event for event in await room.events() if isinstance(event.body, Press)]
    assert len(presses) == 1


async def test_two_presses_at_once_are_two_events_in_one_conversation(room, guild):
    await guild.ana.dm("hello")
    await room.settles()
    await asyncio.gather(*(guild.ana.presses("Where is my order") for _ in range(2)))
    presses = [event for event in await room.events() if isinstance(event.body, Press)]
    assert len({event.key for event in presses}) == len(presses) == 2


async def test_a_button_from_before_a_restart_still_works(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await guild.ana.dm("hello")
        await room.settles()
    async with a_room(tmp_path, server) as room:
        await guild.ana.presses("Where is my order")
        assert (await room.events())[-1].body == Press("offer", "topic:order_status")


async def test_a_menu_of_several_is_joined(room, guild):
    """Whatever is picked together comes as one answer, commas between."""
    await guild.ana.dm("hello")
    await room.settles()
    dm = room.gateway.client.get_partial_messageable(guild.ana.dm_channel.id)
    choices = (Choice("The kettle", "k"), Choice("The toaster", "t"), Choice("The pan", "p"))
    await dm.send(**alone(Reply(question=Question("q7", "items", "Which?", choices, several=True)), OFFER)[0])
    await guild.ana.chooses("The kettle", "The pan")
    assert (await room.events())[-1].body == Press("q7", "k,p")


async def test_the_panel_answers_in_private_and_points_there(room, guild):
    await hang(room, guild)
    guild.ana.opens(guild.help)
    answer = await guild.ana.presses("Where is my order")
    assert answer.ephemeral
    assert "private" in answer.text
    (event,) = await room.events()
    assert str(event.place) == f"discord:@me:dm:{guild.ana.id}"
    await room.settles()
    assert len(guild.tom.sees(guild.help)) == 1
    assert guild.ana.sees(guild.ana.dm_channel)


async def test_the_panel_hangs_once_however_often_it_is_hung(room, guild):
    first = await hang(room, guild)
    assert await hang(room, guild, first) == first
    assert len(guild.help.messages) == 1
    assert await hang(room, guild, "12345") != first


async def test_the_panel_takes_words_in_a_form(room, guild):
    await hang(room, guild)
    guild.ana.opens(guild.help)
    form = await guild.ana.presses("Write to us")
    assert form.is_modal
    answer = await form.submits(words="my kettle leaks, card 4111 1111 1111 1111")
    assert answer.ephemeral
    (event,) = await room.events()
    assert isinstance(event.body, Said)
    assert event.body.text.startswith("my kettle leaks")
    assert "4111 1111 1111 1111" not in event.body.text


async def test_the_panel_works_after_a_restart(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await hang(room, guild)
    async with a_room(tmp_path, server) as room:
        guild.ana.opens(guild.help)
        await guild.ana.presses("Live chat")
        assert (await room.events())[-1].body == Press("offer", "human")


async def test_whoever_is_known_gets_their_own_reasons_nowhere_but_in_private(room, guild):
    await is_customer(room, guild.ana, "ben")
    await hang(room, guild)
    guild.ana.opens(guild.help)
    await guild.ana.presses("Where is my order")
    await room.settles()
    assert len(guild.tom.sees(guild.help)) == 1
    assert len(guild.ana.sees(guild.ana.dm_channel)) == 1


async def test_closed_dms_lead_to_a_private_thread_that_is_talked_in(room, guild):
    """The answer, and what is said to it, go on where only the two of us are."""
    await room.app.store.commit(Writes((GuildRow(TEAM, str(guild.id), panel_channel=str(guild.help.id)),)))
    await hang(room, guild)
    guild.ana.dms_open = False
    guild.ana.opens(guild.help)
    await guild.ana.presses("Where is my order")
    await room.settles()
    private = next(c for c in room.server.world.channels.values() if c.parent_id == guild.help.id)
    await guild.ana.says(private, "order 7731 please")
    event = (await room.events())[-1]
    assert event.body.text == "order 7731 please"
    assert str(event.place) == f"discord:@me:dm:{guild.ana.id}"


async def test_a_button_of_nobody_is_told_kindly(room, guild):
    dm = room.gateway.client.get_partial_messageable(guild.ana.dm_channel.id)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Ancient", custom_id="from-another-bot"))
    view.stop()
    await dm.send("old", view=view)
    answer = await guild.ana.presses("Ancient")
    assert answer.ephemeral
    assert await room.events() == []


def test_every_component_of_ours_is_one_of_the_family():
    template = Component.__discord_ui_compiled_template__
    for id in ("offer|topic:order_status", "case:7|retry abc", "q1|*0", "h|abcdef", "offer|two\nlines"):
        assert template.fullmatch(id)
    assert not template.fullmatch("form")
