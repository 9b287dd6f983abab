"""The invented carriers, and how a parcel of theirs looks at a given moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from bot.shop import Parcel, Scan


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody who takes boxes from door to door."""

    code: str
    """The first two letters of its tracking numbers."""
    name: str

    def link(self, tracking: str) -> str:
        """Where a person can follow the parcel."""
        return f"https://carrier.example.com/{self.code.lower()}/{quote(tracking)}"


CARRIERS = {
    carrier.code: carrier
    for carrier in (
        Carrier("HW", "Heronway"),
        Carrier("PP", "Puffin Parcels"),
        Carrier("LM", "Lanternmoth Courier"),
        Carrier("TZ", "Tsurukaze Express"),
    )
}


def carrier_of(tracking: str) -> Carrier:
    """Whose parcel it is, by its number; raises KeyError."""
    return CARRIERS[tracking[:2]]


def map_link(place: str) -> str:
    return f"https://maps.example.com/?q={quote(place)}" if place else ""


def as_of(parcel: Parcel, now: datetime) -> Parcel:
    """What its carrier shows at `now` of a track that is planned to its end."""
    scans = tuple(scan for scan in parcel.scans if scan.at <= now)
    seen = replace(parcel, scans=scans, map_link=map_link(scans[-1].place if scans else ""))
    if seen.delivered is None:
        return replace(seen, proof=None)
    return replace(seen, expected=None)


def coming(parcel: Parcel, now: datetime) -> tuple[Scan, ...]:
    """The scans that are still ahead."""
    return tuple(scan for scan in parcel.scans if scan.at > now)
