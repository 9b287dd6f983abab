"""The playground's own table: everything its page ever showed, in order."""

from dataclasses import dataclass
from typing import ClassVar

from bot.writes import Row


@dataclass(frozen=True, slots=True)
class FeedRow(Row):
    """One line of the display. It is only ever added to; a repeat of an `id` changes nothing."""

    table: ClassVar[str] = "web_feed"
    key: ClassVar[tuple[str, ...]] = ("seq",)
    once: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("payload",)

    team: str
    channel: str
    thread: str
    id: str
    """The outbox key of what was delivered, or the page's own key of what was done."""
    kind: str
    payload: str
    at: int
    seq: int | None = None
    """Given by the database; the page resumes after the last one it saw."""
