"""Charges that go back, subscriptions that end or go on, and credit given as a kindness."""

from dataclasses import dataclass
from typing import Literal

from bot.shop import Money


@dataclass(frozen=True, slots=True)
class PayBackCharge:
    """Return a charge, or the part of it that was too much, the way it came."""

    customer: str
    charge: str
    amount: Money
    reason: str = ""
    kind: Literal["pay_back_charge"] = "pay_back_charge"

    @property
    def subject(self) -> str:
        return self.charge


@dataclass(frozen=True, slots=True)
class CancelSubscription:
    """Charge nothing more; what is paid stays the customer's to the end of its time, unless it ends at once."""

    customer: str
    subscription: str
    at_once: bool = False
    kind: Literal["cancel_subscription"] = "cancel_subscription"

    @property
    def subject(self) -> str:
        return self.subscription


@dataclass(frozen=True, slots=True)
class ResumeSubscription:
    """Take a cancellation back: it is charged again when the time that is paid for is over."""

    customer: str
    subscription: str
    kind: Literal["resume_subscription"] = "resume_subscription"

    @property
    def subject(self) -> str:
        return self.subscription


@dataclass(frozen=True, slots=True)
class Credit:
    """Store credit that a colleague gives; it belongs to no order and to no charge."""

    customer: str
    amount: Money
    reason: str
    kind: Literal["credit"] = "credit"

    @property
    def subject(self) -> str:
        return ""
