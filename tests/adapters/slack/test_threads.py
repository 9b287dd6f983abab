"""Where a case's words go: under its card, in no channel that others read, under the customer's name."""

import pytest

from adapters.delivery.ports import Busy, Refused
from adapters.slack.rows import ThreadRow
from bot.content import Card, Post, Quoted, Reply
from bot.writes import Change, Writes
from handoff.rows import CaseRow
from tests.adapters.slack.mailroom import CARD, mailroom


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        yield made


async def test_a_cases_words_wait_until_its_card_is_there(room):
    await room.store.commit(Writes((room.case(),)))
    card = room.row(Post(CARD, case=7), room.staff, voice="desk", case=7)
    await room.store.commit(Writes((card,)))
    with pytest.raises(Busy, match="not posted yet"):
        await room.mirrors("hello")
    await room.delivers(card)
    await room.mirrors("hello")
    assert [one.text for one in room.under_card()] == ["hello"]


async def test_a_card_that_was_refused_says_why_there_is_no_thread(room):
    await room.store.commit(Writes((room.case(),)))
    card = room.row(Post(CARD, case=7), room.staff, voice="desk", case=7)
    room.space.archives(room.desk)
    with pytest.raises(Refused, match="archived"):
        await room.gives(card)
    failed = Change(type(card), {"id": card.id}, {"state": "failed", "error": "The Slack channel is archived"})
    await room.store.commit(Writes(changes=(failed,)))
    with pytest.raises(Refused, match="could not be posted: The Slack channel is archived"):
        await room.mirrors("hello")


async def test_a_thread_whose_row_was_lost_is_found_by_the_card(room):
    card = await room.opens_case()
    await room.store.commit(Writes(changes=(Change(ThreadRow, {"team": "main"}, {"place": "elsewhere"}),)))
    await room.mirrors("hello")
    assert [one.text for one in room.under_card()] == ["hello"]
    assert len(room.server.called("chat.postMessage")) == 2 and card.id


async def test_a_card_whose_answer_was_lost_still_grows_its_thread(room):
    await room.store.commit(Writes((room.case(),)))
    card = room.row(Post(CARD, case=7), room.staff, voice="desk", case=7)
    room.server.fails("chat.postMessage", "drop after accept")
    with pytest.raises(Exception, match="line"):
        await room.gives(card)
    assert await room.finds(card)
    await room.mirrors("hello")
    assert [one.text for one in room.under_card()] == ["hello"]


async def test_a_card_that_was_deleted_hangs_again_before_the_next_words(room):
    card = await room.opens_case()
    room.server.rooms.posting.delete(room.card)
    await room.mirrors("hello")
    await room.mirrors("are you there?")
    assert "money back" in room.card.text
    assert [one.text for one in room.under_card()] == ["hello", "are you there?"]
    await room.revises(card, Reply(card=Card("#7 · claimed by Mina")), room.staff)
    assert room.card.text == "#7 · claimed by Mina"


async def test_a_card_that_is_changed_after_it_was_deleted_takes_the_thread_along(room):
    card = await room.opens_case()
    room.server.rooms.posting.delete(room.card)
    await room.revises(card, Reply(card=Card("#7 · claimed by Mina")), room.staff)
    await room.mirrors("hello")
    assert room.card.text == "#7 · claimed by Mina"
    assert [one.text for one in room.under_card()] == ["hello"]


async def test_a_card_with_replies_that_was_deleted_leaves_its_thread(room):
    await room.opens_case()
    await room.mirrors("hello")
    room.server.rooms.posting.delete(room.card)
    await room.mirrors("are you there?")
    assert [one.text for one in room.under_card()] == ["hello", "are you there?"]


async def test_without_a_case_to_show_a_deleted_card_is_final(room):
    await room.opens_case()
    room.server.rooms.posting.delete(room.card)
    await room.store.commit(Writes(changes=(Change(CaseRow, {"number": 7}, {"card": "no such row"}),)))
    with pytest.raises(Refused, match="card was deleted on Slack"):
        await room.mirrors("hello")


