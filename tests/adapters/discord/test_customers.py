"""Customers on Discord: what they write, press and command becomes events, once and in order."""

import asyncio

import pytest

from adapters.discord.slash import sender
from bot.events import Deleted, Edited, Opened, Press, Said
from bot.hearing.redaction import redact
from bot.writes import ConfirmationRow, Writes


async def test_a_dm_is_stored_with_its_ids_and_answered_there(room, guild):
    message = await guild.ana.dm("where is my parcel")
    (event,) = await room.events()
    assert event.body == Said("where is my parcel", f"{message.channel_id}/{message.id}")
    assert event.key == f"discord:{message.channel_id}:{message.id}"
    assert str(event.place) == f"discord:@me:dm:{guild.ana.id}"
    assert event.person.id == f"discord:{guild.ana.id}"
    assert not event.place.public
    assert await room.answers(guild.ana)


async def test_a_message_told_twice_is_taken_once(room, guild, server):
    server.duplicates_next_event()
    await guild.ana.dm("where is my parcel")
    assert len(await room.events()) == 1
    assert [row.speaker for row in await room.told(guild.ana)].count("customer") == 1


async def test_a_channels_messages_keep_their_order(room, guild):
    for number in range(20):
        await guild.ana.dm(f"message {number}")
    told = [event.body.text for event in await room.events()]
    assert told == [f"message {number}" for number in range(20)]


async def test_an_edit_and_a_delete_change_the_transcript(room, guild):
    message = await guild.ana.dm("my ordr is late")
    await room.settles()
    await guild.ana.edits(message, "my order is late")
    await room.settles()
    line = next(row for row in await room.told(guild.ana) if row.speaker == "customer")
    assert line.text == "my order is late"
    assert line.edited
    await guild.ana.deletes(message)
    line = next(row for row in await room.told(guild.ana) if row.speaker == "customer")
    assert line.deleted
    assert {type(event.body) for event in await room.events()} == {Said, Edited, Deleted}


async def test_a_preview_that_discord_adds_is_no_edit(room, guild, server):
    """A message update without an edited time, as a link's preview makes."""
    message = await guild.ana.dm("see https://example.com/a")
    await room.settles()
    data = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "author": {"id": str(guild.ana.id), "username": "ana", "discriminator": "0", "avatar": None},
        "content": message.content,
        "timestamp": "2026-11-22T09:00:00+00:00",
        "edited_timestamp": None,
        "embeds": [{"type": "link", "title": "Example"}],
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "tts": False,
        "pinned": False,
        "type": 0,
    }
    await server.dispatches("MESSAGE_UPDATE", data)
    assert [type(event.body) for event in await room.events()] == [Said]


async def test_a_mention_in_a_channel_is_public_and_knows_the_private_place(room, guild, server):
    await guild.ana.says(guild.help, f"<@{server.bot.id}> where is my parcel")
    event = next(event for event in await room.events() if event.place.public)
    assert event.body.text == "where is my parcel"
    assert event.private is not None
    assert str(event.private) == f"discord:@me:dm:{guild.ana.id}"
    assert event.place.channel == str(guild.help.id)


async def test_talk_that_is_not_for_us_is_left_alone(room, guild):
    await guild.ana.says(guild.help, "has anybody a kettle to sell")
    assert await room.events() == []


async def test_an_unknown_event_and_a_broken_one_do_no_harm(room, guild, server):
    await server.dispatches("SOMETHING_NEW", {"a": 1})
    await server.dispatches("MESSAGE_CREATE", {"id": "1"})
    await server.dispatches("MESSAGE_UPDATE", {"id": "2", "channel_id": "3"})
    await server.dispatches("MESSAGE_DELETE", {"id": "2", "channel_id": "3"})
    await server.dispatches("INTERACTION_CREATE", {"id": "4"})
    who = {"id": str(guild.ana.id), "username": "ana"}
    for kind, data in ((99, {}), (3, {"custom_id": "old", "component_type": 99}), (2, {"name": "gone", "options": []})):
        odd = {"id": "5", "type": kind, "token": "t", "user": who, "data": data}
        await server.dispatches("INTERACTION_CREATE", odd)
    await guild.ana.dm("hello")
    assert len(await room.events()) == 1
    assert room.gateway.state.connected


