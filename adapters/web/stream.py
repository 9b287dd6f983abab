"""One stream of server-sent events per tab: first what it missed, then what happens."""

import asyncio
from contextlib import suppress

from aiohttp import web

from adapters.web.feed import Feed
from adapters.web.live import Live, Tab, event
from adapters.web.rows import FeedRow
from adapters.web.show import Showing

HEARTBEAT = 15.0
"""Seconds of quiet after which a comment is sent, so that a dead line is noticed."""


class Stream:
    """The page's only source of what is shown."""

    def __init__(self, feed: Feed, live: Live, showing: Showing) -> None:
        self._feed = feed
        self._live = live
        self._showing = showing

    def tell(self, rows: tuple[FeedRow, ...]) -> None:
        """New lines, to every open tab."""
        self._live.rows(rows[-1].seq or 0, self._showing.rows(rows))

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Serve one tab until it leaves."""
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
        with self._live.tab() as tab, suppress(ConnectionResetError):
            await answer.prepare(request)
            await answer.write(self._live.present())
            seen = await self._catch_up(answer, _resumed(request))
            await _follow(answer, tab, seen)
        return answer

    async def _catch_up(self, answer: web.StreamResponse, after: int) -> int:
        """What was appended before this tab opened; returns the last line it now has."""
        if after > self._feed.last:
            after = 0
            await answer.write(event("anew", True))
        async for rows in self._feed.replay(max(after, self._feed.last - self._showing.limit)):
            after = rows[-1].seq or after
            await answer.write(event("rows", self._showing.rows(rows), after))
        await answer.write(event("ready", True))
        return after


async def _follow(answer: web.StreamResponse, tab: Tab, seen: int) -> None:
    """What happens, until the tab leaves or is let go."""
    while not tab.lost:
        try:
            item = await asyncio.wait_for(tab.queue.get(), HEARTBEAT)
        except TimeoutError:
            item = (0, b": still here\n\n")
        if item is None:
            return
        last, told = item
        if not last or last > seen:
            await answer.write(told)
            seen = max(seen, last)


def _resumed(request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(given) if given.isdecimal() and len(given) < 16 else 0
