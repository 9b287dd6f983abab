"""How things stand at the desk, as far as the customer's side needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from bot.writes import Row

DepartmentName = Literal["general", "billing", "delivery", "technical", "security"]
DEPARTMENTS: tuple[str, ...] = get_args(DepartmentName)
NET = "general"
"""Where everything goes that has no department of its own."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The one open case of this conversation."""

    number: int
    stage: Literal["waiting", "claimed", "snoozed", "waiting_on_customer"]
    department: str
    opened: datetime
    owner: str = ""
    """The owner's display name, empty while nobody has claimed."""
    human_spoke: bool = False
    """True from a person's first word to the customer."""
    attended: datetime | None = None
    """When its owner last answered, or took it."""
    call: bool = False
    """A telephone call is asked for in it, and was not made yet."""
    wants_number: bool = False
    """They asked for a call and gave no number that works: the desk reads one out of what they write."""
    kept: Row | None = None
    """The desk's own row, handed back to it unread."""

    @property
    def silences_bot(self) -> bool:
        """From the claim or the first human word, whichever is first, to the hand-back."""
        return self.human_spoke or self.stage in ("claimed", "waiting_on_customer", "snoozed")


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """The newest case of this person that has ended."""

    number: int
    department: str
    closed: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """A question of how a case went that this person was asked, and what they said to it."""

    number: int
    """The case."""
    asked: datetime
    score: int = 0
    """1 to 5; 0 while they have not said."""
    rated: datetime | None = None
    commented: bool = False
    kept: Row | None = None
    """The desk's own rows, handed back to it unread."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What the customer thinks of how a case went: a score, or words to the score they gave before."""

    number: int
    score: int = 0
    comment: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the core may say about people: an open case, and the honest wait."""

    case: OpenCase | None = None
    wait: timedelta = timedelta(minutes=5)
    last: ClosedCase | None = None
    ratings: tuple[Rating, ...] = ()
    """What they were asked lately, newest first."""
    waits: Mapping[str, timedelta] = field(default_factory=dict)
    """The same by department, where its own figures are enough to tell."""
    settles: Mapping[str, timedelta] = field(default_factory=dict)
    """How long it takes from the opening to the end, by department, where there are figures."""
    call_wait: timedelta | None = None
    """How long people wait for a call, if there are figures."""
    calls_ahead: int = 0
    """Calls that were asked for and not made yet."""
    hours: Mapping[str, str] = field(default_factory=dict)
    """The departments that keep hours, and these as one would write them."""
    opens: Mapping[str, datetime] = field(default_factory=dict)
    """The departments that are closed now, and when each is open next."""
    call_opens: Mapping[str, datetime] = field(default_factory=dict)
    """The departments that call nobody now, and when they do next."""
    next_number: int = 1
    """The number a case opened now would get; two at once are told apart by the commit."""
    platforms: Mapping[str, str] = field(default_factory=dict)
    """Whose chat service a department's people sit in, by department; empty for those on pages of our own."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """The desk's own settings (places, roles), handed back to it unread."""

    def platform_of(self, department: str) -> str:
        """The service that a case of this department is shown in; what has no place of its own goes to general."""
        return self.platforms.get(department, self.platforms.get("general", ""))

    def wait_of(self, department: str) -> timedelta:
        """How long it takes until a person is there."""
        return self.waits.get(department, self.wait)
