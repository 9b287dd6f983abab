"""How far each channel was read, so that nothing of a gap is missed.

It is only ever behind: what is read twice is recognised by its key, so a crash between
two writes costs a page of history and nothing else.
"""

import asyncio
import logging
from contextlib import suppress

from adapters.discord.parts import Parts
from adapters.discord.rows import SeenRow
from bot.writes import StoreUnavailable, Writes

log = logging.getLogger(__name__)
EVERY = 2.0
"""Seconds between writes; a channel that is new is written at once."""


class Seen:
    """The newest message of each channel, in memory and, a little later, in the store."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._last: dict[int, int] = {}
        self._changed: set[int] = set()
        self._stir = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Read what was kept, and keep on writing."""
        rows = await self._parts.store.find(SeenRow, {"team": self._parts.team}, limit=100_000)
        for row in rows:
            self._last.setdefault(int(row.channel), int(row.last))
        self._task = asyncio.create_task(self._write(), name="discord seen")

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._flush()

    def last(self, channel: int) -> int:
        """0 for a channel nothing was read of."""
        return self._last.get(channel, 0)

    async def saw(self, channel: int, message: int) -> None:
        """A message was taken in, durably."""
        before = self._last.get(channel, 0)
        if message <= before:
            return
        self._last[channel] = message
        self._changed.add(channel)
        self._stir.set()
        if not before:
            await self._flush()

    async def _write(self) -> None:
        while True:
            await self._stir.wait()
            await asyncio.sleep(EVERY)
            self._stir.clear()
            await self._flush()

    async def _flush(self) -> None:
        changed, now = tuple(self._changed), self._parts.now()
        rows = tuple(SeenRow(self._parts.team, str(c), str(self._last[c]), now) for c in changed)
        if not rows:
            return
        self._changed.difference_update(changed)
        try:
            await self._parts.store.commit(Writes(rows))
        except StoreUnavailable:
            self._changed.update(changed)
            self._stir.set()
            log.warning("how far %d channels were read could not be kept; tried again shortly", len(changed))
