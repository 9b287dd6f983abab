"""The loop that takes rows from the outbox to where they are to be shown or done."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import structlog

from adapters.delivery.behind import Behind
from adapters.delivery.bundles import Bundles
from adapters.delivery.effects import Effects
from adapters.delivery.faults import survived
from adapters.delivery.ports import Intake, Outbox, Platform
from adapters.delivery.posts import Posts
from adapters.delivery.settlement import SECOND, Limits, Settlement
from adapters.delivery.tap import Tap
from adapters.delivery.timers import fire
from bot.ports import Clock, Hands
from bot.writes import OutboxRow, Writes, micros

log = structlog.get_logger("delivery")

POLL = 5.0
"""The net under `on_commit`: no row waits longer than this to be noticed."""
SHORTLY = 20.0
"""A retry within this is waited for by those who wait until the outbox is empty."""
SOON = 0.02
BLOCKED = 0.25
UNFINISHED = {"state": ("queued", "sending", "unknown")}
GRACE = 1.5
"""How long calls under way may still take when the program ends."""


class Delivery:
    """Claims rows, carries them, settles them. A row's place is worked on by one task at a time."""

    def __init__(
        self,
        outbox: Outbox,
        platforms: Iterable[Platform],
        hands: Hands,
        intake: Intake,
        clock: Clock,
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.tap = Tap()
        self.platforms: dict[str, Platform] = {platform.name: platform for platform in platforms}
        self._outbox, self._intake, self._clock = outbox, intake, clock
        self._posts = Posts(self.platforms, clock, self.limits, Bundles(outbox))
        self._effects = Effects(hands, clock, self.limits, outbox)
        self._behind = Behind(outbox)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._calling: set[asyncio.Task[Any] | None] = set()
        """Tasks whose row is settled, while they call those who waited for it."""
        self._woken = asyncio.Event()
        self._moved = asyncio.Event()
        self._moves = 0
        self._looking = False
        self._rest = POLL

    @property
    def busy(self) -> bool:
        """Whether any row is under way."""
        return bool(self._under_way)

    def connect(self, platform: Platform) -> None:
        """Take this platform for its name, in place of another that had it."""
        self.platforms[platform.name] = platform

    def wake(self) -> None:
        """Look at the outbox now: something was committed, or the clock was moved."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until cancelled; then end within two seconds."""
        self._outbox.on_commit(self.wake)
        try:
            while True:
                self._woken.clear()
                if await survived(self._round(), "claim"):
                    await self._pause()
                else:
                    await asyncio.sleep(self.limits.after_a_fault)
        finally:
            await self._stop()

    async def idle(self) -> None:
        """Until nothing more can be done at this moment of the clock."""
        await self._until(later=False)

    async def drained(self) -> None:
        """Until the outbox is empty, retries included; rows that are held or put off for long are not waited for."""
        await self._until(later=True)

    async def _round(self) -> None:
        now, claimed = micros(self._clock.now()), 0
        due = await self._outbox.next_due()
        # Every settlement wakes us, and mostly there is nothing more: a claim of nothing would be a transaction too.
        if due is not None and due <= now:
            claimed = await self._found(now)
            due = await self._outbox.next_due()
        self._rest = self._until_due(due, claimed)

    async def _found(self, now: int) -> int:
        """Fire and claim what is due; how many rows were claimed."""
        self._looking = True
        try:
            if await fire(self._outbox, self._intake, now):
                self._progress()
            return await self._claim(now)
        finally:
            self._looking = False
            self._moved.set()

    async def _claim(self, now: int) -> int:
        room = self.limits.at_once - len(self._under_way)
        rows = await self._outbox.claim(now, room, round(self.limits.lease * SECOND)) if room > 0 else ()
        for row in rows:
            self._start(row)
        return len(rows)

    def _start(self, row: OutboxRow) -> None:
        # Moving the shop's clock ends leases early: what is still under way here is not lost.
        if row.id not in self._under_way:
            task = asyncio.create_task(self._carry(row), name=f"deliver:{row.id}")
            self._under_way[row.id] = task

    async def _carry(self, row: OutboxRow) -> None:
        await survived(self._attempt(row), row.place)
        self._let_go(row)
        self._calling.discard(asyncio.current_task())
        self._progress()
        self.wake()

    def _let_go(self, row: OutboxRow) -> None:
        """From here on the row may be claimed again, and be under way anew."""
        if self._under_way.get(row.id) is asyncio.current_task():
            del self._under_way[row.id]

    async def _attempt(self, row: OutboxRow) -> None:
        carrier = self._effects if row.kind == "effect" else self._posts
        await self._settle(row, await carrier.carry(row))

    async def _settle(self, row: OutboxRow, settlement: Settlement) -> None:
        now = micros(self._clock.now())
        self._behind.waits(row, settlement)
        done = await self._outbox.settle(
            row,
            settlement.state,
            now=now,
            platform_id=settlement.platform_id,
            error=settlement.error[:400],
            due=settlement.due,
            also=Writes(settlement.also, settlement.changes),
        )
        if not done:
            log.warning("delivery.settled_elsewhere", outbox=row.id, case=row.case)
            return
        _report(row, settlement)
        for arrival in settlement.also:
            self._intake.wake(arrival)
        for each in (row, *settlement.others):
            self.tap.saw(each, settlement)
        if self._behind.concerns(row, settlement):
            self._calling.add(asyncio.current_task())
            self._let_go(row)
            await self._behind.settled(row, settlement, now)

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._rest):
                await self._woken.wait()

    def _until_due(self, due: int | None, claimed: int) -> float:
        """Seconds until there may be something to do; what is due but was not lent out waits for another row."""
        seconds = POLL if due is None else (due - micros(self._clock.now())) / SECOND
        return min(POLL, max(SOON if claimed or seconds > 0 else BLOCKED, seconds))

    async def _stop(self) -> None:
        tasks = (*self._under_way.values(), *filter(None, self._calling))
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _progress(self) -> None:
        self._moves += 1
        self._moved.set()

    async def _until(self, *, later: bool) -> None:
        while True:
            await self._intake.idle()
            moves = self._moves
            if not await self._at_work(later=later) and moves == self._moves:
                return
            self._moved.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(SOON):
                    await self._moved.wait()

    async def _at_work(self, *, later: bool) -> bool:
        now = micros(self._clock.now())
        if self._under_way or self._calling or await self._outbox.due_timers(now, 1):
            return True
        heads: dict[str, OutboxRow] = {}
        for row in await self._outbox.find(OutboxRow, UNFINISHED, order=("place", "number")):
            heads.setdefault(row.place, row)
        # A timer's event or a claim may be on disk already and not be known here yet: both are work.
        busy = self._looking or bool(self._under_way or self._calling)
        return busy or any(_moves(row, now, later=later) for row in heads.values())


def _moves(row: OutboxRow, now: int, *, later: bool) -> bool:
    """Whether the first row of a place goes on by itself, now or later; one that is held does not."""
    due = row.due if row.state == "queued" else row.lease
    held = row.state == "unknown" and not row.lease
    horizon = now + round(SHORTLY * SECOND) if later else now
    return not held and (due <= horizon or row.state == "sending")


def _report(row: OutboxRow, settlement: Settlement) -> None:
    """One line for each dead letter, so that an operator finds the case."""
    if settlement.final and settlement.state != "sent":
        log.error(
            f"delivery.{settlement.state}",
            case=row.case,
            outbox=row.id,
            voice=row.voice,
            attempts=row.attempts,
            error=settlement.error[:200],
        )
