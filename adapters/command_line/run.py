"""`baton run`: everything, until it is told to stop."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Mapping
from typing import Any

from adapters.app import App, CannotStart
from adapters.command_line import admin, chat
from adapters.command_line.control import Lines, Out, Serve, listening
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.pages import pages
from adapters.command_line.stopping import Stop
from adapters.command_line.whole import opened
from adapters.settings import Settings


def run() -> None:
    """Start, and end cleanly at Ctrl-C or SIGTERM."""
    settings = settings_or_stop()
    if settings.playground == "off":
        raise Stop("There is nothing to start: no platform has a token, and BATON_PLAYGROUND is off.")
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with opened(settings) as app, listening(settings.socket, served(app)):
        try:
            async with pages(app) as address:
                _greet(address, settings)
                await stop.wait()
        except CannotStart as why:
            raise Stop(str(why)) from None
    with contextlib.suppress(BrokenPipeError):
        print("Baton has stopped; the next start goes on from here.", flush=True)


def served(app: App) -> Serve:
    """What a running Baton does for the other commands."""

    async def serve(opening: Mapping[str, Any], lines: Lines, out: Out) -> None:
        match opening.get("open"):
            case "chat":
                await chat.serve(app, opening, lines, out)
            case "admin":
                await admin.serve(app, opening, out)
            case _:
                raise Stop("This Baton does not know that request; is it another version?")

    return serve


def _greet(address: str, settings: Settings) -> None:
    token = settings.web_token.get_secret_value()
    print(f"Baton's playground: {address}", flush=True)
    if token and sys.stdout.isatty():
        print("It asks for the token in BATON_WEB_TOKEN.", flush=True)
    print("Ctrl-C ends it.", flush=True)
