"""Wishes that are denied, and wishes that were told before: "don't cancel it", "third time I write"."""

import re
from collections.abc import Mapping

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.turns.context.reading import STATUS, half, likely, meant_as

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
    r"(?! (?:have|get|got) (?:a|an|the|my|any)\b)"  # "I don't have a return label" wants one
    r" (?:(?:to|for|a|an|the|my|any|it|you|me|be|get|have|another) ){0,4}"
)
"""Somebody's own no to what follows; "you don't refund" and "it won't let me cancel" are complaints."""
DENIED = {
    name: re.compile(rf"{_NO}{word}|\bno {word} (?:is |was )?(?:needed|necessary|required)\b", re.I)
    for name, word in WISHES.items()
}
_PUT = r"(?:it|them|this|that|(?:the|my) \w+(?: \w+)?)"
_LET_GO = (
    r"\W*(?:(?:actually|sorry|hi|hey|hello|oh|ok(?:ay)?|no|well|wait|hm+|sir|madam)\W+)*"
    r"(?:(?:i|we) )?(?:(?:really|actually|just) )?"
    r"(?:(?:do|did)(?:n'?t| not) (?:want|need|wish)|no longer (?:want|need|wish)|not want|no need)"
    r" (?:(?:to|for|a|an|the|my|any) ){0,3}"
)
_END = (
    r"(?: (?:any ?more|any longer|now|after all|at all|thanks|thank you|thx|please|pls|plz))*"
    r"(?=\W*$|\s*[,.;!\n]|\s+(?:but|because|cause|as|since|i|and|where(?:'?s)?|what(?:'?s)?|how|why|who"
    r"|when (?:is|are|will|do|does|did|can)|can|could|will|would|is|are|do|does|just)\b)"
)
"""Where it ends: at a stop, or where a reason, a question or another wish begins."""
LET_GO = {name: re.compile(rf"{_LET_GO}{word}(?: {_PUT})?{_END}", re.I) for name, word in WISHES.items()}
"""What is said of a wish that is no longer one, at the head of a message."""
_NOUNS = {
    "cancel_order": r"cancell?(?:ation|ing)",
    "refund_request": r"(?:refund(?:ing)?|money back)",
    "return_exchange": r"(?:return(?:ing)?|exchange|exchanging|swap)",
    "change_delivery": r"(?:(?:address )?change|new address|redirection)",
}
_DROPS = (
    r"\W*(?:(?:actually|sorry|oh|ok(?:ay)?|well|wait|hm+|please|pls)\W+)*"
    r"(?:{lead}) (?:(?:to|a|the|my|this|that) )?"
)
_GIVES_UP = r"no more|stop|forget(?: about)?|drop|skip|scrap|cancel|never ?mind(?: about)?"
_NO_MORE = (
    r"(?: (?:any ?more|any longer|now|after all|at all|needed|necessary|thanks|thank you|thx|please|pls|plz))*"
    r"(?=\W*$|\s*[,.;!\n]\s*(?:(?:please|pls|just|rather|instead)\W+)*"
    r"(?:i(?:'?d| would)? (?:just |only |rather |do(?:n'?t| not) )?"
    r"(?:want|need|like|prefer|have)\b|send\b|give\b|(?:can|could) (?:i|you)\b|an?\b|where|when|what|how))"
)
"""Where a bare "no refund" ends: "no refund since two weeks" and "no refund, you took my money" are complaints."""
DROPS = {
    name: re.compile(rf"{_DROPS.format(lead=_GIVES_UP)}{noun}{_END}|{_DROPS.format(lead='no')}{noun}{_NO_MORE}", re.I)
    for name, noun in _NOUNS.items()
}
"""The same, of the one that is under way: "no refund" to anybody else is a complaint."""
ASKED = {name: re.compile(rf"\b{word}", re.I) for name, word in WISHES.items()}
CLAUSE = re.compile(
    r"[,.;:!?\n]+|\b(?:but|i (?:just|only)|just|because|cause)\b"
    r"|(?=\bi(?:'?d| would)? (?:want|need|like|prefer|rather)\b)",
    re.I,
)
ASKS = re.compile(r"^\W*(?:(?:and|but)\W+)*(?:when|where|what|how|why|who|which|did|has|is)\b|\?", re.I)
ENOUGH = 2
"""Words of a courtesy; more than that says something."""
ASKED_BEFORE = re.compile(
    r"\b(?:(?:second|third|fourth|fifth|sixth|tenth|2nd|3rd|4th|5th|\d{1,2}th|last) (?:time|message|mail|e-?mail|chat)"
    r" (?:that )?(?:i(?:'?m|'?ve| am| have)?|im|ive|now)\b(?: had to| have to| now)?"
    r" ?(?:writ\w*|wrote|ask\w*|contact\w*|messag\w*|tell\w*|told|call\w*|say\w*|said|chas\w*|try\w*|tried)"
    r"|(?:wrote|written|asked|contacted|messaged|called|told you|chased)\b[^.?!]{0,20}?"
    r"\b(?:twice|thrice|(?:\d+|two|three|four|five|six|several|many) times)"
    r"|(?:asked|told|contacted|messaged|spoke(?:n)? (?:to|with)|talked (?:to|with)|been through)"
    r" (?:[2-9]|\d\d|two|three|four|five|six|several|many)(?: (?:different|other|of your))?"
    r" (?:people|ppl|persons|agents|reps|colleagues|advis[oe]rs|operators)(?! at (?:home|work)\b)"
    r"|you(?:'ve| have|ve)? (?:just |now |simply )?closed (?:the|my|this) (?:claim|case|ticket|complaint))\b",
    re.I,
)


