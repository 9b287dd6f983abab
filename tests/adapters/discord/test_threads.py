"""A case's thread: grown from its card, kept as the case is, and never in anybody's way."""

from dataclasses import replace

import pytest

from adapters.delivery.ports import Busy, Refused, Unknown, Unreached
from adapters.discord import ids
from adapters.discord.rows import MarkRow, ThreadRow
from bot.content import Choice, Post, Reply
from bot.writes import Writes
from tests.adapters.discord.mailroom import CARD, mailroom
from tests.standins.discord import Permission

START = "POST /channels/{channel_id}/messages/{message_id}/threads"
POST_IN_FORUM = "POST /channels/{channel_id}/threads"
CLOSED = replace(CARD, card=replace(CARD.card, title="#7 · closed: solved", state="closed"))


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        yield made


def card_in(channel):
    """The newest message with an embed."""
    return [message for message in channel.messages.values() if message.embeds][-1]


async def test_a_card_grows_a_thread_that_staff_can_see_and_customers_cannot(room):
    card = await room.opens_case()
    thread = room.case_thread
    assert room.mina.can_see(thread) and not room.ana.can_see(thread)
    (row,) = await room.store.find(ThreadRow, {"place": str(room.thread)})
    assert (row.thread, row.card, row.case) == (str(thread.id), str(card_in(room.desk).id), 7)
    buttons = card_in(room.desk).components[0]["components"]
    assert [ids.read_custom_id(one["custom_id"]) for one in buttons] == [
        ids.Pressed("case:7", "claim"),
        ids.Pressed("case:7", "close"),
    ]
    assert (await room.delivers(card)).endswith(row.card)
    assert room.server.calls[START] == 2 and len(room.desk.messages) == 1


async def test_words_before_the_card_wait_for_it(room):
    await room.store.commit(Writes((room.case(), room.row(Post(CARD, case=7), room.staff, case=7))))
    with pytest.raises(Busy, match="card of case #7"):
        await room.posts("Hello.", room.thread, case=7)


async def test_words_of_a_case_whose_card_failed_say_why_they_cannot_be_shown(room):
    card = room.row(Post(CARD, case=7), room.staff, case=7)
    await room.store.commit(Writes((room.case(), card)))
    await room.settles(card, "", "failed")
    with pytest.raises(Refused, match="card could not be posted"):
        await room.posts("Hello.", room.thread, case=7)


async def test_a_thread_whose_row_was_lost_is_found_again_by_its_card(room):
    await room.store.commit(Writes((room.case(),)))
    card = room.row(Post(CARD, case=7), room.staff, voice="desk", case=7)
    room.server.fails(START, 503)
    with pytest.raises(Unreached):
        await room.gives(card)
    await room.settles(card, ids.message_ref(room.desk.id, card_in(room.desk).id))
    await room.posts("Hello.", room.thread, case=7)
    assert room.mina.last(room.case_thread).content == "Hello."


async def test_a_closed_card_archives_and_locks_and_reopening_opens(room):
    card = await room.opens_case()
    await room.revises(card, CLOSED, room.staff)
    state = room.case_thread.thread
    assert (state.archived, state.locked) == (True, True)
    await room.posts("A late word.", room.thread, case=7)
    assert (state.archived, state.locked) == (True, True)
    assert room.mina.last(room.case_thread).content == "A late word."
    await room.revises(card, CARD, room.staff)
    assert (state.archived, state.locked) == (False, False)


async def test_words_in_an_archived_thread_can_still_be_changed_and_ticked(room):
    await room.opens_case()
    row = await room.posts("first", room.thread, case=7)
    typed = await room.mina.says(room.case_thread, "on its way")
    state = room.case_thread.thread
    for change in (lambda: room.revises(row, Reply("second"), room.thread), lambda: room.marks(typed, "sent")):
        state.archived = True
        await change()
    assert typed.reactions.keys() == {"✅"}
    state.archived = True
    await room.withdraws(row, room.thread)
    assert "first" not in [one.content for one in room.mina.sees(room.case_thread)]


async def test_where_no_more_threads_can_be_the_oldest_closed_case_makes_room(room):
    card = await room.opens_case()
    old = room.case_thread
    await room.revises(card, CLOSED, room.staff)
    old.thread.archived = False
    room.server.world.active_threads = 1
    other = room.row(Post(CARD, case=8), room.staff, voice="desk", case=8)
    await room.gives(other)
    assert old.thread.archived
    assert "#8" in [one.name for one in room.server.world.channels.values()]


