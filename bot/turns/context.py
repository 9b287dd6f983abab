"""What the facts make of what was heard: the same words mean another thing to somebody who is owed money."""

import re
from decimal import Decimal, InvalidOperation

from bot.anew import replace
from bot.facts import Facts
from bot.flows.product import SELL, answers
from bot.hearing import Band, Heard

WHEN = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+)?(?:when|where|how long|any news|what about)\b.*\b(?:money|refund|\d)", re.I | re.S
)
MISTAKEN = frozenset({"billing_error", "refund_request", "payment_promo", "order_status"})


PRODUCT, LIKELY = "product_question", 3
CLOSE = 0.75
"""From this score a written answer tells what was meant, where the words alone did not."""
GENERAL = ("faq", "product_question", "payment_promo", "technical_issue", "account_access")
"""Intents that a written answer may be the whole reply to."""


def in_context(heard: Heard, facts: Facts) -> Heard:
    """What is on its way to them, and what the shop has written, tell what half understood words mean."""
    return _in_the_catalogue(_answered(_about_money(heard, facts), facts), facts)


def _in_the_catalogue(heard: Heard, facts: Facts) -> Heard:
    """Half understood, but about a thing we sell and something its page says; or whether we sell it at all."""
    general = heard.intent in ("faq", "out_of_scope", PRODUCT)
    likely = heard.band is not Band.ACT and PRODUCT in [name for name, _ in heard.intents[:LIKELY]]
    if heard.triggers or not facts.catalogue or not (general or likely):
        return heard
    sells = general and not facts.answers and SELL.search(heard.text)
    if not sells and (heard.intent == "faq" or not answers(heard.text, facts.products)):
        return heard
    rest = tuple(pair for pair in heard.intents if pair[0] != PRODUCT)
    return replace(heard, intents=((PRODUCT, heard.intents[0][1]), *rest), band=Band.ACT)


def _answered(heard: Heard, facts: Facts) -> Heard:
    """Half understood, but nearly the very question that a written answer is for."""
    if heard.band is Band.ACT or heard.triggers or not facts.answers or facts.answers[0].score < CLOSE:
        return heard
    intent = next((name for name, _ in heard.intents[:3] if name in GENERAL), "faq")
    rest = tuple(pair for pair in heard.intents if pair[0] != intent)
    return replace(heard, intents=((intent, heard.intents[0][1]), *rest), band=Band.ACT)


def _about_money(heard: Heard, facts: Facts) -> Heard:
    """Asking when or where money comes, while a refund is on its way, is asking for its state."""
    if heard.intent not in MISTAKEN or not WHEN.search(heard.text) or not _owed(heard, facts):
        return heard
    rest = tuple(pair for pair in heard.intents if pair[0] != "refund_status")
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "contest")
    intents = (("refund_status", heard.intents[0][1]), *rest)
    return replace(heard, intents=intents, triggers=triggers, band=Band.ACT)


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
