"""`baton key rotate`: everything under the newest key, then nothing of the old words left in the file."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from adapters.store import resealing
from adapters.store.admission import PLAIN, lies_under, under
from adapters.store.files import FileStore, plain_files
from adapters.store.keys import Keyring
from adapters.store.writer import GroupWriter

Read = Callable[..., Awaitable[Any]]
LOOKS, PAUSE = 40, 0.25
"""How often, and how far apart, one tries to empty the log while others read it."""


@dataclass(slots=True)
class Report:
    """What was done, and what is left."""

    key: str
    """The id of the key that all is under now."""
    rows: int = 0
    files: int = 0
    broken: int = 0
    """Rows in which something does not open under any key: they were left alone."""
    broken_files: int = 0
    """Files that do not, and were left alone as well."""
    over: list[str] = field(default_factory=list)
    """Ids under which nothing lies any more; PLAIN is one."""
    left: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Values and files that are still under another, or plain."""
    emptied: bool = True
    """Whether the log could be emptied: somebody may have been reading it all the time."""


class Rotation:
    """One run; a second at the same time finds nothing that the first has done already."""

    def __init__(self, read: Read, writer: GroupWriter, keys: Keyring, files: FileStore) -> None:
        self._read, self._writer, self._keys, self._files = read, writer, keys, files

    async def run(self) -> Report:
        """Can be stopped at any moment, and goes on from there the next time."""
        report = Report(self._keys.newest.id.hex())
        await self._rows(report)
        report.files, report.broken_files = await self._files.reseal()
        report.emptied = await self._squeezed()
        await self._counted(report)
        return report

    async def _rows(self, report: Report) -> None:
        for kind in await self._read(resealing.kinds):
            after = 0
            while found := await self._read(resealing.due, kind, after):
                report.broken += await self._writer.write(partial(resealing.reseal, kind=kind, rows=found))
                report.rows, after = report.rows + len(found), found[-1]
        report.rows -= report.broken

    async def _squeezed(self) -> bool:
        done = await self._writer.alone(resealing.squeeze)
        for _ in range(LOOKS):
            if done:
                break
            await asyncio.sleep(PAUSE)
            done = await self._writer.alone(resealing.emptied)
        return done

    async def _counted(self, report: Report) -> None:
        for id in await self._read(lies_under):
            if id == report.key:
                continue
            left = await self._read(self._under, id)
            if any(left):
                report.left[id] = left
            else:
                report.over.append(id)
        await self._writer.write(partial(resealing.forget, ids=report.over))

    def _under(self, db: sqlite3.Connection, id: str) -> tuple[int, int]:
        folder = self._files.folder
        if id == PLAIN:
            return resealing.how_many_plain(db), len(plain_files(folder))
        return under(db, id, folder)
