"""Where one wish in a message ends and the next begins."""

import re

from bot.scene import Scene
from bot.slots import words_of

APART = re.compile(
    r"(?:[!?;\n]|\.(?!\d))+\s*|\s*,?\s+(?:and|n|&|also|plus)(?:\s+(?:also|then))?\s+|\s*,\s*(?:then|also)\s+"
    r"|\s*,\s*(?=(?:where'?s?|when'?s?|what'?s?|how|can|could|please|i want|i need|i was|i'?d like|do you|is there"
    r"|refund|return|cancel|change|exchange|replace|call|ring|phone|get me|send me)\b)",
    re.I,
)
"""Where one wish may end and the next begin."""
_NUMBERED = re.compile(rf"[\s,;:]*\(?\b[1-4](?:\)|\.(?= ?[a-z]))\s*|{APART.pattern}", re.I)
_FIRST, _SECOND = (re.compile(rf"\b{n}(?:\)|\.(?= ?[a-z]))", re.I) for n in (1, 2))
"""A list says so itself: "1) the scarf 2) the coat"."""
ENDS_LIST = re.compile(
    r",|\b(?:they|it|both|which|because|cause|cos|bc|since|as|but|please|pls|i|too|also|if|as well|maybe|while)\b", re.I
)
"""What comes behind the last of several things: a pause, or why."""
_HAS_A_WISH = re.compile(
    r"\W*(?:the |my )?(?!i\b)\w+(?: (?!i\b)\w+)? i(?:'d| would| do|'m)?"
    r" (?:want|need|wanna|like|wish|returning|sending)\b",
    re.I,
)
"""Begins with a thing, and says what becomes of it: "the scarf i want to return"."""
_TELLS = re.compile(r"\W*(?:(?:hi|hello|hey|so)\W+)?(?:i|we) (?:have |just )?(?:bought|ordered|got|purchased)\b", re.I)
"""How a thing came to them, and no word of what is the matter."""
ON_IT = re.compile(r"\W*(?:but |and |now |still )*(?:it|they|that|both|these|those)(?:'s|'re)?\b", re.I)
"""Goes on with what was named before."""
LIST = re.compile(r"\b(?:and|plus|also|as well)\b|[,&+]", re.I)
ANOTHER = re.compile(
    r"\W*(?:and )?(?:also|plus|besides|another (?:thing|question)|one more thing|second(?:ly)?)\b", re.I
)
"""Begins another matter, and says so."""
_COUNTED = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|ok(?:ay)?|i have|i've got|there are|just)\W+)*"
    r"(?:two|2|three|3|four|4|a (?:few|couple of?)|several|some) (?:things?|questions?|q'?s|problems?|issues?|matters?)"
    r"(?: (?:please|pls|today|for you|actually|to ask))*\s*[:;,.-]*\s*",
    re.I,
)
"""Says how many follow."""


def bare(part: str) -> str:
    """A part without the words that count or number it."""
    return _COUNTED.sub("", part.strip()).strip()


def _tells_of_it(scene: Scene, last: tuple[int, int], now: tuple[int, int]) -> bool:
    """ "I bought beans in september", "they taste stale": one matter."""
    return _TELLS.match(scene.text[slice(*last)]) is not None and ON_IT.match(scene.text[slice(*now)]) is not None


def apart_at(scene: Scene) -> list[tuple[int, int]]:
    """Where each part starts and ends; one that begins with nothing but things of theirs goes on with the part before:
    "refund the kettle and the toaster, i changed my mind" is one, "… and the cups please they are broken", and so is
    "jumper and boots back"."""
    titles = frozenset().union(*(words_of(item.title) for order in scene.facts.orders for item in order.items))
    found: list[tuple[int, int]] = []
    start = 0
    listed = _FIRST.search(scene.text) and _SECOND.search(scene.text)
    for gap in (*(_NUMBERED if listed else APART).finditer(scene.text), None):
        end = gap.start() if gap else len(scene.text)
        named = words_of(ENDS_LIST.split(scene.text[start:end], maxsplit=1)[0])
        goes_on = _HAS_A_WISH.match(scene.text[start:end]) is None
        last = words_of(scene.text[slice(*found[-1])]) if found else frozenset()
        if found and (
            (named and named <= titles and goes_on)
            or _tells_of_it(scene, found[-1], (start, end))
            or (last and last <= titles)
        ):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
        start = gap.end() if gap else end
    return found
