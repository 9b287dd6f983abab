"""Asking a carrier to do something else with a parcel: it will, unless the parcel is in the van already.

A parcel that a courier could not hand over is back at the depot, so that there it may wait, or go elsewhere.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from adapters.shop.sample.deeds.deed import (
    Deed,
    Rule,
    money_back,
    on_its_way,
    order_of,
    parcel_of,
    with_order,
    with_parcel,
)
from adapters.shop.sample.plan import PlannedAccount, PlannedOrder
from adapters.shop.sample.rules import left_of, worth_of
from bot.effects import Intercept
from bot.shop import Account, Item, Money, Order, Parcel, Scan, ScanKind, ShopRefused

_BACK_AFTER = timedelta(days=3)
_DAYS_KEPT = timedelta(days=8)


def _agree(wanted: Intercept, account: Account, now: datetime) -> str:
    parcel = on_its_way(order_of(account, wanted.order), wanted.parcel)
    if parcel.last and parcel.last.kind is ScanKind.OUT_FOR_DELIVERY:
        raise ShopRefused(f"Parcel {wanted.parcel} is in the van: {parcel.carrier} can't reach it.")
    if wanted.wish != "return" and wanted.wish != "pickup" and not wanted.to.strip():
        raise ShopRefused(f"{parcel.carrier} was not told what to do instead.")
    if wanted.wish == "day" and not now < _day(wanted.to, now) < now + _DAYS_KEPT:
        raise ShopRefused(f"{parcel.carrier} keeps a parcel for a week and no longer.")
    return f"{parcel.carrier} agreed: {wanted.wish} {wanted.to}".strip()


def _day(to: str, now: datetime) -> datetime:
    """Noon of that day; raises ShopRefused."""
    try:
        return datetime.combine(date.fromisoformat(to), now.timetz()).replace(hour=12, minute=0)
    except ValueError:
        raise ShopRefused(f"{to!r} is no day.") from None


def _apply(plan: PlannedAccount, wanted: Intercept, deed: Deed) -> PlannedAccount:
    if wanted.wish == "return":
        return with_order(plan, wanted.order, lambda one: _coming_back(one, wanted, deed))
    plan = with_parcel(plan, wanted.order, wanted.parcel, lambda parcel: _otherwise(parcel, wanted, deed))
    if wanted.wish != "redirect":
        return plan
    return with_order(plan, wanted.order, lambda one: replace(one, order=replace(one.order, deliver_to=wanted.to)))


def _otherwise(parcel: Parcel, wanted: Intercept, deed: Deed) -> Parcel:
    """The carrier notes it; another day moves what is still to come."""
    seen = tuple(scan for scan in parcel.scans if scan.at <= deed.at)
    ahead = tuple(scan for scan in parcel.scans if scan.at > deed.at)
    noted = Scan(ScanKind.IN_TRANSIT, deed.at, seen[-1].place, f"{wanted.wish}: {wanted.to}".strip(": "))
    if wanted.wish != "day" or not ahead:
        return replace(parcel, scans=(*seen, noted, *ahead))
    wait = _day(wanted.to, deed.at) - ahead[-1].at
    moved = tuple(replace(scan, at=max(scan.at + wait, deed.at + timedelta(minutes=1))) for scan in ahead)
    proof = replace(parcel.proof, at=moved[-1].at) if parcel.proof else None
    return replace(parcel, scans=(*seen, noted, *moved), expected=moved[-1].at, proof=proof)


def _coming_back(one: PlannedOrder, wanted: Intercept, deed: Deed) -> PlannedOrder:
    """It turns round; when it is here, what was in it is paid back."""
    parcels = tuple(_turned(p, deed) if p.tracking == wanted.parcel else p for p in one.order.parcels)
    items, here = _inside(one.order, wanted.parcel), deed.at + _BACK_AFTER
    paybacks = (*one.paybacks, *money_back(one.order, items, deed, here, "cancelled"))
    ended = here if items == one.order.items else None
    return replace(one, order=replace(one.order, parcels=parcels), paybacks=paybacks, cancelled=ended)


def _inside(order: Order, tracking: str) -> tuple[Item, ...]:
    inside = parcel_of(order, tracking).items
    return tuple(item for item in order.items if not inside or item.id in inside)


def _worth(wanted: Intercept, account: Account) -> Money | None:
    """What is paid back when it is here: with the postage if all of the order is in it."""
    if wanted.wish != "return":
        return None
    order = order_of(account, wanted.order)
    items = _inside(order, wanted.parcel)
    return left_of(account, order) if items == order.items else worth_of(items, account, order)


def _turned(parcel: Parcel, deed: Deed) -> Parcel:
    seen = tuple(scan for scan in parcel.scans if scan.at <= deed.at)
    place = seen[-1].place
    note = Scan(ScanKind.RETURNED, deed.at, place, "On its way back to the sender")
    return replace(parcel, scans=(*seen, note), expected=None, proof=None)


INTERCEPT = Rule(_agree, _apply, _worth)
