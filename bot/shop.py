"""The shop's nouns, as the bot uses them. All moments are aware datetimes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from bot.events import File


class ShopUnavailable(Exception):
    """The shop did not answer, or not in time; nothing is known about what it did."""


class ShopRefused(Exception):
    """The shop answered no; the message says why, in words staff can read."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in one currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)


def smallest(currency: str) -> Decimal:
    """The smallest sum that a currency can pay."""
    return Decimal(1) if currency in ("JPY", "KRW") else Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Customer:
    """A shop account; `story` is only set for the sample shop's people."""

    id: str
    name: str
    email: str
    phone: str = ""
    locale: str = "en_US"
    time_zone: str = "UTC"
    since: datetime | None = None
    orders: int = 0
    refunds: int = 0
    story: str = ""
    at_risk: bool = False
    """Set while this account shows signs of being taken over: no money moves."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What a line of an order could have been instead: another size, colour or product; the price is for one."""

    id: str
    title: str
    price: Money


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order; `paid` is for the whole quantity."""

    id: str
    title: str
    quantity: int
    paid: Money
    refunded: int = 0
    """How many of the quantity have been paid back."""
    final: bool = False
    """It does not come back, unless something is wrong with it."""
    variants: tuple[Variant, ...] = ()
    """What it may be exchanged for, besides another one of the same."""

    @property
    def name(self) -> str:
        """What one would call it in a sentence: the title without its colour or size."""
        return self.title.split(",")[0]


class ScanKind(StrEnum):
    """What a carrier saw."""

    LABEL = "label"
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPTED = "attempted"
    EXCEPTION = "exception"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Scan:
    """One entry of a parcel's track."""

    kind: ScanKind
    at: datetime
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the carrier says of a delivery."""

    at: datetime
    place: str
    photo: str = ""
    map_link: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One box on its way; `items` names the order lines inside."""

    tracking: str
    carrier: str
    link: str
    scans: tuple[Scan, ...] = ()
    promised: datetime | None = None
    """The day it was promised for when it was bought."""
    expected: datetime | None = None
    """The carrier's newest estimate."""
    items: tuple[str, ...] = ()
    map_link: str = ""
    proof: Proof | None = None
    is_return: bool = False
    replaces: str = ""
    """The tracking number of the parcel it was sent again for."""
    traced: datetime | None = None
    """Since when its carrier is looking for it, if they were asked to."""
    inside: tuple[str, ...] = ()
    """What is in it by name, where that is not what the order's own lines say."""

    @property
    def last(self) -> Scan | None:
        return self.scans[-1] if self.scans else None

    @property
    def delivered(self) -> datetime | None:
        """When it was marked delivered, if it was."""
        return next((s.at for s in reversed(self.scans) if s.kind is ScanKind.DELIVERED), None)

    @property
    def lost(self) -> bool:
        """Whether its carrier has given it up."""
        return self.last is not None and self.last.kind is ScanKind.LOST

    def late_by(self, now: datetime) -> timedelta:
        """How far behind its promise it is; zero when delivered or in time."""
        if self.delivered or self.promised is None:
            return timedelta()
        return max(timedelta(), now - self.promised)


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that went back, or is going."""

    key: str
    amount: Money
    to: str
    state: Literal["asked", "sent", "arrived", "failed"]
    asked: datetime
    expected: datetime | None = None
    arrived: datetime | None = None
    items: tuple[str, ...] = ()
    reason: str = ""
    """What it was asked for: a refund's reason, "not_received", "late", ...; empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Going:
    """Some of one order line on its way back to the shop."""

    item: str
    quantity: int
    back: Money
    """The money for it; of an exchange the difference that is paid back."""
    reason: str = ""
    instead: str = ""
    """What is sent for it: a variant's id, the line's own id for another one of the same, nothing for money."""


@dataclass(frozen=True, slots=True)
class Return:
    """Goods that were to be sent back under one label; its parcel is among those of the order."""

    tracking: str
    carrier: str
    lines: tuple[Going, ...]
    opened: datetime
    last_day: datetime
    """Until when the parcel may be handed in."""
    place: str
    """Where it is handed in or picked up, in words."""
    to: Literal["original", "store credit"] = "original"
    way: Literal["drop_off", "pick_up"] = "drop_off"
    state: Literal["open", "scanned", "received", "void"] = "open"
    """open: no carrier has seen it yet; void: none has in time."""
    paid: bool = False
    """What is owed for it was paid back, whoever did that."""
    received: tuple[tuple[str, int], ...] = ()
    """What was counted when it arrived (item id to quantity)."""
    label: File | None = None

    @property
    def owed(self) -> Money:
        """What is paid back for it in all."""
        return sum((line.back for line in self.lines[1:]), self.lines[0].back)


@dataclass(frozen=True, slots=True)
class Order:
    """One purchase, as the shop knows it."""

    number: str
    placed: datetime
    items: tuple[Item, ...]
    total: Money
    status: Literal["open", "dispatched", "delivered", "cancelled", "returned"]
    paid_with: str
    """As shown to the customer: "card ending 4242", "gift card", "bank account"."""
    parcels: tuple[Parcel, ...] = ()
    refunds: tuple[Refund, ...] = ()
    returns: tuple[Return, ...] = ()
    deliver_to: str = ""

    @property
    def title(self) -> str:
        """What one would call it: its dearest item."""
        return max(self.items, key=lambda item: item.paid.amount).name

    @property
    def delivered(self) -> datetime | None:
        """When the last of its parcels arrived, if all have."""
        moments = [p.delivered for p in self.parcels if not p.is_return]
        if not moments or any(m is None for m in moments):
            return None
        return max(m for m in moments if m is not None)

    @property
    def refundable(self) -> Money:
        """What was paid and has not gone back."""
        back = sum((r.amount.amount for r in self.refunds if r.state != "failed"), Decimal())
        return Money(self.total.amount - back, self.total.currency)


@dataclass(frozen=True, slots=True)
class Charge:
    """One debit on the customer's means of payment."""

    id: str
    at: datetime
    amount: Money
    description: str
    order: str = ""
    subscription: str = ""
    refunded: bool = False
    returned: Money | None = None
    """What went back of it, where only a part did."""
    pending: bool = False
    """Only reserved by the bank: it becomes a charge, or goes by itself."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Something paid for again and again."""

    id: str
    title: str
    price: Money
    every: Literal["month", "year"]
    started: datetime
    renews: datetime | None = None
    cancelled: datetime | None = None
    ends: datetime | None = None
    """Until when it is paid for, once it was cancelled."""


@dataclass(frozen=True, slots=True)
class Account:
    """All the shop knows about one customer, read in one go."""

    customer: Customer
    orders: tuple[Order, ...] = ()
    charges: tuple[Charge, ...] = ()
    subscriptions: tuple[Subscription, ...] = field(default_factory=tuple)
