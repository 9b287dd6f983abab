"""What can go wrong between a client and Slack, asked for by a test, a number of times."""

import re
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass, field

from aiohttp import web

from .errors import JSON, Misused

How = int | str
Answering = Callable[[web.Request], Awaitable[web.Response]]
WORDS = ("drop before", "drop after accept", "fails after accept", "delay", "hang", "html")
ADDRESSES = ("upload", "download", "response_url")
"""What is no method and may fail too: by a status, or by a drop."""
CODE = re.compile(r"[a-z_]+")


@dataclass(slots=True)
class Fault:
    """One thing that will go wrong with a method."""

    method: str
    how: How
    times: int
    seconds: float
    channel_id: str | None = None

    def meant(self, method: str, params: JSON) -> bool:
        here = self.channel_id in (None, params.get("channel"), params.get("channel_id"))
        any_method = self.method == "*" and method not in ADDRESSES
        return here and (any_method or self.method == method) and self.times > 0


def dropped(request: web.Request) -> web.Response:
    """The line breaks instead of an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()


@dataclass(slots=True)
class Faults:
    """Those still to come, and the log of those that came."""

    known: Container[str]
    waiting: list[Fault] = field(default_factory=list)
    happened: list[tuple[str, How]] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        if fault.method not in ("*", *ADDRESSES) and fault.method not in self.known:
            raise Misused(f"there is no method {fault.method!r}")
        if isinstance(fault.how, str) and fault.how not in WORDS and not CODE.fullmatch(fault.how):
            raise Misused(f"cannot fail by {fault.how!r}: a status, an error code, or one of {WORDS}")
        self.waiting.append(fault)

    async def around(self, address: str, request: web.Request, answer: Answering) -> web.Response:
        """Upload, download or response_url, as it should be or as it was asked to fail."""
        fault = self.take(address, {})
        if fault is None:
            return await answer(request)
        if isinstance(fault.how, int):
            return web.Response(status=fault.how, text="upstream connect error")
        if fault.how == "drop after accept":
            await answer(request)
        return dropped(request)

    def take(self, method: str, params: JSON) -> Fault | None:
        """The next fault for this request, used up by asking."""
        for fault in self.waiting:
            if fault.meant(method, params):
                fault.times -= 1
                self.waiting = [one for one in self.waiting if one.times > 0]
                self.happened.append((method, fault.how))
                return fault
        return None
