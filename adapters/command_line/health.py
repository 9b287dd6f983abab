"""Whether Baton is well, for hosts and monitors, where no playground is open."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.app import App, CannotStart
from adapters.command_line.sides import Side


@asynccontextmanager
async def health(app: App, sides: Sequence[Side] = ()) -> AsyncIterator[str]:
    """`/healthz`, `/readyz` and `/metrics` on the web port until the end of the block; its address. Raises CannotStart.

    Beside them stands what the platforms themselves call.
    """

    async def ready(request: web.Request) -> web.Response:
        well = await app.ready() and all(side.ready for side in sides)
        return web.Response(status=200 if well else 503, text="ready\n" if well else "not ready\n")

    async def metrics(request: web.Request) -> web.Response:
        return web.Response(body=app.metrics.render(), content_type="text/plain", charset="utf-8")

    own = (web.get("/healthz", _healthy), web.get("/readyz", ready), web.get("/metrics", metrics))
    async with _listening(app, *own, *(route for side in sides for route in side.routes())) as address:
        yield address


async def _healthy(request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


@asynccontextmanager
async def _listening(app: App, *routes: web.RouteDef) -> AsyncIterator[str]:
    pages = web.Application()
    pages.add_routes(routes)
    runner = web.AppRunner(pages, access_log=None, shutdown_timeout=0.5, handle_signals=False)
    await runner.setup()
    where = f"{app.settings.web_host}:{app.settings.web_port}"
    try:
        try:
            await web.TCPSite(runner, app.settings.web_host, app.settings.web_port).start()
        except OSError as no:
            raise CannotStart(f"BATON_WEB_PORT: cannot listen on {where}: {no.strerror}.") from None
        yield f"http://{app.settings.web_host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
