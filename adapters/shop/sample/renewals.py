"""Subscriptions go on by themselves: each renewal is a charge, and names the next."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.shop import Charge, Subscription


def renewed(subscription: Subscription, now: datetime) -> Subscription:
    """The subscription with its next renewal ahead of `now`; once cancelled, with the end of what is paid."""
    if subscription.renews is None:
        return subscription
    *_, following = (subscription.renews, *(_later(subscription, at) for at in _due(subscription, now)))
    if subscription.cancelled and subscription.cancelled <= now:
        return replace(subscription, renews=None, ends=subscription.ends or following)
    return replace(subscription, renews=following)


def charges(subscription: Subscription, now: datetime) -> Iterator[Charge]:
    """What its renewals up to `now` have cost; none after it was cancelled."""
    for at in _due(subscription, now):
        name = f"charge-{subscription.id}-{at:%Y-%m-%d}"
        yield Charge(name, at, subscription.price, subscription.title, subscription=subscription.id)


def _due(subscription: Subscription, now: datetime) -> Iterator[datetime]:
    at, last = subscription.renews, min(now, subscription.cancelled or now)
    while at is not None and at <= last:
        yield at
        at = _later(subscription, at)


def _later(subscription: Subscription, at: datetime) -> datetime:
    """A month or a year on; the last day where the month has no such day."""
    months = at.year * 12 + at.month - 1 + (1 if subscription.every == "month" else 12)
    year, month = divmod(months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
