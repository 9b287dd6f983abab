"""What the facts make of what was heard: the same words mean another thing to somebody who is owed money."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from bot.anew import replace
from bot.facts import Facts
from bot.flows.product import SELL, answers
from bot.flows.subscription.which import WISHES
from bot.hearing import Band, Heard, hear
from bot.slots import words_of
from bot.turns.misheard import about_theirs, not_promised, not_wanted, on_statement, part_missing
from bot.turns.telling import (
    PRODUCT,
    RETURNS,
    asked_before,
    awaited,
    bare_wish,
    handed_in,
    meant_as,
    of_a_charge,
    refund_missing,
)

WHEN = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+)?(?:when|where|how long|any news|what about)\b.*\b(?:money|refund|\d)", re.I | re.S
)
JUST_CAME = timedelta(days=7)
"""What is marked delivered and missed came within these days."""
MISTAKEN = frozenset({"billing_error", "refund_request", "payment_promo", "order_status"})

CHARGED = re.compile(r"\b(?:charg\w*|bill(?:ed|ing)|debit\w*|took|taken|payments?|renewed)\b", re.I)
ENDED = re.compile(r"\b(?:cancel\w*|quit|ended|stopped|unsubscrib\w*|left)\b", re.I)
ABOUT_MONEY = ("billing_error", "membership", "refund_request", "payment_promo")

MAY_BE_MISSED = frozenset({"refund_request", "return_exchange", "delivery_late"})
NEVER_CAME = re.compile(
    r"\b(?:never (?:arrived|came|turned up|showed up|received|got)"
    r"|(?:did|has|have)(?:n'?t| not) (?:arrived?|come|received?|got)"
    r"|not (?:arrived|received|here)|nothing (?:came|arrived|here)|stolen|stole my|someone took)\b",
    re.I,
)

NOTHING_CAME = re.compile(
    r"\W*(?:(?:but|and|so|there(?:'?s)?|still)\W+)*nothing (?:(?:has|have|had|ever|at all|yet) )*"
    r"(?:arrived?|come|came|here|there|turned up|got here)(?: (?:yet|here|at all|so far))?\W*",
    re.I,
)
"""The whole message, and no more than half heard."""
LIKELY = 3
SWAPS = re.compile(
    r"\b(?:too? (?:small|big|large|tight|loose|long|short|wide|narrow)|wrong (?:size|colou?r)|does(?:n'?t| not) fit"
    r"|(?:another|different|bigger|smaller|larger|other) (?:size|colou?r|one)|swap|exchange)\b",
    re.I,
)
"""What one says of a thing that should be another one."""
ANOTHER = re.compile(r"\bsend (?:me )?(?:an?other|a new|a replacement)\b(?! (?:address|place))", re.I)
CLOSE = 0.75
"""From this score a written answer tells what was meant, where the words alone did not."""
SAYS_WHAT = re.compile(r"^\W*(?:it|this|that)(?:'?s| is) (?:about|regarding|for|to do with|my|the)\b", re.I)
"""Says what something is about, and asks nothing."""
IN_WRITING = ("faq", "product_question", "payment_promo", "technical_issue", "account_access")
"""Intents that a written answer may be the whole reply to."""


def _in_the_catalogue(heard: Heard, facts: Facts) -> Heard:
    """Half understood, but about a thing we sell and something its page says; or whether we sell it at all."""
    if heard.triggers or not facts.catalogue:
        return heard
    sells = SELL.search(heard.text) is not None
    # Only what was said before may have made anything else of it.
    alone = sells and heard.intent != PRODUCT and hear(heard.text).band is not Band.ACT
    general = alone or heard.intent in ("faq", "out_of_scope", PRODUCT)
    likely = heard.band is not Band.ACT and PRODUCT in [name for name, _ in heard.intents[:LIKELY]]
    if not (general or likely):
        return heard
    offered = general and not facts.answers and sells
    if not offered and (heard.intent == "faq" or not answers(heard.text, facts.products)):
        return heard
    return meant_as(PRODUCT, heard)


def _answered(heard: Heard, facts: Facts) -> Heard:
    """Half understood, but nearly the very question that a written answer is for."""
    if heard.band is Band.ACT or heard.triggers or not facts.answers or facts.answers[0].score < CLOSE:
        return heard
    if SAYS_WHAT.search(heard.text):
        return heard
    general = next((name for name, _ in heard.intents[:3] if name in IN_WRITING), "faq")
    return meant_as(RETURNS if heard.intent == RETURNS else general, heard)


def _swaps(heard: Heard, facts: Facts) -> Heard:
    """Half understood, but what they have does not fit: they want another one, and ask no price."""
    likely = RETURNS in [name for name, _ in heard.intents[:LIKELY]]
    if heard.band is not Band.ACT and likely and ANOTHER.search(heard.text):
        return meant_as(RETURNS, heard)
    if (
        heard.intent not in (PRODUCT, RETURNS, "item_problem", "provide_info", "faq", "complaint", "out_of_scope")
        or heard.band is Band.ACT
        or not SWAPS.search(heard.text)
    ):
        return heard
    return meant_as(RETURNS, heard) if words_of(heard.text) & _bought(facts) else heard


def _missed(heard: Heard, facts: Facts) -> Heard:
    """Money or another one for what never came, or half-heard words of it: looked for first, if one thing fits."""
    half = heard.band is not Band.ACT and "delivery_not_received" in [name for name, _ in heard.intents[:LIKELY]]
    came = heard.intent == "delivery_not_received" and heard.band is Band.CLARIFY and NOTHING_CAME.fullmatch(heard.text)
    if came:
        return meant_as("delivery_not_received", heard)
    unsure = heard.intent in ("delivery_not_received", "delivery_late") and heard.band is Band.CLARIFY
    wants_money = heard.intent in MAY_BE_MISSED and NEVER_CAME.search(heard.text)
    just = [o for o in facts.orders if o.delivered and facts.now - o.delivered < JUST_CAME]
    late = any(p.late_by(facts.now) for o in facts.orders for p in o.parcels if not p.is_return)
    if not (unsure or wants_money or (half and NEVER_CAME.search(heard.text))) or not just or late:
        return heard
    return meant_as("delivery_not_received", heard)


AN_ORDER = re.compile(r"\border\w*\b", re.I)
MISHEARD = frozenset({"cancel_order", "refund_request", "faq", "out_of_scope", "return_exchange", "membership"})


def _about_plan(heard: Heard, facts: Facts) -> Heard:
    """Somebody who has a club, names it and says what to do with it, means that and no order."""
    wish = any(re.search(rf"\b(?:{pattern})", heard.text, re.I) for pattern in WISHES.values())
    open_to_doubt = heard.intent in MISHEARD or heard.band is not Band.ACT
    return meant_as("membership", heard) if open_to_doubt and wish and _names_plan(heard, facts) else heard


def _names_plan(heard: Heard, facts: Facts) -> bool:
    """Whether a word of a subscription's name was said that is in the name of nothing they ordered."""
    plans = facts.account.subscriptions if facts.account else ()
    return any(words_of(heard.text) & (words_of(one.title) - _bought(facts)) for one in plans)


