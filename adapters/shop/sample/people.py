"""Reads the people files: TOML, one customer each, columns parted by "|".

items = ["kettle | Emberly gooseneck kettle | 1 | 48.00"]    id, title, how many, paid, "final" if it stays
variants = ["jumper | large | Fellwing jumper, L | 70.00"]   line, id, title, price of one
scans = ["-3 09:12 | picked_up | Portland, OR | a note"]     moment, what, where
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from adapters.shop.sample.moments import Calendar
from adapters.shop.sample.parcels import parcels
from adapters.shop.sample.plan import Payback, PlannedAccount, PlannedOrder, Portion
from adapters.shop.sample.sent_back import declared
from adapters.shop.sample.sheet import Sheet, Table, packaged
from bot.shop import Charge, Customer, Item, Money, Order, Subscription


def read_all(opened: datetime, photos: Mapping[str, str]) -> dict[str, PlannedAccount]:
    """Everybody, by id, as if the shop had opened at `opened`; `photos` are refs of pictures, by name."""
    return {account.customer.id: account for account in _everybody(opened, tuple(sorted(photos.items())))}


# The same for the same moment and pictures: who starts many shops in one process reads their people once.
@lru_cache(2)
def _everybody(opened: datetime, photos: tuple[tuple[str, str], ...]) -> tuple[PlannedAccount, ...]:
    folder = files("adapters.shop.sample") / "people"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    tables = [packaged(f"people/{name}") for name in names]
    sheets = [Sheet(table, Calendar(opened, ZoneInfo(table["time_zone"])), dict(photos)) for table in tables]
    return tuple(map(read, sheets))


def read(sheet: Sheet) -> PlannedAccount:
    """One people file."""
    orders = tuple(_order(table, sheet) for table in sheet.person.get("order", ()))
    charges = [_charge_for(planned.order) for planned in orders]
    charges += [_charge(table, sheet) for table in sheet.person.get("charge", ())]
    return PlannedAccount(
        customer=_customer(sheet.person, sheet.calendar),
        ask=sheet.person["ask"],
        orders=orders,
        charges=tuple(sorted(charges, key=lambda charge: charge.at)),
        subscriptions=tuple(_subscription(table, sheet) for table in sheet.person.get("subscription", ())),
    )


def _customer(table: Table, calendar: Calendar) -> Customer:
    return Customer(
        id=table["id"],
        name=table["name"],
        email=table["email"],
        phone=table.get("phone", ""),
        locale=table["locale"],
        time_zone=table["time_zone"],
        since=calendar.read(table["since"]),
        story=table["story"],
        at_risk=table.get("at_risk", False),
    )


def _order(table: Table, sheet: Sheet) -> PlannedOrder:
    items = tuple(sheet.item(line, table.get("variants", ())) for line in table["items"])
    order = Order(
        number=table["number"],
        placed=sheet.calendar.read(table["placed"]),
        items=items,
        total=sum((item.paid for item in items), sheet.money(table.get("postage", "0"))),
        status="open",
        paid_with=table.get("paid_with", sheet.person["paid_with"]),
        parcels=tuple(parcels(table, sheet)),
        deliver_to=table.get("deliver_to", sheet.person["address"]),
    )
    paybacks = (_payback(one, number, order, sheet) for number, one in enumerate(table.get("refund", ()), 1))
    return PlannedOrder(
        order,
        tuple(paybacks),
        sheet.calendar.maybe(table.get("cancelled", "")),
        returns=tuple(declared(parcel, order) for parcel in order.parcels if parcel.is_return),
        sends_back=table.get("sends_back", "scanned"),
    )


def _payback(table: Table, number: int, order: Order, sheet: Sheet) -> Payback:
    """A refund from before the shop opened; it is for whole lines of the order."""
    known = {item.id: item for item in order.items}
    portions = tuple(_whole(known[name]) for name in table["items"])
    amount = sum((portion.amount.amount for portion in portions), Decimal())
    return Payback(
        key=f"before-{order.number}-{number}",
        amount=Money(amount, order.total.currency),
        to=order.paid_with,
        asked=sheet.calendar.read(table["asked"]),
        sent=sheet.calendar.maybe(table.get("sent", "")),
        arrives=sheet.calendar.maybe(table.get("arrived", "")),
        expected=sheet.calendar.maybe(table.get("expected", "")),
        fails=sheet.calendar.maybe(table.get("failed", "")),
        portions=portions,
        reason=table.get("reason", ""),
    )


def _whole(item: Item) -> Portion:
    return Portion(item.id, item.quantity, item.paid)


def _charge_for(order: Order) -> Charge:
    return Charge(f"charge-{order.number}", order.placed, order.total, f"Larkspur & Pine {order.number}", order.number)


def _charge(table: Table, sheet: Sheet) -> Charge:
    return Charge(
        id=table["id"],
        at=sheet.calendar.read(table["at"]),
        amount=sheet.money(table["amount"]),
        description=table["description"],
        order=table.get("order", ""),
        subscription=table.get("subscription", ""),
        pending=table.get("pending", False),
    )


def _subscription(table: Table, sheet: Sheet) -> Subscription:
    return Subscription(
        id=table["id"],
        title=table["title"],
        price=sheet.money(table["price"]),
        every=table["every"],
        started=sheet.calendar.read(table["started"]),
        renews=sheet.calendar.maybe(table.get("renews", "")),
        cancelled=sheet.calendar.maybe(table.get("cancelled", "")),
    )
