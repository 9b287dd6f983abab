"""`baton chat`: the terminal, beside a running Baton or on its own."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
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
    person = person_or_stop(app, str(opening.get("as", "")))
    async with Session(app, person, out, Path(str(opening.get("folder", ".")))) as session:
        async for line in lines:
            if not await session.take(line, as_json=bool(opening.get("json"))):
                return


def person_or_stop(app: App, customer: str) -> Person:
    """The customer of this id at a terminal."""
    known = {c.id: c.name for c in app.owner.customers()}
    if customer == "guest":
        return GUEST
    if customer not in known:
        raise Stop(f"There is no customer {customer!r}. There are: {', '.join(known)}, guest.")
    return Person(f"terminal:{customer}", known[customer])


async def typed_lines(*, blank: bool) -> AsyncIterator[str]:
    """The lines of standard input; a person's empty ones mean nothing."""
    while raw := await asyncio.to_thread(sys.stdin.buffer.readline):
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.strip() or blank:
            yield line
