"""A real store, a platform that can be told how to fail, and a delivery loop between them."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Unknown
from adapters.delivery.settlement import Limits
from adapters.store.sqlite import SqliteStore, open_store
from bot.codec import dump
from bot.content import Post, Reply, Shown
from bot.effects import Asked, Effect, PayBack
from bot.events import Person, Place
from bot.shop import Money
from bot.writes import Committed, InboxRow, OutboxRow, Writes, micros

QUICK = Limits(
    attempts=4,
    effect_attempts=3,
    first_retry=0.002,
    longest_retry=0.01,
    before_reading_back=0.0,
    call=0.5,
    after_a_fault=0.01,
)
SARA = Person("web:sara", "Sara")
CHAT = Place("chat", "demo", "chat-sara")


class AnswerLost(Unknown):
    """The platform took it, and the line dropped before it said so."""


class MovableClock:
    """Real time, plus what a test adds."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class FakePlatform:
    """Shows rows, unless told what to raise first; `accepts` decides whether it shows them all the same."""

    name: str = "chat"
    shown: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    faults: dict[str, deque[BaseException]] = field(default_factory=lambda: defaultdict(deque))
    accepts: bool = False
    blind: list[BaseException] = field(default_factory=list)
    delay: float = 0.0
    at_once: int = 0
    most_at_once: int = 0

    async def deliver(self, row: OutboxRow) -> str:
        self.calls.append(row.id)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
            return self._show(row)
        finally:
            self.at_once -= 1

    def _show(self, row: OutboxRow) -> str:
        fault = self.faults[row.id].popleft() if self.faults[row.id] else None
        if fault is None or self.accepts or isinstance(fault, AnswerLost):
            self.shown.append(row.id)
        if fault is not None:
            raise fault
        return f"m-{row.id}"

    async def find(self, row: OutboxRow) -> str | None:
        if self.blind:
            raise self.blind.pop(0)
        return f"m-{row.id}" if row.id in self.shown else None


@dataclass
class FakeHands:
    """Keeps a ledger by key, and can lose answers or refuse."""

    paid: dict[str, Effect] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    faults: deque[BaseException] = field(default_factory=deque)

    async def perform(self, key: str, effect: Effect) -> str:
        self.asked.append(key)
        fault = self.faults.popleft() if self.faults else None
        self.paid.setdefault(key, effect)
        if fault is not None:
            raise fault
        return "paid back"


@dataclass
class FakeIntake:
    """Remembers what it was woken for."""

    woken: list[InboxRow] = field(default_factory=list)

    def wake(self, row: InboxRow) -> None:
        self.woken.append(row)

    async def idle(self) -> None:
        return


class SlowToTell:
    """The store, whose claims and commits are on disk well before the loop hears of them."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def claim(self, now: int, limit: int, lease: int) -> tuple[OutboxRow, ...]:
        rows = await self._store.claim(now, limit, lease)
        await asyncio.sleep(0.05 if rows else 0)
        return rows

    async def commit(self, writes: Writes) -> Committed:
        done = await self._store.commit(writes)
        await asyncio.sleep(0.05)
        return done


@dataclass
class Bench:
    """All of it, and shorthands for rows."""

    store: SqliteStore
    clock: MovableClock
    platform: FakePlatform
    hands: FakeHands
    intake: FakeIntake
    delivery: Delivery

    def hears_late(self) -> None:
        """From here on the store is slow to tell what it has done."""
        late = SlowToTell(self.store)
        self.delivery = Delivery(late, (self.platform,), self.hands, self.intake, self.clock, QUICK)

    async def send(self, *ids: str, place: Place = CHAT, voice: str = "bot", text: str = "hello") -> None:
        now = micros(self.clock.now())
        body = dump(Post(Reply(text)), Shown)
        rows = [
            OutboxRow(id, "main", str(place), dump(place), SARA.id, "post", voice, body, now, now, case=7) for id in ids
        ]
        await self.store.commit(Writes(tuple(rows)))

    async def ask(self, id: str, effect: Effect | None = None) -> None:
        now = micros(self.clock.now())
        wanted = effect or PayBack("sara", "1042", (("mug", 1),), Money(Decimal(18), "USD"))
        body = dump(Asked(wanted, CHAT, SARA))
        row = OutboxRow(id, "main", f"effect:{SARA.id}", "", SARA.id, "effect", "effect", body, now, now)
        await self.store.commit(Writes((row,)))

    async def row(self, id: str) -> OutboxRow:
        return (await self.store.find(OutboxRow, {"id": id}))[0]

    async def states(self, *ids: str) -> list[str]:
        return [(await self.row(id)).state for id in ids]

    async def inbox(self) -> list[InboxRow]:
        return list(await self.store.find(InboxRow, {"team": "main"}))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.delivery.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def carry(self) -> None:
        """Run until the outbox is empty."""
        async with self.running():
            await asyncio.wait_for(self.delivery.drained(), 20)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with open_store(tmp_path / "baton.db") as store:
        clock, platform, hands, intake = MovableClock(), FakePlatform(), FakeHands(), FakeIntake()
        delivery = Delivery(store, (platform,), hands, intake, clock, QUICK)
        yield Bench(store, clock, platform, hands, intake, delivery)
