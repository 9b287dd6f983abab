"""Files that are a shop's: kept while somebody was shown them, and a day otherwise."""

from datetime import timedelta
from typing import Protocol

from bot.events import File
from bot.ports import Clock, Files
from bot.writes import Committed, Writes, micros
from handoff.rows import GoneFileRow

A_DAY = timedelta(days=1)


class Store(Protocol):
    """Where it is noted that a file is to go."""

    async def commit(self, writes: Writes) -> Committed: ...


class Borrowed:
    """Implements `bot.ports.Files`; what nothing speaks of by then is fetched anew if it is asked for again."""

    def __init__(self, files: Files, store: Store, clock: Clock, team: str) -> None:
        self._files, self._store, self._clock, self._team = files, store, clock, team

    async def keep(self, name: str, data: bytes) -> File:
        """First the file, then the row that remembers it: a stop between the two leaves a file of nobody's."""
        file = await self._files.keep(name, data)
        due = micros(self._clock.now() + A_DAY)
        await self._store.commit(Writes((GoneFileRow(self._team, file.ref, due),)))
        return file

    async def read(self, ref: str) -> bytes:
        return await self._files.read(ref)