async def test_where_none_can_make_room_the_case_goes_on_below_its_card(room):
    room.server.world.active_threads = 0
    await room.opens_case()
    await room.mirrors("is anybody there")
    answer = room.mina.last(room.desk)
    assert answer.reply_to == card_in(room.desk).id
    assert "**Ana** (customer)" in answer.content and "is anybody there" in answer.content


async def test_a_tick_a_cross_with_the_reason_and_a_way_on(room):
    await room.opens_case()
    typed = await room.mina.says(room.case_thread, "Your refund is on its way.")
    await room.marks(typed, "queued")
    assert typed.reactions == {}
    await room.marks(typed, "failed", "They closed their DMs", "k" * 24)
    notice = room.mina.last(room.case_thread)
    assert typed.reactions.keys() == {"❌"} and notice.reply_to == typed.id
    assert "They closed their DMs" in notice.content
    (retry,) = notice.components[0]["components"]
    assert ids.read_custom_id(retry["custom_id"]) == ids.Pressed("case:7", f"retry {'k' * 24}")
    await room.marks(typed, "sent")
    assert typed.reactions.keys() == {"✅"} and notice.deleted
    (kept,) = await room.store.find(MarkRow, {})
    assert kept.emoji == ""


async def test_an_outcome_nobody_knows_can_be_settled_either_way(room):
    await room.opens_case()
    typed = await room.mina.says(room.case_thread, "Hello.")
    await room.marks(typed, "unknown", "nobody can tell", "k" * 24)
    labels = [one["label"] for one in room.mina.last(room.case_thread).components[0]["components"]]
    assert labels == ["Retry", "It arrived"] and typed.reactions.keys() == {"❓"}


async def test_a_mark_at_a_message_that_was_deleted_is_no_failure(room):
    await room.opens_case()
    typed = await room.mina.says(room.case_thread, "Hello.")
    await room.mina.deletes(typed)
    await room.marks(typed, "sent")


async def test_a_forum_gets_a_post_with_its_state_as_a_tag(room):
    room.desk = room.guild.forum("cases", only=[room.support], tags=["waiting", "closed"])
    card = await room.opens_case()
    thread = room.case_thread
    tags = {int(tag["id"]): tag["name"] for tag in room.desk.tags}
    assert [tags[tag] for tag in thread.thread.tags] == ["waiting"]
    await room.posts("Hello.", room.thread, case=7)
    assert room.mina.last(thread).content == "Hello."
    await room.revises(card, CLOSED, room.staff)
    assert [tags[tag] for tag in thread.thread.tags] == ["closed"] and thread.thread.archived
    await room.revises(card, CARD, room.staff)
    assert not thread.thread.archived and card_in(thread).embeds[0]["title"].startswith("#7 · waiting")


@pytest.mark.parametrize("fault", ["drop after accept", 500])
async def test_a_forum_post_whose_answer_was_lost_is_found_by_its_marker_and_never_doubled(room, fault):
    room.desk = room.guild.forum("cases", only=[room.support])
    await room.store.commit(Writes((room.case(),)))
    card = room.row(Post(CARD, case=7), room.staff, voice="desk", case=7)
    room.server.fails(POST_IN_FORUM, fault)
    with pytest.raises(Unknown):
        await room.gives(card)
    found = await room.sending.find(card)
    if fault == 500:
        assert found is None
        found = await room.delivers(card)
    await room.settles(card, found)
    await room.posts("Hello.", room.thread, case=7)
    posts = [one for one in room.server.world.channels.values() if one.parent_id == room.desk.id]
    assert len(posts) == 1 and found == f"{posts[0].id}/{posts[0].id}"


async def test_a_department_role_is_called_once_with_the_card(room):
    await room.opens_case(replace(CARD, mention=(ids.role_id(room.support.id),)))
    assert room.server.notified == {room.mina.id}


async def test_without_the_right_to_start_threads_the_case_is_still_seen(room):
    room.guild.bot_may(all_but=(Permission.CREATE_PUBLIC_THREADS,))
    await room.opens_case()
    await room.posts(Reply("Hello.", offers=(Choice("Claim", "claim"),)), room.thread, case=7)
    assert room.mina.last(room.desk).reply_to == card_in(room.desk).id
