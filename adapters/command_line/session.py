"""One customer at a terminal: what they type becomes events, what is delivered becomes lines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from adapters.app import App
from adapters.command_line import shown
from adapters.command_line.asking import Edit, Line, MoveClock, PressLabel, Quit, Say, SendFile, StaffDoes, read, typed
from adapters.command_line.staff import Staff
from adapters.delivery.settlement import Settlement
from adapters.store.own_files import is_own
from bot.codec import load
from bot.content import OFFER, Card, Post, Revise, Shown
from bot.events import Body, Edited, File, Inbound, Person, Place, Press, Said
from bot.policy import policy_of
from bot.writes import OutboxRow, StoreUnavailable, new_key
from handoff.rows import CaseRow

Show = Callable[[dict[str, Any]], Awaitable[None]]
Seen = tuple[OutboxRow, Settlement]
T = TypeVar("T")


class Session:
    """One conversation, for as long as somebody sits at it."""

    def __init__(self, app: App, person: Person, show: Show, folder: Path) -> None:
        self._app, self._person, self._show, self._folder = app, person, show, folder
        self._place = Place("terminal", "local", person.id)
        self._staff = Staff(app)
        self._seen: asyncio.Queue[Seen] = asyncio.Queue()
        self._turns = 0
        self._newest = ""
        self._cards: dict[str, Card] = {}

    async def __aenter__(self) -> "Session":
        self._unwatch = self._app.delivery.tap.watch(self._saw)
        self._showing = asyncio.create_task(self._show_all())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._unwatch()
        self._showing.cancel()
        with suppress(asyncio.CancelledError):
            await self._showing

    async def follow(self, lines: AsyncIterator[str], *, as_json: bool) -> None:
        """Act on each line, until the last; whoever reads us may go before that, which ends it as well."""
        while (line := await self._while_shown(anext(lines, None))) is not None:
            if not await self.take(line, as_json=as_json):
                return

    async def take(self, line: str, *, as_json: bool) -> bool:
        """Act on one line and show what comes of it; False when it was the last."""
        try:
            wanted = read(line) if as_json else typed(line)
            if isinstance(wanted, Quit):
                return False
            await self._act(wanted)
        except (ValueError, StoreUnavailable) as wrong:
            await self._show({"error": str(wrong)})
        await self._settle()
        return True

    async def _settle(self) -> None:
        """Until the outbox is empty and all of it was shown; a line that was wrong is a turn as well."""
        await self._app.delivery.drained()
        await self._while_shown(self._seen.join())
        self._turns += 1
        await self._show({"turn": self._turns, "settled": True})

    async def _while_shown(self, work: Awaitable[T]) -> T:
        """Wait for it, unless nothing can be shown any more: then raise why."""
        waiting = asyncio.ensure_future(work)
        await asyncio.wait({waiting, self._showing}, return_when=asyncio.FIRST_COMPLETED)
        if self._showing.done():
            waiting.cancel()
            self._showing.result()
        return await waiting

    async def _act(self, line: Line) -> None:
        match line:
            case Say(text):
                await self._say(Said(text, new_key()))
            case SendFile(path, text):
                files, refused = await self._file(self._folder / path)
                await self._say(Said(text, new_key(), files, refused))
            case Edit(text):
                if not self._newest:
                    raise ValueError("nothing was said yet that could be edited")
                await self._receive(Edited(self._newest, text))
            case PressLabel(label):
                await self._receive(await self._press(label))
            case MoveClock(by):
                self._app.advance(by)
            case StaffDoes():
                await self._show(await self._staff.do(line))
            case Quit():
                return

    async def _say(self, said: Said) -> None:
        self._newest = said.message
        await self._receive(said)

    async def _receive(self, body: Body) -> None:
        event = Inbound(f"terminal:{new_key()}", self._app.team, self._place, self._person, self._app.clock.now(), body)
        await self._app.service.receive(event)

    async def _file(self, path: Path) -> tuple[tuple[File, ...], tuple[str, ...]]:
        """The file, kept; or why it could not be taken."""
        settings = (await self._app.store.load(self._app.team, self._person.id)).settings
        most = policy_of(settings).file_megabytes
        if any(is_own(path, database) for database in (self._app.settings.database, self._app.settings.shop_file)):
            raise ValueError(f"{path}: a database of Baton's own; opening it here would break its locks")
        try:
            if await asyncio.to_thread(lambda: path.stat().st_size) > most * 1_000_000:
                return (), (f"{path.name} is larger than {most} MB",)
            data = await asyncio.to_thread(path.read_bytes)
        except OSError as no:
            raise ValueError(f"{path}: {no.strerror}") from None
        return (await self._app.files.keep(path.name, data),), ()

    async def _press(self, label: str) -> Press:
        """The newest choice with this label, or this value."""
        for row in await self._app.store.find(
            OutboxRow,
            {"conversation": self._person.id, "place": str(self._place), "state": "sent"},
            order=("number",),
            newest_first=True,
            limit=40,
        ):
            if (press := pressed(row, label)) is not None:
                return press
        raise ValueError(f"there is no choice {label!r} on what was shown")

    def _saw(self, row: OutboxRow, settlement: Settlement) -> None:
        if row.conversation == self._person.id and settlement.final:
            self._seen.put_nowait((row, settlement))

    async def _show_all(self) -> None:
        while True:
            row, settlement = await self._seen.get()
            try:
                if (shape := await self._shape(row, settlement)) is not None:
                    await self._show(shape)
            finally:
                self._seen.task_done()

    async def _shape(self, row: OutboxRow, settlement: Settlement) -> dict[str, Any] | None:
        if row.kind == "effect":
            return shown.effect(row, settlement)
        if settlement.state != "sent":
            return {"undelivered": row.id, "state": settlement.state, "error": settlement.error}
        if row.place == str(self._place):
            return shown.to_customer(row)
        cases = await self._app.store.find(CaseRow, {"team": row.team, "number": row.case}, limit=1)
        return shown.to_staff(row, cases[0] if cases else None, self._card_before(row))

    def _card_before(self, row: OutboxRow) -> Card | None:
        """The card as it was shown before this row, which is remembered in its turn."""
        match load(Shown, row.payload):
            case Post(reply=reply) if reply.card:
                self._cards[row.id] = reply.card
            case Revise(of=of, reply=reply) if reply.card:
                before = self._cards.get(of)
                self._cards[of] = reply.card
                return before
        return None


def pressed(row: OutboxRow, label: str) -> Press | None:
    """The press of this label on this message, if it has it; several are named with commas between."""
    match load(Shown, row.payload):
        case Post(reply=reply) | Revise(reply=reply):
            asked = reply.question
        case _:
            return None
    there = [choice for choice in shown.choices_of(reply) if not choice.link]
    by_label = {c.value.casefold(): c.value for c in there} | {c.label.casefold(): c.value for c in there}
    several = label.split(",") if asked and asked.several and label.casefold() not in by_label else [label]
    values = [by_label.get(part.strip().casefold(), "") for part in several]
    if not all(values):
        return None
    of_question = asked is not None and values[0] in [c.value for c in asked.choices]
    return Press(asked.ask if asked and of_question else OFFER, ",".join(values))
