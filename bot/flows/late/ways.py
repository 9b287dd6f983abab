"""What can be done about a late parcel, and which of it was chosen."""

import re
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from bot import slots
from bot.flow import Given, View
from bot.shop import Money, Order, Parcel
from bot.slots.goods import GIVEN

HALF_A_DAY = timedelta(hours=12)
"""What is said to be two days late counts as two days late."""


class Way(StrEnum):
    """What can be done about a late parcel."""

    CHASE = "chase"
    WAIT = "wait"
    INSTEAD = "instead"
    GOODWILL = "goodwill"
    BOTH = "both"
    """Something for the wait, and have it looked for."""
    CANCEL = "cancel"


TELLS = {
    Way.CHASE: re.compile(
        r"\b(?:chase\w*|trace|investigat\w*|find out|ask (?:them|the carrier)|look(?:ed)? for"
        r"|(?:be|it|them) found|find (?:it|them))\b",
        re.I,
    ),
    Way.WAIT: re.compile(
        r"\b(?:i'?ll wait|i can wait|(?<!for the )(?<!for my )wait(?!ing)(?! any| no| is| was)|leave it|never ?mind)\b",
        re.I,
    ),
    Way.INSTEAD: re.compile(r"\b(?:refund|money back|another one|new one|replace\w*|send (?:it )?again)\b", re.I),
    Way.CANCEL: re.compile(r"(?<!noise-)(?<!noise )\b(?:cancel\w*|stop it|call it off|refund|money)\b", re.I),
    Way.GOODWILL: re.compile(
        r"\b(?:compensat\w*|(?:give|get|offer) (?:me |us )?(?:something|anything)|make (?:it|this) up|credit|postage"
        r"|for (?:the|my) wait"
        r"|shipping (?:cost|fee)s?|goodwill|voucher|(?:\d+|five|ten) (?:dollars?|pounds?|euros?|bucks|quid))\b"
        r"|[$£€¥] ?\d+",
        re.I,
    ),
}

_COIN = "dollars?|pounds?|euros?|bucks|quid"
_SOME = (
    r"(?:something|anything|some money|money off|(?:a |any |some )?(?:discount|voucher|(?:store )?credit|coupon|bonus)"
    r"|(?:the |my )?(?:postage|shipping|delivery (?:fee|cost|charge)s?)(?: (?:fee|cost)s?)?(?: back)?)"
)
_A_SUM = rf"(?:[$£€]? ?\d+(?:\.\d\d)? ?(?:{_COIN})?|(?:five|ten) (?:{_COIN}))"
_THE_WAIT = (
    r"(?:for|because of|due to|over|after) (?:(?:all|the|my|this|that|such|a|having to|it being|so|long) )*"
    r"(?:wait\w*|delay\w*|inconvenience|trouble|late\w*|hassle)"
)
_LATE = (
    r"(?:(?:because|since|as|cause|cos|bc|coz) )?(?:it|its|it's|it is|they|they're|they are|my \w+|the \w+) "
    r"(?:(?:is|are|came|was|so|very|this|too|still) )*(?:late|delayed|overdue)"
)
FOR_THE_WAIT = re.compile(
    r"\b(?:compensat\w*|goodwill)\b(?! (?:poli\w+|claims? form))"
    rf"|(?<!\w)(?:{_SOME}\W+(?:{_THE_WAIT}|{_LATE})|{_A_SUM} {_THE_WAIT})\b"
    r"|\bhow much (?:do|can|will|would) (?:i|we) get (?:back )?for (?:all |the |my |this )*(?:wait\w*|delay|trouble)\b"
    r"|\bmake (?:it|this|that) up (?:to|for) me\b"
    r"|\bmake up for (?:the|this|my) (?:wait|delay|trouble|inconvenience)\b",
    re.I,
)
"""Asks for something for a wait, in so many words: nobody's sum of a purchase is one."""


_THE_PARCEL = r"(?:it'?s?|they|he|she|that|this|nobody|no one|(?:the|my) [\w'-]+)"
COMES_NOT = re.compile(
    rf"\bunless {_THE_PARCEL}\b[^.?!]{{0,30}}\b(?:comes?|arrives?|here|delivered|shows? up|turns? up|makes? it)\b"
    rf"|\b(?:if|in case|should) {_THE_PARCEL} (?:(?:is|are|has|have|still|really|just|does|do|will|did|it) )*"
    r"(?:(?:do|does|is|are|wo|ca|did|has|have)n'?t|not(?! (?:too late|shipped|sent|dispatched|gone|left))|never"
    r"|fails?|failed|nowhere|late again|comes? too late)\b"
    r"(?![^.?!]{0,12}\b(?:now|already|yet|possible|a problem|too much)\b)"
    r"|^\W*(?:(?:and|but|so|ok(?:ay)?|well)\W+)*if not\b(?! (?:sure|possible|too)\b)",
    re.I,
)
"""Says what they want if it does not come."""


