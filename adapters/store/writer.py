"""The one writer: everything that queued while the last commit ran goes into the next.

A unit is a function that writes on a connection. Up to 64 units share one commit and
one trip to the connection's thread, each inside a savepoint of its own, so that a unit
that fails takes nothing else with it. Nobody waits for a window of time to pass.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

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


def write_batch(db: sqlite3.Connection, units: Sequence[Unit]) -> list[Any]:
    """Run all units in one transaction; what each returned, once all of it is on disk."""
    cursor = db.cursor()
    cursor.execute("begin immediate")
    try:
        outcomes = [_write(cursor, unit) for unit in units]
        cursor.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.rollback()
        raise
    return outcomes


def _write(cursor: sqlite3.Cursor, unit: Unit) -> Any:
    cursor.execute("savepoint unit")
    try:
        outcome = unit(cursor)
    except (sqlite3.Error, ValueError, TypeError, OverflowError, Withdrawn) as error:
        if is_broken(error) or not cursor.connection.in_transaction:
            raise
        cursor.execute("rollback to unit")
        outcome = Refused(_clear(error))
    cursor.execute("release unit")
    return outcome


class Withdrawn(Exception):
    """A unit found that it must not be written after all."""


def _clear(error: Exception) -> Exception:
    if code_of(error) & 0xFF == sqlite3.SQLITE_CONSTRAINT or isinstance(error, Withdrawn):
        return error
    return Unstorable(f"{type(error).__name__}: {error}")


@dataclass(frozen=True, slots=True)
class _Waiting:
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
        self._wakes: list[Callable[[], None]] = []
        self._task = asyncio.create_task(self._run(), name="store writer")

    def on_commit(self, wake: Callable[[], None]) -> None:
        self._wakes.append(wake)

    async def write(self, unit: Callable[[sqlite3.Cursor], T], *, wakes: bool = False) -> T:
        """Returns once the unit is on disk; raises what it raised, or StoreUnavailable."""
        if self._closed:
            raise StoreUnavailable(self._path, "the store is closed")
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
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
            outcomes = [Refused(unavailable(self._path, error))] * len(batch)
        except Exception as error:  # noqa: BLE001 - rolled back: whoever waits must hear of it, and the writer goes on
            outcomes = [Refused(error)] * len(batch)
        for waiting, outcome in zip(batch, outcomes, strict=True):
            _tell(waiting.outcome, outcome)
        if any(w.wakes and not isinstance(o, Refused) for w, o in zip(batch, outcomes, strict=True)):
            for wake in self._wakes:
                wake()


def _tell(waiting: asyncio.Future[Any], outcome: Any) -> None:
    with suppress(asyncio.InvalidStateError):  # the caller was cancelled; the unit is written all the same
        if isinstance(outcome, Refused):
            waiting.set_exception(outcome.error)
        else:
            waiting.set_result(outcome)
