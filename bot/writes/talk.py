"""Rows of what is said and done: events, conversations, lines, deliveries, timers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.writes.row import Row


@dataclass(frozen=True, slots=True)
class InboxRow(Row):
    """One stored event. `lane` names who handles it: customer or desk."""

    table: ClassVar[str] = "inbox"
    key: ClassVar[tuple[str, ...]] = ("id",)
    once: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("payload",)

    id: str
    team: str
    lane: str
    conversation: str
    payload: str
    at: int
    state: str = "new"
    """new, done, or dead (gave up: operator was told)."""
    attempts: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class ConversationRow(Row):
    """A conversation's memory; `silent` while a person has the word."""

    table: ClassVar[str] = "conversations"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    sealed: ClassVar[tuple[str, ...]] = ("name", "state")

    team: str
    id: str
    version: int
    name: str
    place: str
    """JSON of the Place where this person is answered in private."""
    state: str
    silent: bool
    updated: int


@dataclass(frozen=True, slots=True)
class MessageRow(Row):
    """One line of the transcript. Bodies are redacted before they come here."""

    table: ClassVar[str] = "messages"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    sealed: ClassVar[tuple[str, ...]] = ("name", "text", "files")

    team: str
    id: str
    conversation: str
    at: int
    speaker: str
    """customer, bot, notice, staff or note."""
    name: str
    text: str
    files: str = "[]"
    source: str = ""
    """The platform's id of the message it came from, if it was typed."""
    copies: str = "[]"
    """Outbox keys of the posts that show it elsewhere."""
    case: int = 0
    edited: int = 0
    deleted: int = 0
    author: str = ""
    """Id of the teammate who wrote a staff line or a note: names are not unique."""


@dataclass(frozen=True, slots=True)
class OutboxRow(Row):
    """One thing to be delivered. The store gives it its `number` in its place.

    States: queued, sending, sent, failed, unknown, dropped. `voice` tells whose words
    they are: bot (dropped if the conversation falls silent first), notice, staff,
    mirror, desk, or effect.
    """

    table: ClassVar[str] = "outbox"
    key: ClassVar[tuple[str, ...]] = ("id",)
    once: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("payload", "error")

    id: str
    team: str
    place: str
    """The ordering key: str(Place), or "effect:<conversation>"."""
    to: str
    """JSON of the Place; empty for effects."""
    conversation: str
    kind: str
    """post, revise, withdraw, mark or effect; payload is JSON of bot.content.Shown or bot.effects.Asked."""
    voice: str
    payload: str
    at: int
    due: int
    number: int = 0
    case: int = 0
    state: str = "queued"
    lease: int = 0
    attempts: int = 0
    platform_id: str = ""
    error: str = ""
    settled: int = 0
    bundle: str = ""
    """The key under which it goes out together with others, if it does."""


@dataclass(frozen=True, slots=True)
class TimerRow(Row):
    """Something to come back to; fires once as a Due event. States: set, fired, off."""

    table: ClassVar[str] = "timers"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    sealed: ClassVar[tuple[str, ...]] = ("payload", "event")

    team: str
    id: str
    lane: str
    conversation: str
    what: str
    due: int
    payload: str = ""
    state: str = "set"
    event: str = ""
    """JSON of the event to store when due; the inbox key is `timer:<id>`."""
