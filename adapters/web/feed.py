"""The display as a log: appended once per key, replayed to a new tab, pushed to open ones."""

import asyncio
from collections.abc import AsyncIterator, Callable

from adapters.web.ports import Store
from adapters.web.rows import FeedRow
from bot.writes import StoreUnavailable, Writes

CHUNK = 400
SHOWN_AT_MOST = 6000
"""How far back a new tab reads; older lines stay in the table."""

AGAIN = 0.5
"""Seconds until the database is asked again after it could not answer."""

Listener = Callable[[tuple[FeedRow, ...]], None]


class Feed:
    """One team's display. A single reader hands new rows on, so that tabs see them in order."""

    def __init__(self, store: Store, team: str, listener: Listener) -> None:
        self._store = store
        self._team = team
        self._tell = listener
        self._new = asyncio.Event()
        self.last = 0

    async def append(self, row: FeedRow) -> None:
        """Keep the row, unless its id is there already."""
        await self._store.commit(Writes(rows=(row,)))
        self._new.set()

    async def read(self, id: str) -> FeedRow | None:
        """What was appended under this id."""
        found = await self._store.find(FeedRow, {"team": self._team, "id": id}, limit=1)
        return found[0] if found else None

    async def begin(self) -> None:
        """Find the end of what is there."""
        newest = await self._store.find(FeedRow, {"team": self._team}, order=("seq",), newest_first=True, limit=1)
        self.last = (newest[0].seq or 0) if newest else 0

    async def pump(self) -> None:
        """Hand on what is appended, as long as the playground runs; a database that is away is asked again."""
        while True:
            await self._new.wait()
            self._new.clear()
            try:
                async for rows in self.replay(self.last):
                    self.last = rows[-1].seq or self.last
                    self._tell(rows)
            except StoreUnavailable:
                self._new.set()
                await asyncio.sleep(AGAIN)

    async def replay(self, after: int) -> AsyncIterator[tuple[FeedRow, ...]]:
        """Everything later than `after`, oldest first, in handy portions."""
        while rows := await self._store.find(
            FeedRow, {"team": self._team}, after=("seq", after), order=("seq",), limit=CHUNK
        ):
            yield rows
            after = rows[-1].seq or after
