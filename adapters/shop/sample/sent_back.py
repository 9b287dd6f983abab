"""Returns as they stand at one moment: seen by a carrier or not, counted, paid back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from adapters.shop.sample.plan import Payback, PlannedOrder, PlannedReturn
from bot.shop import Going, Order, Parcel, Return, ScanKind

DAYS = timedelta(days=14)
"""How long a label of a people file is good for."""


def declared(parcel: Parcel, order: Order) -> PlannedReturn:
    """A return that was opened before the shop was: whole lines, for money."""
    lines = tuple(Going(i.id, i.quantity, i.paid) for i in order.items if i.id in parcel.items)
    opened = parcel.scans[0].at
    place = counter(parcel.carrier, parcel.scans[0].place)
    back = Return(parcel.tracking, parcel.carrier, lines, opened, opened + DAYS, place)
    return PlannedReturn(back, tuple((line.item, line.quantity) for line in lines))


def counter(carrier: str, city: str) -> str:
    """Where a carrier takes parcels in."""
    return f"any {carrier} counter in {city}"


def returns_as_of(
    planned: Iterable[PlannedReturn], parcels: tuple[Parcel, ...], paybacks: Iterable[Payback], now: datetime
) -> tuple[Return, ...]:
    """Those that were opened by `now`."""
    boxes, paid = {parcel.tracking: parcel for parcel in parcels}, tuple(paybacks)
    seen = (one for one in planned if one.back.tracking in boxes)
    return tuple(_as_of(one, boxes[one.back.tracking], paid, now) for one in seen)


def _as_of(planned: PlannedReturn, parcel: Parcel, paybacks: tuple[Payback, ...], now: datetime) -> Return:
    state = _state(planned.back, parcel, now)
    counted = planned.counts if state == "received" else ()
    return replace(planned.back, state=state, received=counted, paid=_paid(planned.back, paybacks))


def _state(back: Return, parcel: Parcel, now: datetime) -> Literal["open", "scanned", "received", "void"]:
    if parcel.delivered:
        return "received"
    if any(scan.kind is not ScanKind.LABEL for scan in parcel.scans):
        return "scanned"
    return "void" if now >= back.last_day else "open"


def _paid(back: Return, paybacks: tuple[Payback, ...]) -> bool:
    """Released under its own number, or paid by somebody for these very things since it was opened."""
    if back.owed.amount <= 0 or any(one.parcel == back.tracking for one in paybacks):
        return True
    since: Counter[str] = Counter()
    for payback in paybacks:
        if payback.asked >= back.opened:
            since.update({portion.item: portion.quantity for portion in payback.portions})
    money = [line for line in back.lines if not line.instead]
    return bool(money) and all(since[line.item] >= line.quantity for line in money)


def all_back(planned: PlannedOrder, parcels: Iterable[Parcel]) -> bool:
    """Whether every piece of the order has arrived where it came from, and nothing was sent instead."""
    here = {parcel.tracking for parcel in parcels if parcel.is_return and parcel.delivered}
    counted: Counter[str] = Counter()
    for one in planned.returns:
        if one.back.tracking in here and not any(line.instead for line in one.back.lines):
            counted.update(dict(one.counts))
    return bool(here) and all(counted[item.id] >= item.quantity for item in planned.order.items)
