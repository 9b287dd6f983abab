"""Sending an order elsewhere: until a carrier has it."""

from dataclasses import replace
from datetime import datetime

from adapters.shop.sample.deeds.deed import Deed, Rule, order_of, with_order
from adapters.shop.sample.plan import PlannedAccount
from bot.effects import ChangeAddress
from bot.shop import Account, Parcel, ScanKind, ShopRefused


def _agree(wanted: ChangeAddress, account: Account, _: datetime) -> str:
    order = order_of(account, wanted.order)
    if not wanted.address.strip():
        raise ShopRefused("There is no address to send it to.")
    if order.status != "open" and not any(_waits(parcel) for parcel in order.parcels):
        raise ShopRefused(f"Order {order.number} has left: it is {order.status}.")
    return f"goes to {wanted.address}"


def _waits(parcel: Parcel) -> bool:
    """Whether it is still with us: what is sent again may go elsewhere than what was lost."""
    return not parcel.is_return and all(scan.kind is ScanKind.LABEL for scan in parcel.scans)


def _apply(plan: PlannedAccount, wanted: ChangeAddress, _: Deed) -> PlannedAccount:
    return with_order(plan, wanted.order, lambda one: replace(one, order=replace(one.order, deliver_to=wanted.address)))


READDRESS = Rule(_agree, _apply)
