"""An answer in the customer's own words; a bare yes, a no or a question to us is no account of anything."""

import re
from collections.abc import Callable
from typing import Any

from bot.flow import Given, View, slot
from bot.slots.agreeing import NO, YES
from bot.slots.naming import bare

MOST = 500
"""Characters that a card can show."""
POINTS = re.compile(r"\W*(?:it|this|that|them|these|those|one|the one|idk)\W*", re.I)
"""Points at something, and names nothing."""
TELLS_NOTHING = (
    YES
    | NO
    | frozenset(
        "thanks thank you thx ty cheers hm hmm hmmm um uh oh ah hello hi hey good great cool nice well sorry pls plz"
        " please so and then now just really all it's that's thats it that this done actually hold on a an the moment"
        " sec second minute i do did have am will im i'm lol haha hehe lmao i see right gotcha".split()
    )
)
"""Words of which alone nobody learns what has happened."""
_LEAD = r"\W*(?:(?:and|but|so|ok(?:ay)?|yes|no|wait|well|oh|hm+|sorry|hi|hello|then|please|pls)\b\W*)*"
_WE = r"(?:i|we|you|u|they|it|that|this|these|there|he|she|the|my|your|an?|any(?:one|body)|some(?:one|body))"
ASKS = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:what|who|how|where|when|why|which)(?:'?s)?(?: (?:exactly|now|then|for|not|come|next|else))?\W*"
    rf"|(?:which|what|whose) (?!(?:it|i|we|they|you|happened|went|came|is|was)\b)\w+\W*"
    r"|(?:what|who|how|where|when|why|which(?: \w+)?)(?:'?s| is| are| was| were| do| does| did| will| would| can| could"
    r"| should| has| have)\b[^.,;!\n]*"
    rf"|(?:do|does|did|can|could|will|would|should|may|must) {_WE}\b[^.,;!\n]*"
    r"|(?:is|are|was|were|has|have) (?:i|we|you|u|they|it|that|this|these|there|any(?:one|body|thing)?)\b[^.,;!\n]*"
    r"|any (?:idea|news|updates?|progress|luck)(?: yet| so far)*\W*(?:(?:it'?s |its )?still \w+(?: here| now)?\W*)?)",
    re.I,
)
"""Asks something of us, and tells nothing beside it; "has a hole in it" tells."""
BRIEF = 9
"""More words than these tell something, whatever they begin with."""
WANTS_NONE = re.compile(
    rf"{_LEAD}i (?:do(?:n['’]?t| not)|no longer) (?:want|need)(?: (?:it|that|this|to|one|any|any ?more|now|a colleague"
    r"|a person|(?:any )?help|(?:an )?answer))*\W*"
    r"|\W*(?:no+|nah|nope)\b\W+(?:thanks?|thank you|thx|ty|cheers|need|don['’]?t bother|leave it|it['’]?s (?:ok(?:ay)?"
    r"|fine))\b[\w\s,.!'’]{0,20}",
    re.I,
)
"""Wants nothing of it any more: that is no answer to what we ask of it."""


def own_words(given: Given) -> str | None:
    """The words of an answer to the question that was asked, cut to what a card can show."""
    said = _said(given)
    return None if said is None or (len(said.split()) <= BRIEF and ASKS.fullmatch(said)) else said


def own_question(given: Given) -> str | None:
    """The same where it was asked what they would like to know: a question is the answer."""
    return _said(given)


def yes_no_or_words(given: Given) -> str | None:
    """The same where the question has a part that a yes or a no answers."""
    plain = given.asked and re.fullmatch(r"\W*(?:yes|yeah|yep|yup|no|nope)\W*", given.text, re.I)
    return given.text.strip() if plain else own_words(given)


def _said(given: Given) -> str | None:
    said = " ".join(given.text.split())[:MOST]
    nothing = set(bare(said)) <= TELLS_NOTHING or POINTS.fullmatch(said) or WANTS_NONE.fullmatch(said)
    return said if given.asked and len(said) > 1 and not nothing else None


def in_own_words(
    ask: Callable[[View], str],
    read: Callable[[Given, View], str | None] = lambda given, _: own_words(given),
    **more: Any,
) -> Any:
    """Whatever the customer tells in answer to this very question."""
    return slot(ask=ask, read=read, any_words=True, only_when_asked=True, **more)