async def test_a_customer_speaks_under_their_name_and_staff_under_ours(room):
    await room.opens_case()
    await room.mirrors("third *time*", speaker="Ana <!here>")
    await room.posts(Reply(quoted=Quoted("Mina", "on it", "staff")), room.thread, voice="desk", case=7)
    customer, staff = room.under_card()
    assert customer.speaker == "Ana !here (customer)" and customer.text == "third _time_"
    assert staff.speaker == "Baton" and staff.text == "*Mina* from Support\non it"


async def test_without_the_scope_the_words_name_their_speaker(room):
    room.space.grants(without=("chat:write.customize",))
    await room.opens_case()
    await room.mirrors("hello")
    (said,) = room.under_card()
    assert said.speaker == "Baton" and said.text == "*Ana* (customer)\nhello"
    assert "auth.test" not in room.server.calls


async def test_a_scope_taken_away_since_is_noticed_and_the_words_arrive(room):
    await room.opens_case()
    room.space.grants(without=("chat:write.customize",))
    await room.mirrors("one")
    await room.mirrors("two")
    assert [one.text for one in room.under_card()] == ["*Ana* (customer)\none", "*Ana* (customer)\ntwo"]
    assert room.server.calls["chat.postMessage"] == 4


async def test_a_workspace_that_refuses_names_is_not_asked_at_every_message(room):
    await room.opens_case()
    room.server.fails("chat.postMessage", "missing_scope")
    await room.mirrors("one")
    await room.mirrors("two")
    assert [one.text for one in room.under_card()] == ["*Ana* (customer)\none", "*Ana* (customer)\ntwo"]
    assert room.server.calls["chat.postMessage"] == 4


async def test_nobody_is_pinged_by_words_only_by_name(room):
    hostile = f"@here <!channel> <!everyone> {room.mina.mention} {room.support.mention} &lt;!here&gt;"
    await room.opens_case()
    await room.mirrors(hostile, speaker=hostile)
    await room.posts(Reply(hostile, quoted=Quoted(hostile, hostile, "staff")), room.thread, case=7)
    row = await room.posts(Reply(hostile, notice=True), room.thread, case=7)
    await room.revises(row, Reply(f"{hostile} again"), room.thread)
    assert not room.server.notified
    await room.posts(Reply("New.", mention=(f"slack:&{room.support.id}",)), room.thread, case=7)
    assert room.server.notified == {room.mina.id}


async def test_a_channel_that_others_read_is_shown_no_case(room):
    room.space.shares(room.desk, "T0ELSEWHERE")
    with pytest.raises(Refused, match="another organisation"):
        await room.opens_case()
    assert room.server.calls["chat.postMessage"] == 0
    assert await room.sending.is_shared_outside(room.space.id, room.desk.id)


async def test_a_channel_that_becomes_shared_is_shown_nothing_more(room):
    row = await room.opens_case()
    await room.mirrors("hello")
    assert room.server.calls["conversations.info"] == 1
    room.space.shares(room.desk, "T0ELSEWHERE")
    room.sending.forget(room.desk.id)
    with pytest.raises(Refused, match="another organisation"):
        await room.mirrors("my address is")
    with pytest.raises(Refused, match="another organisation"):
        await room.revises(row, CARD, room.staff)
    await room.withdraws(row, room.staff)
    room.desk.shared_with.clear()
    room.desk.pending_shared.append("T0ELSEWHERE")
    room.sending.forget(room.desk.id)
    assert await room.sending.is_shared_outside(room.space.id, room.desk.id)


async def test_without_the_scope_to_see_who_reads_along_no_case_is_shown(room):
    room.space.grants(without=("groups:read", "channels:read", "mpim:read", "im:read"))
    with pytest.raises(Refused, match=r"lacks a scope on Slack: .*:read"):
        await room.opens_case()
    assert room.server.calls["chat.postMessage"] == 0


async def test_a_customers_own_shared_channel_is_answered(room):
    """Slack Connect customers write in a channel that is shared with them."""
    room.space.shares(room.space.general, "T0ELSEWHERE")
    await room.posts("I wrote to you alone.", room.public)
    assert room.server.calls["conversations.info"] == 0
