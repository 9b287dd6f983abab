"""The one writer: everything that queued while the last commit ran goes into the next.

A unit is a function that writes on a connection. Up to 64 units share one commit and
one trip to the connection's thread, and a unit that fails takes nothing else with it.
Nobody waits for a window of time to pass.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import aiosqlite

from adapters.store.connection import on_thread
from adapters.store.errors import StoreUnavailable, Unstorable, code_of, is_broken, unavailable

T = TypeVar("T")
Unit = Callable[[sqlite3.Cursor], Any]
BATCH = 64


@dataclass(frozen=True, slots=True)
class Refused:
    """A unit whose savepoint was rolled back, and why."""

    error: Exception


class Withdrawn(Exception):
    """A unit found that it must not be written after all."""


UNIT_ERRORS = (sqlite3.Error, ValueError, TypeError, OverflowError, Withdrawn)
Run = Callable[[sqlite3.Cursor, Unit], Any]


def write_batch(db: sqlite3.Connection, units: Sequence[Unit]) -> list[Any]:
    """Run all units in one transaction; what each returned, once all of it is on disk.

    Savepoints cost a fifth of the whole, and units seldom fail: so first without them.
    If one fails, nothing is kept and all run again, each inside a savepoint of its own.
    """
    try:
        return _transaction(db, units, _bare)
    except UNIT_ERRORS as error:
        if is_broken(error):
            raise
    return _transaction(db, units, _guarded)


def _transaction(db: sqlite3.Connection, units: Sequence[Unit], run: Run) -> list[Any]:
    cursor = db.cursor()
    cursor.execute("begin immediate")
    try:
        outcomes = [run(cursor, unit) for unit in units]
        cursor.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.rollback()
        raise
    return outcomes


def _bare(cursor: sqlite3.Cursor, unit: Unit) -> Any:
    return unit(cursor)


def _guarded(cursor: sqlite3.Cursor, unit: Unit) -> Any:
    cursor.execute("savepoint unit")
    try:
        outcome = unit(cursor)
    except UNIT_ERRORS as error:
        if is_broken(error) or not cursor.connection.in_transaction:
            raise
        cursor.execute("rollback to unit")
        outcome = Refused(_clear(error))
    cursor.execute("release unit")
    return outcome


def _clear(error: Exception) -> Exception:
    if code_of(error) & 0xFF == sqlite3.SQLITE_CONSTRAINT or isinstance(error, Withdrawn):
        return error
    return Unstorable(f"{type(error).__name__}: {error}")


class _Waiting(NamedTuple):
    unit: Unit
    outcome: asyncio.Future[Any]
    wakes: bool


class GroupWriter:
    """Queues units for the writing connection, and tells each caller what became of its own."""

    def __init__(self, db: aiosqlite.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._queue: deque[_Waiting] = deque()
        self._filled = asyncio.Event()
        self._closed = False
        self._loop = asyncio.get_running_loop()
        self._wakes: list[Callable[[], None]] = []
        self._task = asyncio.create_task(self._run(), name="store writer")

    def on_commit(self, wake: Callable[[], None]) -> None:
        self._wakes.append(wake)

    async def write(self, unit: Callable[[sqlite3.Cursor], T], *, wakes: bool = False) -> T:
        """Returns once the unit is on disk; raises what it raised, or StoreUnavailable."""
        if self._closed:
            raise StoreUnavailable(self._path, "the store is closed")
        outcome: asyncio.Future[T] = self._loop.create_future()
        self._queue.append(_Waiting(unit, outcome, wakes))
        self._filled.set()
        return await outcome

    async def close(self) -> None:
        """Write what is queued, then close the connection."""
        self._closed = True
        self._filled.set()
        await self._task
        await self._db.close()

    async def _run(self) -> None:
        while self._queue or not self._closed:
            await self._filled.wait()
            batch = [self._queue.popleft() for _ in range(min(BATCH, len(self._queue)))]
            if not self._queue and not self._closed:
                self._filled.clear()
            if batch:
                await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        try:
            outcomes = await on_thread(self._db, write_batch, [waiting.unit for waiting in batch])
        except sqlite3.Error as error:
            outcomes = [Refused(unavailable(self._path, error)) for _ in batch]
        except Exception as error:  # noqa: BLE001 - rolled back: whoever waits must hear of it, and the writer goes on
            outcomes = [Refused(error) for _ in batch]
        woken = False
        for (_, waiting, wakes), outcome in zip(batch, outcomes, strict=True):
            woken |= _tell(waiting, outcome) and wakes
        for wake in self._wakes if woken else ():
            wake()


def _tell(waiting: asyncio.Future[Any], outcome: Any) -> bool:
    """True if it was written, whether or not the caller still waits for it."""
    refused = isinstance(outcome, Refused)
    if not waiting.done():
        waiting.set_exception(outcome.error) if refused else waiting.set_result(outcome)
    return not refused
