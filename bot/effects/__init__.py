"""The closed set of things a turn may ask the world to do.

Each leaves through the outbox under a random key that is its idempotency key
everywhere, and comes back as a `Result` event; nothing is "done" before that.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Discriminator

from bot.effects.billing import CancelSubscription, Credit, PayBackCharge, ResumeSubscription
from bot.effects.calls import PlaceCall
from bot.effects.mail import MailCode
from bot.effects.money import PayBack
from bot.effects.orders import CancelOrder, ChangeAddress
from bot.effects.parcels import Intercept, Resend, Trace
from bot.effects.returns import OpenReturn
from bot.events import Person, Place

__all__ = [
    "Asked", "CancelOrder", "CancelSubscription", "ChangeAddress", "Credit", "Effect", "Handoff", "Intercept",
    "MailCode", "OpenReturn", "PayBack", "PayBackCharge", "PlaceCall", "Resend", "ResumeSubscription", "ShopEffect",
    "Trace",
]  # fmt: skip

ShopEffect = (
    PayBack
    | CancelOrder
    | ChangeAddress
    | Intercept
    | Resend
    | Trace
    | OpenReturn
    | PayBackCharge
    | CancelSubscription
    | ResumeSubscription
    | Credit
)
"""What the shop carries out; the `subject` of each (an order, a charge, ...) is not acted on twice at a time."""
Effect = Annotated[ShopEffect | MailCode | PlaceCall, Discriminator("kind")]


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
    call_at: datetime | None = None
    """When to call, if not now."""
    secret: str = ""
    """What the codes are made from that the caller will say; set when a call was asked for."""
    instead_of: str = ""
    """The department it belongs to, should that one be closed and another take it now."""
