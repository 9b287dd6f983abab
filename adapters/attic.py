"""Tables and files together: reading all that is kept of somebody, and removing files nobody needs."""

from collections.abc import Collection, Mapping
from typing import Protocol, TypeVar

import structlog

from bot.events import File
from bot.ports import Clock
from bot.writes import Row, Scalar, micros
from handoff.attic import Kept
from handoff.rows import GoneFileRow

R = TypeVar("R", bound=Row)
AT_ONCE = 500
log = structlog.get_logger("attic")


class Store(Protocol):
    """Where the rows lie."""

    async def kept_of(self, team: str, person: str) -> Kept: ...

    async def in_use(self, refs: tuple[str, ...]) -> frozenset[str]: ...

    async def forget_files(self, refs: tuple[str, ...]) -> None: ...

    async def find(
        self,
        kind: type[R],
        where: Mapping[str, Scalar | tuple[Scalar, ...]],
        *,
        after: tuple[str, Scalar] | None = None,
        order: tuple[str, ...] = (),
        limit: int = 1000,
    ) -> tuple[R, ...]: ...


class Files(Protocol):
    """Where the files lie."""

    async def keep(self, name: str, data: bytes) -> File: ...

    async def read(self, ref: str) -> bytes: ...

    async def remove(self, ref: str) -> bool: ...

    async def sweep(self) -> int: ...


class Attic:
    """handoff.attic.Attic; `spared` are files of the shop's own, which are nobody's."""

    def __init__(self, store: Store, files: Files, clock: Clock, spared: Collection[str] = ()) -> None:
        self._store, self._files, self._clock, self._spared = store, files, clock, frozenset(spared)

    async def kept_of(self, team: str, person: str) -> Kept:
        return await self._store.kept_of(team, person)

    async def keep(self, name: str, data: bytes) -> File:
        return await self._files.keep(name, data)

    async def read(self, ref: str) -> bytes:
        return await self._files.read(ref)

    async def clear(self) -> int:
        """First the file, then the row that remembers it: what a stop leaves undone is done by the next.

        What something still refers to is remembered until nothing does: not every table is kept for as long.
        """
        gone, seen = await self._swept(), ""
        while rows := await self._store.find(
            GoneFileRow, {}, after=("ref", seen), order=("ref", "team"), limit=AT_ONCE
        ):
            gone += await self._removed(rows)
            seen = rows[-1].ref  # what another team remembers of the same file goes with this row, or tomorrow
        return gone

    async def _swept(self) -> int:
        """What a crash left half written."""
        try:
            return await self._files.sweep()
        except OSError as no:
            log.warning("attic.file_stays", error=no.strerror)
            return 0

    async def _removed(self, rows: tuple[GoneFileRow, ...]) -> int:
        now = micros(self._clock.now())
        due = [row for row in rows if row.due <= now]
        if not due:
            return 0
        used = await self._store.in_use(tuple(row.ref for row in due if not row.anyway)) | self._spared
        gone = [row.ref for row in due if row.ref not in used and await self._is_off(row.ref)]
        ours = [row.ref for row in due if row.ref in self._spared]
        await self._store.forget_files((*gone, *ours))
        return len(gone)

    async def _is_off(self, ref: str) -> bool:
        try:
            return await self._files.remove(ref)
        except OSError as no:
            log.warning("attic.file_stays", error=no.strerror)
            return False
