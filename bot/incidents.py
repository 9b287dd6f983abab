"""Many like reports within minutes are one incident: what is counted, and what is known of it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal, get_args

from bot.writes import Row

Topic = Literal["site", "account", "payment", "shop"]
TOPICS: tuple[str, ...] = get_args(Topic)
"""The site or the app, logging in, paying, and the shop's own system behind us."""
BY_INTENT: dict[str, Topic] = {
    "technical_issue": "site",
    "account_access": "account",
    "payment_promo": "payment",
}
"""What a customer reports by asking for these."""
FAILING = re.compile(
    r"declin|fail|(?:do|does|did|wo|ca|could|is)n[o']?t\b|\bnot (?:work|go|load|accept|let)|error|stuck|crash|spin"
    r"|down\b|blank|nothing happens|locked out|unable|refus|reject|bounc",
    re.I,
)
"""A question about log-ins or cards is no report; something that does not work is."""


def topic_of(intent: str, words: str) -> str:
    """The topic that a message of this intent reports, or none."""
    topic = BY_INTENT.get(intent, "")
    return topic if topic == "site" or FAILING.search(words) else ""


SITE = r"site|website|web ?page|app|checkout|basket|cart"
BY_WORDS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("payment", re.compile(r"\b(?:pay|pays|paying|payments?|cards?|pay ?pal|apple pay|google pay)\b", re.I)),
    ("account", re.compile(r"\b(?:log(?:ging)?[- ]?(?:in|on)|sign(?:ing)?[- ]?(?:in|on)|password)\b", re.I)),
    ("site", re.compile(rf"\b(?:{SITE})\b", re.I)),
)
"""The words that say what does not work, whatever else was heard in the message."""


def as_sentence(status: str) -> str:
    """A status as an admin typed it, with a stop behind it where it has none."""
    return status if not status or status.rstrip()[-1] in ".!?…:" else f"{status.rstrip()}."


def about(intent: str, words: str) -> tuple[str, ...]:
    """The topics that a message may be about: by what was heard in it, then by words beside one that says it fails."""
    by_words = tuple(topic for topic, pattern in BY_WORDS if FAILING.search(words) and pattern.search(words))
    return tuple(dict.fromkeys(filter(None, (topic_of(intent, words), *by_words))))


@dataclass(frozen=True, slots=True)
class ReportRow(Row):
    """Somebody has met it; the newest of each person counts."""

    table: ClassVar[str] = "reports"
    key: ClassVar[tuple[str, ...]] = ("team", "topic", "person")

    team: str
    topic: str
    person: str
    place: str
    """JSON of the Place where they are told when it is over."""
    at: int


@dataclass(frozen=True, slots=True)
class IncidentRow(Row):
    """What is known of a topic's newest incident."""

    table: ClassVar[str] = "incidents"
    key: ClassVar[tuple[str, ...]] = ("team", "topic")
    seldom: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("status",)

    team: str
    topic: str
    version: int
    state: str
    """open or over."""
    opened: int
    since: int
    """Reports from this moment on belong to it."""
    status: str = ""
    """What customers are told, in staff's words."""
    by: str = ""
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Incident:
    """One that is going on, as a turn sees it."""

    topic: str
    opened: datetime
    status: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What this message would be a report of, and who else has met it."""

    topic: str = ""
    others: int = 0
    """Other people who have reported it lately."""
    incident: Incident | None = None
    row: IncidentRow | None = field(default=None, compare=False)
    """The topic's row as it was read, to be written anew."""
