"""Reads the parcels of a people file, with every scan they will get."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from adapters.shop.sample.carriers import carrier_of
from adapters.shop.sample.sheet import Sheet, Table, columns
from bot.shop import Parcel, Proof, Scan, ScanKind


def parcels(order: Table, sheet: Sheet) -> Iterator[Parcel]:
    """Those of one order: a plain one if it says only when it came, and those written out."""
    if "delivered" in order:
        yield _plain(order, sheet)
    for parcel in order.get("parcel", ()):
        yield _written(parcel, sheet)


def _plain(order: Table, sheet: Sheet) -> Parcel:
    """It simply came, in time, two days after it left."""
    came, city = sheet.calendar.read(order["delivered"]), sheet.person["city"]
    scans = (
        Scan(ScanKind.PICKED_UP, came - timedelta(days=2), sheet.person["depot"]),
        Scan(ScanKind.OUT_FOR_DELIVERY, came - timedelta(hours=5), city),
        Scan(ScanKind.DELIVERED, came, city, "Handed over at the door"),
    )
    carrier = carrier_of(order["tracking"])
    return Parcel(
        tracking=order["tracking"],
        carrier=carrier.name,
        link=carrier.link(order["tracking"]),
        scans=scans,
        promised=came + timedelta(hours=6),
        items=tuple(columns(line)[0] for line in order["items"]),
        proof=Proof(at=came, place=f"{city}, handed over at the door"),
    )


def _written(table: Table, sheet: Sheet) -> Parcel:
    carrier = carrier_of(table["tracking"])
    scans = tuple(_scan(line, sheet) for line in table["scans"])
    done = next((scan for scan in scans if scan.kind is ScanKind.DELIVERED), None)
    return Parcel(
        tracking=table["tracking"],
        carrier=carrier.name,
        link=carrier.link(table["tracking"]),
        scans=scans,
        promised=sheet.calendar.maybe(table.get("promised", "")),
        expected=sheet.calendar.maybe(table.get("expected", "")),
        items=tuple(table["items"]),
        proof=_proof(table["proof"], done.at, sheet) if done and "proof" in table else None,
        is_return=table.get("is_return", False),
    )


def _scan(line: str, sheet: Sheet) -> Scan:
    when, kind, place, note = (*columns(line), "")[:4]
    return Scan(ScanKind(kind), sheet.calendar.read(when), place, note)


def _proof(table: Table, at: datetime, sheet: Sheet) -> Proof:
    photo = sheet.photo(table.get("photo", ""))
    return Proof(at=at, place=table["place"], photo=photo, map_link=table.get("map_link", ""))
