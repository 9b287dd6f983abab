"""An address out of a letter: what is told before the house number and behind the postcode is no part of it."""

import re

from bot.slots.postcodes import POSTCODES, postcode

GREETING = re.compile(r"\W*(?:dear|hello|hi|good (?:morning|day|evening)|regards|sincerely)\b[^\d]*", re.I)
UNIT = r"(?:flat|apt|apartment|unit|suite|floor|room|#)\.?\s*\w+"
BEFORE_IT = re.compile(
    r"^(?!.*\bc/o\b)[^\d\n]*\b(?:lives?|living|stay(?:s|ing)?|since|moved|my (?:son|daughter|sister|brother|mum|mom"
    r"|dad|wife|husband|friend|new|old)|with my|i think|new (?:one|address)|because|(?:we|i)(?:'m|'ve|'re| am| are"
    r"| have| live| now| moved| stay| think))\b[^\d\n]*?"
    rf"(?=(?:{UNIT}\W+)?\d)",
    re.I,
)
"""A story before the house number: "I am staying with my sister at 14 Elm Street"."""
THE_CODE = re.compile(
    r"\b(?:and )?(?:the |my )?(?:post ?code|zip(?: ?code)?)(?: is| i think| should be|:)*(?= \S)", re.I
)
BEHIND_IT = re.compile(
    r"\s+(?:until|till?|for now|for the|or|and|but|because|since|i think|as i|where|it is|it'?s)\b.*$", re.I
)
"""What goes on behind the postcode, and is no part of it."""
LONG_PART = 4
"""Words in a piece behind the postcode that tell something else."""
NUMBERED = re.compile(r"\d")


def without_story(parts: list[str], country: str) -> list[str]:
    """The pieces without what is told before the house number and behind the postcode."""
    parts = [BEFORE_IT.sub("", THE_CODE.sub("", part)).strip() for part in parts if not GREETING.fullmatch(part)]
    code = next((at for at in reversed(range(len(parts))) if postcode(parts[at : at + 1], country)), None)
    if code is None or country not in POSTCODES:
        return [part for part in parts if part]
    pattern = re.compile(rf"(?<![\w-]){POSTCODES[country]}(?![\w-])", re.I)
    *_, last = pattern.finditer(parts[code])
    parts[code] = parts[code][: last.end()] + BEHIND_IT.sub("", parts[code][last.end() :])
    behind = [part for part in parts[code + 1 :] if NUMBERED.search(part) or len(part.split()) < LONG_PART]
    return [part for part in (*parts[: code + 1], *behind) if part]
