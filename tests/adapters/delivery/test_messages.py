"""Messages are shown once and in order, or it is said that they were not."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Busy, CannotTell, Refused, Unknown, Unreached
from adapters.store.sqlite import SqliteStore
from bot.codec import load
from bot.events import Place
from bot.writes import Change, OutboxRow, Writes
from handoff.acts import Act, Fared

from .conftest import CHAT, QUICK, Bench, FakePlatform

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IDS = tuple(f"row-{n}" for n in range(12))


async def test_a_place_gets_its_messages_in_order_whatever_fails(bench: Bench) -> None:
    bench.platform.faults["row-2"] = deque([Busy(0.0), Unreached("refused"), Unknown("dropped")])
    bench.platform.faults["row-5"] = deque([Unknown("dropped")])
    await bench.send(*IDS)
    await bench.carry()
    assert bench.platform.shown == list(IDS)


async def test_places_do_not_wait_for_each_other(bench: Bench) -> None:
    bench.platform.delay = 0.05
    for n in range(8):
        await bench.send(f"row-{n}", place=replace(CHAT, channel=f"chat-{n}"))
    await bench.carry()
    assert bench.platform.most_at_once > 1


async def test_no_more_places_than_allowed_are_worked_on_at_once(bench: Bench) -> None:
    bench.platform.delay = 0.01
    for n in range(80):
        await bench.send(f"row-{n}", place=replace(CHAT, channel=f"chat-{n}"))
    await bench.carry()
    assert len(bench.platform.shown) == 80
    assert bench.platform.most_at_once <= bench.delivery.limits.at_once


@pytest.mark.parametrize("fault", [Unknown("dropped"), TimeoutError(), OSError("reset"), ValueError("a bug of ours")])
async def test_a_lost_answer_is_read_back_and_not_shown_twice(bench: Bench, fault: BaseException) -> None:
    bench.platform.accepts = True
    bench.platform.faults["row-1"] = deque([fault])
    await bench.send("row-1")
    await bench.carry()
    assert bench.platform.calls == ["row-1"]
    assert (await bench.row("row-1")).platform_id == "m-row-1"


async def test_a_lost_call_that_was_not_accepted_is_sent_again(bench: Bench) -> None:
    bench.platform.faults["row-1"] = deque([Unknown("dropped"), Unknown("dropped")])
    await bench.send("row-1")
    await bench.carry()
    assert bench.platform.calls == ["row-1"] * 3
    assert bench.platform.shown == ["row-1"]


async def test_an_unknown_outcome_that_cannot_be_read_back_holds_its_place(bench: Bench) -> None:
    bench.platform.faults["row-0"] = deque([Unknown("dropped")])
    bench.platform.blind = [CannotTell("no permission to read the channel")]
    await bench.send("row-0", "row-1")
    await bench.send("row-2", place=replace(CHAT, channel="another"))
    await bench.carry()
    assert await bench.states("row-0", "row-1", "row-2") == ["unknown", "queued", "sent"]
    assert bench.platform.calls.count("row-0") == 1


async def test_a_held_row_goes_out_when_somebody_asks_for_it(bench: Bench) -> None:
    bench.platform.faults["row-0"] = deque([Unknown("dropped")])
    bench.platform.blind = [CannotTell("")]
    await bench.send("row-0", "row-1")
    await bench.carry()
    await bench.store.requeue("row-0")
    await bench.carry()
    assert bench.platform.shown == ["row-0", "row-1"]


async def test_reading_back_is_tried_again_before_anything_is_sent(bench: Bench) -> None:
    bench.platform.accepts = True
    bench.platform.faults["row-0"] = deque([Unknown("dropped")])
    bench.platform.blind = [Unreached("down"), Unreached("down")]
    await bench.send("row-0", "row-1")
    await bench.carry()
    assert bench.platform.calls == ["row-0", "row-1"]
    assert await bench.states("row-0", "row-1") == ["sent", "sent"]


async def test_a_row_lent_out_to_be_read_back_is_waited_for(bench: Bench) -> None:
    bench.hears_late()
    bench.platform.accepts = True
    bench.platform.faults["row-0"] = deque([Unknown("dropped")])
    bench.platform.blind = [Unreached("down"), Unreached("down")]
    await bench.send("row-0")
    await bench.carry()
    assert await bench.states("row-0") == ["sent"]


async def test_an_idempotent_platform_is_simply_asked_again(bench: Bench) -> None:
    bench.platform.idempotent = True  # type: ignore[attr-defined]  # what makes a platform one is this attribute
    bench.platform.blind = [CannotTell("")] * 3
    bench.platform.faults["row-0"] = deque([Unknown("dropped")])
    await bench.send("row-0")
    await bench.carry()
    assert bench.platform.calls == ["row-0", "row-0"]


async def test_a_refusal_is_final_and_lets_the_next_pass(bench: Bench) -> None:
    bench.platform.faults["row-0"] = deque([Refused("their inbox is closed")])
    await bench.send("row-0", "row-1")
    await bench.carry()
    assert bench.platform.calls == ["row-0", "row-1"]
    assert await bench.states("row-0", "row-1") == ["failed", "sent"]
    assert (await bench.row("row-0")).error == "their inbox is closed"


async def test_a_row_that_never_gets_through_becomes_a_dead_letter(bench: Bench) -> None:
    bench.platform.faults["row-0"] = deque([Unreached("no route")] * 10)
    await bench.send("row-0")
    await bench.carry()
    assert bench.platform.calls == ["row-0"] * bench.delivery.limits.attempts
    assert await bench.states("row-0") == ["failed"]


async def test_being_asked_to_wait_does_not_use_up_attempts(bench: Bench) -> None:
    bench.platform.faults["row-0"] = deque([Busy(0.0)] * 8)
    await bench.send("row-0")
    await bench.carry()
    assert await bench.states("row-0") == ["sent"]


@pytest.mark.parametrize("voice", ["staff", "bot", "notice", "mirror", "desk"])
async def test_the_desk_hears_of_words_that_were_not_shown(bench: Bench, voice: str) -> None:
    bench.platform.faults["row-0"] = deque([Refused("their inbox is closed")])
    await bench.send("row-0", voice=voice)
    await bench.carry()
    inbox = await bench.inbox()
    assert [row.lane for row in inbox] == ["desk"]
    assert bench.intake.woken == inbox
    assert load(Act, inbox[0].payload).body == Fared("row-0", "failed", "their inbox is closed")


async def test_every_lost_word_of_a_customer_is_told_but_a_desk_that_shows_nothing_once_an_hour(bench: Bench) -> None:
    for n in range(6):
        bench.platform.faults[f"row-{n}"] = deque([Refused("the thread is locked")])
        await bench.send(f"row-{n}", voice="mirror" if n < 3 else "desk")
    await bench.carry()
    told = [load(Act, row.payload).body for row in await bench.inbox()]
    assert [fared.outbox for fared in told if isinstance(fared, Fared)] == ["row-0", "row-1", "row-2", "row-3"]


async def test_customers_words_that_may_have_been_shown_are_told_of_once(bench: Bench) -> None:
    bench.platform.faults["row-0"] = deque([Unknown("dropped")])
    bench.platform.blind = [CannotTell("no permission to read the thread")]
    await bench.send("row-0", "row-1", voice="mirror")
    for _ in range(3):
        await bench.carry()
        bench.clock.ahead += timedelta(hours=2)
    (row,) = await bench.inbox()
    assert load(Act, row.payload).body == Fared("row-0", "unknown", "no permission to read the thread")


async def test_a_row_that_does_not_say_where_to_fails_and_is_told(bench: Bench) -> None:
    await bench.send("row-0", "row-1", voice="mirror")
    await bench.store.commit(Writes(changes=(Change(OutboxRow, {"id": "row-0"}, {"to": "{}"}),)))
    await bench.carry()
    assert await bench.states("row-0", "row-1") == ["failed", "sent"]
    assert [load(Act, row.payload).body for row in await bench.inbox()] == [
        Fared("row-0", "failed", "it does not say where to")
    ]


@pytest.mark.parametrize(("voice", "told"), [("staff", True), ("bot", False), ("mirror", False)])
async def test_the_desk_hears_that_staff_words_arrived(bench: Bench, voice: str, told: bool) -> None:
    await bench.send("row-0", voice=voice)
    await bench.carry()
    acts = [load(Act, row.payload) for row in await bench.inbox()]
    assert [act.body for act in acts] == [Fared("row-0", "sent")] * told
    assert all(act.place == CHAT for act in acts)


async def test_a_platform_that_is_not_connected_is_waited_for(bench: Bench) -> None:
    elsewhere = FakePlatform("elsewhere")
    await bench.send("row-0", place=Place("elsewhere", "x", "y"))
    async with bench.running():
        await bench.delivery.drained()
        assert (await bench.row("row-0")).error == "elsewhere is not connected"
        bench.delivery.connect(elsewhere)
        bench.clock.ahead = timedelta(minutes=1)
        bench.delivery.wake()
        await bench.delivery.drained()
    assert elsewhere.shown == ["row-0"]


async def test_a_row_that_is_too_old_by_then_becomes_a_dead_letter(bench: Bench) -> None:
    await bench.send("row-0", place=Place("elsewhere", "x", "y"))
    async with bench.running():
        for _ in range(3):
            bench.delivery.wake()
            await bench.delivery.drained()
            bench.clock.ahead += timedelta(hours=7)
    assert await bench.states("row-0") == ["failed"]


async def test_moving_the_clock_while_a_call_is_under_way_shows_nothing_twice(bench: Bench) -> None:
    bench.platform.delay = 0.1
    await bench.send("row-0", "row-1")
    async with bench.running():
        while not bench.platform.calls:
            await bench.store.pending()
        bench.clock.ahead = timedelta(days=2)
        bench.delivery.wake()
        await bench.delivery.drained()
    assert bench.platform.shown == ["row-0", "row-1"]


class Growing(FakePlatform):
    """Shows a leaf only after its stem; whoever comes too early is told to come back in an hour."""

    async def deliver(self, row: OutboxRow) -> str:
        if row.id.startswith("leaf") and "stem" not in self.shown:
            self.calls.append(row.id)
            raise Busy(3600.0, "it has not grown yet", after="stem")
        return await super().deliver(row)


class Slow:
    """The store, at which one step of one row takes until another is over."""

    def __init__(self, store: SqliteStore, first: tuple[str, str], then: tuple[str, str]) -> None:
        self._store, self._first, self._then = store, first, then
        self._over = asyncio.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def settle(self, row: OutboxRow, state: str, **given: Any) -> bool:
        if (row.id, state) == self._then:
            await self._over.wait()
        done = await self._store.settle(row, state, **given)
        if (row.id, state) == self._first:
            self._over.set()
        return done


ORDERS = {
    "the leaf waits already": (("leaf-0", "queued"), ("stem", "sent")),
    "the stem is shown while the leaf is put off": (("stem", "sent"), ("leaf-0", "queued")),
}


@pytest.mark.parametrize("order", ORDERS)
async def test_what_hangs_on_another_row_goes_out_in_the_moment_that_one_is_shown(bench: Bench, order: str) -> None:
    """The clock stands still: nothing becomes due by waiting."""
    tree, store = Growing(delay=0.02), Slow(bench.store, *ORDERS[order])
    bench.clock.now = lambda: NOON  # type: ignore[method-assign]  # a clock that stands still
    bench.delivery = Delivery(store, (tree,), bench.hands, bench.intake, bench.clock, QUICK)
    await bench.send("leaf-0", "leaf-1", place=replace(CHAT, thread="leaves"))
    await bench.send("stem")
    await bench.carry()
    assert tree.shown == ["stem", "leaf-0", "leaf-1"]
    assert tree.calls.count("leaf-0") == 2


async def test_what_hangs_on_a_row_that_fails_is_told_so_at_once(bench: Bench) -> None:
    bench.platform.faults["stem"] = deque([Refused("the channel is gone")])
    bench.platform.faults["leaf"] = deque([Busy(3600.0, "not yet", after="stem"), Refused("there is no stem")])
    await bench.send("leaf", place=replace(CHAT, thread="leaves"))
    await bench.send("stem")
    await bench.carry()
    assert await bench.states("stem", "leaf") == ["failed", "failed"]
