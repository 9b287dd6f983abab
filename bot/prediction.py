"""Why somebody is probably writing, read from their orders, parcels and charges."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.charging import after_end, doubles
from bot.shop import Account, Order
from bot.wording import Words

MOST = 3
FRESH = timedelta(days=14)
"""How long after its arrival something is still likely to be written about."""


@dataclass(frozen=True, slots=True)
class Predicted:
    """One likely reason: the intent it leads to, why we think so, and the button for it."""

    reason: str
    because: str
    label: str
    value: str
    weight: int


def predicted(account: Account, now: datetime, words: Words) -> tuple[Predicted, ...]:
    """Up to three likely reasons, likeliest first."""
    found = [*_parcels(account, now, words), *_money(account, now, words), *_subscriptions(account, words)]
    return tuple(sorted(found, key=lambda p: -p.weight)[:MOST])


def _parcels(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for order in account.orders:
        if order.status == "cancelled":
            continue
        late = max((p.late_by(now) for p in order.parcels if not p.is_return), default=timedelta())
        if late >= timedelta(hours=12):
            label = words.say("predicted.late", item=order.title, late=late)
            yield Predicted(
                "delivery_late", f"order {order.number} is {words.span(late)} late", label, f"track:{order.number}", 90
            )
        elif order.status in ("open", "dispatched"):
            label = words.say("predicted.where", item=order.title)
            yield Predicted(
                "order_status", f"order {order.number} is on its way", label, f"track:{order.number}", _soon(order, now)
            )
        elif order.delivered and now - order.delivered <= FRESH:
            yield _arrived(order, now - order.delivered, words)


def _soon(order: Order, now: datetime) -> int:
    """A parcel one is waiting for today is likelier to be asked about than one just packed."""
    due = next((p.expected or p.promised for p in order.parcels if not p.is_return), None)
    return 60 if due and due - now <= timedelta(days=2) else 50


def _arrived(order: Order, since: timedelta, words: Words) -> Predicted:
    """What has just come is written about because it is not there, or is not right."""
    if since <= timedelta(days=3) and any(p.proof for p in order.parcels):
        label = words.say("predicted.not_here", item=order.title)
        because = f"order {order.number} is marked delivered, left at a safe place"
        return Predicted("delivery_not_received", because, label, f"missing:{order.number}", 70)
    label = words.say("predicted.arrived", item=order.title)
    because = f"order {order.number} arrived {words.span(since)} ago"
    return Predicted("item_problem", because, label, f"fault:{order.number}", 40 - since.days)


def _money(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for order in account.orders:
        for refund in order.refunds:
            if refund.state in ("asked", "sent"):
                overdue = bool(refund.expected and refund.expected < now)
                label = words.say("predicted.refund", amount=refund.amount)
                because = f"refund for {order.number} is {'overdue' if overdue else 'on its way'}"
                yield Predicted("refund_status", because, label, f"refund_status:{order.number}", 85 if overdue else 55)
    for first, second in doubles(account):
        label = words.say("predicted.double", amount=second.amount)
        yield Predicted(
            "billing_error",
            f"two charges of the same sum, {first.id} and {second.id}",
            label,
            f"charge:{second.id}",
            80,
        )


def _subscriptions(account: Account, words: Words) -> Iterator[Predicted]:
    for subscription in account.subscriptions:
        if after_end(account, subscription):
            label = words.say("predicted.charged_after", item=subscription.title)
            because = f"{subscription.title} was cancelled, then charged"
            yield Predicted("membership", because, label, f"subscription:{subscription.id}", 88)
