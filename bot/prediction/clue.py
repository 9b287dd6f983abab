"""One likely reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.shop import Account
from bot.wording import Words


@dataclass(frozen=True, slots=True)
class Predicted:
    """One likely reason: the intent it leads to, why we think so, and the button for it."""

    reason: str
    because: str
    label: str
    value: str
    weight: int
    rank: float = 0.0
    """Of those that weigh the same the lowest comes first: how long ago it began, in days."""


Rule = Callable[[Account, datetime, Words], Iterator[Predicted]]


def days(since: datetime, now: datetime) -> float:
    return (now - since).total_seconds() / 86_400
