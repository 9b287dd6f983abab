"""Reading: typed rows from connections that cannot write.

What can be read in a moment is read at once; only what takes longer makes a trip to a thread.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import aiosqlite

from adapters.store import erasing
from adapters.store.admission import require_keys
from adapters.store.connection import READER, connect, on_thread
from adapters.store.errors import unavailable
from adapters.store.keys import NO_KEYS, Keyring
from adapters.store.migrate import require_current
from adapters.store.quick import Quick, TooLong, reading
from adapters.store.sealing import keys_of
from adapters.store.statements import Where, conditions, find_sql, looked_up, read_rows, sql_of
from bot.writes import UNREADABLE, BindingRow, ConversationRow, InboxRow, Row, Scalar, SettingRow, Snapshot

R = TypeVar("R", bound=Row)
T = TypeVar("T")
CONVERSATION = f"{sql_of(ConversationRow).select} where team=? and id=?"
BINDING = f"{sql_of(BindingRow).select} where team=? and person=?"
SETTINGS = f"{sql_of(SettingRow).select} where team=?"
IN_A_ROW = 50
"""Reads after which the loop gets round."""
TOGETHER = 32
"""Reads that share a trip at most."""
WAITING = f"{sql_of(InboxRow).select} where state='new' order by at, rowid"


class _Asked(NamedTuple):
    work: Callable[..., Any]
    given: tuple[object, ...]
    found: asyncio.Future[Any]


_Outcome = tuple[Any, Exception | None]


class Reader:
    """The reading half of the store; any number of them may run beside the one that writes."""

    def __init__(self, connections: tuple[aiosqlite.Connection, ...], path: Path, quick: Quick) -> None:
        self.path = path
        self._quick = quick
        self._idle = deque(connections)
        self._asked: list[_Asked] = []
        self._trips: set[asyncio.Task[None]] = set()
        self._reads = 0

    async def load(self, team: str, conversation: str) -> Snapshot:
        """What a turn starts from, as of one moment."""
        return await self._read(_load, team, conversation)

    async def waiting(self) -> tuple[InboxRow, ...]:
        """Events that were stored but not finished, oldest first."""
        return await self._read(_waiting)

    async def find(
        self,
        kind: type[R],
        where: Mapping[str, Scalar | tuple[Scalar, ...]],
        *,
        after: tuple[str, Scalar] | None = None,
        order: tuple[str, ...] = (),
        newest_first: bool = False,
        limit: int = 1000,
    ) -> tuple[R, ...]:
        """Rows that match, as bot.ports.Store says; rows of equal order as they were first written."""
        return await self._read(_find, kind, where, after, order, newest_first, limit)

    async def kept_of(self, team: str, person: str) -> erasing.Kept:
        """Everything that is kept of one chat account, by table."""
        return await self._read(erasing.kept_of, team, person)

    async def in_use(self, refs: tuple[str, ...]) -> frozenset[str]:
        """Those of the files that something still refers to."""
        return await self._read(erasing.in_use, refs)

    async def _read(self, work: Callable[..., T], *given: object) -> T:
        await self._fairly()
        try:
            return self._quick.do(work, *given)
        except TooLong:
            return await self._far(work, *given)
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error

    async def _fairly(self) -> None:
        """Whoever reads and reads lets the others have their turn all the same, though nothing is waited for."""
        self._reads += 1
        if self._reads % IN_A_ROW == 0:
            await asyncio.sleep(0)

    async def _far(self, work: Callable[..., T], *given: object) -> T:
        """What is asked in the same moment, or while every connection is busy, shares a trip to a thread."""
        loop = asyncio.get_running_loop()
        found: asyncio.Future[T] = loop.create_future()
        self._asked.append(_Asked(work, given, found))
        if self._idle and len(self._asked) == 1:
            loop.call_soon(self._go)
        try:
            return await found
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error

    def _go(self) -> None:
        if not self._idle or not self._asked:
            return
        asked, self._asked = self._asked[:TOGETHER], self._asked[TOGETHER:]
        trip = asyncio.create_task(self._trip(self._idle.popleft(), asked), name="store reader")
        self._trips.add(trip)
        trip.add_done_callback(self._trips.discard)

    async def _trip(self, db: aiosqlite.Connection, asked: list[_Asked]) -> None:
        try:
            outcomes = await on_thread(db, _read_all, asked)
        except Exception as error:  # noqa: BLE001 - the connection is closed: whoever waits must hear of it
            outcomes = [(None, error)] * len(asked)
        finally:
            self._idle.append(db)
        for (_, _, found), (value, failure) in zip(asked, outcomes, strict=True):
            if not found.done():
                found.set_exception(failure) if failure else found.set_result(value)
        if self._asked:
            self._go()


def _read_all(db: sqlite3.Connection, asked: Sequence[_Asked]) -> list[_Outcome]:
    """Each read by itself: one that fails leaves the others alone."""
    outcomes: list[_Outcome] = []
    for work, given, _ in asked:
        try:
            outcomes.append((work(db, *given), None))
        except Exception as error:  # noqa: BLE001 - raised again where it was asked for
            outcomes.append((None, error))
    return outcomes


def conversation_of(db: sqlite3.Connection, team: str, conversation: str) -> ConversationRow | None:
    known = read_rows(ConversationRow, db.execute(CONVERSATION, (team, conversation)).fetchall(), keys_of(db))
    return known[0] if known else None


def _load(db: sqlite3.Connection, team: str, conversation: str) -> Snapshot:
    db.execute("begin")
    try:
        known = conversation_of(db, team, conversation)
        bound = read_rows(BindingRow, db.execute(BINDING, (team, conversation)).fetchall())
        settings = read_rows(SettingRow, db.execute(SETTINGS, (team,)).fetchall(), keys_of(db))
    finally:
        db.rollback()
    values = {row.name: row.value for row in settings}
    return Snapshot(known, bound[0] if bound else None, MappingProxyType(values))


def _waiting(db: sqlite3.Connection) -> tuple[InboxRow, ...]:
    return read_rows(InboxRow, db.execute(WAITING).fetchall(), keys_of(db), instead="")


def _find(
    db: sqlite3.Connection,
    kind: type[R],
    where: Where,
    after: tuple[str, Scalar] | None,
    order: tuple[str, ...],
    newest_first: bool,
    limit: int,
) -> tuple[R, ...]:
    shape, values = conditions(looked_up(kind, where, keys_of(db)))
    if after is not None:
        shape, values = (*shape, (after[0], "> ?")), (*values, after[1])
    sql = find_sql(kind, shape, order, newest_first)  # type: ignore[arg-type]  # a class is hashable
    found = db.execute(sql, (*values, limit)).fetchall()
    return read_rows(kind, found, keys_of(db), instead=UNREADABLE if kind.broken else None)


@asynccontextmanager
async def connections(
    path: Path, count: int, keys: Keyring = NO_KEYS
) -> AsyncIterator[tuple[aiosqlite.Connection, ...]]:
    """Read-only connections, closed at the end."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(count):
            made.append(await connect(path, READER, keys=keys, read_only=True))
            stack.push_async_callback(made[-1].close)
        yield tuple(made)


@asynccontextmanager
async def open_reader(path: Path, keys: Keyring = NO_KEYS) -> AsyncIterator[Reader]:
    """Read a database, whether or not a Baton runs on it; raises KeyMissing."""
    require_current(path)
    require_keys(path, keys)
    async with connections(path, 1, keys) as opened:
        with reading(path, keys=keys) as quick:
            yield Reader(opened, path, quick)
