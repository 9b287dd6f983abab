"""The store and the outbox in one SQLite file."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

from adapters.store import erasing, outbox, purge
from adapters.store.admission import admit
from adapters.store.connection import WRITER, Pragmas, connect
from adapters.store.errors import TAKEN, Unstorable, code_of
from adapters.store.files import FileStore
from adapters.store.keys import NO_KEYS, Keyring
from adapters.store.lock import sole_writer
from adapters.store.migrate import migrate
from adapters.store.quick import SHORT, Quick, reading
from adapters.store.reader import Reader, connections, conversation_of
from adapters.store.remembered import FEW, Remembered
from adapters.store.rotation import Rotation
from adapters.store.units import Stale, empty, take_in, wakes, write_unit
from adapters.store.writer import GroupWriter
from bot.writes import (
    BindingRow,
    Committed,
    InboxRow,
    OutboxRow,
    Row,
    Scalar,
    SettingRow,
    Snapshot,
    TimerRow,
    Writes,
)

R = TypeVar("R", bound=Row)


class SqliteStore(Reader):
    """What was stored survives, what was committed is whole; bot.ports.Store and the outbox."""

    def __init__(
        self,
        readers: tuple[aiosqlite.Connection, ...],
        path: Path,
        quick: Quick,
        writer: GroupWriter,
        keys: Keyring = NO_KEYS,
    ) -> None:
        super().__init__(readers, path, quick)
        self._writer = writer
        self.keys = keys
        self._remembered = Remembered()

    async def load(self, team: str, conversation: str) -> Snapshot:
        """What a turn starts from, as of one moment: what is remembered is as it stands in the file."""
        remembered = self._remembered
        bound, settings = remembered.get(BindingRow, (team, conversation)), remembered.get(SettingRow, team)
        if bound and settings:
            return Snapshot(await self._read(conversation_of, team, conversation), bound.value, settings.value)
        editions = remembered.edition(BindingRow), remembered.edition(SettingRow)
        snapshot = await super().load(team, conversation)
        remembered.keep(BindingRow, (team, conversation), snapshot.binding, editions[0])
        remembered.keep(SettingRow, team, snapshot.settings, editions[1])
        return snapshot

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
        """As the reader does; of tables that seldom change from memory."""
        question = (tuple(where.items()), after, order, newest_first, limit)
        if kind.seldom and (known := self._remembered.get(kind, question)):
            await self._fairly()
            remembered: tuple[R, ...] = known.value
            return remembered
        edition = self._remembered.edition(kind)
        found = await super().find(kind, where, after=after, order=order, newest_first=newest_first, limit=limit)
        if kind.seldom and len(found) <= FEW:
            self._remembered.keep(kind, question, found, edition)
        return found

    async def intake(self, arrival: InboxRow) -> bool:
        """Store an event durably; False if its key was there before."""
        return await self._writer.write(partial(take_in, arrival=arrival))

    async def commit(self, writes: Writes) -> Committed:
        """Write the unit whole or not at all. Raises StoreUnavailable, or Unstorable for a row no table can take."""
        try:
            unit, ends = partial(write_unit, writes=writes), self._remembered.changes(writes)
            return await self._writer.write(unit, wakes=wakes(writes), ends=ends)
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
            ends = self._remembered.changes(also)
            return await self._writer.write(partial(outbox.settle, asked=asked), wakes=True, ends=ends)
        except Stale:
            return False
        except sqlite3.IntegrityError as taken:
            return _stale(taken) is Committed.DONE

    async def empty(self) -> None:
        """Forget everything, so that a demonstration can begin anew."""
        await self._writer.write(empty, ends=self._remembered.forget)

    async def purge(self, team: str, before: int, talk_before: int = 0) -> int:
        """Remove what was finished before that moment, in small units between everybody else's.

        With `talk_before` also what was said, confirmed and settled before then.
        """
        gone = 0
        for rules, until in ((purge.FINISHED, before), (purge.TALK, talk_before)):
            for window in await self._read(purge.windows, rules) if until else ():
                unit = partial(purge.purge, window=window, team=team, before=until)
                gone += await self._writer.write(unit, ends=self._remembered.removes(window.table))
        return gone

    def rotation(self, files: FileStore) -> Rotation:
        """Everything under the newest key; there has to be one."""
        return Rotation(self._read, self._writer, self.keys, files)

    async def forget_files(self, refs: tuple[str, ...]) -> None:
        """What was to be done about them is done."""
        await self._writer.write(partial(erasing.forget_files, refs=refs))

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
    keys: Keyring = NO_KEYS,
    files: Path | None = None,
) -> AsyncIterator[SqliteStore]:
    """Open the database for writing, as the only one who does; migrates an older schema first.

    With `full` an answered commit survives a power cut, without it only a crash. What takes
    longer than `short` seconds is left to a thread. With `keys` rows are sealed; raises KeyMissing
    if some are, here or among `files`, that they do not open.
    """
    chosen: Pragmas = {**WRITER, "synchronous": "full" if full else "normal", **(pragmas or {})}
    with sole_writer(path):
        await asyncio.to_thread(migrate, path)
        db = await connect(path, chosen, keys=keys)
        writer = GroupWriter(db, path, short)
        try:
            await writer.write(partial(admit, path=path, keys=keys, files=files))
            await writer.write(outbox.release)
            async with connections(path, readers, keys) as opened:
                with reading(path, short, keys) as quick:
                    yield SqliteStore(opened, path, quick, writer, keys)
        finally:
            await writer.close()
