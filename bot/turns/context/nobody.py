"""A person or a call that is not wanted, in so many words: "please don't transfer me to an agent"."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.turns.context.wishes import CONCRETE

_PERSON = (
    r"(?:real |live |actual |single |your )*(?:human(?: being)?|person|people|agent|representative|rep|colleague"
    r"|operator|advis[eo]r|manager|supervisor|employee|some(?:one|body)|any(?:one|body)|(?:live )?chat|support|staff"
    r"|customer (?:service|care|support))s?\b(?! (?:who|that|which|again|else|like|new)\b)"
)
_HEAD = (
    r"(?:^|(?<=[.,;:!?\n])|\b(?:please|pls|and|but|so|ok(?:ay)?|hi|hello|hey|oh|sorry|actually|no|just|then|i|we)\b)\W*"
)
_COURTESY = r"(?:(?:please|pls|really|just|actually|also|kindly|ever)\W+)*"
_DONT = r"(?:do ?n[o']?t|do not|dont|no longer|never)"
_ORDER = r"(?:^|(?<=[.,;:!?\n])|\b(?:please|pls|and|but|so|ok(?:ay)?|hi|hello|hey|oh|sorry|actually|no|just|then)\b)\W*"
"""The same for what is told us to do: "I do not get any support" is a complaint."""
_ANY = r"(?:(?:a|an|any|the|some|your|my)\b(?! other\b) ?)?"
_TO = r"(?:(?:to|with|for|from|by)\b ?)?"
_END = (
    r"(?= *(?:$|[.,;\n]|(?:please|pls|plz|needed|necessary|required|thanks|thank|thx|just|only|at all|for (?:this"
    r"|that|it)|and|but|where|when|what|how|i|i'?m|can|could|would|my|the)\b))"
)
"""Where it ends: "no agent has answered" and "no human here?" are complaints."""
_TALK = (
    r"(?:(?:to )?(?:talk|speak|chat|write|wait|be (?:connected|transferred|put through|passed on|called|phoned)|have"
    r"|get|see|involve|bother|deal)\b ?)?"
)
_SEND = (
    r"(?:connect|transfer|put|pass|hand|forward|send|give|get|call|involve|bring|escalate|refer|bother|fetch|ask)\b"
    r"(?: (?:me|us|this|it)\b)?(?: (?:through|over|on|in|up)\b)?"
)
PLAIN = re.compile(
    rf"{_HEAD}{_COURTESY}{_DONT} (?:want|need|wish|require)\b ?{_TALK}{_TO}{_ANY}{_PERSON}"
    rf"|\b(?:i'?d|i would|rather) (?:rather |prefer )?not (?:to )?{_TALK}{_TO}{_ANY}{_PERSON}"
    rf"|(?:{_ORDER}{_COURTESY}{_DONT}|{_HEAD}{_COURTESY}{_DONT} (?:want|need) (?:you )?to)"
    rf" {_SEND} ?{_TO}{_ANY}{_PERSON}(?!'s\b)"
    rf"|{_HEAD}{_COURTESY}no (?:more )?need (?:for|of|to (?:talk|speak) (?:to|with)) {_ANY}{_PERSON}"
    rf"|\bwithout (?:talking |speaking |waiting |having )?{_TO}(?:a|an|any) {_PERSON}"
    rf"|(?:\b(?:please|pls)\W+no {_PERSON}|{_HEAD}no (?:agents|humans|people|colleagues|reps|representatives"
    rf"|operators)\b|{_HEAD}no {_PERSON} (?:needed|necessary|required)\b){_END}",
    re.I,
)
"""Wants none, and no other reading is near."""
BARE = re.compile(rf"^\W*(?:(?:hi|hello|hey|ok(?:ay)?)\W+)*no {_PERSON}{_END}", re.I)
""" "No human please" may as well be a no, and a human, please: it denies only beside something to be done instead."""
NO_CALL = re.compile(
    rf"{_HEAD}{_COURTESY}{_DONT} (?:want |need |wish |like )?(?:(?:you|anyone|them) )?"
    r"(?:(?:to )?(?:be )?(?:call(?:ed)?|phoned?|ring|rung)(?: (?:me|us))?(?: back)?(?: (?:now|today|again|please|pls))*"
    r"|(?:a|any|the) (?:phone )?calls?)(?= *(?:$|[.,;!\n]|(?:please|pls|i|just|but|and|as|because|write|text"
    r"|thanks)\b))"
    rf"|{_HEAD}no (?:phone )?calls?\b{_END}",
    re.I,
)
"""Does not want to be called."""
ELSE = re.compile(r"\b(?:bot|robot|ai)\b|\b(?:to|with) (?:a|the|some|your) (?:machine|computer)\b", re.I)
"""Who wants none of us wants a person."""
_COURTESIES = re.compile(
    r"\b(?:please|pls|plz|thanks|thank you|thx|ok(?:ay)?|hi|hello|hey|sorry|and|but|so|for this|at all|no)\b|\W", re.I
)


JUST = re.compile(r"^\W*(?:please |pls )?(?:just|only)\b", re.I)
"""What follows is all that is wanted."""


def wanted(heard: Heard, _: Facts) -> Heard:
    """The rest of the message, without the person or the call that is denied in it; a plain no if there is no rest."""
    rest = beside(heard.text)
    if rest is None:
        return heard
    if rest and _COURTESIES.sub("", rest):
        again = hear(rest)
        said = {"text": heard.text, "entities": heard.entities, "redacted": heard.redacted}
        return replace(again, language=heard.language, **said)
    calm = {"urgent": False, "frustrated": False, "handoff": False, "reasons": (), "triggers": ()}
    return replace(heard, intents=(("deny", 1.0),), band=Band.ACT, urgency=0.0, frustration=0.0, **calm)


def beside(text: str) -> str | None:
    """What is said beside a person or a call that is not wanted; None where none is denied."""
    text = text.replace("’", "'")
    if ELSE.search(text):
        return None
    rest = text
    for pattern in (PLAIN, NO_CALL):
        rest = pattern.sub(" ", rest).strip(" ,.;:!\n")
    if not BARE.search(rest):
        return rest if rest != text.strip(" ,.;:!\n") else None
    rest = BARE.sub(" ", rest).strip(" ,.;:!\n")
    again = hear(rest) if rest else None
    clear = again is not None and again.band is Band.ACT and again.intent in CONCRETE
    return rest if clear or JUST.match(rest) else None
