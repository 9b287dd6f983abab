"""Where a command is served: in the Baton that runs, or here where none does."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.app import App
from adapters.command_line.control import Lines, Out, connected
from adapters.command_line.opening import data_folder
from adapters.command_line.whole import opened
from adapters.settings import Settings

Serve = Callable[[App, Mapping[str, Any], Out], Awaitable[None]]


async def served(settings: Settings, opening: dict[str, Any], serve: Serve, *, sends: bool = False) -> None:
    """Print what comes of it; what `sends` messages here is waited for until they are out."""
    data_folder(settings)

    async def out(shape: dict[str, Any]) -> None:
        print(shape["text"])

    async with connected(settings.socket) as running:
        if running is not None:
            await running.talk(opening, _nothing(), out)
            return
    async with opened(settings) as app:
        await serve(app, opening, out)
        if sends:
            await app.delivery.idle()


async def _nothing() -> Lines:
    return
    yield ""
