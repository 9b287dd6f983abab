"""Whoever can be reached neither by direct message nor in a thread is answered beneath what they press."""

import re
from datetime import timedelta

import pytest

from adapters.discord.hanging import hanger
from adapters.discord.private import HELD
from adapters.discord.rows import GuildRow
from bot.writes import OutboxRow, Writes
from tests.adapters.discord.room import TEAM
from tests.standins.discord import Permission

ORDER = re.compile(r"\b7731\b")
"""Not the like digits within one of Discord's long ids."""
FOLLOW_UP = "POST /webhooks/{webhook_id}/{webhook_token}"


@pytest.fixture
async def lobby(room, guild):
    """A panel's channel where we may make no private threads, and a customer who takes no direct messages."""
    await room.app.store.commit(Writes((GuildRow(TEAM, str(guild.id), panel_channel=str(guild.help.id)),)))
    guild.bot_may(all_but=(Permission.CREATE_PRIVATE_THREADS,))
    guild.ana.dms_open = False
    guild.ana.opens(guild.help)
    return guild.help


def alone(person, where):
    """What only they see there, in order."""
    return [one.text for one in person.sees(where) if one.ephemeral]


async def sent(room, person):
    rows = [row for row in await room.answers(person) if row.place == f"discord:@me:dm:{person.id}"]
    return [(row.state, row.platform_id.partition("/")[0]) for row in rows]


async def staffed(room, guild):
    """A case that Mina has claimed; its thread."""
    await guild.ana.slash("/human", guild.help)
    thread = await room.thread_of(await room.case_of(guild.ana))
    await guild.mina.slash("/case claim", thread)
    await room.settles()
    return thread


async def goes_by(room, server, **span):
    server.passes(seconds=timedelta(**span).total_seconds())
    room.app.advance(timedelta(**span))
    await room.settles()


async def test_the_answer_to_a_command_comes_right_below_it_to_them_alone(room, guild, lobby):
    await guild.ana.slash("/human", lobby)
    await room.settles()
    told = alone(guild.ana, lobby)
    assert any("getting a person" in words for words in told)
    assert alone(guild.tom, lobby) == []
    assert not guild.ana.sees(guild.ana.dm_channel)
    assert set(await sent(room, guild.ana)) == {("sent", "aside")}


async def test_a_colleagues_words_come_there_too_and_are_ticked(room, guild, lobby):
    thread = await staffed(room, guild)
    message = await guild.mina.says(thread, "Hello Ana, I have read it all.")
    await room.settles()
    assert "Hello Ana, I have read it all." in alone(guild.ana, lobby)[-1]
    assert list(message.reactions) == ["✅"]


async def test_once_nothing_can_be_followed_up_it_is_held_and_staff_see_so(room, guild, lobby, server):
    thread = await staffed(room, guild)
    await goes_by(room, server, minutes=16)
    message = await guild.mina.says(thread, "The parcel is found.")
    await room.settles()
    assert "❌" in message.reactions
    assert any("They are shown it as soon as they press" in one.text for one in guild.mina.sees(thread))
    await guild.ana.slash("/messages", lobby)
    await room.settles()
    assert any("The parcel is found." in said for said in alone(guild.ana, lobby)[-2:])  # before their page or after
    assert list(message.reactions) == ["✅"]
    rows = await room.app.store.find(OutboxRow, {"state": "failed"})
    assert [row for row in rows if row.error == HELD] == []


async def test_what_is_held_is_shown_in_its_order_and_once(room, guild, lobby, server):
    thread = await staffed(room, guild)
    await goes_by(room, server, minutes=16)
    for words in ("First.", "Second.", "Third."):
        await guild.mina.says(thread, words)
        await room.settles()
    for _ in range(2):
        await guild.ana.slash("/messages", lobby)
        await room.settles()
    told = [words for words in alone(guild.ana, lobby) if words.endswith(("First.", "Second.", "Third."))]
    assert [words.rpartition("\n")[2] for words in told] == ["First.", "Second.", "Third."]


async def test_who_writes_in_public_is_told_where_to_press_and_nothing_else(room, guild, lobby, server):
    await guild.ana.says(lobby, f"<@{server.bot.id}> I want to talk to a person, my order 7731 is late")
    await room.settles()
    said = [one.text for one in guild.tom.sees(lobby) if one.author is server.bot]
    pointed = next(words for words in said if "/messages" in words)
    assert f"<#{lobby.id}>" in pointed
    assert len(said) == 2 and not any(ORDER.search(words) or "late" in words for words in said), said
    assert guild.ana.id not in server.notified
    await guild.ana.slash("/messages", lobby)
    await room.settles()
    assert any("getting a person" in words for words in alone(guild.ana, lobby))


async def test_words_that_cannot_be_typed_in_private_go_through_the_panels_form(room, guild, lobby, server):
    await hanger()(room.gateway.client.get_channel(lobby.id), "")
    await guild.ana.says(lobby, f"<@{server.bot.id}> hello")
    await room.settles()
    form = await guild.ana.presses("Write to us")
    await form.submits(words="can I talk to a person please, it is about order 7731")
    await room.settles()
    assert any("getting a person" in words for words in alone(guild.ana, lobby))
    assert not any(ORDER.search(one.text) for one in guild.tom.sees(lobby))
    rows = [row for row in await room.answers(guild.ana) if row.place == f"discord:@me:dm:{guild.ana.id}"]
    assert {row.state for row in rows} == {"sent"}, "what was held before is shown too"


async def test_a_refusal_is_not_asked_for_again_and_again(room, guild, lobby, server):
    thread = await staffed(room, guild)
    await goes_by(room, server, minutes=16)
    server.forgets_calls()
    before = server.invalid_requests
    for number in range(6):
        await guild.mina.says(thread, f"Word {number}")
    await room.settles()
    assert server.invalid_requests - before == 2, "one for the message, one for a thread"


async def test_an_edit_of_what_was_shown_aside_is_shown_anew(room, guild, lobby):
    thread = await staffed(room, guild)
    message = await guild.mina.says(thread, "The parcel is found.")
    await room.settles()
    await guild.mina.edits(message, "The parcel is found in Toledo.")
    await room.settles()
    assert "The parcel is found in Toledo." in alone(guild.ana, lobby)[-1]


async def test_a_lost_answer_is_flagged_and_never_shown_twice(room, guild, lobby, server):
    thread = await staffed(room, guild)
    server.fails(FOLLOW_UP, "drop after accept")
    message = await guild.mina.says(thread, "The parcel is found.")
    await room.settles()
    assert sum("The parcel is found." in words for words in alone(guild.ana, lobby)) == 1
    assert "❓" in message.reactions


async def test_a_dm_from_them_opens_that_way_again(room, guild, lobby):
    await guild.ana.slash("/human", lobby)
    await room.settles()
    guild.ana.dms_open = True
    await guild.ana.dm("I have opened my messages now")
    await room.settles()
    thread = await room.thread_of(await room.case_of(guild.ana))
    await guild.mina.slash("/case claim", thread)
    await room.settles()
    assert any("Mina" in one.text for one in guild.ana.sees(guild.ana.dm_channel))
