"""The one writer: everything that queued while the last commit ran goes into the next.

A unit is a function that writes on a connection. Up to 64 units share one commit, and a
unit that fails takes nothing else with it. Nobody waits for a window of time to pass.

The statements run on the loop, the commit on the connection's thread: only the commit
waits for the disk, and statements there would each have to win the interpreter's lock
back from the loop. What is not short, or not as it should be, is done there as a whole,
and so are many units at once: meanwhile the loop gets the next ones ready.
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
from adapters.store.errors import DoesNotOpen, StoreUnavailable, Unstorable, code_of, is_broken, unavailable
from adapters.store.quick import SHORT, Quick, TooLong

T = TypeVar("T")
Unit = Callable[[sqlite3.Cursor], Any]
BATCH = 64
FEW = 16
"""More units than this would hold up the loop for longer than a trip to the thread costs."""


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
    try:
        outcomes = _open_transaction(db, units, run)
        db.execute("commit")
    except BaseException:
        _undo(db)
        raise
    return outcomes


def _open_transaction(db: sqlite3.Connection, units: Sequence[Unit], run: Run) -> list[Any]:
    """All that the units write, not committed yet; if one fails, it is for the caller to roll back."""
    cursor = db.cursor()
    cursor.execute("begin immediate")
    return [run(cursor, unit) for unit in units]


def _end(db: sqlite3.Connection) -> None:
    try:
        db.execute("commit")
    except BaseException:
        _undo(db)
        raise


def _undo(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.rollback()


def _patiently(db: sqlite3.Connection, patience: int, work: Callable[..., T], *given: object) -> T:
    """On a thread another program's lock may be waited for; on the loop it may not."""
    db.execute(f"pragma busy_timeout={patience}")
    try:
        return work(db, *given)
    finally:
        db.execute("pragma busy_timeout=0")


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
    if code_of(error) & 0xFF == sqlite3.SQLITE_CONSTRAINT or isinstance(error, (Withdrawn, DoesNotOpen)):
        return error
    return Unstorable(f"{type(error).__name__}: {error}")


class _Waiting(NamedTuple):
    unit: Unit
    outcome: asyncio.Future[Any]
    wakes: bool
    ends: Callable[[], None] | None


class GroupWriter:
    """Queues units for the writing connection, and tells each caller what became of its own."""

    def __init__(self, db: aiosqlite.Connection, path: Path, short: float = SHORT) -> None:
        self._db = db
        self._quick = Quick(db._conn, short)
        (self._patience,) = self._quick.db.execute("pragma busy_timeout").fetchone()
        self._quick.db.execute("pragma busy_timeout=0")
        self._path = path
        self._queue: deque[_Waiting] = deque()
        self._filled = asyncio.Event()
        self._closed = False
        self._free = asyncio.Lock()
        self._loop = asyncio.get_running_loop()
        self._wakes: list[Callable[[], None]] = []
        self._task = asyncio.create_task(self._run(), name="store writer")

    def on_commit(self, wake: Callable[[], None]) -> None:
        self._wakes.append(wake)

    async def write(
        self, unit: Callable[[sqlite3.Cursor], T], *, wakes: bool = False, ends: Callable[[], None] | None = None
    ) -> T:
        """Returns once the unit is on disk; raises what it raised, or StoreUnavailable.

        `ends` is called when it has come to an end, also if nobody waits for it any more.
        """
        if self._closed:
            if ends:
                ends()
            raise StoreUnavailable(self._path, "the store is closed")
        outcome: asyncio.Future[T] = self._loop.create_future()
        self._queue.append(_Waiting(unit, outcome, wakes, ends))
        self._filled.set()
        return await outcome

    async def alone(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What is no unit, and stands in no transaction; whoever writes meanwhile waits for it."""
        async with self._free:
            try:
                return await on_thread(self._db, _patiently, self._patience, work)
            except sqlite3.Error as error:
                raise unavailable(self._path, error) from error

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
                async with self._free:
                    await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        try:
            outcomes = await self._written([waiting.unit for waiting in batch])
        except sqlite3.Error as error:
            outcomes = [Refused(unavailable(self._path, error)) for _ in batch]
        except Exception as error:  # noqa: BLE001 - rolled back: whoever waits must hear of it, and the writer goes on
            outcomes = [Refused(error) for _ in batch]
        woken = False
        for (_, waiting, wakes, ends), outcome in zip(batch, outcomes, strict=True):
            if ends:
                ends()
            woken |= _tell(waiting, outcome) and wakes
        for wake in self._wakes if woken else ():
            wake()

    def _briefly(self, cursor: sqlite3.Cursor, unit: Unit) -> Any:
        self._quick.restart()
        return unit(cursor)

    async def _written(self, units: Sequence[Unit]) -> list[Any]:
        """What each unit returned, once all of it is on disk."""
        if len(units) > FEW:
            return await on_thread(self._db, _patiently, self._patience, write_batch, units)
        try:
            outcomes = self._quick.do(_open_transaction, units, self._briefly)
            await on_thread(self._db, _end)
        except (TooLong, *UNIT_ERRORS) as error:
            if is_broken(error):
                raise
            return await on_thread(self._db, _patiently, self._patience, write_batch, units)
        return outcomes


def _tell(waiting: asyncio.Future[Any], outcome: Any) -> bool:
    """True if it was written, whether or not the caller still waits for it."""
    refused = isinstance(outcome, Refused)
    if not waiting.done():
        waiting.set_exception(outcome.error) if refused else waiting.set_result(outcome)
    return not refused
