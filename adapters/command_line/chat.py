"""`baton chat`: the terminal, beside a running Baton or on its own."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from adapters.app import App
from adapters.command_line.control import Lines, Out, connected
from adapters.command_line.opening import data_folder, settings_or_stop
from adapters.command_line.printing import for_people, show
from adapters.command_line.session import Session
from adapters.command_line.stopping import Stop
from adapters.command_line.whole import opened
from adapters.settings import Settings
from bot.events import Person
from bot.shop import ShopUnavailable
from bot.writes import BindingRow, Writes, micros

GUEST = Person("terminal:guest", "Guest")


def chat(customer: str, *, as_json: bool) -> None:
    """Until the input ends or says !quit."""
    asyncio.run(_chat(settings_or_stop(), customer, as_json=as_json))


async def _chat(settings: Settings, customer: str, *, as_json: bool) -> None:
    data_folder(settings)
    opening = {"open": "chat", "as": customer, "json": as_json, "folder": str(Path.cwd())}
    lines = typed_lines(blank=as_json)

    async def out(shape: dict[str, Any]) -> None:
        show(shape) if as_json else for_people(shape)

    async with connected(settings.socket) as running:
        if running is not None:
            await running.talk(opening, lines, out)
            return
    async with opened(settings) as app:
        await serve(app, opening, lines, out)


async def serve(app: App, opening: Mapping[str, Any], lines: Lines, out: Out) -> None:
    """One chat, from its opening to its last line."""
    person = await person_or_stop(app, str(opening.get("as", "")))
    async with Session(app, person, out, Path(str(opening.get("folder", ".")))) as session:
        await session.follow(lines, as_json=bool(opening.get("json")))


async def person_or_stop(app: App, customer: str) -> Person:
    """The customer of this id at a terminal."""
    if customer == "guest":
        return GUEST
    if app.sample is None:
        return await _of_the_real_shop(app, customer)
    known = {c.id: c.name for c in app.sample.owner.customers()}
    if customer not in known:
        raise Stop(f"There is no customer {customer!r}. There are: {', '.join(known)}, guest.")
    return Person(f"terminal:{customer}", known[customer])


async def _of_the_real_shop(app: App, customer: str) -> Person:
    """Whoever may open this shell may be any customer: they hold the shop's secret."""
    try:
        account = await app.shop.account(customer)
    except ShopUnavailable as no:
        raise Stop(f"The shop cannot be asked who {customer!r} is: {no} `baton doctor --shop` looks closer.") from None
    if account is None:
        raise Stop(f"The shop has no customer {customer!r}.")
    person = Person(f"terminal:{customer}", account.customer.name)
    bound = BindingRow(app.team, person.id, customer, "shell", "baton chat", micros(app.clock.now()))
    await app.store.commit(Writes((bound,)))
    return person


async def typed_lines(*, blank: bool) -> AsyncIterator[str]:
    """The lines of standard input; a person's empty ones mean nothing."""
    arrived: asyncio.Queue[bytes] = asyncio.Queue()
    # A thread of its own that nobody waits for: Ctrl-C must end us while it still waits for a line.
    reading = (asyncio.get_running_loop(), arrived)
    threading.Thread(target=_read, args=reading, daemon=True).start()
    rest = b""
    while data := await arrived.get():
        *whole, rest = (rest + data).split(b"\n")
        for raw in whole:
            if (line := _line(raw)).strip() or blank:
                yield line
    if rest:
        yield _line(rest)


def _read(loop: asyncio.AbstractEventLoop, arrived: "asyncio.Queue[bytes]") -> None:
    """Raw reads: a buffered reader's lock, held while it waits, would break Python's own end."""
    data = b"-"
    while data:
        data = os.read(0, 65536)
        with suppress(RuntimeError):  # the loop has ended before the input
            loop.call_soon_threadsafe(arrived.put_nowait, data)


def _line(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").rstrip("\r")
