"""Customers, orders and the ledger as JSON, for `baton shop` and the playground."""

from collections.abc import Mapping
from typing import Any

from adapters.shop.sample.ledger import LedgerRow
from bot.shop import Customer, Item, Money, Order, Parcel, Refund, Return

Json = Mapping[str, Any]


def customer_json(customer: Customer) -> Json:
    return {
        "id": customer.id,
        "name": customer.name,
        "email": customer.email,
        "story": customer.story,
        "phone": customer.phone,
        "locale": customer.locale,
        "time_zone": customer.time_zone,
        "orders": customer.orders,
        "refunds": customer.refunds,
        "at_risk": customer.at_risk,
    }


def order_json(customer: Customer, order: Order) -> Json:
    return {
        "number": order.number,
        "customer": customer.id,
        "title": order.title,
        "placed": order.placed.isoformat(),
        "status": order.status,
        **_money(order.total),
        "refundable": str(order.refundable.amount),
        "paid_with": order.paid_with,
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "quantity": item.quantity,
                "refunded": item.refunded,
                **_money(item.paid),
            }
            for item in order.items
        ],
        "parcels": [_parcel(parcel) for parcel in order.parcels],
        "refunds": [_refund(refund) for refund in order.refunds],
        "returns": [_return(back) for back in order.returns],
    }


def ledger_json(row: LedgerRow) -> Json:
    return {
        "key": row.key,
        "kind": row.kind,
        "order": row.order,
        "amount": str(row.amount),
        "currency": row.currency,
        "at": row.at.isoformat(),
        "customer": row.customer,
        "to": row.to,
    }


def _item(item: Item) -> Json:
    counts = {"quantity": item.quantity, "refunded": item.refunded}
    return {"id": item.id, "title": item.title, **counts, **_money(item.paid)}


def _parcel(parcel: Parcel) -> Json:
    return {
        "tracking": parcel.tracking,
        "carrier": parcel.carrier,
        "link": parcel.link,
        "last": f"{parcel.last.kind} {parcel.last.place}" if parcel.last else "",
        "promised": parcel.promised.isoformat() if parcel.promised else "",
        "is_return": parcel.is_return,
    }


def _refund(refund: Refund) -> Json:
    return {"key": refund.key, "state": refund.state, "to": refund.to, **_money(refund.amount)}


def _return(back: Return) -> Json:
    lines = [{"id": line.item, "quantity": line.quantity, "instead": line.instead} for line in back.lines]
    about = {"tracking": back.tracking, "state": back.state, "paid": back.paid, "last_day": back.last_day.isoformat()}
    return {**about, "lines": lines, **_money(back.owed)}


def _money(money: Money) -> dict[str, str]:
    return {"amount": str(money.amount), "currency": money.currency}
