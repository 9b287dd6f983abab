"""Reading: typed rows from connections that cannot write."""

import itertools
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

from adapters.store.connection import READER, connect, on_thread
from adapters.store.errors import unavailable
from adapters.store.migrate import require_current
from adapters.store.statements import Where, conditions, find_sql, read_rows, sql_of
from bot.writes import BindingRow, ConversationRow, InboxRow, Row, Scalar, Snapshot

R = TypeVar("R", bound=Row)
T = TypeVar("T")
CONVERSATION = f"{sql_of(ConversationRow).select} where team=? and id=?"
BINDING = f"{sql_of(BindingRow).select} where team=? and person=?"
SETTINGS = "select name, value from settings where team=?"
WAITING = f"{sql_of(InboxRow).select} where state='new' order by at, rowid"


class Reader:
    """The reading half of the store; any number of them may run beside the one that writes."""

    def __init__(self, connections: tuple[aiosqlite.Connection, ...], path: Path) -> None:
        self.path = path
        self._turns = itertools.cycle(connections)

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

    async def _read(self, work: Callable[..., T], *given: object) -> T:
        try:
            return await on_thread(next(self._turns), work, *given)
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error


def _load(db: sqlite3.Connection, team: str, conversation: str) -> Snapshot:
    db.execute("begin")
    try:
        known = read_rows(ConversationRow, db.execute(CONVERSATION, (team, conversation)).fetchall())
        bound = read_rows(BindingRow, db.execute(BINDING, (team, conversation)).fetchall())
        settings = dict(db.execute(SETTINGS, (team,)).fetchall())
    finally:
        db.rollback()
    return Snapshot(known[0] if known else None, bound[0] if bound else None, settings)


def _waiting(db: sqlite3.Connection) -> tuple[InboxRow, ...]:
    return read_rows(InboxRow, db.execute(WAITING).fetchall())


def _find(
    db: sqlite3.Connection,
    kind: type[R],
    where: Where,
    after: tuple[str, Scalar] | None,
    order: tuple[str, ...],
    newest_first: bool,
    limit: int,
) -> tuple[R, ...]:
    shape, values = conditions(where)
    if after is not None:
        shape, values = (*shape, (after[0], "> ?")), (*values, after[1])
    sql = find_sql(kind, shape, order, newest_first)  # type: ignore[arg-type]  # a class is hashable
    return read_rows(kind, db.execute(sql, (*values, limit)).fetchall())


@asynccontextmanager
async def connections(path: Path, count: int) -> AsyncIterator[tuple[aiosqlite.Connection, ...]]:
    """Read-only connections, closed at the end."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(count):
            made.append(await connect(path, READER, read_only=True))
            stack.push_async_callback(made[-1].close)
        yield tuple(made)


@asynccontextmanager
async def open_reader(path: Path) -> AsyncIterator[Reader]:
    """Read a database, whether or not a Baton runs on it."""
    require_current(path)
    async with connections(path, 1) as opened:
        yield Reader(opened, path)
