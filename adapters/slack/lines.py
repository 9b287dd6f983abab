"""Conversations as lines: in each, one event at a time, the one that was written first of those that wait.

Slack promises no order, and over Socket Mode every event is a task of its own.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

Waiting = tuple[tuple[int, int], int, "asyncio.Future[None]"]


@dataclass(slots=True)
class _Line:
    waiting: list[Waiting] = field(default_factory=list)


class Lines:
    """Events queue up by the moment that their `ts` tells."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._numbers = count()
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def turn(self, channel: str, ts: str) -> AsyncIterator[None]:
        await self._wait(channel, ts)
        try:
            yield
        finally:
            self._next(channel)

    async def _wait(self, channel: str, ts: str) -> None:
        self._idle.clear()
        line = self._lines.get(channel)
        if line is None:
            self._lines[channel] = _Line()
            return
        ahead: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(line.waiting, (moment_of(ts), next(self._numbers), ahead))
        try:
            await ahead
        except asyncio.CancelledError:
            # Its turn may have been given to it in the same moment: then it is passed on.
            if ahead.done() and not ahead.cancelled():
                self._next(channel)
            raise

    def _next(self, channel: str) -> None:
        line = self._lines[channel]
        while line.waiting:
            _, _, ahead = heapq.heappop(line.waiting)
            if not ahead.done():
                ahead.set_result(None)
                return
        del self._lines[channel]
        if not self._lines:
            self._idle.set()

    async def idle(self) -> None:
        """Until nothing is being taken in."""
        await self._idle.wait()


def moment_of(ts: str) -> tuple[int, int]:
    """A ts as something that sorts; never a float, which would lose its last digits."""
    seconds, _, rest = ts.partition(".")
    return (int(seconds), int(rest or 0)) if seconds.isdecimal() and (rest or "0").isdecimal() else (0, 0)
