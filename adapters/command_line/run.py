"""`baton run`: everything, until it is told to stop."""

import asyncio
import contextlib
import secrets
import signal
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from adapters.app import App, CannotStart
from adapters.command_line import admin, chat, collecting, key
from adapters.command_line.control import Lines, Out, Serve, listening
from adapters.command_line.health import health
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.pages import pages
from adapters.command_line.sides import Side
from adapters.command_line.stopping import Stop
from adapters.command_line.whole import opened
from adapters.settings import Settings


def run() -> None:
    """Start, and end cleanly at Ctrl-C or SIGTERM."""
    settings = settings_or_stop()
    asyncio.run(_run(guarded(settings), greeting(settings), started(settings)))


def started(settings: Settings) -> Sequence[Side]:
    """The platforms that have a token; where nothing may be started, that is the end of the command."""
    if settings.shop_url and settings.playground == "on":
        raise Stop(
            "BATON_PLAYGROUND: the playground lets whoever opens it be any customer, so it is for the sample shop "
            "alone, and BATON_SHOP_URL names a real one. `baton chat` talks to it from this shell."
        )
    if settings.shop_url and not settings.has_platform:
        raise Stop(
            "There is nothing to start: BATON_SHOP_URL names a real shop, and no platform has a token. "
            "`baton chat` talks to it from this shell."
        )
    if not settings.has_platform and settings.playground == "off":
        raise Stop("There is nothing to start: no platform has a token, and BATON_PLAYGROUND is off.")
    if settings.has_platform and not settings.demo and not settings.shop_url:
        raise Stop(
            "BATON_DEMO: a platform has a token, and the only shop is the sample shop, whose orders are made up. "
            "Set BATON_SHOP_URL to your own shop's API (docs/shop-api.md), or BATON_DEMO=1 to show this one to real "
            "people; every answer then says that it is a demonstration."
        )
    if not settings.has_platform:
        return ()
    return tuple(_sides(settings))


def _sides(settings: Settings) -> Iterator[Side]:
    """Each is imported only where it is wanted: its library is large."""
    if settings.has_discord:
        from adapters.command_line.discord import DiscordSide

        yield DiscordSide(settings)
    if settings.has_slack:
        from adapters.command_line.slack import SlackSide

        yield SlackSide(settings)


def guarded(settings: Settings) -> Settings:
    """Pages that others can reach ask for a token: the one that is set, else one for this run."""
    if settings.is_local or settings.web_token.get_secret_value():
        return settings
    return settings.model_copy(update={"web_token": SecretStr(secrets.token_urlsafe(24))})


def greeting(settings: Settings) -> str:
    """The first lines; `{address}` and `{token}` are filled in once they are known."""
    if settings.is_local:
        return "Baton's playground: {address}"
    if settings.web_token.get_secret_value():
        return "Baton's playground: {address}\nOpen it with ?token= and the value of BATON_WEB_TOKEN."
    made = "Baton's playground: {address}?token={token}"
    return f"{made}\nThe token is for this run; set BATON_WEB_TOKEN to choose one that stays."


@dataclass(slots=True)
class Door:
    """Where the web port is, once it is open: settings may leave it to the system."""

    address: str = ""


async def _run(settings: Settings, greeting: str, sides: Sequence[Side] = ()) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    door = Door()
    async with opened(settings, sides) as app, listening(settings.socket, served(app, door)):
        try:
            async with _showing(app, greeting, sides) as door.address, _connected(sides):
                collecting.seldom()
                print("Ctrl-C ends it.", flush=True)
                await stop.wait()
        except CannotStart as why:
            raise Stop(str(why)) from None
    with contextlib.suppress(BrokenPipeError):
        print("Baton has stopped; the next start goes on from here.", flush=True)


@contextlib.asynccontextmanager
async def _showing(app: App, greeting: str, sides: Sequence[Side]) -> AsyncIterator[str]:
    """The playground, or where there is none what hosts and monitors ask for; its address."""
    if app.settings.shows_playground:
        async with pages(app, [route for side in sides for route in side.routes()]) as address:
            print(greeting.format(address=address, token=app.settings.web_token.get_secret_value()), flush=True)
            yield address
    else:
        async with health(app, sides) as address:
            yield address


@contextlib.asynccontextmanager
async def _connected(sides: Sequence[Side]) -> AsyncIterator[None]:
    async with contextlib.AsyncExitStack() as stack:
        for side in sides:
            await stack.enter_async_context(side.connected())
            how = "started" if side.ready else "being connected; if this lasts, see `baton doctor`"
            print(f"{side.name}: {how}.", flush=True)
        yield


def served(app: App, door: Door | None = None) -> Serve:
    """What a running Baton does for the other commands."""

    async def serve(opening: Mapping[str, Any], lines: Lines, out: Out) -> None:
        match opening.get("open"):
            case "chat":
                await chat.serve(app, opening, lines, out)
            case "admin":
                await admin.serve(app, opening, out)
            case "key":
                await key.serve(app, opening, out)
            case "address":
                await out({"text": door.address if door else ""})
            case _:
                raise Stop("This Baton does not know that request; is it another version?")

    return serve
