"""What is wanted of a subscription, which one it is, and what policy allows."""

import re
from datetime import timedelta

from bot.charging import after_end, kept, latest, owed
from bot.flow import Given, View
from bot.shop import Charge, Money, Subscription
from bot.slots import agreeing
from bot.slots.clubs import Wish
from bot.slots.naming import named


def plans(view: View) -> tuple[Subscription, ...]:
    """All of the customer's subscriptions."""
    return view.facts.account.subscriptions if view.facts.account else ()


def wanted(view: View) -> tuple[Subscription, ...]:
    """Those that the wish can be about; all where it fits none."""
    return tuple(one for one in plans(view) if _fits(one, view)) or plans(view)


def _fits(one: Subscription, view: View) -> bool:
    match view.known.get("wish"):
        case Wish.CANCEL:
            return one.cancelled is None
        case Wish.RESUME:
            return one.cancelled is not None
        case Wish.CHARGED:
            return bool(view.facts.account and after_end(view.facts.account, one))
        case _:
            return True


NOT_THAT = re.compile(r"\bnot (?:the |my |that )?[a-z]+(?: (?:club|circle|box|one|plan|subscription))?", re.I)
EACH = re.compile(r"\b(?:both|all|every|each)\b", re.I)
"""Means more than one of them."""


def others_named(given: Given, view: View) -> tuple[Subscription, ...]:
    """Those that are named, where the one that is under way is not."""
    chosen = view.known.get("subscription")
    found = named(given.text, plans(view), lambda one: one.title)
    return () if chosen in found else found


def which_in(given: Given, view: View) -> Subscription | None:
    """The one that is named, among those the wish fits first."""
    if EACH.search(given.text):
        return None
    text = NOT_THAT.sub(" ", given.text)
    for among in (wanted(view), plans(view)):
        found = named(text, among, lambda one: one.title) or _by_its_time(text, among)
        if len(found) == 1:
            return found[0]
    return None


YEARLY, MONTHLY = re.compile(r"\b(?:yearly|annual|a year)\b", re.I), re.compile(r"\b(?:monthly|a month)\b", re.I)


def _by_its_time(text: str, among: tuple[Subscription, ...]) -> tuple[Subscription, ...]:
    """ "The yearly one"."""
    every = "year" if YEARLY.search(text) else "month" if MONTHLY.search(text) else ""
    return tuple(one for one in among if one.every == every)


def only_one(view: View) -> Subscription | None:
    found = wanted(view)
    return found[0] if len(found) == 1 else None


def may_be_wished(wish: Wish, view: View) -> bool:
    """What makes sense for any of theirs: one that runs is not started, one that ended is not cancelled."""
    ended = [one.cancelled is not None for one in plans(view)]
    return {Wish.RESUME: any(ended), Wish.CHARGED: any(ended), Wish.CANCEL: not all(ended)}.get(wish, True)


def assumed_wish(view: View) -> Wish | None:
    """Somebody who was charged after the end writes because of that, until they say otherwise."""
    account = view.facts.account
    wrong = account is not None and any(after_end(account, one) for one in account.subscriptions)
    return Wish.CHARGED if wrong else None


def resumable(one: Subscription, view: View) -> bool:
    days = timedelta(days=view.policy.subscription_resume_days)
    return one.cancelled is not None and view.facts.now - one.cancelled <= days


def grace(view: View) -> Charge | None:
    """The last charge of a running subscription, if it is so young that policy gives it back with the cancellation."""
    one, account = view.known.get("subscription"), view.facts.account
    last = latest(account, one) if account and one and not one.cancelled else None
    if last and last.id in view.pending:
        return None  # something of it is on its way back already
    young = last and view.facts.now - last.at <= timedelta(days=view.policy.subscription_grace_days)
    may = last and view.policy.covers(view.policy.charge_refund_limit, last.amount) and kept(last) == last.amount
    return last if last and young and may else None


def above(view: View) -> Money | None:
    """What of its last charge was too much, or was taken twice: that comes back though nothing ends."""
    last, account = grace(view), view.facts.account
    back = owed(account, last) if account and last else None
    return back[1] if back else None


def how_in(given: Given, view: View) -> str | None:
    """Whether it shall end at once with the money back, run to its end, or not end at all; a question chooses none."""
    text = given.text.replace("\u2019", "'")
    if given.asked and agreeing.QUESTION.search(text) and not MAY_I.match(text):
        return None
    stays = GOES_ON.search(text) and not LATER.search(text)
    if given.asked and (stays or (above(view) and THE_DIFFERENCE.search(text))):
        return "keep"
    text = NO_MONEY.sub("later", text)
    now, later = NOW.search(text), LATER.search(text)
    return None if not given.asked or bool(now) == bool(later) else "now" if now else "later"


NOW = re.compile(r"\b(?:today|now|at once|immediately|right away|money|refund\w*|back)\b", re.I)
MAY_I = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|then|yes|please|pls|well)\W+)*(?:can|could|may|will|would) (?:i|you|we|it)"
    r" (?:please |pls |just )*(?:get|have|end|cancel|stop|give|refund|let|pay|keep|go|run|stay|continue)\b",
    re.I,
)
"""A wish that only has the shape of a question."""
GOES_ON = re.compile(
    r"\b(?:do(?:n'?t| not)|never|not) (?:want to )?(?:cancel|end|stop)\b|\bkeep (?:it|that|this|going|(?:my"
    r"|the) (?:\w+ )?(?:club|circle|subscription|membership|plan))\b"
    r"(?![^.?!]{0,20}\b(?:un)?till?\b)|\b(?:go(?:es)?|carry|carries) on\b|\bleave it\b",
    re.I,
)
THE_DIFFERENCE = re.compile(r"\b(?:the|my|only|just) (?:difference|overcharge|extra)\b|\btoo much\b", re.I)
NO_MONEY = re.compile(
    r"\b(?:forget|leave|never ?mind) (?:about )?(?:the |my )?(?:money|refund)\b"
    r"|\b(?:no|without|(?:do ?n'?t|do not) (?:want|need)) (?:the |a |my |any )?(?:refund|money)(?: back)?\b",
    re.I,
)
LATER = re.compile(r"\b(?:run|runs|until|till|later|end of)\b", re.I)