async def test_a_first_dm_that_comes_late_twice_and_without_its_channel_is_answered_once(room, guild, server):
    server.delays_next("MESSAGE_CREATE", 0.3)
    server.duplicates_next_event()
    message = await guild.ana.dm("where is my parcel")
    (event,) = await room.events()
    assert event.body == Said("where is my parcel", f"{message.channel_id}/{message.id}")
    assert len([one for one in guild.ana.sees(guild.ana.dm_channel) if one.author is server.bot]) == 1


async def test_sparse_events_are_enough(room, guild, server):
    server.omits("nonce", "flags", "member", "global_name", "components", "tts", "pinned", "mention_roles")
    await guild.ana.dm("where is my parcel")
    assert [event.body.text for event in await room.events()] == ["where is my parcel"]


async def test_a_command_goes_on_in_private_and_points_there(room, guild):
    answer = await guild.ana.slash("/human", guild.help)
    assert answer.ephemeral
    assert "private" in answer.text
    (event,) = await room.events()
    assert event.body == Press("offer", "human")
    assert str(event.place) == f"discord:@me:dm:{guild.ana.id}"


@pytest.mark.parametrize(
    ("typed", "given", "body"),
    [
        ("/help", {}, Opened()),
        ("/track", {}, Press("offer", "topic:order_status")),
        ("/track", {"order": "#7731"}, Press("offer", "track:7731")),
        ("/refund", {}, Press("offer", "topic:refund_request")),
    ],
)
async def test_each_command_says_what_it_means(room, guild, typed, given, body):
    await guild.ana.dm("hi")
    await room.settles()
    await guild.ana.slash(typed, guild.ana.dm_channel, **given)
    assert (await room.events())[-1].body == body


async def test_what_is_kept_is_told_to_them_alone(room, guild):
    answer = await guild.ana.slash("/privacy", guild.help)
    assert answer.ephemeral
    assert "erased" in answer.text
    answer = await guild.ana.slash("/messages", guild.help)
    assert answer.ephemeral
    assert "nothing in your message centre" in answer.text
    assert await room.events() == []


async def test_a_reported_message_is_kept_with_its_links_made_harmless(room, guild):
    mallory = guild.member("Mallory")
    bait = await mallory.says(guild.help, "Your account is locked, sign in at https://evil.example.com/login now")
    answer = await guild.ana.message_command("Report phishing", bait)
    assert answer.ephemeral
    (event,) = await room.events()
    assert "hxxps://evil[.]example[.]com/login" in event.body.text
    assert str(mallory.id) in event.body.text
    view = await room.app.desk.view("main", f"discord:{guild.ana.id}")
    assert view.case is not None


@pytest.mark.parametrize("id", [1575361888294797312, 1575350972908044294, *range(10**18, 10**18 + 20)])
def test_whom_a_report_is_about_is_never_taken_for_a_card(id):
    assert str(id) in redact(f"This message came from {sender('Mallory', id)}:\nhello")[0]


async def test_a_store_that_is_away_is_told_kindly(room, guild):
    room.door.shut = True
    await guild.ana.dm("where is my parcel")
    assert "couldn't save" in (await guild.ana.hears("couldn't save")).text
    answer = await guild.ana.slash("/human", guild.help)
    assert "couldn't save" in answer.text
    assert await room.events() == []


async def test_nobody_waits_long_for_the_gateway_to_stop(room):
    async with asyncio.timeout(2):
        await room.gateway.stop()


async def test_older_confirmations_are_a_press_away_from_the_command(room, guild):
    rows = (ConfirmationRow("main", f"c{n}", f"discord:{guild.ana.id}", n + 1, "Refund", f"Sum {n}.") for n in range(7))
    await room.app.store.commit(Writes(tuple(rows)))
    answer = await guild.ana.slash("/messages", guild.help)
    assert answer.ephemeral and "1 to 5 of 7" in answer.text and "Sum 6." in answer.text
    await guild.ana.presses("Older", on=answer.message)
    assert "Sum 0." in (await guild.ana.hears("6 to 7 of 7")).text
