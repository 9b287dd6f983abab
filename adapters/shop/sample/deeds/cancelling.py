"""Stopping an order: until a carrier has it, and all of the money goes back."""

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.shop.sample.deeds.deed import Deed, Rule, order_of, with_order
from adapters.shop.sample.plan import Payback, PlannedAccount, PlannedOrder, Portion
from adapters.shop.sample.rules import shown
from bot.effects import CancelOrder
from bot.shop import Account, Money, ShopRefused

_SENT_AFTER = timedelta(minutes=1)
_ARRIVES_AFTER = timedelta(days=3)
_PROMISED_WITHIN = timedelta(days=5)


def _agree(wanted: CancelOrder, account: Account, now: datetime) -> str:
    order = order_of(account, wanted.order)
    if order.status == "cancelled":
        raise ShopRefused(f"Order {order.number} is cancelled already.")
    if order.status != "open":
        raise ShopRefused(f"Order {order.number} has left: it is {order.status}.")
    return f"cancelled, {shown(order.refundable)} to {order.paid_with}, there by {now + _PROMISED_WITHIN:%Y-%m-%d}"


def _apply(plan: PlannedAccount, wanted: CancelOrder, deed: Deed) -> PlannedAccount:
    return with_order(plan, wanted.order, lambda one: _cancelled(one, deed))


def _cancelled(one: PlannedOrder, deed: Deed) -> PlannedOrder:
    """No parcel of it will ever be seen, and what was paid is on its way back."""
    before = {portion.item for payback in one.paybacks for portion in payback.portions}
    left = tuple(item for item in one.order.items if item.id not in before)
    gone = sum(payback.amount.amount for payback in one.paybacks)
    back = Payback(
        key=deed.key,
        amount=Money(one.order.total.amount - gone, one.order.total.currency),
        to=one.order.paid_with,
        asked=deed.at,
        sent=deed.at + _SENT_AFTER,
        arrives=deed.at + _ARRIVES_AFTER,
        expected=deed.at + _PROMISED_WITHIN,
        portions=tuple(Portion(item.id, item.quantity, item.paid) for item in left),
    )
    parcels = tuple(
        replace(parcel, scans=tuple(s for s in parcel.scans if s.at <= deed.at)) for parcel in one.order.parcels
    )
    return replace(one, order=replace(one.order, parcels=parcels), paybacks=(*one.paybacks, back), cancelled=deed.at)


def _worth(wanted: CancelOrder, account: Account) -> Money:
    return order_of(account, wanted.order).refundable


CANCEL = Rule(_agree, _apply, _worth)
