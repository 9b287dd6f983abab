"""What one commit changes, as plain data: rows, and the guards they carry.

A row class names its table and key; its fields are its columns (str, int, float, bool,
None). The store knows how to write any row of any room, so a new table needs a row
class and a migration and nothing else. Moments are integers: microseconds since 1970,
UTC, so that they sort and compare in every database.

Three ways of writing, told by the row class:
- rows with a `version` field are compared and set: version 1 is inserted, version n
  replaces n - 1; anything else in the table makes the whole commit STALE;
- rows with `once = True` are only ever inserted; a key or unique index that is taken
  makes the commit STALE;
- all others are put: inserted, or replaced by their key.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

Scalar = str | int | float | bool | None
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
PAIRS = tuple(first + second for first in LETTERS for second in LETTERS)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """An aware moment as the store keeps it."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(value: int) -> datetime:
    """The aware UTC moment that `micros` wrote."""
    return EPOCH + timedelta(microseconds=value)


def new_key() -> str:
    """A random 120-bit key in 24 characters of base 32, fit for a Discord nonce (at most 25)."""
    bits = secrets.randbits(120)
    return "".join([PAIRS[bits >> at & 1023] for at in range(0, 120, 10)])


@dataclass(frozen=True, slots=True)
class Row:
    """Base of all rows."""

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    once: ClassVar[bool] = False
    seldom: ClassVar[bool] = False
    """Asked for at nearly every turn and changed at few: the store may remember what it read."""


@dataclass(frozen=True, slots=True)
class InboxRow(Row):
    """One stored event. `lane` names who handles it: customer or desk."""

    table: ClassVar[str] = "inbox"
    key: ClassVar[tuple[str, ...]] = ("id",)
    once: ClassVar[bool] = True

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


@dataclass(frozen=True, slots=True)
class BindingRow(Row):
    """A chat account proven to belong to a shop customer."""

    table: ClassVar[str] = "bindings"
    key: ClassVar[tuple[str, ...]] = ("team", "person")
    seldom: ClassVar[bool] = True

    team: str
    person: str
    customer: str
    how: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class ConsentRow(Row):
    """Somebody agreed to have their words carried to people on another platform."""

    table: ClassVar[str] = "consents"
    key: ClassVar[tuple[str, ...]] = ("team", "person", "platform")

    team: str
    person: str
    platform: str
    at: int


@dataclass(frozen=True, slots=True)
class CodeRow(Row):
    """One e-mailed code was asked for: what the limits per person and address count."""

    table: ClassVar[str] = "codes"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    once: ClassVar[bool] = True

    team: str
    id: str
    person: str
    address: str
    at: int


@dataclass(frozen=True, slots=True)
class ConfirmationRow(Row):
    """Something that was confirmed to the customer, kept in the message centre."""

    table: ClassVar[str] = "confirmations"
    key: ClassVar[tuple[str, ...]] = ("team", "id")

    team: str
    id: str
    conversation: str
    at: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditRow(Row):
    """Who did what; never changed, never deleted but by retention."""

    table: ClassVar[str] = "audit"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    once: ClassVar[bool] = True

    team: str
    id: str
    at: int
    actor: str
    verb: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SettingRow(Row):
    """One setting of one team, as text."""

    table: ClassVar[str] = "settings"
    key: ClassVar[tuple[str, ...]] = ("team", "name")
    seldom: ClassVar[bool] = True

    team: str
    name: str
    value: str
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class Change:
    """Set some columns of the rows of a kind that match; no row matching is no error."""

    kind: type[Row]
    where: Mapping[str, Scalar]
    to: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Erasure:
    """Remove all that is kept of one chat account, in whichever table; what stays is the store's to name.

    It comes after the unit's changes and before its rows, and makes the commit STALE if something of
    theirs is being sent, or their conversation is no longer of this version (0: there is none).
    """

    team: str
    person: str
    version: int
    settings: tuple[str, ...] = ()
    """Names of settings that are about them."""


@dataclass(frozen=True, slots=True)
class Writes:
    """One unit: all of it or nothing. `done` is the inbox row that this finishes."""

    rows: tuple[Row, ...] = ()
    changes: tuple[Change, ...] = ()
    done: str = ""
    erasures: tuple[Erasure, ...] = ()

    def __add__(self, other: "Writes") -> "Writes":
        done, erasures = self.done or other.done, self.erasures + other.erasures
        return Writes(self.rows + other.rows, self.changes + other.changes, done, erasures)


class StoreUnavailable(Exception):
    """The database could not be reached or written; nothing of the unit was kept."""


class Committed(StrEnum):
    """What became of a unit."""

    DONE = "done"
    REPEAT = "repeat"
    """The inbox row was done before: nothing was written."""
    STALE = "stale"
    """Something changed meanwhile: nothing was written; load and decide again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a turn starts from."""

    conversation: ConversationRow | None = None
    binding: BindingRow | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
