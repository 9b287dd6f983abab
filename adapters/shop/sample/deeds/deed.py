"""What a deed is, and the small things its rules share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from adapters.shop.sample.plan import Payback, PlannedAccount, PlannedOrder, Portion
from bot.effects import ShopEffect
from bot.shop import Account, Item, Money, Order, Parcel, ScanKind, ShopRefused

_SENT_AFTER = timedelta(minutes=1)
_ARRIVES_AFTER = timedelta(days=3)
PROMISED_WITHIN = timedelta(days=5)

E = TypeVar("E", bound=ShopEffect)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was agreed to: what, under which key, when."""

    key: str
    wanted: ShopEffect
    at: datetime
    worth: Money | None = None
    """The money it moves, as it was agreed to: what went back since changes it no more."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[E]):
    """How the shop answers one kind of effect, and what it changes."""

    agree: Callable[[E, Account, datetime], str]
    """What the shop says to it today, in a few words; raises ShopRefused."""
    apply: Callable[[PlannedAccount, E, Deed], PlannedAccount]
    """The plan with it done. Must give the same plan each time: it is done again at every look."""
    worth: Callable[[E, Account], Money | None] = lambda _wanted, _account: None
    """The money it moves, kept with the deed and shown in the ledger; the account is as it was before."""


def not_held(account: Account) -> None:
    """Nothing is done on an account that may be in wrong hands; raises ShopRefused."""
    if account.customer.at_risk:
        raise ShopRefused("The account is held while it shows signs of being taken over.")


def order_of(account: Account, number: str) -> Order:
    """The order that is meant; raises ShopRefused."""
    not_held(account)
    order = next((order for order in account.orders if order.number == number), None)
    if order is None:
        raise ShopRefused(f"{account.customer.id} has no order {number}.")
    return order


def parcel_of(order: Order, tracking: str) -> Parcel:
    """One of its parcels; raises ShopRefused."""
    parcel = next((parcel for parcel in order.parcels if parcel.tracking == tracking), None)
    if parcel is None:
        raise ShopRefused(f"Order {order.number} has no parcel {tracking}.")
    return parcel


def on_its_way(order: Order, tracking: str) -> Parcel:
    """One of its parcels that a carrier has and has neither brought nor given up; raises ShopRefused."""
    parcel, last = (found := parcel_of(order, tracking)), found.last
    if last is None or last.kind is ScanKind.LABEL:
        raise ShopRefused(f"Parcel {tracking} has not left.")
    if last.kind in (ScanKind.DELIVERED, ScanKind.LOST, ScanKind.RETURNED):
        raise ShopRefused(f"Parcel {tracking} is not on its way any more: {last.kind}.")
    return parcel


def money_back(order: Order, items: tuple[Item, ...], deed: Deed, asked: datetime, reason: str) -> tuple[Payback, ...]:
    """What a deed pays back of an order for these lines, from `asked` on; nothing where nothing was left."""
    if deed.worth is None or deed.worth.amount <= 0:
        return ()
    payback = Payback(
        key=deed.key,
        amount=deed.worth,
        to=order.paid_with,
        asked=asked,
        sent=asked + _SENT_AFTER,
        arrives=asked + _ARRIVES_AFTER,
        expected=asked + PROMISED_WITHIN,
        portions=tuple(Portion(item.id, item.quantity, item.paid) for item in items),
        reason=reason,
    )
    return (payback,)


def with_order(plan: PlannedAccount, number: str, change: Callable[[PlannedOrder], PlannedOrder]) -> PlannedAccount:
    """The plan with one of its orders changed."""
    orders = tuple(change(one) if one.order.number == number else one for one in plan.orders)
    return replace(plan, orders=orders)


def with_parcel(plan: PlannedAccount, number: str, tracking: str, change: Callable[[Parcel], Parcel]) -> PlannedAccount:
    """The plan with one parcel of one order changed."""

    def changed(one: PlannedOrder) -> PlannedOrder:
        parcels = tuple(change(p) if p.tracking == tracking else p for p in one.order.parcels)
        return replace(one, order=replace(one.order, parcels=parcels))

    return with_order(plan, number, changed)
