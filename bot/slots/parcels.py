"""Which of an order's parcels, and what is in it."""

from collections.abc import Callable
from typing import Any

from bot.content import Choice
from bot.flow import Given, View, slot
from bot.shop import Item, Order, Parcel
from bot.slots.items import items_in
from bot.slots.naming import naming, words_of
from bot.slots.picking import left
from bot.slots.seen import what_is_in


def outward(order: Order) -> tuple[Parcel, ...]:
    """Its parcels to the customer that nothing was sent again for."""
    replaced = {parcel.replaces for parcel in order.parcels if parcel.replaces}
    return tuple(p for p in order.parcels if not p.is_return and p.tracking not in replaced)


def moving(order: Order) -> tuple[Parcel, ...]:
    """Those that have neither arrived nor been given up."""
    return tuple(p for p in outward(order) if not p.delivered and not p.lost)


def still_to_come(order: Order) -> bool:
    """Whether it is still here or on its way, so that it may be stopped."""
    return order.status == "open" or bool(moving(order))


def contents(order: Order, parcel: Parcel) -> tuple[Item, ...]:
    """The lines in a parcel of which something has not been paid back."""
    inside = parcel.items or tuple(item.id for item in order.items)
    return tuple(item for item in order.items if item.id in inside and left(item))


def _titles(order: Order, parcel: Parcel) -> frozenset[str]:
    return frozenset(word for item in contents(order, parcel) for word in words_of(item.title))


def _meant(given: Given, order: Order | None, found: tuple[Parcel, ...]) -> Parcel | None:
    """The one of these that is named by its number, or by what is in it."""
    if number := next((p for p in found if p.tracking in given.text), None):
        return number
    if order is None:
        return None
    named = [p for p in found if items_in(given, contents(order, p))]
    if len(named) > 1:  # "all four chairs" are in one of them
        named = [p for p in found if naming(given.text, _titles(order, p))]
    return named[0] if len(named) == 1 else None


def which_parcel(
    fits: Callable[[Order, View], tuple[Parcel, ...]],
    ask: Callable[[View], str],
    first: Callable[[View], str] = lambda _: "",
    **more: Any,
) -> Any:
    """One of the fitting parcels of the slot `order`; the only one is assumed. None fits: nothing is asked.

    `first` is the number of the one that comes first where several are meant.
    """

    def fitting(view: View) -> tuple[Parcel, ...]:
        return fits(view.known["order"], view) if view.known.get("order") else ()

    def by_tracking(kept: str, view: View) -> Parcel | None:
        return next((p for p in fitting(view) if p.tracking == kept), None)

    def read(given: Given, view: View) -> Parcel | None:
        return _meant(given, view.known.get("order"), fitting(view))

    def choices(view: View) -> tuple[Choice, ...]:
        return tuple(Choice(what_is_in(view.known["order"], p), p.tracking) for p in fitting(view))

    def alone(view: View) -> Parcel | None:
        found = fitting(view)
        return found[0] if len(found) == 1 else by_tracking(first(view), view)

    return slot(
        ask=ask,
        read=read,
        keep=lambda parcel: parcel.tracking,
        take=by_tracking,
        choices=choices,
        default=alone,
        names=True,
        of="order",
        needed=lambda view: bool(fitting(view)),
        **more,
    )
