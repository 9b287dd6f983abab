"""After a gap nothing of either side is missing, and nothing is there twice."""

from bot.events import Deleted, Edited, Said
from bot.writes import MessageRow
from tests.adapters.discord.room import a_room


def said(events):
    return [event.body.text for event in events if isinstance(event.body, Said)]


async def test_three_messages_of_a_lost_session_are_answered_once_and_in_order(room, guild):
    await guild.ana.dm("hello")
    await room.settles()
    async with room.gap():
        for text in ("where is my parcel", "it was due on Monday", "order 7731"):
            await guild.ana.dm(text)
    assert said(await room.events()) == ["hello", "where is my parcel", "it was due on Monday", "order 7731"]
    keys = [event.key for event in await room.events()]
    assert len(keys) == len(set(keys))


async def test_what_came_while_the_program_was_down_is_taken_up_at_the_next_start(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await guild.ana.dm("hello")
        await room.settles()
    await guild.ana.dm("is anybody there")
    async with a_room(tmp_path, server) as room:
        await room.gateway.caught_up()
        assert said(await room.events()) == ["hello", "is anybody there"]


async def test_more_than_a_page_is_caught_up_with(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await guild.ana.dm("hello")
        await room.settles()
    for number in range(70):
        await guild.ana.dm(f"message {number}")
    async with a_room(tmp_path, server) as room:
        await room.gateway.caught_up()
        assert said(await room.events())[1:] == [f"message {number}" for number in range(70)]


async def test_edits_and_deletes_of_the_gap_follow(room, guild):
    first = await guild.ana.dm("my ordr is late")
    second = await guild.ana.dm("and I am angry")
    await guild.ana.dm("please look")
    await room.settles()
    async with room.gap():
        await guild.ana.edits(first, "my order is late")
        await guild.ana.deletes(second)
    kinds = [type(event.body) for event in await room.events()]
    assert kinds.count(Edited) == 1
    assert kinds.count(Deleted) == 1
    lines = {row.source: row for row in await room.told(guild.ana) if row.speaker == "customer"}
    assert lines[f"{first.channel_id}/{first.id}"].text == "my order is late"
    assert lines[f"{second.channel_id}/{second.id}"].deleted


async def test_a_second_look_changes_nothing(room, guild):
    message = await guild.ana.dm("my ordr is late")
    await room.settles()
    await guild.ana.edits(message, "my order is late")
    await room.settles()
    before = await room.events()
    async with room.gap():
        pass
    assert await room.events() == before


async def test_a_resumed_session_does_no_harm(room, guild):
    await guild.ana.dm("hello")
    await room.settles()
    async with room.gap(resumable=True):
        await guild.ana.dm("where is my parcel")
    assert said(await room.events()) == ["hello", "where is my parcel"]


async def test_staffs_words_of_the_gap_reach_the_customer(room, guild):
    await guild.ana.dm("I want to talk to a person please")
    thread = await room.thread_of(await room.case_of(guild.ana))
    guild.mina.opens(guild.desk)
    await guild.mina.presses("Claim")
    await room.settles()
    async with room.gap():
        await guild.mina.says(thread, "I found your parcel")
    await room.settles()
    seen = [m.text for m in guild.ana.sees(guild.ana.dm_channel) if "I found your parcel" in m.text]
    assert len(seen) == 1


async def test_a_history_we_may_not_read_deletes_nothing(room, guild, server):
    await guild.ana.dm("hello")
    await room.settles()
    server.fails("GET /channels/{channel_id}/messages", 403, times=5, code=50001)
    async with room.gap():
        pass
    lines = await room.app.store.find(MessageRow, {"conversation": f"discord:{guild.ana.id}", "deleted": 0})
    assert any(line.text == "hello" for line in lines)
    assert room.gateway.state.connected
