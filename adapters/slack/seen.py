"""How far each conversation was read, so that nothing of a gap is missed.

It is only ever behind: what is read twice is recognised by its key, so a crash between
two writes costs a page of history and nothing else.
"""

import asyncio
import logging
from contextlib import suppress

from adapters.slack.lines import moment_of
from adapters.slack.messages import Message
from adapters.slack.parts import Parts
from adapters.slack.rows import SeenRow
from bot.writes import StoreUnavailable, Writes

log = logging.getLogger(__name__)
EVERY = 2.0
"""Seconds between writes."""
Spot = tuple[str, str, str, str]
"""team, space, channel, thread."""


class Seen:
    """The newest message of each DM and thread, in memory and, a little later, in the store."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._last: dict[Spot, str] = {}
        self._changed: set[Spot] = set()
        self._stir = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Read what was kept, and keep on writing."""
        for row in await self._parts.store.find(SeenRow, {}, limit=100_000):
            self._last.setdefault((row.team, row.space, row.channel, row.thread), row.last)
        self._task = asyncio.create_task(self._write(), name="slack seen")

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._flush()

    def last(self, team: str, space: str, channel: str, thread: str = "") -> str:
        """Empty for a conversation of which nothing was read."""
        return self._last.get((team, space, channel, thread), "")

    def saw(self, message: Message) -> None:
        """A message was taken in, durably."""
        spot = (message.team, message.space, message.channel, message.thread)
        if moment_of(message.ts) > moment_of(self._last.get(spot, "")):
            self._last[spot] = message.ts
            self._changed.add(spot)
            self._stir.set()

    def forget(self, space: str) -> None:
        """A workspace is gone, and with it what was read there."""
        self._last = {spot: ts for spot, ts in self._last.items() if spot[1] != space}
        self._changed = {spot for spot in self._changed if spot[1] != space}

    async def _write(self) -> None:
        while True:
            await self._stir.wait()
            await asyncio.sleep(EVERY)
            self._stir.clear()
            await self._flush()

    async def _flush(self) -> None:
        changed, now = tuple(self._changed), self._parts.now()
        rows = tuple(
            SeenRow(team, space, channel, thread, self._last[team, space, channel, thread], now)
            for team, space, channel, thread in changed
        )
        if not rows:
            return
        self._changed.difference_update(changed)
        try:
            await self._parts.store.commit(Writes(rows))
        except StoreUnavailable:
            self._changed.update(changed)
            self._stir.set()
            log.warning("how far %d conversations were read could not be kept; tried again shortly", len(changed))
