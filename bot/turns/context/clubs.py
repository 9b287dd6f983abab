"""What is asked of a club by somebody who has one, and sounds like a parcel, a price or a page."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.shop import Subscription
from bot.slots import naming, words_of
from bot.slots.clubs import LAST_PAID, NOT_COME, WISHES, Wish
from bot.turns.context.reading import PRODUCT, bought, half, meant_as

KIND = re.compile(
    r"\b(?:club|circle|subscription|membership)\b|\b(?P<what>\w+) (?:thing|plan)\b"
    r"|\b(?:monthly|yearly) (?P<each>\w+)\b"
    r"|\b(?P<often>\w+)(?: (?:that|which|i get|comes?|sent|delivered)){0,3} every (?:month|year)\b",
    re.I,
)
"""Names a club as one: "the circle", "my tea thing", "the coffee that comes every month"."""
NEXT_ONE = re.compile(r"\b(?:next|first) (?:\w+ )?\w+", re.I)
NEXT_SALE = re.compile(r"\bnext (?:\w+ ){1,2}(?:sale|offer|deal|discount|event)s?\b", re.I)
"""The shop's next one, and none of a club."""
NEXT_PAID = re.compile(
    r"\b(?:next|upcoming|coming)(?: (?:year|month)(?:'?s)?)? (?:payment|charge|bill|debit|renewal)\b"
    r"(?!.*\b(?:order|instal\w+|refund)\b)",
    re.I,
)
NEXT_TAKEN = re.compile(
    r"\bnext (?:date|day|time)(?: (?:that|when))? (?:you|they|it|the (?:club|circle)) (?:take|charge|bill|debit)s?\b"
    r"|\bwhen (?:do|will|does|are) (?:you|they)(?: (?:going to|gonna))? (?:take|charge|bill|debit)(?: me| the| my)?"
    r"(?: money| card)?(?: (?:next|again))\b",
    re.I,
)
"""Asks when money is taken next: of who has a club that runs, no refund is asked after."""
IF_NOT = re.compile(
    r"\bw(?:h)?at (?:happens|will happen|would happen)?(?: then)? ?(?:if|when) (?:i|we)"
    r" (?:do not|don'?t|dont|forget to|never) (?:cancel|stop|end)",
    re.I,
)
NO_MORE = re.compile(
    r"\b(?:no|any) (?:more|further|other) (?:charges?|payments?|bills?)\b"
    r"(?!.*\b(?:delivery|shipping|postage|returns?)\b)|\b(?:won'?t|will not|not|never) (?:be )?"
    r"(?:charged?|billed?) (?:me )?(?:again|any ?more|ever)\b",
    re.I,
)
ASKED = ("faq", "out_of_scope", "provide_info", "payment_promo", "order_status", "deny", "billing_error", PRODUCT)
"""What is taken for a question to the house, a look at a parcel, or a no."""
MISSED = ("delivery_not_received", "delivery_late", "order_status", "billing_error", "refund_request")
SHORT = 12
NOT_THIS = re.compile(r"\bnot (?:the |my |that |those )?\w+", re.I)
LIGHT = frozenset({"contest", "frustration", "repeat", "not_received", "urgency"})


def asked_after(heard: Heard, facts: Facts) -> Heard:
    """ "How much is the tea circle", "when is the next payment", of who has a club: how that stands."""
    taken = half(heard) or heard.intent in ASKED
    plans = _plans(facts)
    if not ((taken or NEXT_TAKEN.search(heard.text)) and plans) or any(rule not in LIGHT for rule, _ in heard.triggers):
        return heard
    text = heard.text.replace("\u2019", "'")
    named = _is_named(text, facts)
    runs = any(plan.renews and not plan.cancelled for plan in plans)
    if runs and NEXT_TAKEN.search(text):
        return meant_as("membership", heard)
    after = named and (RENEWS.search(text) or LAST_PAID.search(text)) and not _of_an_order(text, facts)
    by_itself = runs and (NEXT_PAID.search(text) or IF_NOT.search(text) or _last_of_all(text, facts))
    over = NO_MORE.search(text) and heard.intent in ("billing_error", "payment_promo", "faq", "out_of_scope")
    if after or by_itself or over or _next_of_it(text, facts) or _and_no_other(text, facts):
        return meant_as("membership", heard)
    return heard


RENEWS = re.compile(rf"\b(?:{WISHES[Wish.RENEWAL]}|how often)", re.I)


def nothing_came(heard: Heard, facts: Facts) -> Heard:
    """ "I never got any coffee from the club": no parcel of theirs, and no charge to explain."""
    taken = half(heard) or heard.intent in MISSED
    if not taken or any(rule not in LIGHT for rule, _ in heard.triggers):
        return heard
    if not NOT_COME.search(heard.text.replace("\u2019", "'")) or not _is_named(heard.text, facts):
        return heard
    if _of_an_order(heard.text, facts):
        return heard
    light = ("contest", "not_received", "repeat")
    return replace(meant_as("membership", heard), triggers=tuple(t for t in heard.triggers if t[0] not in light))


def _plans(facts: Facts) -> tuple[Subscription, ...]:
    return facts.account.subscriptions if facts.account else ()


def _titles(facts: Facts) -> frozenset[str]:
    return frozenset(word for plan in _plans(facts) for word in words_of(plan.title))


def _is_named(text: str, facts: Facts) -> bool:
    """Whether one of theirs is spoken of as a club, and not by a word alone that a thing has in its name, too."""
    rest = NOT_THIS.sub(" ", text)
    for found in KIND.finditer(rest):
        word = found["what"] or found["each"] or found["often"]
        if _plans(facts) and (word is None or words_of(word) & _titles(facts)):
            return True
    return False


def _of_an_order(text: str, facts: Facts) -> bool:
    """Whether a thing of theirs or an order by its number is named besides."""
    numbers = any(order.number in text for order in facts.orders)
    return numbers or bool(naming(NOT_THIS.sub(" ", text), bought(facts) - _titles(facts)))


def _last_of_all(text: str, facts: Facts) -> bool:
    """ "When did I last pay", of who has ordered nothing of late: only the club is paid again and again."""
    return LAST_PAID.search(text) is not None and "last" in text.casefold() and not bought(facts, "open", "dispatched")


def _next_of_it(text: str, facts: Facts) -> bool:
    """ "When is my next coffee coming", where no order with it is on its way."""
    found = NEXT_ONE.search(text)
    its = found is not None and not NEXT_SALE.search(text) and bool(words_of(found.group()) & _titles(facts))
    return its and not naming(text, bought(facts, "open", "dispatched"))


def _and_no_other(text: str, facts: Facts) -> bool:
    """ "The coffee club, not the dripper": puts right what was meant, in few words."""
    short = len(text.split()) <= SHORT
    return short and NOT_THIS.search(text) is not None and _is_named(text, facts) and not _of_an_order(text, facts)
