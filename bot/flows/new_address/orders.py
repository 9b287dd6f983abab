"""Several orders meant at once: each is asked about by itself, one after the other."""

import re

from bot import slots
from bot.flow import Given, View
from bot.shop import Order
from bot.slots.apart import spared, titles
from bot.slots.naming import BOTH

ALL_OF_THEM = re.compile(
    r"\b(?:both|all|every|my|these|the two|my two)\b(?: (?!one\b|next\b)\w+){0,2} (?:orders|parcels|packages"
    r"|deliveries|boxes)\b|\beverything\b|\b(?:both|all) (?:of )?(?:them|it)\b|\b(?:them|it) (?:all|both)\b"
    r"|\bboth to\b",
    re.I,
)
"""Says in first words that it is about all that is to come."""
ONE = re.compile(r"\b(?:one|1|either) of\b|\bor\b|\b(?:only|just) (?:the|my|one)\b|\bnot (?:both|all)\b", re.I)
"""Means one of them, or is not sure which."""
AND = re.compile(r"\band\b|&|\+|,|\bboth\b", re.I)


def not_here_yet(order: Order, _: View) -> bool:
    return order.status in ("open", "dispatched") and bool(slots.moving(order) or not order.parcels)


def all_meant(given: Given, view: View) -> str | None:
    """The numbers of the orders that are meant together; none where one is picked out, or only one is to come."""
    waiting = tuple(order for order in view.facts.orders if not_here_yet(order, view))
    text, out = spared(given.text)
    if "order" in view.answers or len(waiting) < 2 or out or ONE.search(text):
        return None
    numbered = tuple(o for o in waiting if re.search(rf"(?<!\w){o.number}(?!\w)", text))
    called = tuple(o for o in waiting if slots.naming(text, slots.words_of(titles(o))))
    first = given.text == view.extras.get("words")
    whole = ALL_OF_THEM.search(text) if first else slots.every(text)
    if len(numbered) > 1 or (not numbered and len(called) > 1 and (whole or _apart(text, called))):
        return _kept(numbered or called)
    if not called and not numbered and whole and not (BOTH.search(text) and len(waiting) > 2):
        return _kept(waiting)
    return None


ONLY_THAT = re.compile(
    r"\W*(?:(?:no+|ok(?:ay)?|wait|actually|just|only|order|the|for|then|make it|change)\W+)*#?(?P<number>\w{3,})"
    r"(?: (?:then|only|first|please|pls|instead|not both|alone|just))*\W*",
    re.I,
)
"""Names one of them by its number and says no more: "8140 then"."""


THE_OTHER = re.compile(
    r"\W*(?:(?:and|also|ok(?:ay)?|yes|please|pls|oh|plus)\W+)*(?:the|my) other (?:one|order|parcel|package)?"
    r"(?: (?:as well|too|also|please|pls|there|to there|same place|to the same (?:place|address)))*\W*",
    re.I,
)
ADDS = re.compile(r"^\W*(?:and|also|plus)\b|\b(?:also|as well|too)\b", re.I)


def recounted(given: Given, view: View) -> str | None:
    """The orders meant at a later question: only one of several, or "and the other one too"."""
    said, several = ONLY_THAT.fullmatch(given.text), view.answers.get("orders", "").split(",")
    if said and len(several) > 1 and said["number"] in several:
        return said["number"]
    order: Order | None = view.facts.order(view.answers.get("order", ""))
    others = tuple(o for o in view.facts.orders if o != order and not_here_yet(o, view))
    if order is None or len(others) != 1 or not (ADDS.search(given.text) and THE_OTHER.fullmatch(given.text)):
        return None
    return _kept((order, *others))


def _apart(text: str, called: tuple[Order, ...]) -> bool:
    """Whether each is named by a word of its own, or all by one in the plural of which each order holds one."""
    own = [slots.words_of(titles(o)) for o in called]
    shared = frozenset.intersection(*own)
    if shared == own[0]:
        return all(sum(i.quantity for i in o.items) == 1 for o in called) and any(
            re.search(rf"\b{re.escape(word)}s\b", text, re.I) for word in shared
        )
    return AND.search(text) is not None and all(slots.naming(text, words - shared) for words in own)


def _kept(orders: tuple[Order, ...]) -> str:
    return ",".join(order.number for order in orders)


def first_order(view: View) -> str:
    return view.answers.get("orders", "").partition(",")[0]


def orders_left(view: View) -> str:
    """The numbers of those that come after the one under way."""
    first, _, rest = view.answers.get("orders", "").partition(",")
    order: Order | None = view.known.get("order")
    return rest if order and order.number == first else ""


def next_order(view: View) -> Order | None:
    return view.facts.order(orders_left(view).partition(",")[0])
