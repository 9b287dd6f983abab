"""Ending a subscription, and taking the end back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from adapters.shop.sample.deeds.deed import Deed, Rule, not_held
from adapters.shop.sample.plan import PlannedAccount
from adapters.shop.sample.renewals import charges, renewed
from bot.effects import CancelSubscription, ResumeSubscription
from bot.shop import Account, ShopRefused, Subscription


def _subscription(account: Account, name: str) -> Subscription:
    not_held(account)
    found = next((one for one in account.subscriptions if one.id == name), None)
    if found is None:
        raise ShopRefused(f"{account.customer.id} has no subscription {name}.")
    return found


def _agree_to_end(wanted: CancelSubscription, account: Account, now: datetime) -> str:
    one = _subscription(account, wanted.subscription)
    if one.cancelled:
        raise ShopRefused(f"{one.title} is cancelled already, since {one.cancelled:%Y-%m-%d}.")
    ends = now if wanted.at_once or one.renews is None else one.renews
    return f"{one.title} cancelled, paid until {ends:%Y-%m-%d}"


def _agree_to_resume(wanted: ResumeSubscription, account: Account, now: datetime) -> str:
    one = _subscription(account, wanted.subscription)
    if not one.cancelled:
        raise ShopRefused(f"{one.title} runs: there is nothing to resume.")
    return f"{one.title} resumed, next charged {max(one.ends or now, now):%Y-%m-%d}"


def _changed(
    plan: PlannedAccount, name: str, change: Callable[[Subscription], Subscription]
) -> tuple[Subscription, ...]:
    return tuple(change(one) if one.id == name else one for one in plan.subscriptions)


def _end(plan: PlannedAccount, wanted: CancelSubscription, deed: Deed) -> PlannedAccount:
    ends = deed.at if wanted.at_once else None
    return replace(
        plan,
        subscriptions=_changed(plan, wanted.subscription, lambda one: replace(one, cancelled=deed.at, ends=ends)),
    )


def _resume(plan: PlannedAccount, wanted: ResumeSubscription, deed: Deed) -> PlannedAccount:
    """The renewals so far are written down: from here on it counts anew."""
    before = next(one for one in plan.subscriptions if one.id == wanted.subscription)
    changed = _changed(plan, wanted.subscription, lambda one: _running(one, deed.at))
    return replace(plan, subscriptions=changed, charges=(*plan.charges, *charges(before, deed.at)))


def _running(one: Subscription, now: datetime) -> Subscription:
    """Charged again when what was paid for is over; at once if it is over already."""
    ends = renewed(one, now).ends or now
    return replace(one, cancelled=None, ends=None, renews=max(ends, now))


END = Rule(_agree_to_end, _end)
RESUME = Rule(_agree_to_resume, _resume)
