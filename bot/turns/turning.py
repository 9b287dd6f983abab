"""Words that turn away from what is under way: "hmm stop", "no wait, refund instead", "actually just the address"."""

import re

_FILL = (
    r"(?:h+m+|u+h+|u+m+|er+m?|a+h+|oh|o?k(?:ay)?|well|so|hey|sorry|please|pls|hang on|hold on|just"
    r"|on second thoughts?|then|now|rather|but)"
)
_STOP = (
    r"(?:stop(?: (?:it|that|this))?|never ?mind(?: (?:it|that|this))?|nvm"
    r"|(?:forget|scrap|drop|leave|cancel) (?:it|that|this)"
    r"|forget about (?:it|that)|don'?t(?: do (?:it|that|this))?|do not(?: do (?:it|that|this))?"
    r"|(?:i(?:'ve| have)? )?changed my mind|not (?:now|that|this)|doesn'?t matter)"
)
_TURN = r"(?:no+|nope|nah|wait|actually)"
_LEAD = re.compile(rf"^\W*(?:(?:{_FILL}|{_STOP}|{_TURN})\b\W*)+", re.I)
_TELLS = re.compile(rf"\b(?:{_STOP}|{_TURN})\b|^\W*(?:just|rather)\b", re.I)
_STOPS = re.compile(rf"\b{_STOP}\b", re.I)
_TAIL = re.compile(r"[\s,]+(?:instead|rather)(?: (?:please|pls|then))?\W*$", re.I)


_CLAUSES = re.compile(r"[,.;!?\n]+")
_REASON = re.compile(r"\bchanged my mind\b", re.I)


def rest_of(text: str) -> str | None:
    """What is said after words that turn away, empty if that is all; None if nothing turns away."""
    lead = _LEAD.match(text)
    turns = lead is not None and _TELLS.search(lead.group()) is not None
    rest = text[lead.end() :] if lead and turns else text
    tail = _TAIL.search(rest)
    if not turns and not tail:
        return None
    return (rest[: tail.start()] if tail else rest).strip()


def says_no(text: str) -> bool:
    """Whether these words begin with a no, a stop or a wait, whatever follows."""
    lead = _LEAD.match(text)
    return lead is not None and re.search(rf"\b(?:{_STOP}|no+|nope|nah|wait)\b", lead.group(), re.I) is not None


def stops(text: str) -> bool:
    """Whether these words only say that it shall not go on; a bare no is not that: it answers."""
    return rest_of(text) == "" and _STOPS.search(text) is not None


def lets_go(text: str) -> bool:
    """Whether a clause of an answer says that it shall not go on: "forget it, it was not plugged in"."""
    clauses = (part for part in _CLAUSES.split(text) if not _REASON.search(part))
    return any(rest_of(part) == "" and _STOPS.search(part) is not None for part in clauses)


def waves_off(text: str) -> bool:
    """The same where nothing is under way: "cancel it" asks for something then."""
    return stops(text) and not re.search(r"\bcancel\b", text, re.I)


def refuses(text: str) -> bool:
    """Whether these words, where a yes is waited for, are a no in so many words, and nothing else."""
    return rest_of(text) == ""
