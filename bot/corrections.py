"""What says that something before is not so: words that turn away from it, and words that put an answer right."""

import re

_HMM = r"h+m+|u+h+|u+m+|er+m?|a+h+|oh|sorry|oops|ups"
_FILL = rf"(?:{_HMM}|o?k(?:ay)?|well|so|hey|please|pls|hang on|hold on|just|on second thoughts?|then|now|rather|but)"
_STOP = (
    r"(?:stop(?: (?:it|that|this))?|never ?mind(?: (?:it|that|this))?|nvm"
    r"|(?:forget|scrap|drop|leave|cancel) (?:it|that|this)"
    r"|undo(?: (?:it|that|this))?|forget about (?:it|that)|(?:don'?t|do not)(?: do (?:it|that|this))?"
    r"|(?:i(?:'ve| have)? )?changed my mind|wrong (?:chat|window|person|tab)|not (?:now|that|this)|doesn'?t matter)"
)
_TURN = r"(?:no+|nope|nah|wait|actually)"
_LEAD = re.compile(rf"^\W*(?:(?:{_FILL}|{_STOP}|{_TURN})\b\W*)+", re.I)
_TELLS = re.compile(rf"\b(?:{_STOP}|{_TURN})\b|^\W*(?:just|rather)\b", re.I)
_STOPS = re.compile(rf"\b{_STOP}\b", re.I)
_TAIL = re.compile(r"[\s,]+(?:instead|rather)(?: (?:please|pls|then))?\W*$", re.I)
_CLAUSES = re.compile(r"[,.;!?\n]+")
_ECHO = re.compile(r"^\W*(?!(?:can|could|would|will|please|pls)\b)[^,.;!?\n]*\?(?=\W*\w)", re.I)
"""Words of ours, asked about: "leave it? where did they leave it"."""
_REASON = re.compile(r"\bchanged my mind\b", re.I)

BARE = 4
"""Words in which a thing is only named."""
_COUNT = (
    r"\b(?:just|only|make (?:it|that)) (?:the )?(?:one|two|three|four|five|six|\d{1,2})\b"
    r"(?=(?: of (?:them|these|those|\d{1,2}|the\b[^,.;!?]*))?(?: pairs?| pieces?| bags?| boxes| packs?| items?)?"
    r"(?: (?:please|pls|then|thanks|thank you|now|instead|after all|back))*"
    r"(?:\W*$|\s*[,.;!\n]))"
)
MARKED = re.compile(
    rf"^\W*(?:{_HMM}|{_TURN}|not)\b"
    r"|\b(?:actually|mean|meant|sorry|rather|instead|wrong one|other one|typo|mistake|make (?:it|that)"
    r")\b"
    rf"|{_COUNT}",
    re.I,
)
SINGLES = re.compile(r"\b(?:just|only) (?:for )?(?:the|my) \w+", re.I)
"""Picks one out of what was picked: "just the kettle, money back"."""
RECOUNTS = re.compile(_COUNT, re.I)
"""Says another number of what was counted already; "just one question" and "in only one box" count something else."""
MISTAKEN = re.compile(r"\bi meant?\b(?! (?:to|that)\b)|\bwrong one\b|\btypo\b", re.I)
HINTED = re.compile(
    r"\b(?:(?:it'?s|its|was|is) (?:for |about )?the|just|only|(?:is|'s|was|would be|suits) better|keep\w*|stays?"
    r"|not the"
    r"|(?:do|did)(?:n'?t| not) want to (?:return|refund|cancel|exchange|swap|send(?: back)?) (?:the|my))\b",
    re.I,
)
ASKS = re.compile(
    r"\?|\b(?:where|when|what|why|how|who|is|are|do|does|did|can|could|will|would|cancel|return|track|status|help)\b",
    re.I,
)
ADDS = re.compile(r"^\W*(?:and|also|plus)\b|\b(?:also|as well)\b|\btoo\W*$", re.I)
"""One thing more, and not another one."""


SPARES = re.compile(r"\b(?:keep\w*|stays?|staying)\b", re.I)
"""Takes something out, and so adds nothing: "the toaster stays too"."""


def rest_of(text: str) -> str | None:
    """What is said after words that turn away, empty if that is all; None if nothing turns away."""
    lead = _LEAD.match(text)
    turns = lead is not None and _TELLS.search(lead.group()) is not None
    rest = text[lead.end() :] if lead and turns else text
    tail = _TAIL.search(rest)
    if not turns and not tail:
        return None
    return (rest[: tail.start()] if tail else rest).strip()


_NO_THING = re.compile(r"\W*no (?:photos?|pics?|pictures?|box|packaging|receipts?|need|idea)\b", re.I)
"""Tells what there is none of: it turns nothing down."""


def says_no(text: str) -> bool:
    """Whether these words begin with a no, a stop or a wait, whatever follows."""
    lead = _LEAD.match(text)
    if _NO_THING.match(text):
        return False
    return lead is not None and re.search(rf"\b(?:{_STOP}|no+|nope|nah|wait)\b", lead.group(), re.I) is not None


