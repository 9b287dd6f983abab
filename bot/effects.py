"""The closed set of things a turn may ask the world to do.

Each leaves through the outbox under a random key that is its idempotency key
everywhere, and comes back as a `Result` event; nothing is "done" before that.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator

from bot.events import Person, Place
from bot.shop import Money


@dataclass(frozen=True, slots=True)
class PayBack:
    """Return money for some items of an order (item id to quantity)."""

    customer: str
    order: str
    items: tuple[tuple[str, int], ...]
    amount: Money
    to: Literal["original", "store credit"] = "original"
    reason: str = ""
    kind: Literal["pay_back"] = "pay_back"


@dataclass(frozen=True, slots=True)
class MailCode:
    """Send a one-time code; to an address without an account a mail that says so, or none."""

    address: str
    code: str
    known: bool
    kind: Literal["mail_code"] = "mail_code"


Effect = Annotated[PayBack | MailCode, Discriminator("kind")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an outbox row of kind "effect" carries: the effect, and whom to tell of its result."""

    effect: Effect
    place: Place
    person: Person


@dataclass(frozen=True, slots=True)
class Handoff:
    """A person is needed. Opened in the turn's own commit, not through the outbox."""

    rule: str
    """Which rule fired, as `bot.turns.people` names them: human, call, safety, high_value, unclear, home, ..."""
    because: tuple[str, ...]
    """The rules and the words that fired them, as the card shows them."""
    department: str = "general"
    urgent: bool = False
    tier: int = 1
    wants: str = ""
    """One line: what the customer wants, with order, item, sum and date where known."""
    tried: tuple[str, ...] = ()
    """What the bot tried, and what came of it."""
    last_words: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """The details that were asked for the staff, labelled."""
    order: str = ""
    callback: str = ""
    """A telephone number to call, in E.164, if a call was asked for."""
