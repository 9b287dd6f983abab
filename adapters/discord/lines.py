"""Channels as lines: in each, one event at a time, in the order in which they came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Lines:
    """The library hands every event to a task of its own; here they queue up again."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def turn(self, channel: int) -> AsyncIterator[None]:
        line = self._lines.setdefault(channel, _Line())
        line.waiting += 1
        self._idle.clear()
        try:
            async with line.lock:
                yield
        finally:
            line.waiting -= 1
            if not line.waiting:
                del self._lines[channel]
            if not self._lines:
                self._idle.set()

    async def idle(self) -> None:
        """Until nothing is being taken in."""
        await self._idle.wait()