_MOMENT = (
    r"(?:wait|hold (?:on|it)|hang on|one|just|give me|gimme|let me have)?(?: (?:a|an|one|just|for))*"
    r" ?(?:sec(?:ond)?s?|minutes?|mins?|moment|mo|bit)"
)
_WAITS = re.compile(
    rf"\W*(?:(?:{_HMM}|ok(?:ay)?|well|no|please|pls|actually|just)\b\W*)*(?:(?:wait|hold on|hang on|{_MOMENT})\b\W*)+"
    r"(?:(?:please|pls|actually|sorry|hm+|now|there)\b\W*)*",
    re.I,
)
_HUMS = re.compile(rf"\W*(?:(?:{_HMM}|well)\b\W*)*(?:h+m+|u+h+|u+m+|er+m?|well)\b\W*", re.I)


def only_waits(text: str) -> bool:
    """Whether no more is asked for than a moment: "wait", "hold on a sec"; "no wait" is a no."""
    return _WAITS.fullmatch(text) is not None and not re.search(r"\bno+\b", text, re.I)


def hums(text: str) -> bool:
    """Whether they only hum, and have said nothing yet."""
    return _HUMS.fullmatch(text) is not None


_YES_AFTER_ALL = re.compile(
    r"\W*(?:(?:i|mean|meant|sorry|oh|actually|wait|but|that'?s)\W+)*(?:yes|yeah|yep|yup|go ahead|do it)\b", re.I
)


def means_yes(text: str) -> bool:
    """Whether what turns away turns round again: "no i mean yes"."""
    return _YES_AFTER_ALL.match(rest_of(text) or "") is not None


def pauses(text: str) -> bool:
    """Whether what these words begin with only asks for a moment: "wait, how long does it take"."""
    lead = _LEAD.match(text)
    return lead is not None and not re.search(rf"\b(?:{_STOP}|no+|nope|nah)\b", lead.group(), re.I)


def stops(text: str) -> bool:
    """Whether these words only say that it shall not go on; a bare no is not that: it answers."""
    return rest_of(text) == "" and _STOPS.search(text) is not None


def lets_go(text: str) -> bool:
    """Whether a clause of an answer says that it shall not go on: "forget it, it was not plugged in"."""
    clauses = (part for part in _CLAUSES.split(_ECHO.sub("", text)) if not _REASON.search(part))
    return any(rest_of(part) == "" and _STOPS.search(part) is not None for part in clauses)


def waves_off(text: str) -> bool:
    """The same where nothing is under way: "cancel it" asks for something then."""
    return stops(text) and not re.search(r"\bcancel\b", text, re.I)


def refuses(text: str) -> bool:
    """Whether these words, where a yes is waited for, are a no in so many words, and nothing else."""
    return rest_of(text) == ""


def marked(text: str) -> bool:
    """Whether these words say that what was said before is not so."""
    return bool(MARKED.search(text))


def singles(text: str) -> bool:
    """Whether these words pick one thing out, whatever they answer besides."""
    return bool(SINGLES.search(text))


def mistaken(text: str) -> bool:
    """Whether another thing was meant from the first: what was said of the one was said of the other."""
    return bool(MISTAKEN.search(text))


def recounts(text: str) -> bool:
    """Whether these words say another number of the same thing: "no, just one"."""
    return bool(RECOUNTS.search(text))


def brief(text: str) -> bool:
    """Whether these words do no more than name a thing: "the cheaper one"."""
    return len(text.split()) <= BARE and not ASKS.search(text)


def only_names(text: str) -> bool:
    """Whether these words, beside a mark, may do no more than name a thing, so that a bare name is read as one."""
    return marked(text) or brief(text)


def possible(text: str) -> bool:
    """Whether these words may correct something: they say so, hint at it, or only name a thing."""
    adds = ADDS.search(text) and not SPARES.search(text)
    return not adds and (only_names(text) or bool(HINTED.search(text)))


def same(new: str, old: str) -> bool:
    """Whether a kept answer says nothing new: the same things, with no other number of any."""
    parts, before = new.split(","), old.split(",")
    return len(parts) == len(before) and all(p in before or any(b.startswith(f"{p}:") for b in before) for p in parts)


def fewer(new: str, old: str) -> bool:
    """Whether a kept answer names none but things that were named before, in whatever number."""
    parts, before = ({part.partition(":")[0] for part in kept.split(",")} for kept in (new, old))
    return parts <= before


NOT_MONEY = re.compile(
    r"\W*not (?:the |a |my )?(?:money|refund|cash)\b\W*(?:(?:but|i|want|please|pls|just|rather|give me|send me)\W+)*"
    r"(?P<other>(?:an?|the) \w+.*)",
    re.I | re.S,
)
""" "Not the money, a new one": what is wanted stands behind what is not."""
