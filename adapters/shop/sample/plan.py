"""What was declared of a customer, to its end: also what has not happened yet."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.shop import Charge, Customer, Money, Order, Parcel, Return, Subscription

Sending = Literal["scanned", "never", "short"]
"""What becomes of a return: handed in the next day, never, or with one thing less in it than was said."""


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
    parcel: str = ""
    """The tracking number of the return it was released for."""


@dataclass(frozen=True, slots=True)
class PlannedReturn:
    """A return with what will be counted when it arrives; its parcel is among those of the order."""

    back: Return
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """An order with all the scans its parcels will ever get."""

    order: Order
    paybacks: tuple[Payback, ...] = ()
    cancelled: datetime | None = None
    returns: tuple[PlannedReturn, ...] = ()
    later: tuple[Parcel, ...] = ()
    """What is sent for things that come back; nobody knows of it before it leaves."""
    sends_back: Sending = "scanned"


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
