"""The loop goes on whatever it meets, and ends when it is told to."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Outbox
from adapters.store.errors import DatabaseFull, DatabaseLocked
from adapters.store.sqlite import open_store
from bot.writes import OutboxRow, Writes

from .conftest import QUICK, Bench, FakeHands, FakeIntake, FakePlatform, MovableClock


class FailingOutbox:
    """The store, whose next claims and settlements meet a database that cannot be written."""

    def __init__(self, bench: Bench, claims: int, settlements: int) -> None:
        self._store, self._claims, self._settlements = bench.store, claims, settlements
        self.intake, self.waiting, self.load = bench.store.intake, bench.store.waiting, bench.store.load
        self.commit, self.find, self.next_due = bench.store.commit, bench.store.find, bench.store.next_due
        self.due_timers, self.on_commit = bench.store.due_timers, bench.store.on_commit

    async def claim(self, now: int, limit: int, lease: int) -> tuple[OutboxRow, ...]:
        if self._claims:
            self._claims -= 1
            raise DatabaseLocked(self._store.path)
        return await self._store.claim(now, limit, lease)

    async def settle(
        self,
        row: OutboxRow,
        state: str,
        *,
        now: int,
        platform_id: str = "",
        error: str = "",
        due: int = 0,
        also: Writes = Writes(),  # noqa: B008 - frozen
    ) -> bool:
        if self._settlements:
            self._settlements -= 1
            raise DatabaseFull(self._store.path)
        return await self._store.settle(row, state, now=now, platform_id=platform_id, error=error, due=due, also=also)


async def test_a_database_that_is_locked_for_a_while_delays_and_loses_nothing(bench: Bench) -> None:
    outbox: Outbox = FailingOutbox(bench, claims=3, settlements=0)
    bench.delivery = Delivery(outbox, (bench.platform,), bench.hands, bench.intake, bench.clock, QUICK)
    await bench.send("row-0", "row-1")
    await bench.carry()
    assert bench.platform.shown == ["row-0", "row-1"]


async def test_what_was_shown_but_could_not_be_written_down_is_not_shown_again(bench: Bench) -> None:
    outbox: Outbox = FailingOutbox(bench, claims=0, settlements=1)
    bench.delivery = Delivery(outbox, (bench.platform,), bench.hands, bench.intake, bench.clock, QUICK)
    await bench.send("row-0", "row-1")
    async with bench.running():
        while not bench.platform.shown or bench.delivery.busy:
            await bench.store.pending()
        bench.clock.ahead += timedelta(seconds=2 * QUICK.lease)
        bench.delivery.wake()
        await bench.delivery.drained()
    assert bench.platform.shown == ["row-0", "row-1"]


async def test_a_stop_does_not_wait_for_a_platform_that_hangs(tmp_path: Path) -> None:
    platform = FakePlatform(delay=3600.0)
    async with open_store(tmp_path / "baton.db") as store:
        clock = MovableClock()
        delivery = Delivery(store, (platform,), FakeHands(), FakeIntake(), clock)
        bench = Bench(store, clock, platform, FakeHands(), FakeIntake(), delivery)
        await bench.send("row-0")
        run = asyncio.create_task(delivery.run())
        while not platform.calls:
            await store.pending()
        run.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(asyncio.shield(run), 10)
    platform.delay = 0.0
    async with open_store(tmp_path / "baton.db") as store:
        delivery = Delivery(store, (platform,), FakeHands(), FakeIntake(), clock, QUICK)
        await Bench(store, clock, platform, FakeHands(), FakeIntake(), delivery).carry()
    assert platform.shown == ["row-0"]


async def test_idle_does_not_wait_for_what_is_only_due_later(bench: Bench) -> None:
    async with bench.running():
        await bench.delivery.idle()
        await bench.send("row-0")
        await bench.delivery.idle()
    assert bench.platform.shown == ["row-0"]


async def test_those_who_look_on_see_each_row_settle(bench: Bench) -> None:
    seen: list[tuple[str, str]] = []
    end = bench.delivery.tap.watch(lambda row, settlement: seen.append((row.id, settlement.state)))
    await bench.send("row-0")
    await bench.carry()
    end()
    await bench.send("row-1")
    await bench.carry()
    assert seen == [("row-0", "sent")]