def not_wanted(heard: Heard, _: Facts) -> Heard:
    """The rest of the message, without the wish that is denied in it; a plain no if there is no rest."""
    text = heard.text.replace("’", "'")
    given_up, found = let_go(text), likely(heard)
    denied = next((name for name, no in DENIED.items() if name in found and (name in given_up or no.search(text))), "")
    if not denied or heard.intent not in (denied, STATUS):  # a refund that is denied is sometimes heard as its state
        return heard
    rest = given_up[denied] if denied in given_up else _beside(text, DENIED[denied])
    if ASKED[denied].search(rest):
        return heard
    again = hear(rest) if len(rest.split()) > ENOUGH else None
    if again is None:
        return replace(heard, intents=(("deny", heard.intents[0][1]), *heard.intents), band=Band.ACT)
    others = tuple(pair for pair in again.intents if pair[0] != denied)
    band = again.band if again.intent == others[0][0] else Band.CLARIFY
    return replace(heard, intents=(*others, (denied, 0.0)), band=band)


BUT = re.compile(r"\b(?:but|however|only that|except that|though)\b(?P<rest>(?:\W+\w+){3,}.*)$", re.I | re.S)
SETTLED = re.compile(
    r"\b(?:now|already|finally|on time|fine|arrived|has (?:come|been delivered)|no longer|sorted|solved|found)\b", re.I
)
"""Good news, unless something is `STILL` wrong."""
STILL = re.compile(r"n'?t\b|\b(?:not|never|still|broken|crack\w*|damag\w*|wrong|missing|leak\w*|faulty|empty)\b", re.I)
CONCRETE = frozenset(
    "order_status delivery_late delivery_not_received delivery_problem change_delivery cancel_order refund_request"
    " refund_status return_exchange item_problem billing_error membership".split()
)
"""Troubles and wishes that one can act on."""


def behind_thanks(heard: Heard, facts: Facts) -> Heard:
    """ "Quick, thanks! But the lamp is cracked": the trouble, if there is a clear one, is what it is about."""
    trouble = BUT.search(heard.text) if heard.intent in ("thanks", "out_of_scope", "complaint") else None
    settled = trouble and SETTLED.search(trouble["rest"]) and not STILL.search(trouble["rest"])
    again = hear(trouble["rest"]) if trouble and not settled else None
    if again is None or again.band is not Band.ACT or again.intent not in CONCRETE:
        return heard
    again = not_wanted(again, facts)
    return replace(heard, intents=again.intents, band=again.band)


def _beside(text: str, no: re.Pattern[str]) -> str:
    """The clauses in which a wish is not denied."""
    return " ".join(part.strip() for part in CLAUSE.split(text) if not no.search(part)).strip()


def let_go(text: str) -> dict[str, str]:
    """The wishes that a message begins by giving up, each with what follows."""
    return _rests(text, LET_GO)


def dropped(text: str, wish: str) -> str | None:
    """What follows where a message begins by giving up the wish that is under way; None where it does not.

    "No refund, money back please" gives up nothing: what follows is the same wish.
    """
    rest = _rests(text, {wish: LET_GO[wish]}).get(wish, _rests(text, {wish: DROPS[wish]}).get(wish))
    again = rest and ASKED[wish].search(rest) and not DENIED[wish].search(rest) and not ASKS.search(rest)
    return None if again else rest


def behind(text: str) -> str:
    """What is said after a wish that a message begins by giving up, if anything is."""
    return next((rest for rest in let_go(text).values() if rest), "")


def _rests(text: str, ways: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    text = text.replace("’", "'")
    given_up = ((name, no.match(text)) for name, no in ways.items())
    return {name: text[said.end() :].strip(" ,.;!\n") for name, said in given_up if said}


ENDS_TALK = re.compile(r"\b(?:end|stop|finish|quit|leave|close) (?:this|the|our) (?:chat|conversation|talk)\b", re.I)
"""Wants this talk to end, and nothing that they have."""


def of_the_talk(heard: Heard, _: Facts) -> Heard:
    """ "I want to end this conversation": no club is cancelled for it, whatever was spoken of before."""
    doubted = half(heard) or heard.intent in ("membership", "cancel_order")
    return meant_as("goodbye", heard) if doubted and not heard.triggers and ENDS_TALK.search(heard.text) else heard


PROMISE = re.compile(
    r"\b(?:we|they|(?:our|the|a) (?:\w+ )?(?:team|colleague|agent|specialist|department|staff))(?:'ll| will| shall)"
    r" (?:(?:also|then|soon|shortly|surely) )*(?:contact|get back to|get in touch with|reach out to|be in touch with"
    r"|call|e-?mail|respond to|reply to|update) you\b",
    re.I,
)
"""What our people write to customers, handed back word for word."""


def of_our_promise(heard: Heard, _: Facts) -> Heard:
    """ "We shared it with our team, they'll contact you": who holds that up to us waits for it."""
    taken = heard.intent in ("out_of_scope", "provide_info") and "case_followup" in likely(heard)
    quotes = taken and PROMISE.search(heard.text.replace("’", "'"))
    return meant_as("case_followup", heard) if quotes else heard


def asked_before(heard: Heard, _: Facts) -> Heard:
    """ "Third time I write, the kettle leaks": whatever else it says, nobody got back to them."""
    said = ASKED_BEFORE.search(heard.text)
    if said is None or "repeat" in dict(heard.triggers):
        return heard
    words = " ".join(said.group().split())
    known = any(reason.startswith("contacted before") for reason in heard.reasons)
    reasons = heard.reasons if known else (*heard.reasons, f'contacted before ("{words}")')
    return replace(heard, triggers=(*heard.triggers, ("repeat", words)), reasons=reasons)
