"""What is wrong with a charge, told from the account alone: pure rules, shared by the errands and the prediction."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from bot.shop import Account, Charge, Money, Subscription

ALIKE_WITHIN = timedelta(days=2)
"""Two charges alike this close together are one that was made twice."""


def kept(charge: Charge) -> Money:
    """What of a charge has not gone back."""
    if charge.refunded:
        return Money(Decimal(), charge.amount.currency)
    back = charge.returned.amount if charge.returned else Decimal()
    return Money(charge.amount.amount - back, charge.amount.currency)


def settled(account: Account) -> tuple[Charge, ...]:
    """Charges that were really made and not paid back, oldest first; a reservation is none."""
    return tuple(sorted((c for c in account.charges if not c.pending and not c.refunded), key=lambda c: c.at))


def doubles(account: Account) -> Iterator[tuple[Charge, Charge]]:
    """Pairs alike in sum, description and what they are for, within two days; the second is one too many.

    An order that is charged in parts, as its parcels leave, is no pair: only what is above its total is too much.
    """
    for first, second in combinations(settled(account), 2):
        if _alike(first) == _alike(second) and second.at - first.at <= ALIKE_WITHIN and _above_total(account, second):
            yield first, second


def _alike(charge: Charge) -> tuple[object, ...]:
    return kept(charge), charge.amount, charge.description, charge.order, charge.subscription


def _above_total(account: Account, charge: Charge) -> bool:
    """Whether the order could do without this charge and would still be paid for; what is for no order, always."""
    order = next((o for o in account.orders if charge.order and o.number == charge.order), None)
    if order is None:
        return True
    paid = sum((kept(c).amount for c in settled(account) if c.order == order.number), Decimal())
    return paid - kept(charge).amount >= order.total.amount


def twin(account: Account, charge: Charge) -> tuple[Charge, Charge] | None:
    """The pair a charge belongs to, whichever of the two it is."""
    return next((pair for pair in doubles(account) if charge in pair), None)


def expected(account: Account, charge: Charge) -> Money | None:
    """What it should have been, by what it is for; None if it is for nothing we know, or one of several parts."""
    if charge.subscription:
        plan = next((s for s in account.subscriptions if s.id == charge.subscription), None)
        if plan is None or plan.price.currency != charge.amount.currency or _was_its_price(account, charge):
            return None
        return plan.price
    order = next((o for o in account.orders if charge.order and o.number == charge.order), None)
    parts = [c for c in account.charges if c.order == charge.order and not c.pending]
    if order is None or len(parts) > 1 or order.total.currency != charge.amount.currency:
        return None
    return order.total


def _was_its_price(account: Account, charge: Charge) -> bool:
    """Whether the sum may well have been the price then: charged more than once, or before anything else was.

    The shop tells only today's price, and a price that has fallen makes no old charge wrong.
    """
    others = [c for c in account.charges if c.subscription == charge.subscription and c.id != charge.id]
    first = bool(others) and all(charge.at < other.at for other in others)
    return first or any(other.amount == charge.amount for other in others)


def too_much(account: Account, charge: Charge) -> Money | None:
    """By how much a charge that stands exceeds what it should have been; None if it does not."""
    should = expected(account, charge)
    if should is None or charge.pending or charge.refunded:
        return None
    above = kept(charge).amount - should.amount
    return Money(above, should.currency) if above > 0 else None


def after_end(account: Account, subscription: Subscription) -> tuple[Charge, ...]:
    """What was charged for a subscription after it was cancelled, and has not gone back, oldest first."""
    ended = subscription.cancelled
    mine = (c for c in settled(account) if c.subscription == subscription.id)
    return tuple(c for c in mine if ended and c.at > ended)


def latest(account: Account, subscription: Subscription) -> Charge | None:
    """The newest charge of a subscription that stands."""
    return next((c for c in reversed(settled(account)) if c.subscription == subscription.id), None)


def belongs_to_nothing(account: Account, charge: Charge) -> bool:
    """Neither an order nor a subscription of this customer."""
    orders, plans = {o.number for o in account.orders}, {s.id for s in account.subscriptions}
    return charge.order not in orders and charge.subscription not in plans


def suspicious(account: Account) -> tuple[Charge, ...]:
    """The charges somebody is likeliest to write about, newest first: of a pair only the second."""
    found = [second for _, second in doubles(account)]
    found += [c for s in account.subscriptions for c in after_end(account, s)]
    found += [c for c in settled(account) if belongs_to_nothing(account, c) or too_much(account, c)]
    return tuple(sorted(dict.fromkeys(found), key=lambda c: c.at, reverse=True))


class Verdict(StrEnum):
    """What a charge turns out to be."""

    UNLISTED = "unlisted"
    """None of those the shop knows."""
    UNKNOWN = "unknown"
    RESERVED = "reserved"
    DOUBLE = "double"
    TOO_MUCH = "too_much"
    ORDER = "order"
    SUBSCRIPTION = "subscription"


def judged(account: Account | None, charge: Charge | None) -> Verdict:
    """What there is to say about a charge, gravest first."""
    if account is None or charge is None:
        return Verdict.UNLISTED
    if charge.pending:
        return Verdict.RESERVED
    if twin(account, charge):
        return Verdict.DOUBLE
    if too_much(account, charge):
        return Verdict.TOO_MUCH
    if belongs_to_nothing(account, charge):
        return Verdict.UNKNOWN
    return Verdict.ORDER if charge.order else Verdict.SUBSCRIPTION


def owed(account: Account, charge: Charge) -> tuple[Charge, Money] | None:
    """Which charge goes back, and how much of it: the second of a pair, or what was too much."""
    if pair := twin(account, charge):
        return pair[1], kept(pair[1])
    above = too_much(account, charge)
    return (charge, above) if above else None
