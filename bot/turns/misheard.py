"""What sounded like a wish and is none: "don't cancel it, I only want to know where it is"."""

import re

from bot.anew import replace
from bot.corrections import folded
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.slots import naming, said, words_of
from bot.turns.telling import meant_as

WISHES = {
    "cancel_order": r"cancel\w*",
    "refund_request": r"(?:refund\w*|money back)",
    "return_exchange": r"(?:return\w*|exchang\w*|send\w* (?:it |them )?back)",
    "change_delivery": r"(?:chang\w*|redirect\w*)",
}
"""What one asks for, by the word that asks for it; under a no of one's own it is not asked for."""
_NO = (
    r"(?:^|[.,;:!?\n]|\b(?:i|i'?m|am|please|pls|but|and|so|no|hi|hello|hey)\b)\W*(?:really |definitely |just )?"
    r"(?:do(?:n'?t| not)(?: (?:want|need|wish|like|mean))?|no need|not (?:asking|looking|trying|going|here))"
    r" (?:(?:to|for|a|an|the|my|any|it|you|me|be|get|have|another) ){0,4}"
)
"""Somebody's own no to what follows; "you don't refund" and "it won't let me cancel" are complaints."""
DENIED = {name: re.compile(rf"{_NO}{word}", re.I) for name, word in WISHES.items()}
ASKED = {name: re.compile(rf"\b{word}", re.I) for name, word in WISHES.items()}
CLAUSE = re.compile(r"[,.;:!?\n]+|\b(?:but|i (?:just|only)|just|because|cause)\b", re.I)
REFUNDS = re.compile(
    r"\b(?:where|when|status|promised|still|waiting|not (?:yet|arrived|here)|how long|came|got|sent)\b", re.I
)
"""Asks after money that somebody said would come."""
SHORT = re.compile(
    r"\b(?:missing|short|only (?:got|one|two|three|four|five|\d+|half)|incomplete|forgot to (?:pack|put)|left out)\b",
    re.I,
)
BOXED = re.compile(
    r"\b(?:in|inside|from) (?:the|my) (?:box|package|pack|set|parcel)\b|\bone (?:is |of .{2,30} )?missing\b", re.I
)
TOP = 3
"""Of so many intents heard one may be what was meant."""
ENOUGH = 2
"""Words of a courtesy; more than that says something."""
ASKS = re.compile(r"^\W*(?:w?h?en|wh?ere?s?|were|any news|status|is|has)\b|\?", re.I)
TOOK = re.compile(r"\b(?:take|took|taken)\b.{0,30}\b(?:card|account|bank)\b", re.I)
MISTAKEN = ("refund_status",)
"""What a wish that is denied is sometimes heard as."""
LOOKS = ("order_status", "delivery_late")


def not_wanted(heard: Heard, _: Facts) -> Heard:
    """The rest of the message, without the wish that is denied in it; a plain no if there is no rest."""
    text = heard.text.replace("’", "'")
    denied = next((name for name, no in DENIED.items() if name in _likely(heard) and no.search(text)), "")
    if not denied or (heard.intent != denied and heard.intent not in MISTAKEN):
        return heard
    rest = " ".join(part.strip() for part in CLAUSE.split(text) if not DENIED[denied].search(part)).strip()
    if ASKED[denied].search(rest):
        return heard
    again = hear(rest) if len(rest.split()) > ENOUGH else None
    if again is None:
        return replace(heard, intents=(("deny", heard.intents[0][1]), *heard.intents), band=Band.ACT)
    others = tuple(pair for pair in again.intents if pair[0] != denied)
    band = again.band if again.intent == others[0][0] else Band.CLARIFY
    return replace(heard, intents=(*others, (denied, 0.0)), band=band)


def _likely(heard: Heard) -> list[str]:
    return [name for name, _ in heard.intents[:TOP]]


def not_promised(heard: Heard, facts: Facts) -> Heard:
    """Nobody has promised any money, and nobody asks after it: then it is asked for now."""
    promised = any(order.refunds or order.returns for order in facts.orders)
    if heard.intent != "refund_status" or "refund_request" not in _likely(heard) or promised or not facts.orders:
        return heard
    if REFUNDS.search(heard.text):
        return heard
    return meant_as("refund_request", heard)


def part_missing(heard: Heard, facts: Facts) -> Heard:
    """Part of a box that came is missing: something is wrong with it, and no parcel is looked for."""
    if heard.intent != "delivery_not_received" or not said(SHORT, heard.text) or not BOXED.search(heard.text):
        return heard
    return meant_as("item_problem", heard)


def about_theirs(heard: Heard, facts: Facts) -> Heard:
    """A parcel's number and nothing else, or a question about a thing of theirs with a slip in it: it is looked for."""
    tracked = any(p.tracking in heard.text for o in facts.orders for p in o.parcels if not p.is_return)
    looks = next((name for name in _likely(heard) if name in LOOKS), "")
    if heard.intent not in ("provide_info", "out_of_scope") or not looks or heard.triggers:
        return heard
    asks = heard.intent == "out_of_scope" and ASKS.search(heard.text) and _named(heard, facts)
    return meant_as(looks, heard) if tracked or asks else heard


def on_statement(heard: Heard, facts: Facts) -> Heard:
    """The words on a statement, or what was taken from a card: a charge is asked about."""
    known = facts.account.charges if facts.account else ()
    quoted = any(folded(one.description) in folded(heard.text) for one in known)
    if quoted and heard.intent in ("out_of_scope", "provide_info", "faq", "product_question"):
        return meant_as("billing_error", heard)
    doubted = heard.intent == "billing_error" and heard.band is not Band.ACT and facts.account is not None
    return meant_as("billing_error", heard) if doubted and TOOK.search(heard.text) else heard


def _named(heard: Heard, facts: Facts) -> frozenset[str]:
    """The words that name something they ordered."""
    return naming(heard.text, frozenset(w for o in facts.orders for i in o.items for w in words_of(i.title)))
