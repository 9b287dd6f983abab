"""What refunds, returns and charges tell."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.charging import doubles
from bot.prediction.clue import Predicted, Rule, days
from bot.shop import Account, Order, Refund
from bot.wording import Words

LATELY = timedelta(days=14)
REMEMBERED = timedelta(days=30)
"""How long two charges of one sum are a likely reason."""
CANCELLED = timedelta(days=7)
BOOKED = timedelta(days=1)
"""From when a return that has come in should have been paid back."""


def refunds(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for order in account.orders:
        for refund in order.refunds:
            if refund.state != "arrived":
                yield _refund(order, refund, now, words)


def _refund(order: Order, refund: Refund, now: datetime, words: Words) -> Predicted:
    if refund.state == "failed":
        weight, stands = 95, "came back"
    elif refund.expected and refund.expected < now:
        weight, stands = 92, f"is {words.span(now - refund.expected)} overdue"
    else:
        weight, stands = 57, "is on its way"
    label = words.say("predicted.refund", amount=refund.amount)
    value = f"refund_status:{order.number}"
    return Predicted(
        "refund_status", f"refund for {order.number} {stands}", label, value, weight, days(refund.asked, now)
    )


def returns(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    """What goes back is written about for its money, or because it has not gone yet."""
    for order in account.orders:
        back = next((p for p in order.parcels if p.is_return), None)
        if back is None or back.last is None or order.refunds:
            continue
        if len(back.scans) == 1 and not back.delivered:
            label = words.say("predicted.label", item=order.title)
            because = f"the return of {order.number} has a label and no scan for {words.span(now - back.last.at)}"
            yield Predicted("return_exchange", because, label, f"return:{order.number}", 56, days(back.last.at, now))
            continue
        waits = back.delivered is not None and now - back.delivered >= BOOKED
        stands = "came back to the shop and is not paid back" if waits else "is on its way back"
        label = words.say("predicted.refund_for", item=order.title)
        value = f"refund_status:{order.number}"
        yield Predicted("refund_status", f"order {order.number} {stands}", label, value, 75 if waits else 58)


def cancelled(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    """A cancelled order whose money nobody has sent yet."""
    for order in account.orders:
        if order.status == "cancelled" and not order.refunds and now - order.placed <= 2 * CANCELLED:
            label = words.say("predicted.refund_for", item=order.title)
            because = f"order {order.number} was cancelled and no refund is to be seen"
            yield Predicted("refund_status", because, label, f"refund_status:{order.number}", 70)


def double_charges(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for first, second in doubles(account):
        label = words.say("predicted.double", amount=second.amount)
        because = f"two charges of the same sum, {first.id} and {second.id}"
        weight = 88 if now - second.at <= REMEMBERED else 20
        yield Predicted("billing_error", because, label, f"charge:{second.id}", weight, days(second.at, now))


def unknown_charges(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for charge in account.charges:
        if not charge.order and not charge.subscription and not charge.refunded and now - charge.at <= LATELY:
            label = words.say("predicted.unknown", amount=charge.amount)
            because = f"charge {charge.id} belongs to no order and no subscription"
            yield Predicted("billing_error", because, label, f"charge:{charge.id}", 74, days(charge.at, now))


RULES: tuple[Rule, ...] = (refunds, returns, cancelled, double_charges, unknown_charges)
