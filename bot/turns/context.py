"""What the facts make of what was heard: the same words mean another thing to somebody who is owed money."""

import re
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard

WHEN = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+)?(?:when|where|how long|any news|what about)\b.*\b(?:money|refund|\d)", re.I | re.S
)
JUST_CAME = timedelta(days=7)
"""What is marked delivered and missed came within these days."""
MISTAKEN = frozenset({"billing_error", "refund_request", "payment_promo", "order_status"})


WISHES = frozenset({"refund_request", "return_exchange", "delivery_late"})
NEVER_CAME = re.compile(
    r"\b(?:never (?:arrived|came|turned up|showed up|received|got)"
    r"|(?:did|has|have)(?:n'?t| not) (?:arrived?|come|received?|got)"
    r"|not (?:arrived|received|here)|nothing (?:came|arrived|here)|stolen|stole my|someone took)\b",
    re.I,
)


def in_context(heard: Heard, facts: Facts) -> Heard:
    """What was heard, in the light of what the shop knows of this customer."""
    return _missed(_asks_when(heard, facts), facts)


def _missed(heard: Heard, facts: Facts) -> Heard:
    """Money or another one for what never came, or half-heard words of it: looked for first, if one thing fits."""
    unsure = heard.intent in ("delivery_not_received", "delivery_late") and heard.band is Band.CLARIFY
    wants_money = heard.intent in WISHES and NEVER_CAME.search(heard.text)
    just = [o for o in facts.orders if o.delivered and facts.now - o.delivered < JUST_CAME]
    late = any(p.late_by(facts.now) for o in facts.orders for p in o.parcels if not p.is_return)
    if not (unsure or wants_money) or not just or late:
        return heard
    sure = ("delivery_not_received", heard.intents[0][1])
    rest = tuple(pair for pair in heard.intents if pair[0] != sure[0])
    return replace(heard, intents=(sure, *rest), band=Band.ACT)


def _asks_when(heard: Heard, facts: Facts) -> Heard:
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
