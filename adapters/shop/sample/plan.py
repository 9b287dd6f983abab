"""What was declared of a customer, to its end: also what has not happened yet."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.shop import Charge, Customer, Money, Order, Subscription


@dataclass(frozen=True, slots=True)
class Portion:
    """The part of a refund that is for one line of the order."""

    item: str
    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Payback:
    """Money on its way back, with the moments at which it moves on."""

    key: str
    amount: Money
    to: str
    asked: datetime
    sent: datetime | None = None
    arrives: datetime | None = None
    expected: datetime | None = None
    fails: datetime | None = None
    portions: tuple[Portion, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """An order with all the scans its parcels will ever get."""

    order: Order
    paybacks: tuple[Payback, ...] = ()
    cancelled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A charge, or a part of one, that was paid back by itself and not for an order's items."""

    charge: str
    amount: Money
    at: datetime


@dataclass(frozen=True, slots=True)
class PlannedAccount:
    """One of the shop's people, and all that happens to them."""

    customer: Customer
    ask: str
    """What to try saying to the bot as this person."""
    orders: tuple[PlannedOrder, ...] = ()
    charges: tuple[Charge, ...] = ()
    subscriptions: tuple[Subscription, ...] = field(default_factory=tuple)
    returned: tuple[Returned, ...] = ()
