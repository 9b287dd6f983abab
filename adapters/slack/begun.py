"""How far a post has come that takes several calls, so that going on doubles nothing."""

from dataclasses import dataclass

from adapters.slack.ids import message_ref, read_files, read_refs
from adapters.slack.rows import BegunRow
from bot.writes import OutboxRow, Writes, micros
from handoff.ports import Clock, Store

NOT_YET = "?"
"""Stands before a file whose bytes are there and that is perhaps not shown yet."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is there: messages in order, files, and files on their way."""

    messages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ",".join((*self.messages, *self.files, *(NOT_YET + file for file in self.pending)))


def shown_in(text: str) -> Shown:
    """What `platform_id`, or a row of ours, says."""
    waits = tuple(part.removeprefix(NOT_YET) for part in text.split(",") if part.startswith(NOT_YET))
    return Shown(tuple(message_ref(*ref) for ref in read_refs(text)), read_files(text), waits)


@dataclass(frozen=True, slots=True)
class Begun:
    """Written between the calls, before the next of them can fail."""

    store: Store
    clock: Clock

    async def of(self, row: OutboxRow) -> Shown:
        found = await self.store.find(BegunRow, {"team": row.team, "outbox": row.id}, limit=1)
        return shown_in(found[0].shown) if found else Shown()

    async def note(self, row: OutboxRow, shown: Shown) -> None:
        kept = BegunRow(row.team, row.id, str(shown), micros(self.clock.now()))
        await self.store.commit(Writes((kept,)))
