"""Effects happen once, under one key, and their result comes back in the same commit."""

from collections import deque

import pytest

from bot.codec import dump, load
from bot.effects import Effect, MailCode
from bot.events import Inbound, Result
from bot.shop import ShopRefused, ShopUnavailable
from bot.writes import Change, ConversationRow, OutboxRow, Writes
from handoff.acts import Act, Fared

from .conftest import CHAT, SARA, Bench


async def result_of(bench: Bench) -> Result:
    (row,) = await bench.inbox()
    event = load(Inbound, row.payload)
    assert (row.lane, row.conversation, event.person) == ("customer", SARA.id, SARA)
    assert isinstance(event.body, Result)
    return event.body


async def test_a_result_comes_back_to_who_asked(bench: Bench) -> None:
    await bench.ask("key-1")
    await bench.carry()
    result = await result_of(bench)
    assert (result.effect, result.state, result.detail) == ("key-1", "done", "paid back")
    assert [row.id for row in bench.intake.woken] == ["result:key-1"]
    assert await bench.states("key-1") == ["sent"]


async def test_a_lost_answer_is_asked_for_under_the_same_key(bench: Bench) -> None:
    bench.hands.faults = deque([ShopUnavailable("dropped"), TimeoutError()])
    await bench.ask("key-1")
    await bench.carry()
    assert bench.hands.asked == ["key-1"] * 3
    assert list(bench.hands.paid) == ["key-1"]
    assert (await result_of(bench)).state == "done"


async def test_a_refusal_is_final_and_said(bench: Bench) -> None:
    bench.hands.faults = deque([ShopRefused("more than was paid")])
    await bench.ask("key-1")
    await bench.carry()
    result = await result_of(bench)
    assert (result.state, result.detail) == ("refused", "more than was paid")
    assert bench.hands.asked == ["key-1"]


@pytest.mark.parametrize("fault", [ShopUnavailable("down"), ValueError("a bug of ours")])
async def test_what_never_answers_ends_as_failed(bench: Bench, fault: BaseException) -> None:
    bench.hands.faults = deque([fault] * 9)
    await bench.ask("key-1")
    await bench.carry()
    assert bench.hands.asked == ["key-1"] * bench.delivery.limits.effect_attempts
    assert (await result_of(bench)).state == "failed"


async def test_effects_of_one_conversation_keep_their_order(bench: Bench) -> None:
    bench.hands.faults = deque([ShopUnavailable("dropped")])
    await bench.ask("key-1")
    await bench.ask("key-2")
    await bench.carry()
    assert bench.hands.asked == ["key-1", "key-1", "key-2"]


async def test_a_code_is_kept_nowhere_once_it_was_mailed(bench: Bench) -> None:
    await bench.ask("key-1", MailCode("sara@example.com", "482913", known=True))
    await bench.carry()
    assert bench.hands.paid["key-1"] == MailCode("sara@example.com", "482913", known=True)
    (row,) = await bench.inbox()
    assert "482913" not in row.payload
    assert "482913" not in (await bench.row("key-1")).payload
    assert load(Effect, (await result_of(bench)).request) == MailCode("sara@example.com", "", known=True)


async def test_a_code_that_could_not_be_mailed_is_not_kept_either(bench: Bench) -> None:
    bench.hands.faults = deque([ShopRefused("no such address")])
    await bench.ask("key-1", MailCode("sara@example.com", "482913", known=True))
    await bench.carry()
    assert await bench.states("key-1") == ["failed"]
    assert "482913" not in (await bench.row("key-1")).payload
    assert (await result_of(bench)).state == "refused"


@pytest.mark.parametrize("known", [True, False])
async def test_an_unreadable_effect_is_told_to_its_conversation_else_to_the_desk(bench: Bench, known: bool) -> None:
    await bench.ask("key-1")
    unreadable = Change(OutboxRow, {"id": "key-1"}, {"payload": '{"code": "482913"}'})
    sara = ConversationRow("main", SARA.id, 1, SARA.name, dump(CHAT), "{}", silent=False, updated=1)
    await bench.store.commit(Writes((sara,) if known else (), (unreadable,)))
    await bench.carry()
    (row,) = await bench.inbox()
    assert (row.lane, row.conversation) == ("customer" if known else "desk", SARA.id)
    body = load(Inbound, row.payload).body if known else load(Act, row.payload).body
    assert isinstance(body, Result | Fared) and body.state == "failed"
    assert (await bench.row("key-1")).payload == ""


async def test_an_unreadable_effect_does_not_hold_up_the_next(bench: Bench) -> None:
    await bench.ask("key-1")
    await bench.store.commit(Writes(changes=(Change(OutboxRow, {"id": "key-1"}, {"payload": "{}"}),)))
    await bench.ask("key-2")
    await bench.carry()
    assert await bench.states("key-1", "key-2") == ["failed", "sent"]
