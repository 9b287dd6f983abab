"""The desk's own rows; they are committed together with the core's."""

from dataclasses import dataclass
from typing import ClassVar

from bot.writes import Row


@dataclass(frozen=True, slots=True)
class CaseRow(Row):
    """One handed-over conversation. A unique index holds one open case per conversation."""

    table: ClassVar[str] = "cases"
    key: ClassVar[tuple[str, ...]] = ("team", "number")
    seldom: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("name", "brief", "owner_name", "reason", "order", "callback", "call_secret")

    team: str
    number: int
    version: int
    conversation: str
    name: str
    """The customer's display name."""
    place: str
    """JSON of the Place where the customer is answered."""
    thread: str
    """JSON of the Place where staff talk about it."""
    stage: str
    department: str
    tier: int
    urgent: bool
    rule: str
    brief: str
    """JSON of what the card shows."""
    opened: int
    owner: str = ""
    owner_name: str = ""
    claimed: int = 0
    """When its owner of now took it."""
    first_claim: int = 0
    """When anybody first took it: how long the customer waited for a person."""
    first_word: int = 0
    """When a person first answered the customer, 0 while nobody has."""
    last_staff: int = 0
    last_customer: int = 0
    closed: int = 0
    reason: str = ""
    card: str = ""
    """Outbox key of the post that shows the card."""
    alerts: int = 0
    order: str = ""
    callback: str = ""
    """The number to call them on."""
    call: str = ""
    """How the call they asked for stands, as `handoff.calling` names it; empty if they asked for none."""
    call_at: int = 0
    """When to call, or to try again; 0 for now."""
    call_tries: int = 0
    """Calls that nobody answered."""
    call_secret: str = ""
    """What the codes of the day are made from."""
    call_asked: int = 0
    called: int = 0
    """When the first call was placed: how long they waited for it."""
    told_owner_rule: str = ""
    """Comma-joined ids of teammates who were told that only the owner's words go out."""


@dataclass(frozen=True, slots=True)
class RatingRow(Row):
    """That a customer was asked how a case went, and what they said."""

    table: ClassVar[str] = "ratings"
    key: ClassVar[tuple[str, ...]] = ("team", "number")
    sealed: ClassVar[tuple[str, ...]] = ("mate_name", "comment")
    seldom: ClassVar[bool] = True

    team: str
    number: int
    """The case."""
    version: int
    conversation: str
    department: str
    mate: str
    """Who answered last, by their id."""
    mate_name: str
    asked: int
    score: int = 0
    """1 to 5; 0 while they have not said."""
    rated: int = 0
    comment: str = ""
    commented: int = 0
    alerted: bool = False
    """The leads were told of it."""


@dataclass(frozen=True, slots=True)
class SpaceRow(Row):
    """A server or workspace that has joined a team by a code; others are as their platform says."""

    table: ClassVar[str] = "spaces"
    key: ClassVar[tuple[str, ...]] = ("platform", "space")

    platform: str
    space: str
    team: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class LinkRow(Row):
    """A code that joins a place to a team, by its digest; version 2 is a used one."""

    table: ClassVar[str] = "links"
    key: ClassVar[tuple[str, ...]] = ("digest",)

    digest: str
    version: int
    team: str
    by: str
    at: int
    until: int
    used: str = ""
    """The place that gave it."""


@dataclass(frozen=True, slots=True)
class GoneFileRow(Row):
    """A file that is to be removed from the disk, once this is due, unless something still refers to it."""

    table: ClassVar[str] = "gone_files"
    key: ClassVar[tuple[str, ...]] = ("team", "ref")

    team: str
    ref: str
    due: int
    anyway: bool = False
    """Also if something refers to it: an export is kept for a day, whatever became of the post that carried it."""
