"""A whole Baton in a process that kills itself at one step; run by test_kill.

    python -m tests.adapters.delivery.dying FOLDER STEP COUNT

It says three things as a customer who wants a refund, always under the same keys, as a
platform that was not answered would; what it shows is kept in FOLDER/shown.
"""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from adapters.app import CREW
from adapters.delivery.loop import Delivery
from adapters.delivery.quiet import Quiet
from adapters.delivery.settlement import Limits
from adapters.demo import seed
from adapters.knowledge import SAMPLE, folder
from adapters.shop.sample import Owner, SampleShop, ShopClock
from adapters.store.sqlite import SqliteStore, open_store
from bot.codec import load
from bot.content import Post, Shown
from bot.effects import Effect
from bot.events import Inbound, Person, Place, Said
from bot.intake import Intake
from bot.ports import Trace
from bot.service import Service
from bot.writes import Committed, InboxRow, OutboxRow, Writes, micros
from handoff.desk import Desk

HANNAH = Person("terminal:hannah", "Hannah")
CHAT = Place("terminal", "local", HANNAH.id)
SAYS = ("refund all of them please", "I don't want it", "yes")


class Fate:
    """Knows at which step, for the how many-th time, this process dies."""

    def __init__(self, step: str, count: int) -> None:
        self._step, self._count, self.met = step, count, Counter[str]()

    def meets(self, step: str) -> None:
        self.met[step] += 1
        if (step, self.met[step]) == (self._step, self._count):
            os.kill(os.getpid(), signal.SIGKILL)


class DyingStore:
    """The store; its turn commits, intakes and settlements are steps."""

    def __init__(self, store: SqliteStore, fate: Fate) -> None:
        self._store, self._fate = store, fate
        self.waiting, self.load, self.find = store.waiting, store.load, store.find
        self.claim, self.next_due, self.due_timers = store.claim, store.next_due, store.due_timers

    def on_commit(self, wake: Callable[[], None]) -> None:
        self._store.on_commit(wake)

    async def intake(self, arrival: InboxRow) -> bool:
        new = await self._store.intake(arrival)
        self._fate.meets("stored")
        return new

    async def commit(self, writes: Writes) -> Committed:
        self._fate.meets("commit.before")
        committed = await self._store.commit(writes)
        self._fate.meets("commit.after")
        return committed

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
        self._fate.meets("settle.before")
        done = await self._store.settle(row, state, now=now, platform_id=platform_id, error=error, due=due, also=also)
        self._fate.meets("settle.after")
        return done


class PaperPlatform:
    """Writes what it shows to a file that outlives it."""

    name = "terminal"

    def __init__(self, paper: Path, fate: Fate) -> None:
        self._paper, self._fate = paper, fate

    async def deliver(self, row: OutboxRow) -> str:
        self._fate.meets("deliver.before")
        shown = load(Shown, row.payload)
        text = (
            shown.reply.text + (shown.reply.question.text if shown.reply.question else "")
            if isinstance(shown, Post)
            else ""
        )
        with self._paper.open("a") as paper:
            paper.write(json.dumps([row.id, text]) + "\n")
            paper.flush()
            os.fsync(paper.fileno())
        self._fate.meets("deliver.after")
        return row.id

    async def find(self, row: OutboxRow) -> str | None:
        lines = self._paper.read_text().splitlines() if self._paper.exists() else []
        return row.id if any(json.loads(line)[0] == row.id for line in lines) else None


class DyingHands:
    """The sample shop; before and after it acts are steps."""

    def __init__(self, shop: SampleShop, fate: Fate) -> None:
        self._shop, self._fate = shop, fate

    async def perform(self, key: str, effect: Effect) -> str:
        self._fate.meets("perform.before")
        answer = await self._shop.perform(key, effect)
        self._fate.meets("perform.after")
        return answer


class Nobody:
    """Looks at no trace."""

    def saw(self, trace: Trace) -> None:
        return


async def live(data: Path, fate: Fate) -> None:
    async with open_store(data / "baton.db") as real:
        store, clock = DyingStore(real, fate), ShopClock(data / "shop.db")
        shop = SampleShop(data / "shop.db", clock)
        ids = Owner(shop, clock).ids()
        await seed(real, "main", micros(clock.now()), crew=CREW, shop_name="the shop", customers=ids)
        desk = Desk(store, clock, shop)
        service = Service(store, shop, folder(SAMPLE), desk, clock, Nobody())
        intake = Intake(store, {"customer": service.answer, "desk": desk.answer})
        service.connect(intake)
        desk.connect(intake)
        platforms = (Quiet("web"), PaperPlatform(data / "shown", fate))
        limits = Limits(first_retry=0.01, before_reading_back=0.0)
        delivery = Delivery(store, platforms, DyingHands(shop, fate), intake, clock, limits)
        running = asyncio.create_task(delivery.run())
        await intake.resume()
        await delivery.drained()
        for number, text in enumerate(SAYS):
            await service.receive(Inbound(f"key-{number}", "main", CHAT, HANNAH, clock.now(), Said(text, f"m{number}")))
            await delivery.drained()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), Fate(sys.argv[2], int(sys.argv[3]))))
