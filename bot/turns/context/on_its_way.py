"""What is on its way to them, asked after in other words than those that a look at a parcel is known by."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard, hear
from bot.shop import Item
from bot.slots import contents, moving, naming, outward, words_of
from bot.turns.context.reading import DAYS, PRODUCT, at_fault, bought, half, meant_as
from bot.turns.context.things import MISSED

_GOT = r"(?:got|received|have(?: got)?|had)"
ONLY_CAME = re.compile(
    rf"\bonly (?:{_GOT}|the|my)\b|\bjust the\b|\b{_GOT}(?: today| now| so far)? (?:only|just)\b", re.I
)
"""Says of what came that it was not all."""
HAS_IT = re.compile(
    rf"\b(?:i|we)(?:'?ve)? (?:do |did |already |only |just )*{_GOT} (?:the|my)\b"
    rf"|^\W*(?:ok(?:ay)?\W+)?{_GOT} (?:the|my)\b"
    r"|\b(?:came|arrived|here)\b",
    re.I,
)
"""Says that something came."""
REST = re.compile(r"\b(?:rest|others?|remaining|remainder)\b", re.I)
ASKED = re.compile(
    r"\b(?:where|when)\b|\b(?:ask(?:ing)?|wait(?:ing)?|meant?|looking) (?:for|of|on)\b|\bi meant?\b", re.I
)
"""Asks after what did not."""
_SOME = re.compile(
    r"\b(?:one|two|three|half|some|part|\d+) of\b|\b(?:refund\w*|money|return\w*|cancel\w*|charg\w*)\b", re.I
)


def what_came_and_what_not(heard: Heard, facts: Facts) -> Heard:
    """ "I only got the lights, where is the rest": asked after are the other things of that order, not those."""
    text = heard.text.replace("’", "'")
    only, has = ONLY_CAME.search(text), HAS_IT.search(text)
    grave = any(rule not in ("frustration", "not_received", "repeat", "urgency") for rule, _ in heard.triggers)
    asks = ASKED.search(text) or REST.search(text)
    if grave or not (only or (has and asks)) or at_fault(text) or _SOME.search(text):
        return heard
    for order in facts.orders:
        came = tuple(i for p in outward(order) if p.delivered for i in contents(order, p))
        comes = tuple(i for p in moving(order) for i in contents(order, p) if i not in came)
        if not came or not comes or not (naming(text, _names(came) - _names(comes))):
            continue
        asked = tuple(i for i in comes if naming(text, words_of(i.title) - _names(came)))
        if not (asked or only or REST.search(text)):
            return heard  # "I got the lights, where do they plug in"
        asked = asked or comes
        said = " and ".join(dict.fromkeys(f"the {item.name}" for item in asked))
        meant = hear(f"where are {said} of order {order.number}")
        return replace(meant_as("order_status", meant), triggers=())
    return heard


def _names(items: tuple[Item, ...]) -> frozenset[str]:
    return frozenset(word for item in items for word in words_of(item.title))


WHATS_WITH = re.compile(
    r"\b(?:what(?:'?s| is)? (?:up |going on |happening )?with|any (?:word|update) (?:on|about|of)"
    r"|what(?:'?s| is)? happening (?:to|with)|what about) (?:my|the) (?P<what>[\w' -]{3,40})\W*$"
    r"|\b(?:what(?:'?s| is)|which|who(?:'?s| is)) (?:the )?(?:carrier|courier|delivery (?:company|service))\b.*"
    r"\b(?:my|the) (?P<carried>[\w' -]{3,40})\W*$",
    re.I,
)
"""Asks how something stands, or who brings it, and says nothing of what it does."""
ASKED_OF_ITS_MAKE = frozenset({PRODUCT, "faq", "out_of_scope", "provide_info", "technical_issue", "item_problem"})


def whats_with(heard: Heard, facts: Facts) -> Heard:
    """ "And whats with my headphones", of what is on its way: where they are, and no help with them."""
    found = WHATS_WITH.search(heard.text.replace("’", "'"))
    if found is None or heard.triggers or not (heard.intent in ASKED_OF_ITS_MAKE or half(heard)):
        return heard
    what = found["what"] or found["carried"]
    comes = naming(what, bought(facts, "open", "dispatched")) and not naming(what, bought(facts, "delivered"))
    return meant_as("order_status", heard) if comes else heard


WHEN_IT_CAME = re.compile(
    r"\W*(?:(?:hi|hello|hey|and|so|ok(?:ay)?|but)\W+)*(?:when|what (?:day|time|date)|on what day|where)(?: exactly)?"
    r" (?:was|were|did) (?:it|they|this|that|(?:my|the) [\w'-]+(?: [\w'-]+)?)"
    r" (?:be |get )?(?:delivered|come|arrive|dropped off|handed over|left)"
    r"(?: (?:exactly|please|pls|then|to me|again))*\W*",
    re.I,
)


def when_it_came(heard: Heard, _: Facts) -> Heard:
    """ "When was it delivered" asks for the day, and says of nothing that it is not there."""
    asks = heard.intent in (MISSED, "delivery_problem", "delivery_late") and WHEN_IT_CAME.fullmatch(heard.text)
    if not asks or any(rule != "not_received" for rule, _ in heard.triggers):
        return heard
    return replace(meant_as("order_status", heard), triggers=())


THE_LATE_ONE = re.compile(
    r"\W*(?:(?:hi|hello|hey|it'?s|its|about|no|yes)\W+)*the (?:one|order|parcel|package)"
    r" (?:that'?s|thats|that is|which is|that was|which was) (?:so |very |still )?"
    r"(?:late|delayed|overdue|due already)\W*",
    re.I,
)
HOW_SURE = re.compile(
    rf"\W*(?:(?:and|so|but|ok(?:ay)?|hm+)\W+)*how (?:sure|certain|likely|reliable) (?:is|are)"
    rf" (?:it|that|this|they|the (?:day|date)|{DAYS})\b.{{0,25}}",
    re.I,
)
"""Asks whether the day that was told will hold."""


ANY_CHANCE = re.compile(
    rf"\bany (?:chance|way|possibility)(?: (?:of|for|on|it|they|comes?|can|could|to|get|have|bring))* {DAYS}\b", re.I
)
"""Wishes for a day, whatever is told of another before it."""
IF_NOT = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|hi)\W+)*what (?:happens|if|do i (?:do|get)|then)\b.{0,40}"
    r"(?:n'?t|\bnot|\bnever|doesnt|dont) (?:come|arrive|turn up|show up|get here|be here)\b.{0,25}",
    re.I,
)
"""Asks what the shop does then: its page says so."""
IF_LATE = "what if it does not come in time"
"""The words that its page is found by."""


def asked_shortly(heard: Heard, facts: Facts) -> Heard:
    """ "The one that's late", "how sure is Wednesday": said of what is on its way, and of no page."""
    if heard.triggers or not bought(facts, "dispatched"):
        return heard
    if THE_LATE_ONE.fullmatch(heard.text) and any(p.late_by(facts.now) for o in facts.orders for p in moving(o)):
        return meant_as("delivery_late", heard)
    if IF_NOT.fullmatch(heard.text.replace("’", "'")):
        return meant_as("faq", heard)
    if ANY_CHANCE.search(heard.text) and heard.intent in ("order_status", "delivery_late", "out_of_scope", "deny"):
        return meant_as("change_delivery", heard)
    return meant_as("order_status", heard) if HOW_SURE.fullmatch(heard.text) else heard


NOT_LIKE_THAT = re.compile(
    r"\b(?:do(?:n'?t| not)|dont) (?:want|need|like) (?:it|them|that|this)(?: to (?:be|come|go))?(?: be)? "
    r"(?:(?:too|so|that|very|as) )*(?:far|late|early|left|outside|delivered|brought|dropped|on|at(?! all)"
    r"|in(?! any)|with"
    r"|by(?! now)"
    r"|near|away|before|tomorrow|today)\b",
    re.I,
)
"""Says how it shall not come, and not that it shall not."""
AT_THE_COUNTER = re.compile(
    r"\b(?:do|will|would|must) (?:i|we) (?:need|have to (?:show|bring|have)|bring|show)\b[^.?!]{0,20}"
    r"\b(?:id|i\.d\.|passport|licen[cs]e|identification|document|proof)\b",
    re.I,
)


def not_to_be_stopped(heard: Heard, facts: Facts) -> Heard:
    """ "I don't want it too far", "do I need an ID there": how it is brought, and no word of stopping it."""
    text = heard.text.replace("’", "'")
    if AT_THE_COUNTER.search(text) and (heard.intent in ("cancel_order", "return_exchange") or half(heard)):
        return meant_as("faq", heard)
    if heard.intent != "cancel_order" or re.search(r"\b(?:cancel\w*|stop|recall\w*)\b", text, re.I):
        return heard
    waits = NOT_LIKE_THAT.search(text) and bought(facts, "dispatched")
    return meant_as("change_delivery", heard) if waits else heard
