"""Fewer of a thing: a part of the order to be stopped, or one of two orders of the same."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.flows.cancel.lines import still_here
from bot.flows.not_received.short import told
from bot.hearing import Heard
from bot.shop import Item
from bot.slots import left
from bot.slots.naming import counted, names_in, naming, number_in, words_of
from bot.turns.context.reading import at_fault, half, meant_as
from bot.turns.context.things import MISSED

_N = r"(?:one|two|three|four|five|six|\d{1,2})"
_LESS = r"(?:reduce|lower|cut(?: down)?|change|bring(?: down)?|make)"
FEWER = re.compile(
    rf"\b{_LESS}\b[^.?!]{{0,30}}\b(?:to|it) (?:only |just )?(?P<to>{_N})\b(?! (?:address|day|hour|week|other)s?\b)"
    rf"|\b(?:(?:only|just) (?:want|need|wanted|needed|meant to (?:order|buy|get))"
    rf"|(?:want|need|wanted|needed|meant to (?:order|buy|get)) (?:only|just)) (?P<only>{_N})\b"
    rf"|\b(?P<enough>{_N})(?: \w+){{0,3}} (?:is|are|would be|will be) (?:enough|plenty)"
    r"(?= (?:for (?:me|us)|please|pls|now|after all|then)\b|\W*$|[,.;!])"
    rf"|\bshould(?:'?ve| have)? be(?:en)? (?:only |just )?(?P<should>{_N})\b"
    r"(?! (?:day|hour|week|pound|dollar|euro)s?\b)"
    rf"|\b(?P<not>{_N})(?: \w+){{0,3}},? (?:instead of|rather than|(?:and )?not) {_N}\b",
    re.I,
)
ELSE = re.compile(
    r"\b(?:refund\w*|return\w*|exchang\w*|swap\w*|broken|damag\w*|missing|arriv\w*|came|got|receiv\w*|deliver\w*)\b"
    r"|^\W*(?:do|does|is|are|how|what|which|when|why)\b",
    re.I,
)
"""Of what came, or a question of how many one needs."""


def of_an_order(heard: Heard, facts: Facts) -> Heard:
    """ "One planter is enough", "reduce my order to one": of what is still here it asks to stop some."""
    found = FEWER.search(heard.text)
    clear = heard.intent == "cancel_order" and not half(heard)
    if clear or heard.triggers or not found or ELSE.search(heard.text):
        return heard
    lines = [item for order in facts.orders if order.status == "open" for item in still_here(order)]
    number = number_in(next(filter(None, found.groups())))
    return (
        meant_as("cancel_order", heard) if any(_of(item, number or 0, heard.text, lines) for item in lines) else heard
    )


def _of(item: Item, number: int, said: str, lines: list[Item]) -> bool:
    """Whether fewer of this line are said than it has: by its name, or by none where there is no other line."""
    alone = len(lines) == 1 and re.search(r"\border(?:ed)?\b", said, re.I) is not None
    named = counted(said, item.title) == number and bool(words_of(item.title))
    return 0 < number < left(item) and (named or alone)


CAME = re.compile(r"\b(?:came|arrived|got|received|here|delivered|turned up|in the (?:box|parcel|package))\b", re.I)


def some_came(heard: Heard, facts: Facts) -> Heard:
    """ "Only three of the four cups came": nothing is wrong with those that did, and the others are looked for."""
    if heard.intent != "item_problem" or heard.triggers or at_fault(heard.text):
        return heard
    came = [order for order in facts.orders if order.delivered]
    some = told(heard.text, ()) and CAME.search(heard.text) and naming(heard.text, names_in(*came))
    return meant_as(MISSED, heard) if some else heard


_TIMES = r"(?:twice|(?:two|2) times|2x)"
TWICE = re.compile(
    rf"\b(?:same|identical)\b[^.?!]{{0,20}}\b{_TIMES}\b|\b(?:order(?:ed)?|bought|purchased)\b[^.?!]{{0,25}}\b{_TIMES}\b"
    r"|\b(?:two|2) (?:\w+ ){0,2}(?:were|are|got) ordered\b|\bduplicate order\b|\border(?:ed)? a duplicate\b",
    re.I,
)
TWO = re.compile(r"\b(?:have|got|ordered|bought|see|there are|there'?s)\b[^.?!]{0,15}\b(?:two|2)\b", re.I)
ONE = re.compile(
    r"\b(?:(?:only|just) (?:need|want|needed|wanted|meant(?: to (?:order|buy|get))?)"
    r"|(?:need|want|needed|wanted|meant(?: to (?:order|buy|get))?) (?:only|just)) (?:one|1)\b"
    r"|\b(?:one|1) is (?:enough|plenty)\b",
    re.I,
)
TOLD = re.compile(
    r"\W*(?:(?:hi|hello|hey|so|um+|sorry|help)\W+)*(?:i|we)(?:'?ve| have)? (?:accidentally |just )?"
    r"(?:ordered|bought) (?:two|2) (?:of the (?:same )?)?(?!orders?\b)\w+"
    r"(?: (?:by mistake|by accident|accidentally))?\W*",
    re.I,
)
"""No more than that: of two orders of the same that is not told for nothing, and it is asked about."""
NOT_OF_ORDERS = re.compile(
    r"\b(?:refund\w*|return\w*|exchang\w*|swap\w*|broken|damag\w*|missing|arriv\w*|came|receiv\w*|deliver\w*|charg\w*"
    r"|paid|pay\w*|bill\w*|invoice\w*|e-?mail\w*|told|wrote|asked|keep\w*)\b"
    r"|^\W*(?:do|does|is|are|how|what|which|when|why|did)\b",
    re.I,
)
"""Of what came or was paid twice, or a question."""


def of_two_orders(heard: Heard, facts: Facts) -> Heard:
    """ "I have the same tent twice", "two tents, I only need one": one of two orders of the same is too many."""
    if heard.intent in ("cancel_order", "billing_error") or heard.triggers or NOT_OF_ORDERS.search(heard.text):
        return heard
    coming = [order for order in facts.orders if order.status in ("open", "dispatched")]
    alike = [o for o in coming if sum(names_in(o) == names_in(other) for other in coming) > 1]
    two = TWICE.search(heard.text) or (TWO.search(heard.text) and ONE.search(heard.text)) or TOLD.fullmatch(heard.text)
    named = naming(heard.text, names_in(*alike)) or re.search(r"\border", heard.text, re.I)
    return meant_as("cancel_order", heard) if alike and two and named else heard


BARE_COUNT = re.compile(rf"\W*(?:only |just )?{_N} (?:(?:out )?of)(?: (?:the|my))? {_N}\W*", re.I)


def bare_count(heard: Heard, _: Facts) -> Heard:
    """ "2 of 4" tells how many, and of nothing that is missing."""
    if not BARE_COUNT.fullmatch(heard.text):
        return heard
    kept = tuple(pair for pair in heard.triggers if pair[0] != "not_received")
    return replace(meant_as("provide_info", heard), triggers=kept)
