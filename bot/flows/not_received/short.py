"""Fewer came than were ordered: the parcel is there, and nobody can see from here what was not in it."""

import re

from bot import slots
from bot.flow import View
from bot.shop import Item
from bot.slots import left, words_of
from bot.slots.naming import NUMBERS, as_number

_N = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
_NO_SPAN = (
    r"(?! ?(?:days?|weeks?|months?|hours?|years?|minutes?|times?|emails?|mails?|texts?|messages?|parcels?|boxes)\b)"
)
_ORDERED = r"(?:ordered|bought|paid for|purchased|should (?:be|have been|have got)|supposed to (?:be|get)|expected)"
_CAME = r"(?:got|received|have|came|arrived|there (?:is|are|was|were)|only|just|inside)"
BOTH_TOLD = re.compile(
    rf"\b{_ORDERED}\b[^.;!?]{{0,15}}?\b(?P<all>{_N})\b{_NO_SPAN}[^.;!?]{{0,40}}?\b{_CAME}(?: only| just| got)*"
    rf" (?P<some>{_N})\b{_NO_SPAN}"
    rf"|\b(?:{_CAME})(?: only| just| got)* (?P<few>{_N})\b{_NO_SPAN}[^.;!?]{{0,30}}?\b{_ORDERED}\b[^.;!?]{{0,10}}?"
    rf"\b(?P<many>{_N})\b{_NO_SPAN}"
    rf"|\b(?P<said>{_N})\b{_NO_SPAN}[^.;!?]{{0,25}}?\b{_ORDERED}\b[^.;!?]{{0,12}}?\b(?P<there>{_N}) (?:received|came"
    r"|arrived|delivered|got here|here|in)\b"
    rf"|\b(?P<part>{_N}) (?:out )?of (?:the |my )?(?P<whole>{_N})\b{_NO_SPAN}",
    re.I,
)
"""How many were ordered, and how many came: "ordered 6 mugs got 5", "only 3 of the 4 came"."""
PIECE = re.compile(
    rf"\bfor (?:just |only )?(?:the )?(?:missing )?(?P<for>{_N}|ones?)\b{_NO_SPAN}|\bthe missing (?:ones?|{_N})\b"
    rf"|\b(?:only|just) (?:(?:refund|send|replace|resend|pay(?: back)?)(?: me)? )?(?:for )?(?:the )?(?P<only>{_N})\b",
    re.I,
)
"""Some of the pieces, where something is chosen for the whole parcel: "money for the one"."""
SO_MANY = re.compile(
    rf"(?<!at )(?<!not )(?<!even )\b(?P<some>{_N})\b{_NO_SPAN}(?: (?:of (?:them|it|those|the \w+)|\w+))?"
    r" (?:is|are|was|were|came|arrived|missing|here|there|short|left)\b",
    re.I,
)
IN_THE_BOX = re.compile(
    r"\b(?:in|inside|into|opened|unpacked|i have|i got|i'?ve got) (?:the|my) (?:box|parcel|package|bag|carton)\b"
    r"|\bthe missing (?:ones?|pieces?|parts?|things?|items?|rest)\b|\bmissing one\b",
    re.I,
)
"""An answer of somebody who has the parcel."""


def told(text: str, inside: tuple[Item, ...]) -> bool:
    """Whether these words say that some of a line came and some did not."""
    for found in BOTH_TOLD.finditer(text):
        few, many = (next(filter(None, pair)) for pair in _pairs(found))
        if 0 < as_number(few) < as_number(many):
            return True
    return any(0 < as_number(few) < left(item) for item in inside for few in _before(item).findall(text))


def _before(item: Item) -> re.Pattern[str]:
    """A number right before a name of this: "two of my mugs"."""
    mine = "|".join(map(re.escape, sorted(words_of(item.title))))
    return re.compile(rf"(?<![\d.,:/#-])\b({_N})(?: (?:of|the|my|those|these|{mine}))* (?:{mine})s?\b", re.I)


def _pairs(found: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        (found["some"], found["few"], found["part"], found["there"]),
        (found["all"], found["many"], found["whole"], found["said"]),
    )


def first_told(view: View) -> bool:
    """The same of the words that began it."""
    order, parcel = view.known.get("order"), view.known.get("parcel")
    if not order or not parcel or parcel.lost or not parcel.delivered:
        return False
    return told(view.extras.get("words", ""), slots.contents(order, parcel))


def has_the_box(text: str, inside: tuple[Item, ...]) -> bool:
    """Whether an answer tells that the parcel is there: by where they looked, or by a number of the pieces."""
    pieces = sum(map(left, inside))
    fewer = any(0 < as_number(one["some"]) < pieces for one in SO_MANY.finditer(text))
    return bool(IN_THE_BOX.search(text)) or fewer


def of_some(text: str, inside: tuple[Item, ...]) -> bool:
    """Whether these words want something for some of these pieces only."""
    pieces = sum(map(left, inside))
    found = PIECE.search(text)
    if found is None or pieces < 2:
        return False
    number = as_number(found["for"] or found["only"] or "one") or 1
    return number < pieces
