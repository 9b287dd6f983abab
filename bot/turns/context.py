"""What the facts make of what was heard: the same words mean another thing to somebody who is owed money."""

import re
from decimal import Decimal, InvalidOperation

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard

WHEN = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+)?(?:when|where|how long|any news|what about)\b.*\b(?:money|refund|\d)", re.I | re.S
)
MISTAKEN = frozenset({"billing_error", "refund_request", "payment_promo", "order_status"})


def in_context(heard: Heard, facts: Facts) -> Heard:
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
