"""What an answer must not say although every part of it has the right shape."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bot.product import Product
from bot.shop import Account, Charge, Item, Money, Order, Parcel, Return, smallest

AHEAD = timedelta(days=1)
"""What has happened may be this far in the future: clocks and time zones differ."""


class Unusable(Exception):
    """An answer that is not one; the message says what is wrong with it, without anything that was in it."""


def check(account: Account, now: datetime) -> None:
    """Raise Unusable for the first thing that cannot be true."""
    _once("orders", (order.number for order in account.orders))
    _once("charges", (charge.id for charge in account.charges))
    _once("subscriptions", (one.id for one in account.subscriptions))
    for number, order in enumerate(account.orders):
        for wrong in _order(order, now):
            raise Unusable(f"orders.{number}: {wrong}")
    for number, charge in enumerate(account.charges):
        for wrong in _charge(charge, now):
            raise Unusable(f"charges.{number}: {wrong}")
    for number, one in enumerate(account.subscriptions):
        for wrong in _paid((one.price,), one.price.currency):
            raise Unusable(f"subscriptions.{number}: {wrong}")


def check_products(products: Sequence[Product]) -> None:
    """Raise Unusable for a price that cannot be paid in its currency."""
    for number, product in enumerate(products):
        for price in (product.price, *product.prices):
            for wrong in _paid((price,), price.currency):
                raise Unusable(f"products.{number}: {wrong}")


def _once(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id.casefold() in seen:
            raise Unusable(f"{what}: one of them stands there twice")
        seen.add(id.casefold())


def _order(order: Order, now: datetime) -> Iterator[str]:
    yield from _paid(_sums(order), order.total.currency)
    if order.placed > now + AHEAD:
        yield "it was placed in the future"
    if order.refundable.amount < 0:
        yield "more went back than was paid"
    ids = [item.id for item in order.items]
    if len({*ids}) < len(ids):
        yield "two of its items have one id"
    for item in order.items:
        yield from _item(item)
    for parcel in order.parcels:
        yield from _parcel(parcel, ids, now)
    for back in order.returns:
        yield from _return(back, order)
    if any(id not in ids for refund in order.refunds for id in refund.items):
        yield "a refund names an item that the order does not have"


def _sums(order: Order) -> Iterator[Money]:
    yield order.total
    for item in order.items:
        yield item.paid
        yield from (variant.price for variant in item.variants)
    yield from (refund.amount for refund in order.refunds)
    yield from (line.back for back in order.returns for line in back.lines)


def _paid(sums: Iterable[Money], currency: str) -> Iterator[str]:
    """Every sum in this currency, and one that can be paid in it."""
    for money in sums:
        if money.currency != currency:
            yield "two currencies in one"
        if money.amount % smallest(money.currency) or money.amount < Decimal():
            yield "a sum that cannot be paid"


def _item(item: Item) -> Iterator[str]:
    if item.refunded > item.quantity:
        yield "more of an item went back than was bought"


def _parcel(parcel: Parcel, ids: list[str], now: datetime) -> Iterator[str]:
    if any(id not in ids for id in parcel.items):
        yield "a parcel names an item that the order does not have"
    if any(scan.at > now + AHEAD for scan in parcel.scans):
        yield "a parcel was scanned in the future"


def _return(back: Return, order: Order) -> Iterator[str]:
    known = {item.id: item for item in order.items}
    if back.tracking not in {parcel.tracking for parcel in order.parcels}:
        yield "a return has no parcel"
    if any(line.item not in known for line in back.lines) or any(id not in known for id, _ in back.received):
        yield "a return names an item that the order does not have"
    elif any(line.quantity > known[line.item].quantity for line in back.lines):
        yield "a return has more of an item than was bought"


def _charge(charge: Charge, now: datetime) -> Iterator[str]:
    yield from _paid((charge.amount, *filter(None, (charge.returned,))), charge.amount.currency)
    if charge.at > now + AHEAD:
        yield "it was made in the future"
    if charge.returned and charge.returned.amount > charge.amount.amount:
        yield "more of it went back than was charged"
