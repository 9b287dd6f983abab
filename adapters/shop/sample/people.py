"""Reads the people files: TOML, one customer each, columns parted by "|".

items = ["kettle | Ember gooseneck kettle | 1 | 48.00"]      id, title, how many, paid
scans = ["-3 09:12 | picked_up | Portland, OR | a note"]     moment, what, where
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from adapters.shop.sample.carriers import carrier_of
from adapters.shop.sample.moments import Calendar
from adapters.shop.sample.plan import Payback, PlannedAccount, PlannedOrder, Portion
from bot.shop import Charge, Customer, Item, Money, Order, Parcel, Proof, Scan, ScanKind, Subscription

Table = Mapping[str, Any]


def read_all(opened: datetime) -> dict[str, PlannedAccount]:
    """Everybody, by id, as if the shop had opened at `opened`."""
    folder = files("adapters.shop.sample") / "people"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    tables = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in names]
    return {table["id"]: read(table, opened) for table in tables}


def read(table: Table, opened: datetime) -> PlannedAccount:
    """One people file."""
    calendar = Calendar(opened, ZoneInfo(table["time_zone"]))
    orders = tuple(_order(one, table, calendar) for one in table.get("order", ()))
    charges = [*map(_charge_for, orders), *(_charge(one, table, calendar) for one in table.get("charge", ()))]
    return PlannedAccount(
        customer=_customer(table, calendar),
        ask=table["ask"],
        orders=orders,
        charges=tuple(sorted(charges, key=lambda charge: charge.at)),
        subscriptions=tuple(_subscription(one, table, calendar) for one in table.get("subscription", ())),
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


def _order(table: Table, person: Table, calendar: Calendar) -> PlannedOrder:
    currency = person["currency"]
    items = tuple(_item(line, currency) for line in table["items"])
    paid = sum((item.paid.amount for item in items), Decimal(table.get("postage", "0")))
    order = Order(
        number=table["number"],
        placed=calendar.read(table["placed"]),
        items=items,
        total=Money(paid, currency),
        status="open",
        paid_with=table.get("paid_with", person["paid_with"]),
        parcels=tuple(_parcels(table, person, calendar)),
        deliver_to=table.get("deliver_to", person["address"]),
    )
    paybacks = (_payback(one, n, order, calendar) for n, one in enumerate(table.get("refund", ()), 1))
    return PlannedOrder(order, tuple(paybacks), calendar.maybe(table.get("cancelled", "")))


def _item(line: str, currency: str) -> Item:
    name, title, quantity, paid = _columns(line)
    return Item(id=name, title=title, quantity=int(quantity), paid=Money(Decimal(paid), currency))


def _parcels(table: Table, person: Table, calendar: Calendar) -> Iterable[Parcel]:
    if "delivered" in table:
        yield _plain_parcel(table, person, calendar)
    for parcel in table.get("parcel", ()):
        yield _parcel(parcel, calendar)


def _plain_parcel(table: Table, person: Table, calendar: Calendar) -> Parcel:
    """The parcel of an old order that simply came, two days after it left."""
    came, city = calendar.read(table["delivered"]), person["city"]
    scans = (
        Scan(ScanKind.PICKED_UP, came - timedelta(days=2), person["depot"]),
        Scan(ScanKind.OUT_FOR_DELIVERY, came - timedelta(hours=5), city),
        Scan(ScanKind.DELIVERED, came, city, "Handed over at the door"),
    )
    tracking = table["tracking"]
    carrier = carrier_of(tracking)
    return Parcel(
        tracking=tracking,
        carrier=carrier.name,
        link=carrier.link(tracking),
        scans=scans,
        promised=came + timedelta(hours=6),
        items=tuple(_columns(line)[0] for line in table["items"]),
        proof=Proof(at=came, place=f"{city}, handed over at the door"),
    )


def _parcel(table: Table, calendar: Calendar) -> Parcel:
    tracking = table["tracking"]
    carrier = carrier_of(tracking)
    scans = tuple(_scan(line, calendar) for line in table.get("scans", ()))
    done = next((scan for scan in scans if scan.kind is ScanKind.DELIVERED), None)
    proof = table.get("proof")
    promised = calendar.maybe(table.get("promised", ""))
    return Parcel(
        tracking=tracking,
        carrier=carrier.name,
        link=carrier.link(tracking),
        scans=scans,
        promised=promised,
        expected=calendar.maybe(table.get("expected", "")),
        items=tuple(table["items"]),
        proof=Proof(at=done.at, **proof) if done and proof else None,
        is_return=table.get("is_return", False),
    )


def _scan(line: str, calendar: Calendar) -> Scan:
    when, kind, place, note = (*_columns(line), "")[:4]
    return Scan(ScanKind(kind), calendar.read(when), place, note)


def _payback(table: Table, number: int, order: Order, calendar: Calendar) -> Payback:
    known = {item.id: item for item in order.items}
    portions = tuple(_whole(known[name]) for name in table["items"])
    amount = table.get("amount") or sum((portion.amount.amount for portion in portions), Decimal())
    return Payback(
        key=f"seed-{order.number}-{number}",
        amount=Money(Decimal(amount), order.total.currency),
        to=table.get("to", order.paid_with),
        asked=calendar.read(table["asked"]),
        sent=calendar.maybe(table.get("sent", "")),
        arrives=calendar.maybe(table.get("arrived", "")),
        expected=calendar.maybe(table.get("expected", "")),
        fails=calendar.maybe(table.get("failed", "")),
        portions=portions,
    )


def _whole(item: Item) -> Portion:
    return Portion(item.id, item.quantity, item.paid)


def _charge_for(planned: PlannedOrder) -> Charge:
    order = planned.order
    return Charge(f"charge-{order.number}", order.placed, order.total, f"Larkspur & Pine {order.number}", order.number)


def _charge(table: Table, person: Table, calendar: Calendar) -> Charge:
    return Charge(
        id=table["id"],
        at=calendar.read(table["at"]),
        amount=Money(Decimal(table["amount"]), person["currency"]),
        description=table["description"],
        order=table.get("order", ""),
        subscription=table.get("subscription", ""),
        refunded=table.get("refunded", False),
    )


def _subscription(table: Table, person: Table, calendar: Calendar) -> Subscription:
    return Subscription(
        id=table["id"],
        title=table["title"],
        price=Money(Decimal(table["price"]), person["currency"]),
        every=table["every"],
        started=calendar.read(table["started"]),
        renews=calendar.maybe(table.get("renews", "")),
        cancelled=calendar.maybe(table.get("cancelled", "")),
    )


def _columns(line: str) -> list[str]:
    return [column.strip() for column in line.split("|")]
