"""Sending a parcel's contents again: once, and only what did not come and was not paid back."""

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.shop.sample.carriers import carrier_of
from adapters.shop.sample.deeds.deed import Deed, Rule, order_of, parcel_of, with_order
from adapters.shop.sample.plan import PlannedAccount, PlannedOrder
from bot.effects import Resend
from bot.shop import Account, Order, Parcel, Scan, ScanKind, ShopRefused

_STEPS = (
    (timedelta(hours=20), ScanKind.LABEL),
    (timedelta(hours=26), ScanKind.PICKED_UP),
    (timedelta(hours=50), ScanKind.IN_TRANSIT),
    (timedelta(hours=71), ScanKind.OUT_FOR_DELIVERY),
    (timedelta(hours=75), ScanKind.DELIVERED),
)
"""What becomes of every parcel that is sent again."""
_PROMISED_WITHIN = timedelta(days=4)


def _agree(wanted: Resend, account: Account, _: datetime) -> str:
    order = order_of(account, wanted.order)
    parcel = parcel_of(order, wanted.parcel)
    if order.status == "cancelled":
        raise ShopRefused(f"Order {order.number} is cancelled.")
    if any(other.replaces == parcel.tracking for other in order.parcels):
        raise ShopRefused(f"Parcel {parcel.tracking} was sent again already.")
    if any(item.refunded for item in order.items if item.id in parcel.items):
        raise ShopRefused(f"What was in parcel {parcel.tracking} was paid back.")
    if not parcel.scans:
        raise ShopRefused(f"Parcel {parcel.tracking} has not left.")
    return f"sent again as {_tracking(order, parcel)}"


def _tracking(order: Order, parcel: Parcel) -> str:
    """Its own number, made of the first one's, so that it is the same at every look."""
    return f"{parcel.tracking[:2]}9{order.number}{parcel.tracking[-6:]}"


def _apply(plan: PlannedAccount, wanted: Resend, deed: Deed) -> PlannedAccount:
    return with_order(plan, wanted.order, lambda one: _with_another(one, wanted, deed))


def _with_another(one: PlannedOrder, wanted: Resend, deed: Deed) -> PlannedOrder:
    first = parcel_of(one.order, wanted.parcel)
    start, end = first.scans[0].place, one.order.deliver_to.split(",")[-1].strip() or first.scans[-1].place
    places = (start, start, start, end, end)
    tracking = _tracking(one.order, first)
    again = Parcel(
        tracking=tracking,
        carrier=first.carrier,
        link=carrier_of(tracking).link(tracking),
        scans=tuple(Scan(kind, deed.at + after, at) for (after, kind), at in zip(_STEPS, places, strict=True)),
        promised=deed.at + _PROMISED_WITHIN,
        items=first.items,
        replaces=first.tracking,
    )
    return replace(one, order=replace(one.order, parcels=(*one.order.parcels, again)))


RESEND = Rule(_agree, _apply)
