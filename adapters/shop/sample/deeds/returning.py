"""Opening a return: one label for some lines of an order, and what leaves when a carrier has scanned it."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from adapters.shop.sample.carriers import carrier_of
from adapters.shop.sample.deeds.deed import Deed, Rule, order_of, with_order
from adapters.shop.sample.plan import PlannedAccount, PlannedOrder, PlannedReturn
from adapters.shop.sample.rules import shown
from adapters.shop.sample.sent_back import counter
from bot.effects import OpenReturn
from bot.shop import Account, Going, Item, Order, Parcel, Return, Scan, ScanKind, ShopRefused, smallest
from bot.slots import coming_back
from bot.slots import here as arrived

_WRONG = frozenset({"damaged", "faulty", "wrong"})
"""What is wrong comes back, whatever it is."""
_SEEN, _ON, _THERE = timedelta(hours=22), timedelta(hours=46), timedelta(hours=70)
_SENT, _NEAR, _CAME = timedelta(hours=28), timedelta(hours=50), timedelta(hours=55)


def _agree(wanted: OpenReturn, account: Account, now: datetime) -> str:
    order = order_of(account, wanted.order)
    if not arrived(order):
        raise ShopRefused(f"Order {order.number} is {order.status}: there is nothing to send back.")
    if not wanted.lines or wanted.last_day <= now:
        raise ShopRefused("A return needs things to send back, and time to do it.")
    for line in wanted.lines:
        _check(line, order)
    pieces = sum(line.quantity for line in wanted.lines)
    return f"a label for {pieces} to be handed in by {wanted.last_day:%Y-%m-%d}"


def _check(line: Going, order: Order) -> None:
    item = next((item for item in order.items if item.id == line.item), None)
    if item is None:
        raise ShopRefused(f"Order {order.number} has no item {line.item!r}.")
    if item.final and line.reason not in _WRONG:
        raise ShopRefused(f"{item.title} cannot be sent back.")
    here = item.quantity - item.refunded - coming_back(order, item)
    if not 0 < line.quantity <= here:
        raise ShopRefused(f"{item.title}: {here} of {item.quantity} can still be sent back.")
    if item.id not in {one.id for one in arrived(order)}:
        raise ShopRefused(f"{item.title} has not arrived yet.")
    if not 0 <= line.back.amount <= (most := _most(line, item)):
        raise ShopRefused(f"{shown(line.back)} is more than {line.quantity} of {item.title} may bring: {most}.")


def _most(line: Going, item: Item) -> Decimal:
    """What may be paid back for a line, less what is sent for it; raises ShopRefused if that costs more."""
    paid = (item.paid.amount * line.quantity / item.quantity).quantize(smallest(item.paid.currency), ROUND_CEILING)
    if not line.instead:
        return paid
    if line.instead == item.id:
        return Decimal()
    other = next((one for one in item.variants if one.id == line.instead), None)
    if other is None:
        raise ShopRefused(f"There is no {line.instead!r} to send for {item.title}.")
    if other.price.amount * line.quantity > paid:
        raise ShopRefused(f"{other.title} costs more than was paid for {item.title}.")
    return paid - other.price.amount * line.quantity


def _apply(plan: PlannedAccount, wanted: OpenReturn, deed: Deed) -> PlannedAccount:
    return with_order(plan, wanted.order, lambda one: _opened(one, wanted, deed))


def _opened(one: PlannedOrder, wanted: OpenReturn, deed: Deed) -> PlannedOrder:
    """The label's parcel with all that will become of it, and the parcel that answers it."""
    first = next(parcel for parcel in one.order.parcels if not parcel.is_return)
    box = _parcel(first, wanted, deed, never=one.sends_back == "never")
    last = first.scans[-1].place
    place = f"your door, {one.order.deliver_to}" if wanted.way == "pick_up" else counter(box.carrier, last)
    back = Return(box.tracking, box.carrier, wanted.lines, deed.at, wanted.last_day, place, wanted.to, wanted.way)
    counts = tuple((line.item, line.quantity) for line in wanted.lines)
    if one.sends_back == "short":
        item, quantity = counts[-1]
        counts = (*counts[:-1], (item, quantity - 1))
    answer = _answer(one.order, first, wanted, deed)
    later = (answer,) if answer and one.sends_back != "never" else ()
    order = replace(one.order, parcels=(*one.order.parcels, box))
    return replace(one, order=order, returns=(*one.returns, PlannedReturn(back, counts)), later=one.later + later)


def _parcel(first: Parcel, wanted: OpenReturn, deed: Deed, *, never: bool) -> Parcel:
    city, depot = first.scans[-1].place, first.scans[0].place
    ahead = (
        Scan(ScanKind.PICKED_UP, deed.at + _SEEN, city),
        Scan(ScanKind.IN_TRANSIT, deed.at + _ON, depot),
        Scan(ScanKind.DELIVERED, deed.at + _THERE, depot, "Returns dock"),
    )
    scans = (Scan(ScanKind.LABEL, deed.at, city), *(() if never else ahead))
    return _box(first, f"{deed.key}:back", scans, tuple(line.item for line in wanted.lines), is_return=True)


def _answer(order: Order, first: Parcel, wanted: OpenReturn, deed: Deed) -> Parcel | None:
    """What is sent for things that are exchanged; it leaves some hours after they were seen."""
    swaps = [line for line in wanted.lines if line.instead]
    if not swaps:
        return None
    city, depot = first.scans[-1].place, first.scans[0].place
    scans = (
        Scan(ScanKind.PICKED_UP, deed.at + _SENT, depot),
        Scan(ScanKind.OUT_FOR_DELIVERY, deed.at + _NEAR, city),
        Scan(ScanKind.DELIVERED, deed.at + _CAME, city, "Handed over at the door"),
    )
    box = _box(first, f"{deed.key}:out", scans, tuple(line.item for line in swaps), is_return=False)
    inside = tuple(_title(line, order) for line in swaps)
    return replace(box, promised=deed.at + _CAME + timedelta(hours=6), inside=inside)


def _title(line: Going, order: Order) -> str:
    item = next(item for item in order.items if item.id == line.item)
    return next((other.title for other in item.variants if other.id == line.instead), item.title)


def _box(first: Parcel, seed: str, scans: tuple[Scan, ...], items: tuple[str, ...], *, is_return: bool) -> Parcel:
    """A parcel of the same carrier; its number is made of the deed's key, so it is the same at every look."""
    digits = int(hashlib.sha256(seed.encode()).hexdigest(), 16) % 10**9
    tracking = f"{first.tracking[:2]}{digits:09d}LP"
    carrier = carrier_of(tracking)
    return Parcel(tracking, carrier.name, carrier.link(tracking), scans, items=items, is_return=is_return)


OPEN_RETURN = Rule(_agree, _apply)
