"""Waiting for something to become true, woken by whatever happens, never by a timer that polls."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Stirs:
    """Wakes everyone who waits when anything happens on the server."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def stirred(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, find: Callable[[], Found | None], within: float, otherwise: Callable[[], str]) -> Found:
        """What `find` returns once it is something; after `within` seconds, an AssertionError saying `otherwise`."""
        try:
            async with asyncio.timeout(within):
                while (found := find()) is None:
                    await self.next()
                return found
        except TimeoutError:
            raise AssertionError(otherwise()) from None

    async def quiet(self, busy: Callable[[], bool], lull: float) -> None:
        """Until nothing is under way and nothing happened for `lull` seconds."""
        while True:
            try:
                async with asyncio.timeout(lull):
                    await self.next()
            except TimeoutError:
                if not busy():
                    return
