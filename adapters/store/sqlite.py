"""The store and the outbox in one SQLite file."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import aiosqlite

from adapters.store import outbox, purge
from adapters.store.connection import WRITER, Pragmas, connect
from adapters.store.errors import TAKEN, Unstorable, code_of
from adapters.store.lock import sole_writer
from adapters.store.migrate import migrate
from adapters.store.quick import SHORT, Quick, reading
from adapters.store.reader import Reader, connections
from adapters.store.units import Stale, empty, take_in, wakes, write_unit
from adapters.store.writer import GroupWriter
from bot.writes import Committed, InboxRow, OutboxRow, TimerRow, Writes


class SqliteStore(Reader):
    """What was stored survives, what was committed is whole; bot.ports.Store and the outbox."""

    def __init__(
        self, readers: tuple[aiosqlite.Connection, ...], path: Path, quick: Quick, writer: GroupWriter
    ) -> None:
        super().__init__(readers, path, quick)
        self._writer = writer

    async def intake(self, arrival: InboxRow) -> bool:
        """Store an event durably; False if its key was there before."""
        return await self._writer.write(partial(take_in, arrival=arrival))

    async def commit(self, writes: Writes) -> Committed:
        """Write the unit whole or not at all. Raises StoreUnavailable, or Unstorable for a row no table can take."""
        try:
            return await self._writer.write(partial(write_unit, writes=writes), wakes=wakes(writes))
        except Stale:
            return Committed.STALE
        except sqlite3.IntegrityError as error:
            return _stale(error)

    def on_commit(self, wake: Callable[[], None]) -> None:
        """Call `wake` after each commit that gave the outbox or the timers something to do."""
        self._writer.on_commit(wake)

    async def claim(self, now: int, limit: int, lease: int) -> tuple[OutboxRow, ...]:
        """The due heads of places, now ours until the lease ends; "unknown" if they were someone's before."""
        return await self._writer.write(partial(outbox.claim, now=now, limit=limit, lease=lease))

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
        """Write what came of a claimed row; False if it is not ours to settle any more.

        "queued" with `due` is a retry; "unknown" with `due` comes back then to be read
        back again, without it the row holds its place until somebody requeues it.
        """
        asked = outbox.Settlement(row, state, now, platform_id, error, due, also)
        try:
            return await self._writer.write(partial(outbox.settle, asked=asked), wakes=True)
        except Stale:
            return False
        except sqlite3.IntegrityError as taken:
            return _stale(taken) is Committed.DONE

    async def empty(self) -> None:
        """Forget everything, so that a demonstration can begin anew."""
        await self._writer.write(empty)

    async def purge(self, team: str, before: int) -> int:
        """Remove what was finished before that moment, in small units between everybody else's."""
        gone = 0
        for window in await self._read(purge.windows):
            gone += await self._writer.write(partial(purge.purge, window=window, team=team, before=before))
        return gone

    async def requeue(self, outbox_id: str) -> bool:
        """Send a failed or unknown row again, at the head of its place."""
        return await self._writer.write(partial(outbox.requeue, outbox_id=outbox_id), wakes=True)

    async def next_due(self) -> int | None:
        """When the next claim, lease or timer is due."""
        return await self._read(outbox.next_due)

    async def pending(self, conversation: str = "") -> int:
        """How many rows are queued or being sent, of one conversation or of all."""
        return await self._read(outbox.pending, conversation)

    async def due_timers(self, now: int, limit: int) -> tuple[TimerRow, ...]:
        return await self._read(outbox.due_timers, now, limit)


def _stale(error: sqlite3.IntegrityError) -> Committed:
    """A key that is taken means deciding again; a row that breaks its table's rules never fits."""
    if code_of(error) in TAKEN:
        return Committed.STALE
    raise Unstorable(str(error)) from error


@asynccontextmanager
async def open_store(
    path: Path,
    *,
    full: bool = True,
    readers: int = 2,
    pragmas: Mapping[str, str | int] | None = None,
    short: float = SHORT,
) -> AsyncIterator[SqliteStore]:
    """Open the database for writing, as the only one who does; migrates an older schema first.

    With `full` an answered commit survives a power cut, without it only a crash. What takes
    longer than `short` seconds is left to a thread.
    """
    chosen: Pragmas = {**WRITER, "synchronous": "full" if full else "normal", **(pragmas or {})}
    with sole_writer(path):
        await asyncio.to_thread(migrate, path)
        db = await connect(path, chosen)
        writer = GroupWriter(db, path, short)
        try:
            await writer.write(outbox.release)
            async with connections(path, readers) as opened:
                with reading(path, short) as quick:
                    yield SqliteStore(opened, path, quick, writer)
        finally:
            await writer.close()