BOTH = re.compile(
    r"\W*(?:(?:yes|can i|i(?:'?d like|'?ll (?:take|have)| want)|give me|have) )?both\b(?: of (?:them|it|those))?"
    r"(?: please)?\W*",
    re.I,
)
CONTENT = re.compile(r"\b(?:fine|ok(?:ay)?|thank\w*|cheers|all ?right|bye|no)\b", re.I)
"""Content with what was said, where no more is said than that."""
NOT_CONTENT = re.compile(
    r"\b(?:missing|nothing|nobody|never|lost|wrong|broken|empty|joke|ridiculous|useless|disappoint\w*"
    r"|unacceptable|complain\w*|excuse\w*)\b|n['’]?t\b(?! (?:worry|matter|mind|need)\b)",
    re.I,
)
BRIEF = 9
"""In more words than these a "fine" or a "thanks" is only one of them."""
WAITS = re.compile(r"\b(?:i'?ll wait|i can wait|leave it|never ?mind|rather wait|just wait)\b", re.I)
PLAIN_NO = re.compile(r"\W*(?:no+|nope|nah|ok(?:ay)?)\b", re.I)


def late_ones(order: Order, view: View) -> tuple[Parcel, ...]:
    """Its parcels that are late and still expected."""
    return tuple(p for p in slots.moving(order) if slots.is_late(p, view))


def counts_as_lost(parcel: Parcel, view: View) -> bool:
    return parcel.late_by(view.facts.now) >= timedelta(days=view.policy.late_refund_days)


def compensation(order: Order, view: View) -> Money | None:
    """What is given for the wait: the postage if some was paid, else a sum by currency; once an order."""
    given = any(r.reason == GIVEN and r.state != "failed" for r in order.refunds)
    late = max((p.late_by(view.facts.now) for p in late_ones(order, view)), default=timedelta())
    if given or not late or late < timedelta(days=view.policy.late_goodwill_days) - HALF_A_DAY:
        return None
    paid = slots.postage(order)
    due = paid if paid and view.policy.late_postage else view.policy.late_goodwill.get(order.total.currency, Decimal())
    due = slots.rounded(min(due, order.refundable.amount), order)
    return Money(due, order.total.currency) if due > 0 else None


def ways(view: View) -> tuple[Way, ...]:
    """What can be done today about this one."""
    order, parcel = view.known["order"], view.known["parcel"]
    chased, given = parcel.traced is None, compensation(order, view) is not None
    allowed = {
        Way.INSTEAD: counts_as_lost(parcel, view),
        Way.CHASE: chased,
        Way.WAIT: True,
        Way.GOODWILL: given,
        Way.BOTH: chased and given,
        Way.CANCEL: not counts_as_lost(parcel, view),
    }
    return tuple(way for way, may in allowed.items() if may)


ASKS = re.compile(
    r"\?|(?:^|\b(?:but|and|so|then|ok(?:ay)?|well|fine|,)\W+)(?:(?:what|how|why|who|which|where)\b"
    r"|(?:when|is|are|can|could|will|would|do|does|did|should|has|have)"
    r" (?:i|you|u|they|we|it|that|this|there|the|my)\b"
    r"|(?<=but )i (?:need|want|can|have|must)\b)",
    re.I,
)
"""Beside an "ok" something is asked, or wanted still: then they are not content."""


def other_than_waiting(text: str, view: View) -> list[Way]:
    """The ways that are named and open today, but for waiting."""
    return [way for way in ways(view) if way in TELLS and way is not Way.WAIT and slots.said(TELLS[way], text)]


def _names(way: Way, text: str) -> bool:
    return _waits(text) if way is Way.WAIT else slots.said(TELLS[way], text)


def _waits(text: str) -> bool:
    """Whether they wait: said so, or content with the answer and no more."""
    content = len(text.split()) <= BRIEF and not NOT_CONTENT.search(text) and slots.said(CONTENT, text)
    return slots.said(TELLS[Way.WAIT], text) or content


def way_in(given: Given, view: View) -> str | None:
    """A way that is named; being content with the answer is waiting."""
    if not view.known.get("parcel"):
        return None
    if COMES_NOT.search(given.text.replace("’", "'")):
        return None  # what they want then, and not now
    open_now = ways(view)
    named = [way for way in TELLS if way in open_now and _names(way, given.text)]
    if not given.asked:
        if {*named} == {Way.CHASE, Way.GOODWILL}:
            return str(Way.BOTH)
        if Way.GOODWILL in open_now and slots.said(FOR_THE_WAIT, given.text):
            return str(Way.GOODWILL)  # only offered: its yes is asked for
        return str(named[0]) if named in ([Way.INSTEAD], [Way.CHASE], [Way.CANCEL]) else None
    others: list[Way] = [way for way in named if way is not Way.WAIT]
    if Way.BOTH in open_now and ({*others} == {Way.CHASE, Way.GOODWILL} or BOTH.fullmatch(given.text)):
        return str(Way.BOTH)
    waits = WAITS.search(given.text) and not PLAIN_NO.match(given.text)
    asks = ASKS.search(given.text) and not WAITS.search(given.text)
    named = others if (others and not waits) or asks else named  # "no, have it found"; "ok, the five dollars"
    return str(named[0]) if len(named) == 1 else None
