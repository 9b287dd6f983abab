"""An account as it stands at one moment: the plan up to then, and the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal

from adapters.shop.sample import carriers
from adapters.shop.sample.plan import Payback, PlannedAccount, PlannedOrder, Returned
from adapters.shop.sample.renewals import charges as renewal_charges
from adapters.shop.sample.renewals import renewed
from adapters.shop.sample.sent_back import all_back, returns_as_of
from bot.shop import Account, Charge, Item, Order, Parcel, Refund, ScanKind

_STILL_HERE = frozenset({ScanKind.LABEL})


def account_as_of(
    plan: PlannedAccount, ledger: Mapping[str, tuple[Payback, ...]], now: datetime, *, promised: bool = False
) -> Account:
    """What the shop says at `now`; `ledger` holds what was paid back since, by order.

    `promised`: as its own books have it, with money that is agreed to and not asked for yet,
    and each charge with just what went back of it by itself.
    """
    orders = tuple(
        order_as_of(planned, ledger.get(planned.order.number, ()), now, promised=promised)
        for planned in plan.orders
        if planned.order.placed <= now
    )
    customer = replace(plan.customer, orders=len(orders), refunds=sum(len(order.refunds) for order in orders))
    renewals = [charge for one in plan.subscriptions for charge in renewal_charges(one, now)]
    return Account(
        customer=customer,
        orders=orders,
        charges=_charges((*plan.charges, *renewals), () if promised else orders, plan.returned, now),
        subscriptions=tuple(renewed(one, now) for one in plan.subscriptions if one.started <= now),
    )


def order_as_of(planned: PlannedOrder, ledger: Iterable[Payback], now: datetime, *, promised: bool = False) -> Order:
    every = sorted((*planned.paybacks, *ledger), key=lambda payback: payback.asked)
    paybacks = [payback for payback in every if promised or payback.asked <= now]
    parcels = tuple(carriers.as_of(parcel, now) for parcel in planned.order.parcels)
    # A return that has no label yet has not been asked for; any other parcel was promised with the order.
    parcels = tuple(parcel for parcel in parcels if parcel.scans or not parcel.is_return)
    later = (carriers.as_of(parcel, now) for parcel in planned.later)
    parcels += tuple(parcel for parcel in later if parcel.scans)
    return replace(
        planned.order,
        items=tuple(_item(item, paybacks, now) for item in planned.order.items),
        parcels=parcels,
        refunds=tuple(refund_as_of(payback, now) for payback in paybacks),
        returns=returns_as_of(planned.returns, parcels, paybacks, now),
        status=_status(planned, parcels, now),
    )


def refund_as_of(payback: Payback, now: datetime) -> Refund:
    state = _state(payback, now)
    return Refund(
        key=payback.key,
        amount=payback.amount,
        to=payback.to,
        state=state,
        asked=payback.asked,
        expected=payback.expected,
        arrived=payback.arrives if state == "arrived" else None,
        items=tuple(portion.item for portion in payback.portions),
        reason=payback.reason,
    )


def _state(payback: Payback, now: datetime) -> Literal["asked", "sent", "arrived", "failed"]:
    if payback.fails and payback.fails <= now:
        return "failed"
    if payback.arrives and payback.arrives <= now:
        return "arrived"
    return "sent" if payback.sent and payback.sent <= now else "asked"


def _item(item: Item, paybacks: Iterable[Payback], now: datetime) -> Item:
    refunded = sum(
        portion.quantity
        for payback in paybacks
        if _state(payback, now) != "failed"
        for portion in payback.portions
        if portion.item == item.id
    )
    # What was paid back by itself may come back with the rest of its parcel: it is not two of them.
    return replace(item, refunded=min(item.quantity, refunded))


def _status(
    planned: PlannedOrder, parcels: tuple[Parcel, ...], now: datetime
) -> Literal["open", "dispatched", "delivered", "cancelled", "returned"]:
    if planned.cancelled and planned.cancelled <= now:
        return "cancelled"
    outward = [parcel for parcel in parcels if not parcel.is_return]
    if all_back(planned, parcels):
        return "returned"
    if outward and all(parcel.delivered for parcel in outward):
        return "delivered"
    moving = any(scan.kind not in _STILL_HERE for parcel in outward for scan in parcel.scans)
    return "dispatched" if moving else "open"


def _charges(
    charges: Iterable[Charge], orders: Iterable[Order], returned: Iterable[Returned], now: datetime
) -> tuple[Charge, ...]:
    """The charges so far: an order that went back whole takes its first charge along, and no second one."""
    gone_back = {order.number for order in orders if order.refundable.amount <= 0}
    seen: set[str] = set()
    found = []
    for charge in charges:
        if charge.at <= now:
            with_order = charge.order in gone_back and charge.order not in seen and not charge.pending
            seen.add(charge.order)
            found.append(_charge(replace(charge, refunded=charge.refunded or with_order), returned))
    return tuple(found)


def _charge(charge: Charge, returned: Iterable[Returned]) -> Charge:
    """The charge with what went back of it by itself."""
    back = [one.amount for one in returned if one.charge == charge.id]
    if not back:
        return charge
    total = sum(back[1:], back[0])
    if total >= charge.amount:
        return replace(charge, refunded=True)
    return replace(charge, returned=total)
