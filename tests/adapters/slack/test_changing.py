"""Changing and taking back what was posted."""

import pytest

from adapters.delivery.ports import Busy, Refused, Unknown
from bot.content import Choice, Post, Quoted, Reply, Revise
from bot.writes import OutboxRow, Writes
from tests.adapters.slack.mailroom import CARD, mailroom

LONG = "\n\n".join("word " * 500 for _ in range(3))


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        yield made


async def test_editing_grows_and_shrinks_with_the_words(room):
    row = await room.posts("short")
    await room.revises(row, Reply(LONG), room.dm)
    assert len(room.reads()) == 3 and room.server.calls["chat.update"] == 1
    await room.revises(row, Reply("short again"), room.dm)
    assert room.reads() == ["short again"]
    await room.withdraws(row, room.dm)
    await room.withdraws(row, room.dm)
    assert room.reads() == []


async def test_a_card_follows_its_case_with_new_words_and_buttons(room):
    row = await room.opens_case()
    await room.mirrors("hello")
    await room.revises(row, Reply("now claimed", card=CARD.card, offers=(Choice("Release", "release"),)), room.staff)
    assert room.card.buttons == ["Release"] and "now claimed" in room.card.text
    assert [one.text for one in room.under_card()] == ["hello"]


async def test_a_card_that_grows_keeps_its_thread(room):
    row = await room.opens_case()
    card = room.card
    await room.revises(row, Reply(LONG, card=CARD.card), room.staff)
    await room.mirrors("hello")
    assert [one.text for one in card.thread] == ["hello"]


async def test_buttons_that_are_answered_go_with_the_blocks(room):
    row = await room.posts(Reply("Which?", offers=(Choice("This", "this"),)))
    await room.revises(row, Reply("This it is."), room.dm)
    assert room.ana.last().buttons == [] and room.ana.last().text == "This it is."


async def test_a_customers_edit_stays_under_their_name(room):
    await room.opens_case()
    row = await room.mirrors("one")
    await room.revises(row, Reply(quoted=Quoted("Ana", "two")), room.thread)
    (said,) = room.under_card()
    assert (said.speaker, said.text) == ("Ana (customer)", "two")


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message", "message_not_found"])
async def test_what_may_not_be_edited_any_more_is_said_anew_and_later_changes_go_there(room, code):
    row = await room.posts("0")
    room.server.fails("chat.update", code)
    await room.revises(row, Reply("1"), room.dm)
    assert room.reads() == ["0", "1"]
    await room.revises(row, Reply("2"), room.dm)
    assert room.reads() == ["0", "2"]
    await room.withdraws(row, room.dm)
    assert room.reads() == ["0"]


async def test_a_part_that_was_added_by_a_lost_call_is_not_added_again(room):
    row = await room.posts("short")
    longer = room.row(Revise(row.id, Reply(LONG)), room.dm)
    room.server.fails("chat.postMessage", "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(longer)
    assert await room.sending.find(longer) is None
    await room.delivers(longer)
    assert len(room.reads()) == 3
    await room.withdraws(row, room.dm)
    assert room.reads() == []


async def test_what_was_added_before_a_wait_is_not_added_again(room):
    row = await room.posts("short")
    longer = room.row(Revise(row.id, Reply(LONG)), room.dm)
    room.server.budgets.set("chat.postMessage", 1, per=60)
    with pytest.raises(Busy):
        await room.gives(longer)
    room.server.budgets.unlimited()
    room.api.holds.clear()
    await room.delivers(longer)
    assert len(room.reads()) == 3


async def test_what_is_not_shown_yet_is_changed_when_it_is(room):
    row = room.row(Post(Reply("first")), room.dm)
    await room.store.commit(Writes((row,)))
    with pytest.raises(Busy, match="not shown yet"):
        await room.revises(row, Reply("other"), room.dm)


async def test_changing_what_was_never_shown_is_refused_and_taking_it_back_is_done(room):
    row = room.row(Post(Reply("never")), room.dm)
    with pytest.raises(Refused, match="never shown"):
        await room.revises(row, Reply("other"), room.dm)
    await room.withdraws(row, room.dm)


async def test_a_message_that_was_deleted_by_an_admin_is_gone_as_it_is(room):
    row = await room.posts("hello")
    room.server.rooms.posting.delete(room.ana.last())
    await room.withdraws(row, room.dm)
    assert (await room.store.find(OutboxRow, {"id": row.id}))[0].platform_id
