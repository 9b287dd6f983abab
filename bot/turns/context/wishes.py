"""Wishes that are denied, and wishes that were told before: "don't cancel it", "third time I write"."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.turns.context.reading import STATUS, likely

WISHES = {
    "cancel_order": r"cancel\w*",
    "refund_request": r"(?:refund\w*|money back)",
    "return_exchange": r"(?:return\w*|exchang\w*|send\w* (?:it |them )?back)",
    "change_delivery": r"(?:chang\w*|redirect\w*)",
}
"""What one asks for, by the word that asks for it; under a no of one's own it is not asked for."""
_NO = (
    r"(?:^|[.,;:!?\n]|\b(?:i|i'?m|am|please|pls|but|and|so|no|hi|hello|hey)\b)\W*(?:really |definitely |just )?"
    r"(?:do(?:n'?t| not)(?: (?:want|need|wish|like|mean))?|no (?:need|longer|more)(?: (?:want|need|wish))?"
    r"|not (?:want\w*|asking|looking|trying|going|here))"
    r" (?:(?:to|for|a|an|the|my|any|it|you|me|be|get|have|another) ){0,4}"
)
"""Somebody's own no to what follows; "you don't refund" and "it won't let me cancel" are complaints."""
DENIED = {name: re.compile(rf"{_NO}{word}", re.I) for name, word in WISHES.items()}
ASKED = {name: re.compile(rf"\b{word}", re.I) for name, word in WISHES.items()}
CLAUSE = re.compile(
    r"[,.;:!?\n]+|\b(?:but|i (?:just|only)|just|because|cause)\b"
    r"|(?=\bi(?:'?d| would)? (?:want|need|like|prefer|rather)\b)",
    re.I,
)
ENOUGH = 2
"""Words of a courtesy; more than that says something."""
ASKED_BEFORE = re.compile(
    r"\b(?:(?:second|third|fourth|fifth|sixth|tenth|2nd|3rd|4th|5th|\d{1,2}th|last) (?:time|message|mail|e-?mail|chat)"
    r" (?:that )?(?:i(?:'?m|'?ve| am| have)?|im|ive|now)\b(?: had to| have to| now)?"
    r" ?(?:writ\w*|wrote|ask\w*|contact\w*|messag\w*|tell\w*|told|call\w*|say\w*|said|chas\w*|try\w*|tried)"
    r"|(?:wrote|written|asked|contacted|messaged|called|told you|chased)\b[^.?!]{0,20}?"
    r"\b(?:twice|thrice|(?:\d+|two|three|four|five|six|several|many) times))\b",
    re.I,
)


def not_wanted(heard: Heard, _: Facts) -> Heard:
    """The rest of the message, without the wish that is denied in it; a plain no if there is no rest."""
    text = heard.text.replace("’", "'")
    denied = next((name for name, no in DENIED.items() if name in likely(heard) and no.search(text)), "")
    if not denied or heard.intent not in (denied, STATUS):  # a refund that is denied is sometimes heard as its state
        return heard
    rest = _beside(text, denied)
    if ASKED[denied].search(rest):
        return heard
    again = hear(rest) if len(rest.split()) > ENOUGH else None
    if again is None:
        return replace(heard, intents=(("deny", heard.intents[0][1]), *heard.intents), band=Band.ACT)
    others = tuple(pair for pair in again.intents if pair[0] != denied)
    band = again.band if again.intent == others[0][0] else Band.CLARIFY
    return replace(heard, intents=(*others, (denied, 0.0)), band=band)


def _beside(text: str, denied: str) -> str:
    """The clauses in which this wish is not denied."""
    return " ".join(part.strip() for part in CLAUSE.split(text) if not DENIED[denied].search(part)).strip()


def taken_back(text: str) -> dict[str, str]:
    """The wishes that these words deny, each with what is said beside that."""
    text = text.replace("’", "'")
    return {name: _beside(text, name) for name, no in DENIED.items() if no.search(text)}


def asked_before(heard: Heard, _: Facts) -> Heard:
    """ "Third time I write, the kettle leaks": whatever else it says, nobody got back to them."""
    said = ASKED_BEFORE.search(heard.text)
    if said is None or "repeat" in dict(heard.triggers):
        return heard
    words = " ".join(said.group().split())
    known = any(reason.startswith("contacted before") for reason in heard.reasons)
    reasons = heard.reasons if known else (*heard.reasons, f'contacted before ("{words}")')
    return replace(heard, triggers=(*heard.triggers, ("repeat", words)), reasons=reasons)
