"""Stopping an order or some lines of it: until a carrier has them, and their money goes back."""

from dataclasses import replace
from datetime import datetime

from adapters.shop.sample.deeds.deed import PROMISED_WITHIN, Deed, Rule, money_back, order_of, with_order
from adapters.shop.sample.plan import Payback, PlannedAccount, PlannedOrder
from adapters.shop.sample.rules import left_of, shown, worth_of
from bot.effects import CancelOrder
from bot.shop import Account, Item, Money, Order, Parcel, ScanKind, ShopRefused


def _agree(wanted: CancelOrder, account: Account, now: datetime) -> str:
    order = order_of(account, wanted.order)
    if order.status == "cancelled":
        raise ShopRefused(f"Order {order.number} is cancelled already.")
    if wanted.items:
        _check(order, wanted.items)
    elif order.status != "open":
        raise ShopRefused(f"Order {order.number} has left: it is {order.status}.")
    back = _worth(wanted, account)
    return f"cancelled, {shown(back)} to {order.paid_with}, there by {now + PROMISED_WITHIN:%Y-%m-%d}"


def _check(order: Order, items: tuple[str, ...]) -> None:
    """Lines that are there, untouched, and not on their way."""
    known = {item.id: item for item in order.items}
    gone = {item for parcel in order.parcels if _left(parcel) for item in parcel.items}
    for item in items:
        if item not in known:
            raise ShopRefused(f"Order {order.number} has no item {item!r}.")
        if item in gone:
            raise ShopRefused(f"{known[item].title} has left.")
        if known[item].refunded:
            raise ShopRefused(f"{known[item].title} was paid back already.")


def _left(parcel: Parcel) -> bool:
    return not parcel.is_return and any(scan.kind is not ScanKind.LABEL for scan in parcel.scans)


def _apply(plan: PlannedAccount, wanted: CancelOrder, deed: Deed) -> PlannedAccount:
    return with_order(
        plan, wanted.order, lambda one: _some(one, wanted.items, deed) if wanted.items else _all(one, deed)
    )


def _all(one: PlannedOrder, deed: Deed) -> PlannedOrder:
    """No parcel of it will ever be seen, and what was paid is on its way back."""
    before = {portion.item for payback in one.paybacks for portion in payback.portions}
    left = tuple(item for item in one.order.items if item.id not in before)
    parcels = tuple(
        replace(parcel, scans=tuple(s for s in parcel.scans if s.at <= deed.at)) for parcel in one.order.parcels
    )
    paybacks = (*one.paybacks, *_back(one.order, left, deed))
    return replace(one, order=replace(one.order, parcels=parcels), paybacks=paybacks, cancelled=deed.at)


def _some(one: PlannedOrder, items: tuple[str, ...], deed: Deed) -> PlannedOrder:
    """Those lines are in no parcel any more; one that was for them alone is not sent."""
    stopped = tuple(item for item in one.order.items if item.id in items)
    kept = (replace(p, items=tuple(i for i in p.items if i not in items)) for p in one.order.parcels)
    parcels = tuple(p for p, was in zip(kept, one.order.parcels, strict=True) if p.items or not was.items)
    paybacks = (*one.paybacks, *_back(one.order, stopped, deed))
    return replace(one, order=replace(one.order, parcels=parcels), paybacks=paybacks)


def _back(order: Order, items: tuple[Item, ...], deed: Deed) -> tuple[Payback, ...]:
    return money_back(order, items, deed, deed.at, "cancelled")


def _worth(wanted: CancelOrder, account: Account) -> Money:
    order = order_of(account, wanted.order)
    if not wanted.items:
        return left_of(account, order)
    return worth_of((item for item in order.items if item.id in wanted.items), account, order)


CANCEL = Rule(_agree, _apply, _worth)
