"""How a colleague's words fared, at the message that was typed."""

import pytest

from adapters.delivery.ports import Unknown
from bot.content import Mark
from tests.adapters.slack.mailroom import mailroom


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        await made.opens_case()
        made.typed = await made.mina.says(made.desk, "On it.", thread=made.card)
        made.server.forgets_calls()
        yield made


async def test_what_is_queued_costs_nothing_and_what_arrived_has_a_tick(room):
    await room.marks(room.typed, "queued")
    assert not room.server.calls
    await room.marks(room.typed, "sent")
    await room.marks(room.typed, "sent")
    assert list(room.typed.reactions) == ["white_check_mark"]
    assert room.server.calls == {"reactions.add": 2}


async def test_what_failed_says_why_and_offers_a_way_on(room):
    await room.marks(room.typed, "failed", "Their Slack account is deactivated", "key-1")
    assert list(room.typed.reactions) == ["x"]
    told = room.under_card()[-1]
    assert "deactivated" in told.text and told.buttons[0] == "Retry"
    assert told.blocks[-1]["elements"][0]["value"].startswith("case:7|retry")
    assert "|Your message>" in told.raw and told.thread_ts == room.card.ts


async def test_once_it_arrived_after_all_the_cross_and_the_reason_are_gone(room):
    await room.marks(room.typed, "failed", "no", "key-1")
    room.starts_again()
    await room.marks(room.typed, "sent")
    assert list(room.typed.reactions) == ["white_check_mark"]
    assert [one.text for one in room.under_card()] == ["On it."]


async def test_a_sign_that_may_not_be_set_is_no_reason_to_fail(room):
    room.space.grants(without=("reactions:write",))
    await room.marks(room.typed, "sent")
    await room.marks(room.typed, "failed", "no", "key-1")
    assert not room.typed.reactions and room.under_card()[-1].buttons


async def test_a_mark_at_a_message_that_was_deleted_is_no_reason_to_fail(room):
    await room.mina.deletes(room.typed)
    await room.marks(room.typed, "sent")


async def test_a_reason_whose_answer_was_lost_is_not_told_twice(room):
    row = room.row(Mark(f"{room.desk.id}/{room.typed.ts}", "failed", "no", "key-1"), room.thread, voice="desk", case=7)
    room.server.fails("chat.postMessage", "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    found = await room.finds(row)
    assert found == f"{room.desk.id}/{room.under_card()[-1].ts}"
    await room.marks(room.typed, "sent")
    assert len(room.under_card()) == 1
