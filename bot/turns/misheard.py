"""What sounded like a wish and is none: "don't cancel it, I only want to know where it is"."""

import re

from bot.anew import replace
from bot.corrections import folded
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.slots import naming, said, unsaid, words_of

WISHES = {
    "cancel_order": re.compile(r"\bcancel\w*", re.I),
    "refund_request": re.compile(r"\b(?:refund\w*|money back)", re.I),
    "return_exchange": re.compile(r"\b(?:return\w*|exchang\w*|send\w* (?:it |them )?back)", re.I),
    "change_delivery": re.compile(r"\b(?:change|redirect|resend|send it)\b", re.I),
}
"""What one asks for, by the word that asks for it; under a no it is not asked for."""
NO_REFUND = re.compile(r"\W*(?:(?:please|pls|no|hi|hello|hey)\W+)*(?:don'?t|do not) refund\b", re.I)
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
FITS_NOT = re.compile(
    r"\b(?:too (?:small|big|large|tight|loose|long|short|wide|narrow)|does(?:n'?t| not) fit|wrong (?:size|colou?r))\b",
    re.I,
)
TOP = 3
"""Of so many intents heard one may be what was meant."""
ENOUGH = 2
"""Words of a courtesy; more than that says something."""
ASKS = re.compile(r"^\W*(?:w?h?en|wh?ere?s?|were|any news|status|is|has)\b|\?", re.I)
TOOK = re.compile(r"\b(?:take|took|taken)\b.{0,30}\b(?:card|account|bank)\b", re.I)
LOOKS = ("order_status", "delivery_late")


def not_wanted(heard: Heard, _: Facts) -> Heard:
    """The rest of the message, without the wish that is denied in it; a plain no if there is no rest."""
    word = WISHES["refund_request"] if NO_REFUND.match(heard.text) else WISHES.get(heard.intent)
    if word is None or not unsaid(word, heard.text):
        return heard
    rest = " ".join(part.strip() for part in CLAUSE.split(heard.text) if part.strip() and not unsaid(word, part))
    again = hear(rest) if len(rest.split()) > ENOUGH else None
    if again:
        denied = next(name for name, tell in WISHES.items() if tell is word)
        others = tuple(pair for pair in again.intents if pair[0] != denied)
        band = again.band if again.intent == others[0][0] else Band.CLARIFY
        return replace(heard, intents=(*others, (denied, 0.0)), band=band)
    return replace(heard, intents=(("deny", heard.intents[0][1]), *heard.intents), band=Band.ACT)


def not_promised(heard: Heard, facts: Facts) -> Heard:
    """Nobody has promised any money, and nobody asks after it: then it is asked for now."""
    likely = [name for name, _ in heard.intents[:TOP]]
    promised = any(order.refunds or order.returns for order in facts.orders)
    if heard.intent != "refund_status" or "refund_request" not in likely or promised or not facts.orders:
        return heard
    if REFUNDS.search(heard.text):
        return heard
    return _as("refund_request", heard)


def part_missing(heard: Heard, facts: Facts) -> Heard:
    """Part of a box that came is missing: something is wrong with it, and no parcel is looked for."""
    if heard.intent != "delivery_not_received" or not said(SHORT, heard.text) or not BOXED.search(heard.text):
        return heard
    return _as("item_problem", heard)


def fits_not(heard: Heard, facts: Facts) -> Heard:
    """What they have bought does not fit: another one is wanted, whatever else the words sound like."""
    likely = "return_exchange" in [name for name, _ in heard.intents[:TOP]]
    if heard.band is Band.ACT or not likely or not FITS_NOT.search(heard.text) or not _named(heard, facts):
        return heard
    return _as("return_exchange", heard)


def about_theirs(heard: Heard, facts: Facts) -> Heard:
    """A parcel's number and nothing else, or a question about a thing of theirs with a slip in it: it is looked for."""
    tracked = any(p.tracking in heard.text for o in facts.orders for p in o.parcels if not p.is_return)
    looks = next((name for name, _ in heard.intents[:TOP] if name in LOOKS), "")
    if heard.intent not in ("provide_info", "out_of_scope") or not looks or heard.triggers:
        return heard
    asks = heard.intent == "out_of_scope" and ASKS.search(heard.text) and _named(heard, facts)
    return _as(looks, heard) if tracked or asks else heard


def on_statement(heard: Heard, facts: Facts) -> Heard:
    """The words on a statement, or what was taken from a card: a charge is asked about."""
    known = facts.account.charges if facts.account else ()
    quoted = any(folded(one.description) in folded(heard.text) for one in known)
    if quoted and heard.intent in ("out_of_scope", "provide_info", "faq", "product_question"):
        return _as("billing_error", heard)
    doubted = heard.intent == "billing_error" and heard.band is not Band.ACT and facts.account is not None
    return _as("billing_error", heard) if doubted and TOOK.search(heard.text) else heard


def _named(heard: Heard, facts: Facts) -> frozenset[str]:
    """The words that name something they ordered."""
    return naming(heard.text, frozenset(w for o in facts.orders for i in o.items for w in words_of(i.title)))


def _as(intent: str, heard: Heard) -> Heard:
    rest = tuple(pair for pair in heard.intents if pair[0] != intent)
    return replace(heard, intents=((intent, heard.intents[0][1]), *rest), band=Band.ACT)
