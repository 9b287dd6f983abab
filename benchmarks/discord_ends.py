"""The three processes of the Discord benchmark: the stand-in with its people, Baton, and a plain bot.

Each is told what to do over a pipe, and answers over it. The bots are processes of their
own as they are in life; the stand-in's work weighs on neither of their interpreters.
"""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiosqlite
import discord

from adapters.app import build
from adapters.command_line import collecting
from adapters.command_line.discord import DiscordSide, endpoints
from adapters.settings import Settings, read_settings
from adapters.store.connection import WRITER
from bot.writes import BindingRow, Writes
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.people import Person

CUSTOMERS = ("claire", "gus", "grace", "theo", "yara")
"""People of the sample shop with one parcel to ask for: one message, one answer."""
ASKED = "Where is my parcel?"
NO_SPEC = Path("no-such-file")
"""The stand-in holds requests against Discord's own description in tests; here it would only be slower for both."""
WITHIN = 30.0
"""Seconds after which an answer counts as lost, and the benchmark fails."""

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
class Crowd:
    """People on one stand-in, who write in private and wait for the answer."""

    server: DiscordStandIn
    people: list[Person]
    _answers: dict[int, asyncio.Future[str]] = field(default_factory=dict)

    async def watch(self) -> None:
        """Tell each who waits that the answer stands in their channel."""
        changes, at = self.server.world.changes, 0
        while True:
            await self.server.stirs.next()
            for message in changes[at:]:
                waiting = self._answers.get(message.channel_id)
                if waiting and message.author is self.server.bot and not waiting.done():
                    waiting.set_result(message.text)
            at = len(changes)

    async def settles(self) -> None:
        """Until the bot is there and has nothing more to do."""
        await self.server.connected()
        await self.server.settles(1.0)

    async def allows(self, per_second: int) -> None:
        """How many requests the bot may make."""
        self.server.budgets.globally(per_second)

    async def ask(self, number: int) -> str:
        """The answer to one message of this person."""
        return await self._answered(self.people[number])

    async def _answered(self, person: Person) -> str:
        channel = person.dm_channel.id
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
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


def standin(line: Connection, names: tuple[str, ...], people: int) -> None:
    """A stand-in for each bot, side by side; told a bot's name and what is to happen at its one."""
    asyncio.run(_standin(line, names, people))


async def _standin(line: Connection, names: tuple[str, ...], people: int) -> None:
    async with asyncio.TaskGroup() as tasks:
        crowds = {name: await _crowd(tasks, people) for name in names}
        line.send({name: _address(crowd) for name, crowd in crowds.items()})

        async def serve(order: Any) -> object:
            name, what, *given = order
            crowd = crowds[name]
            match what:
                case "settles":
                    await crowd.settles()
                case "allows":
                    await crowd.allows(*given)
                case "asks":
                    return await crowd.ask(*given)
                case _:
                    return await crowd.round(*given)
            return None

        await _served(line, serve)
        raise _Over


class _Over(Exception):
    """Ends the tasks that never end by themselves."""


async def _crowd(tasks: asyncio.TaskGroup, people: int) -> Crowd:
    server = await DiscordStandIn(schema=NO_SPEC).__aenter__()
    guild = server.guild("Larkspur & Pine")
    crowd = Crowd(server, [guild.member(f"Guest {n}") for n in range(people)])
    tasks.create_task(crowd.watch())
    return crowd


def _address(crowd: Crowd) -> dict[str, Any]:
    server = crowd.server
    given = {"token": server.token, "api": server.api_url, "gateway": server.gateway_url, "cdn": server.cdn_url}
    return given | {"people": [person.id for person in crowd.people]}


def baton(line: Connection, folder: Path, at: dict[str, Any]) -> None:
    asyncio.run(_connected(line, _baton(folder, at)))


def plain(line: Connection, folder: Path, at: dict[str, Any]) -> None:
    asyncio.run(_connected(line, _plain(folder, at)))


async def _connected(line: Connection, bot: Any) -> None:
    """Told anything, a bot answers with the seconds of processor time it has used."""

    async def used(_: object) -> float:
        return time.process_time()

    async with bot:
        line.send("ready")
        await _served(line, used)


def _settings(folder: Path, at: dict[str, Any]) -> Settings:
    return read_settings(
        env_file=None,
        data_dir=folder,
        demo=True,
        log_level="warning",
        discord_token=at["token"],
        discord_api_url=at["api"],
        discord_gateway_url=at["gateway"],
        discord_cdn_url=at["cdn"],
    )


@asynccontextmanager
async def _baton(folder: Path, at: dict[str, Any]) -> AsyncIterator[None]:
    """All of it, as `baton run` starts it, with everybody known to the sample shop."""
    side = DiscordSide(_settings(folder, at))
    async with build(_settings(folder, at), platforms=side.platforms) as app:
        known = zip(at["people"], itertools.cycle(CUSTOMERS), strict=False)
        rows = (BindingRow(app.team, f"discord:{id}", customer, "benchmark", "", 0) for id, customer in known)
        await app.store.commit(Writes(tuple(rows)))
        async with side.connected():
            collecting.seldom()
            yield


class Plain(discord.Client):
    """A bot as one writes it in an afternoon: a row, durable before the answer goes out."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        intents = discord.Intents.default()
        intents.message_content = True
        super().__init__(intents=intents)
        self._db = db

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        row = (message.id, message.author.id, message.content)
        await self._db.execute("insert into messages (id, author, content) values (?, ?, ?)", row)
        await self._db.commit()
        await message.channel.send("hello")


@asynccontextmanager
async def _plain(folder: Path, at: dict[str, Any]) -> AsyncIterator[None]:
    """As durable as ours: the same pragmas."""
    endpoints(_settings(folder, at)).point()
    async with aiosqlite.connect(folder / "plain.db") as db:
        for name, value in WRITER.items():
            await db.execute(f"pragma {name}={value}")
        await db.execute("create table messages (id integer primary key, author integer, content text)")
        bot = Plain(db)
        running: asyncio.Task[None] = asyncio.create_task(_started(bot.start(at["token"])))
        try:
            yield
        finally:
            await bot.close()
            await running


async def _started(start: Coroutine[Any, Any, None]) -> None:
    await start
