"""What of an order can be missing, and how often this customer was helped out of that."""

import re
from datetime import timedelta

from bot.flow import View
from bot.shop import Order, Parcel
from bot.slots.naming import names_in, naming
from bot.slots.parcels import contents, outward, still_to_come

JUST_CAME = timedelta(days=7)
"""A parcel that is marked delivered and missed is one of these days."""
CLAIM = "not_received"
"""The reason that money back and things sent again bear, so that they are known as claims later."""


_NT = r"(?:n'?t| not)"
_PAPERS = (
    r"(?:an?|any|the|my|your) (?:\w+ )?(?:invoice|receipt|label|answer|reply|e-?mail|mail|refund|code|response|call)\b"
)
"""What is missed of a thing that may well be there."""
ABSENT = re.compile(
    rf"\b(?:it|they|that|this|the (?:parcel|package|box))(?:'s|s|'re| is| are| was)?{_NT} (?:even )?(?:here|there)\b"
    rf"|\b(?:never|(?:did|has|have|had){_NT})(?: (?:even|actually|ever))? (?:came|come|arrived?|received?(?! {_PAPERS})"
    r"|turn(?:ed)? up|show(?:ed)? up)\b(?! (?:on|off|out|apart|clean|with|in|as)\b)"
    rf"|\b(?:i|we) (?:never|(?:did|have){_NT}(?: ever)?) (?:got|get|had) (?:it|them|anything)\b(?! (?:to|on|off|in)\b)"
    rf"|\b(?:i|we) do{_NT} (?:even )?have (?:it|them)\b(?! (?:any ?more|with|on|at|in|to)\b)"
    r"|\bnothing (?:came|arrived|here)\b",
    re.I,
)
NO_SUCH = re.compile(r"\bthere(?:'?s| is| are| was)(?: no|n'?t any| not any) (?P<what>[\w-]+(?: [\w-]+)?)", re.I)
"""There is none of it."""
SOMETHING_ELSE = re.compile(
    r"\b(?:brok\w*|damag\w*|crack\w*|leak\w*|works?|working|fits?|size|colou?r|instead|different|smash\w*|torn)\b",
    re.I,
)


def may_be_absent(text: str) -> bool:
    """Whether these words may say that something is not there."""
    text = text.replace("\u2019", "'")
    return bool(ABSENT.search(text) or NO_SUCH.search(text))


def absent(text: str, order: Order | None) -> bool:
    """Whether these words say that what was ordered is not there at all, and of no fault or part of it.

    "There's no kettle" says so only of an order that is known to hold one.
    """
    text = text.replace("\u2019", "'")
    none = NO_SUCH.search(text)
    named = none is not None and order is not None and bool(naming(none["what"].split()[0], names_in(order)))
    return (named or bool(ABSENT.search(text))) and not SOMETHING_ELSE.search(text)


def gone(parcel: Parcel, view: View) -> bool:
    """Given up by its carrier, or so late that it counts as lost."""
    overdue = timedelta(days=view.policy.late_refund_days)
    return parcel.lost or (not parcel.delivered and parcel.late_by(view.facts.now) >= overdue)


def missable(order: Order, view: View) -> tuple[Parcel, ...]:
    """The parcels that one may say are not there: marked delivered or gone, and not paid back."""
    if order.status == "cancelled":
        return ()
    found = (p for p in outward(order) if p.delivered or gone(p, view))
    return tuple(p for p in found if contents(order, p))


def just_missed(order: Order, view: View) -> bool:
    """Whether this is an order one would ask about first."""
    return any(
        gone(p, view) or (p.delivered and view.facts.now - p.delivered < JUST_CAME) for p in missable(order, view)
    )


def lost(order: Order, view: View) -> bool:
    """Whether nothing of it has come and its carrier has given it up: then nothing can go back or be stopped."""
    came = any(p.delivered for p in outward(order))
    return not came and not still_to_come(order) and any(p.lost for p in missable(order, view))


def claims(view: View) -> int:
    """How often this customer was helped out of a parcel that was not there, lately."""
    since = view.facts.now - timedelta(days=view.policy.claims_days)
    back = sum(r.reason == CLAIM and r.asked > since for o in view.facts.orders for r in o.refunds)
    again = sum(bool(p.replaces) and o.placed > since for o in view.facts.orders for p in o.parcels)
    return back + again
