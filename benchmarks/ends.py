"""What the far ends of every platform's benchmark have in common: people who ask, and the bots they ask.

Each end is a process of its own, is told what to do over a pipe, and answers over it.
The bots are as alone as in life; the stand-in's work weighs on neither of their interpreters.
"""

import asyncio
import itertools
import os
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiosqlite

from adapters.app import App
from adapters.store.connection import WRITER
from bot.writes import BindingRow, Writes

CUSTOMERS = ("claire", "gus", "grace", "theo", "yara")
"""People of the sample shop with one parcel to ask for: one message, one answer."""
ASKED = "Where is my parcel?"
NO_SPEC = Path("no-such-file")
"""Stand-ins hold requests against the platform's own description in tests; here it would only be slower for both."""
WITHIN = 30.0
"""Seconds after which an answer counts as lost, and the benchmark fails."""
PROXIES = ("http_proxy", "https_proxy", "all_proxy")
"""What would lead a library away from this machine; every end of the benchmark is on it."""

Serve = Callable[[Any], Awaitable[object]]


async def _served(line: Connection, serve: Serve) -> None:
    """Answer one order after another until there is none."""
    while (order := await asyncio.to_thread(line.recv)) is not None:
        line.send(await serve(order))


@dataclass(frozen=True, slots=True)
class Ran:
    """One round: its length, and how long each message waited for its answer, in seconds."""

    seconds: float
    waits: tuple[float, ...]
    calls: int
    """Requests the bot made meanwhile."""

    @property
    def speed(self) -> float:
        """Messages a second."""
        return len(self.waits) / self.seconds


@dataclass(slots=True)
class Crowd(ABC):
    """People on one stand-in, who write in private and wait for the answer."""

    server: Any
    """The platform's own stand-in, and the people as it has them."""
    people: list[Any]
    _answers: "dict[object, asyncio.Future[Any]]" = field(default_factory=dict)

    @property
    @abstractmethod
    def address(self) -> dict[str, Any]:
        """What a bot must know to be there, and `people` by their ids."""

    @abstractmethod
    async def meets(self, said: str) -> None:
        """Until the bot, which said where it is, is there."""

    @abstractmethod
    def allows(self, *given: Any) -> None:
        """How many requests the bot may make; nothing given: the platform's own limits."""

    @abstractmethod
    def by_bot(self, message: Any) -> bool:
        """Whether the bot wrote it."""

    async def watch(self) -> None:
        """Tell each who waits that the answer stands in their channel."""
        changes, at = self.server.world.changes, 0
        while True:
            await self.server.stirs.next()
            for message in changes[at:]:
                waiting = self._answers.get(message.channel_id)
                if waiting and self.by_bot(message) and not waiting.done():
                    waiting.set_result(message)
            at = len(changes)

    async def settles(self) -> None:
        """Until the bot has nothing more to do."""
        await self.server.settles(1.0)

    async def ask(self, number: int) -> str:
        """The answer to one message of this person."""
        return str((await self._answered(self.people[number])).text)

    async def _answered(self, person: Any) -> Any:
        channel = person.dm_channel.id
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._answers[channel] = answer
        await person.dm(ASKED)
        async with asyncio.timeout(WITHIN):
            return await answer

    async def round(self, count: int, width: int) -> Ran:
        """`count` messages by one person after another, `width` of them waiting at any time."""
        waits: list[float] = []
        turns = itertools.islice(itertools.cycle(self.people), count)

        async def caller() -> None:
            for person in turns:
                since = time.perf_counter()
                await self._answered(person)
                waits.append(time.perf_counter() - since)

        self.server.forgets_calls()
        start = time.perf_counter()
        await asyncio.gather(*(caller() for _ in range(width)))
        return Ran(time.perf_counter() - start, tuple(waits), self.server.calls.total())


async def crowds(line: Connection, names: Iterable[str], made: Callable[[], Awaitable[Crowd]]) -> None:
    """A stand-in for each bot, side by side; told a bot's name and what is to happen at its one."""
    async with asyncio.TaskGroup() as tasks:
        every = {name: await made() for name in names}
        for crowd in every.values():
            tasks.create_task(crowd.watch())
        line.send({name: crowd.address for name, crowd in every.items()})

        async def serve(order: Any) -> object:
            name, what, *given = order
            crowd = every[name]
            match what:
                case "meets":
                    await crowd.meets(*given)
                case "settles":
                    await crowd.settles()
                case "allows":
                    crowd.allows(*given)
                case "asks":
                    return await crowd.ask(*given)
                case _:
                    return await crowd.round(*given)
            return None

        await _served(line, serve)
        raise _Over


class _Over(Exception):
    """Ends the tasks that never end by themselves."""


def serving(line: Connection, bot: Callable[[], AbstractAsyncContextManager[str]]) -> None:
    """A bot that says where it is once it is there; told anything, it answers with its processor time in seconds."""
    for name in PROXIES:
        for spelt in (name, name.upper()):
            os.environ.pop(spelt, None)
    asyncio.run(_serving(line, bot))


async def _serving(line: Connection, bot: Callable[[], AbstractAsyncContextManager[str]]) -> None:
    async def used(_: object) -> float:
        return time.process_time()

    async with bot() as said:
        line.send(said)
        await _served(line, used)


async def introduce(app: App, people: Iterable[str]) -> None:
    """Everybody is known to the sample shop."""
    known = zip(people, itertools.cycle(CUSTOMERS), strict=False)
    rows = (BindingRow(app.team, person, customer, "benchmark", "", 0) for person, customer in known)
    await app.store.commit(Writes(tuple(rows)))


@asynccontextmanager
async def rows_of(path: Path, columns: Mapping[str, str]) -> AsyncIterator[aiosqlite.Connection]:
    """The rival's table of messages, as durable as ours: the same pragmas."""
    async with aiosqlite.connect(path) as db:
        for name, value in WRITER.items():
            await db.execute(f"pragma {name}={value}")
        await db.execute(f"create table messages ({', '.join(map(' '.join, columns.items()))})")
        yield db
