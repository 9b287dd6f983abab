"""Socket Mode: several connections, each envelope to any one of them, acknowledged or sent to another."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from .app import App
from .clock import Clock
from .delivery import IN_TIME, Ack, Parcel
from .errors import JSON, ApiError

MOST = 10
BRIEF, LONG = 360, 18060


@dataclass(slots=True, eq=False)
class Link:
    """One connection."""

    number: int
    socket: web.WebSocketResponse
    waiting: dict[str, "asyncio.Future[Ack]"] = field(default_factory=dict)
    leaving: bool = False
    received: list[JSON] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not self.leaving and not self.socket.closed


class Sockets:
    """Every connection of the app."""

    def __init__(self, app: App, clock: Clock, stirred: Callable[[], None], joined: Callable[[float], Any]) -> None:
        self.app, self.clock, self.stirred, self.joined = app, clock, stirred, joined
        self.links: list[Link] = []
        self.tickets: set[str] = set()
        self.origin = ""
        self.acked: list[tuple[int, str]] = []
        self._numbers = 0
        self._next = 0

    def open(self) -> str:
        """A fresh address for one connection."""
        if len(self.links) >= MOST:
            raise ApiError("too_many_websockets")
        ticket = self.clock.id("ticket")
        self.tickets.add(ticket)
        return f"{self.origin.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self.app.id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            return web.Response(status=403, text="ticket is invalid or was used")
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._numbers += 1
        link = Link(self._numbers, socket)
        self.links.append(link)
        await socket.send_json(self._hello(request))
        self.stirred()
        life = asyncio.ensure_future(self._ends(link)) if _is_brief(request) else None
        try:
            await self._listen(link)
        finally:
            if life:
                life.cancel()
            self._gone(link)
        return socket

    async def _ends(self, link: Link) -> None:
        """With debug_reconnects a connection lasts six minutes."""
        await self.clock.until(self.clock.now() + BRIEF)
        await self.refreshes(which=link)

    def _hello(self, request: web.Request) -> JSON:
        life = BRIEF if _is_brief(request) else LONG
        debug = {"host": "applink-stand-in", "build_number": 1, "approximate_connection_time": life}
        info = {"app_id": self.app.id}
        return {"type": "hello", "num_connections": len(self.links), "connection_info": info, "debug_info": debug}

    async def _listen(self, link: Link) -> None:
        async for frame in link.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            answer: JSON = json.loads(frame.data)
            envelope = answer.get("envelope_id", "")
            waiting = link.waiting.pop(envelope, None)
            if waiting and not waiting.done():
                self.acked.append((link.number, envelope))
                waiting.set_result(Ack(True, answer.get("payload")))
            self.stirred()

    def _gone(self, link: Link) -> None:
        """What was not acknowledged goes to another connection."""
        self.links = [one for one in self.links if one is not link]
        for waiting in link.waiting.values():
            if not waiting.done():
                waiting.set_result(Ack(False, reason="connection_failed"))
        self.stirred()

    async def attempt(self, parcel: Parcel) -> Ack:
        link = self._link(parcel)
        if link is None:
            await self.joined(IN_TIME)
            link = self._link(parcel)
        if link is None:
            return Ack(False, reason="connection_failed")
        parcel.tried.add(link.number)
        envelope = self.clock.id("envelope")
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        link.waiting[envelope] = waiting
        sent = self._enveloped(envelope, parcel)
        link.received.append(sent)
        try:
            await link.socket.send_json(sent)
        except ConnectionError:
            return Ack(False, reason="connection_failed")
        in_time = await self.clock.within(IN_TIME, waiting)
        link.waiting.pop(envelope, None)
        return waiting.result() if in_time else Ack(False, reason="timeout")

    def _link(self, parcel: Parcel) -> Link | None:
        """Any open connection in turn; one that has not failed this parcel before, if there is one."""
        every = [one for one in self.links if one.is_open]
        fresh = [one for one in every if one.number not in parcel.tried] or every
        self._next += 1
        return fresh[self._next % len(fresh)] if fresh else None

    def _enveloped(self, envelope: str, parcel: Parcel) -> JSON:
        shown: JSON = {"envelope_id": envelope, "type": parcel.kind, "payload": parcel.payload}
        shown["accepts_response_payload"] = parcel.kind != "events_api"
        if parcel.kind == "events_api":
            shown |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
        return shown

    # What a test does to them

    async def refreshes(self, reason: str = "refresh_requested", which: Link | None = None) -> None:
        """`disconnect`: warning, refresh_requested or link_disabled. The client is to connect anew."""
        for link in [which] if which else list(self.links):
            link.leaving = reason != "warning"
            message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-stand-in"}}
            await link.socket.send_json(message)

    async def drops(self, which: Link | None = None) -> None:
        """Closed without a word."""
        for link in [which] if which else list(self.links):
            await link.socket.close(code=1001)

    async def close(self) -> None:
        for link in list(self.links):
            await link.socket.close()


def _is_brief(request: web.Request) -> bool:
    return request.query.get("debug_reconnects") == "true"