def _bought(facts: Facts) -> frozenset[str]:
    """The words in the names of what they ordered."""
    return frozenset(word for o in facts.orders for i in o.items for word in words_of(i.title))


def _charged(heard: Heard, facts: Facts) -> Heard:
    """Words of a charge are heard half as well as they are meant: the account settles what they are about."""
    half = heard.band is not Band.ACT and any(name in ABOUT_MONEY for name, _ in heard.intents[:LIKELY])
    if not (half or heard.intent in ABOUT_MONEY) or not CHARGED.search(heard.text):
        return heard
    plans = facts.account.subscriptions if facts.account else ()
    ended = ENDED.search(heard.text) and not AN_ORDER.search(heard.text)
    if ended and (any(one.cancelled for one in plans) or _names_plan(heard, facts)):
        return meant_as("membership", heard)
    doubted = heard.band is not Band.ACT and heard.intent in ("billing_error", "membership")
    return meant_as(heard.intent, heard) if doubted and facts.account else heard


def _owed_money(heard: Heard, facts: Facts) -> Heard:
    """Asking when or where money comes, while a refund is on its way, is asking for its state."""
    if heard.intent not in MISTAKEN or not WHEN.search(heard.text) or not _owed(heard, facts):
        return heard
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "contest")
    return replace(meant_as("refund_status", heard), triggers=triggers)


def _owed(heard: Heard, facts: Facts) -> bool:
    """Whether a refund is on its way, of the very sum if one was named."""
    moving = [r.amount.amount for o in facts.orders for r in o.refunds if r.state in ("asked", "sent", "failed")]
    named = [amount for e in heard.entities if e.type == "amount" for amount in _sums(e.text)]
    return bool(moving) and (not named or any(amount in moving for amount in named))


def _sums(text: str) -> list[Decimal]:
    try:
        return [Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    except InvalidOperation:
        return []


RULES: tuple[Callable[[Heard, Facts], Heard], ...] = (
    not_wanted,
    bare_wish,
    part_missing,
    about_theirs,
    on_statement,
    _about_plan,
    of_a_charge,
    _charged,
    _owed_money,
    not_promised,
    refund_missing,
    handed_in,
    _missed,
    awaited,
    _swaps,
    _answered,
    _in_the_catalogue,
    asked_before,
)
"""In this order: what the account tells, then what was bought, then what is written, then what is sold."""


def in_context(heard: Heard, facts: Facts) -> Heard:
    """The message as these facts make it read."""
    for rule in RULES:
        heard = rule(heard, facts)
    return heard
