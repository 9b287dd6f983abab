"""The playground's pages, joined to a working app."""

import errno
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.app import App, CannotStart, Sample
from adapters.delivery.ports import Platform, Unknown
from adapters.settings import Settings
from adapters.web.playground import Playground
from adapters.web.ports import Parts


def playground(app: App) -> Iterable[Platform]:
    """The playground as a platform: what is shown there is kept, whether or not its pages are open.

    There is none on a real shop: whoever opens it could be any of its customers.
    """
    return (Playground(_parts(app, app.sample)),) if app.sample else ()


@asynccontextmanager
async def pages(app: App, besides: Sequence[web.RouteDef] = ()) -> AsyncIterator[str]:
    """The playground, open until the end of the block, and `besides` on its port; its address. Raises CannotStart."""
    playground = app.delivery.platforms["web"]
    assert isinstance(playground, Playground)  # the app was built with it
    app.witnesses.watching.append(playground.saw)
    try:
        await _start(playground, app.settings, besides)
        yield playground.address
    finally:
        await playground.stop()


async def _start(playground: Playground, settings: Settings, besides: Sequence[web.RouteDef]) -> None:
    where = f"{settings.web_host}:{settings.web_port}"
    try:
        await playground.start(settings.web_host, settings.web_port, besides)
    except OSError as no:
        if no.errno == errno.EADDRINUSE:
            raise CannotStart(f"BATON_WEB_PORT: {where} is in use; stop what listens there, or set another.") from None
        raise CannotStart(f"BATON_WEB_HOST: cannot listen on {where}: {no.strerror}.") from None


def _parts(app: App, sample: Sample) -> Parts:
    mails = app.mails
    return Parts(
        store=app.store,
        service=app.service,
        desk=app.desk,
        files=app.files,
        clock=sample.clock,
        shop=sample.owner,
        faults=sample.shop.faults,
        mails=mails.recent if mails else lambda: (),
        ready=app.ready,
        metrics=app.metrics.render,
        reset=app.start_over,
        moved=app.delivery.wake,
        dropped=Unknown,
        token=app.settings.web_token.get_secret_value(),
        team=app.team,
    )
