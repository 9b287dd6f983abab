"""What the account itself and its subscriptions tell."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.prediction.clue import Predicted, Rule, days
from bot.shop import Account, Subscription
from bot.wording import Words

SOON, NEAR, JUST = timedelta(days=3), timedelta(days=7), timedelta(days=3)
"""A renewal that is about to come, one that is coming, and one that has just been."""
LATELY = timedelta(days=14)


def at_risk(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    """Somebody else may be in the account: nothing else they could write about is as pressing."""
    if account.customer.at_risk:
        label = words.say("predicted.at_risk")
        yield Predicted(
            "security_fraud", "the account shows signs of being taken over", label, "topic:security_fraud", 100
        )


def subscriptions(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for one in account.subscriptions:
        if one.cancelled:
            yield from _cancelled(account, one, one.cancelled, now, words)
        elif one.renews:
            yield _running(account, one, one.renews, now, words)


def _cancelled(
    account: Account, one: Subscription, ended: datetime, now: datetime, words: Words
) -> Iterator[Predicted]:
    paid = [c for c in account.charges if c.subscription == one.id and c.at > ended and not c.refunded]
    if paid:
        label = words.say("predicted.charged_after", item=one.title)
        because = f"{one.title} was cancelled {words.span(now - ended)} ago, then charged"
        yield Predicted("membership", because, label, f"subscription:{one.id}", 91, days(paid[-1].at, now))
    elif now - ended <= LATELY:
        label = words.say("predicted.cancelled", item=one.title)
        because = f"{one.title} was cancelled {words.span(now - ended)} ago"
        yield Predicted("membership", because, label, f"subscription:{one.id}", 35)


def _running(account: Account, one: Subscription, renews: datetime, now: datetime, words: Words) -> Predicted:
    last = max((c.at for c in account.charges if c.subscription == one.id), default=one.started)
    ahead = renews - now
    if ahead <= NEAR:
        label = words.say("predicted.renews", item=one.title, day=renews)
        weight = 59 if ahead <= SOON else 45
        return Predicted("membership", f"{one.title} renews in {words.span(ahead)}", label, _button(one), weight)
    label = words.say("predicted.subscription", item=one.title)
    if now - last <= JUST:
        because = f"{one.title} was charged {words.span(now - last)} ago"
        return Predicted("membership", because, label, _button(one), 54)
    return Predicted("membership", f"{one.title} goes on", label, _button(one), 5)


def _button(one: Subscription) -> str:
    return f"subscription:{one.id}"


RULES: tuple[Rule, ...] = (at_risk, subscriptions)
