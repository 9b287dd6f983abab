"""The playground: a platform for the delivery loop, a gateway for people, a witness for the strip."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from adapters.web import shapes
from adapters.web.cases import cases
from adapters.web.customers import CustomerSide
from adapters.web.feed import AGAIN, Feed
from adapters.web.guard import Guard, Handler, headers
from adapters.web.lines import Delivered, Line
from adapters.web.live import Live
from adapters.web.ports import Parts
from adapters.web.rows import FeedRow
from adapters.web.shop_pages import ShopPages
from adapters.web.show import Showing
from adapters.web.staff import StaffSide
from adapters.web.stream import Stream
from adapters.web.uploads import served
from bot.codec import dump, load
from bot.content import Shown
from bot.events import Place
from bot.ports import Trace
from bot.writes import OutboxRow, StoreUnavailable, micros

LOOK_AGAIN = 2.0
"""Seconds until the queue is read again though nothing was shown here."""

STATIC = Path(__file__).parent / "static"
NOT_SAVED = "It could not be saved just now, so nothing was sent. Your words are still here: try again."


class Playground:
    """One page with both sides of the counter."""

    name = "web"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._live = Live()
        self._showing = Showing()
        self._feed = Feed(parts.store, parts.team, self._tell)
        self._stream = Stream(self._feed, self._live, self._showing)
        self._customers = CustomerSide(parts, self._feed, self._live)
        self._staff = StaffSide(parts, self._feed, self._showing)
        self._shop = ShopPages(parts, self._live)
        self._queue_changed = asyncio.Event()
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def deliver(self, row: OutboxRow) -> str:
        """Show an outbox row; showing it twice shows it once."""
        place = load(Place, row.to)
        shown: Shown = load(Shown, row.payload)
        line = Delivered(row.id, row.voice, row.case, shown)
        now = micros(self._parts.clock.now())
        await self._feed.append(FeedRow(row.team, place.channel, place.thread, row.id, row.kind, dump(line, Line), now))
        if self._shop.drops:
            raise self._parts.dropped("The line dropped after the message had gone out.")
        return row.id

    async def find(self, row: OutboxRow) -> str | None:
        """Whether the row is shown already."""
        return row.id if await self._feed.read(row.id) else None

    def saw(self, trace: Trace) -> None:
        """Keep a conversation's newest trace for the strip, and show it at once."""
        self._live.state("trace", json.loads(dump(trace)), trace.conversation)

    async def start(self, host: str, port: int, besides: Sequence[web.RouteDef] = ()) -> None:
        """Listen; raises OSError if the port is taken, ValueError if a token is missing.

        What stands `besides` on the port is called from elsewhere, and proves by itself who calls.
        """
        guard = Guard(host, self._parts.token, frozenset(route.path for route in besides))
        app = web.Application(middlewares=[guard.check, _saved])
        app.on_response_prepare.append(headers)
        app.add_routes(
            [*besides, *self._routes(), *self._customers.routes(), *self._staff.routes(), *self._shop.routes()]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5, handle_signals=False)
        await self._feed.begin()
        self._shop.tell()
        self._queue_changed.set()
        self._tasks = (asyncio.create_task(self._feed.pump()), asyncio.create_task(self._watch_queue()))
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.address = _address(host, self._runner)

    async def stop(self) -> None:
        """End the streams and stop listening."""
        self._live.close()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self._runner is not None:
            await self._runner.cleanup()

    def _routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self._page),
            web.get("/events", self._stream.open),
            web.get("/files/{ref}", self._file),
            web.post("/reset", self._reset),
            web.get("/healthz", self._healthy),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._metrics),
            web.static("/static", STATIC),
        ]

    def _tell(self, rows: tuple[FeedRow, ...]) -> None:
        self._stream.tell(rows)
        self._queue_changed.set()

    async def _watch_queue(self) -> None:
        """Changes are told in the staff channel; where that is on another platform, only the rows tell."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._queue_changed.wait(), LOOK_AGAIN)
            self._queue_changed.clear()
            try:
                self._live.state("queue", await cases(self._parts.store, self._parts.team))
            except StoreUnavailable:
                self._queue_changed.set()
                await asyncio.sleep(AGAIN)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """An attachment, or a carrier's photo."""
        try:
            return served(await self._parts.files.read(request.match_info["ref"]))
        except FileNotFoundError:
            raise shapes.refusal("That file is not here.", 404) from None

    async def _reset(self, request: web.Request) -> web.Response:
        if self._parts.reset is None:
            raise shapes.refusal("This playground cannot be emptied.")
        await self._parts.reset()
        self._customers.forget()
        self._live.forget()
        await self._feed.begin()
        self._queue_changed.set()
        self._shop.tell()
        self._live.passing("anew", True)
        return web.json_response({})

    async def _healthy(self, request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, request: web.Request) -> web.Response:
        ready = await self._parts.ready()
        return web.Response(status=200 if ready else 503, text="ready\n" if ready else "not ready\n")

    async def _metrics(self, request: web.Request) -> web.Response:
        return web.Response(body=self._parts.metrics(), content_type="text/plain", charset="utf-8")


@web.middleware
async def _saved(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What could not be stored was not accepted, and the page is told so."""
    try:
        return await handler(request)
    except StoreUnavailable:
        raise shapes.refusal(NOT_SAVED, 503) from None


def _address(host: str, runner: web.AppRunner) -> str:
    """Where a browser on this machine finds the page."""
    port = runner.addresses[0][1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 # compared, not bound
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
