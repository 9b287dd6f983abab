"""Having a carrier look for a parcel: it answers within a day.

What still has a way before it is found and goes on; of what was left somewhere nothing is ever seen again.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.shop.sample.deeds.deed import Deed, Rule, order_of, parcel_of, with_parcel
from adapters.shop.sample.plan import PlannedAccount
from bot.effects import Trace
from bot.shop import Account, Parcel, Scan, ScanKind, ShopRefused

_ANSWERS_AFTER = timedelta(hours=22)


def _agree(wanted: Trace, account: Account, _: datetime) -> str:
    parcel = parcel_of(order_of(account, wanted.order), wanted.parcel)
    if parcel.last is None:
        raise ShopRefused(f"Parcel {parcel.tracking} has not left.")
    if parcel.lost:
        raise ShopRefused(f"{parcel.carrier} has given parcel {parcel.tracking} up already.")
    if parcel.traced:
        raise ShopRefused(f"{parcel.carrier} is looking for parcel {parcel.tracking} already.")
    return f"{parcel.carrier} looks for it and answers within a day"


def _apply(plan: PlannedAccount, wanted: Trace, deed: Deed) -> PlannedAccount:
    return with_parcel(plan, wanted.order, wanted.parcel, lambda parcel: _looked_for(parcel, deed))


def _looked_for(parcel: Parcel, deed: Deed) -> Parcel:
    seen = tuple(scan for scan in parcel.scans if scan.at <= deed.at)
    ahead = tuple(scan for scan in parcel.scans if scan.at > deed.at)
    if ahead:
        found = Scan(
            ScanKind.IN_TRANSIT, min(deed.at + _ANSWERS_AFTER, ahead[0].at), seen[-1].place, "Found, and on its way"
        )
        return replace(parcel, scans=(*seen, found, *ahead), traced=deed.at)
    lost = Scan(ScanKind.LOST, deed.at + _ANSWERS_AFTER, seen[-1].place, "Search ended without result")
    return replace(parcel, scans=(*seen, lost), traced=deed.at)


TRACE = Rule(_agree, _apply)
