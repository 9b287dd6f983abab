"""What was picked, put right: less of it ("keep the boots"), another number of it ("make it five"), all of it."""

import re

from bot.shop import Item
from bot.slots.naming import ALL, BOTH, NUMBERS, OUT_OF, bare, counted, number_in, words_of
from bot.slots.picking import Pick, left, named_in, picked
from bot.slots.sparing import spared_in

ONLY_A_NUMBER = re.compile(
    r"\W*(?:(?:yes|yeah|ok|okay|no|not|oh|sorry|wait|actually|rather|i|mean|meant|make|it|that|just|only|please|pls"
    rf"|of|them|pairs?|pieces?|items?|\d{{1,3}}|{'|'.join(NUMBERS)})\b\W*)+",
    re.I,
)
"""Says another number of the same thing, and nothing besides."""
BOTH_OF = re.compile(
    r"\W*(?:(?:yes|yeah|ok(?:ay)?|no|wait|actually|sorry)\W+)*both(?: of them)?"
    r"(?:\W+(?:please|pls|actually|then|sorry|tho|though|i mean))*\W*",
    re.I,
)
THE_ONE = re.compile(r"(?<=just )the one\b|(?<=only )the one\b", re.I)
KEEPS_SOME = re.compile(
    r"\W*(?:(?:yes|yeah|ok(?:ay)?|but|no|wait|actually|and|please|pls|can|could|may|i|we|want|would|like|i'?d|i'?ll|to"
    r"|just|only)\W+)*keep(?:ing)? (?P<some>[\w]+)(?: of (?:them|those|these))?"
    r"(?:\W+(?:please|pls|though|then|myself|for me|of them))*\W*",
    re.I,
)
"""Of the one thing that there are several of, some stay: "yes, but keep one"."""
WHOLE = re.compile(
    r"\b(?:(?:whole|entire|complete) (?:order|thing|lot)|everything (?:else|back|in (?:it|there|the))"
    r"|(?:refund|return|cancel|send back|exchange|swap|take back|money back for) (?:me )?(?:for )?"
    r"(?:everything|the lot|all(?! (?:of )?(?:the|my|those|these|\d)\b))|all the rest|and the rest)\b",
    re.I,
)
"""All of the order, even where some of it is named besides."""
ONLY_ALL = re.compile(
    r"\W*(?:(?:yes|yeah|ok(?:ay)?|no|not|actually|wait|sorry|oh|i|mean|meant|make|it|that|then|just|please|pls|rather"
    rf"|it'?s|for|and|well|refund|return|send|cancel|want|to)\W+)*{ALL.pattern}"
    r"(?:\W+(?:please|pls|of|it|them|back|then|actually|instead|now))*\W*",
    re.I,
)


def put_right(
    text: str, before: tuple[Pick, ...], items: tuple[Item, ...], counts: str = ""
) -> tuple[Pick, ...] | None:
    """What was picked, with less of it ("keep the boots") or with another number of the one thing ("make it five")."""
    rest, stays, fine = spared_in(text)
    spared = named_in(f"{stays} {fine}", items)
    if spared and not named_in(rest, items) and not ALL.search(text):
        less = (_less(p, counted(stays, p.item.title), counts) if p.item in spared else p for p in before)
        return tuple(filter(None, less)) or None
    several = [pick for pick in before if going_of(pick, counts) > 1]
    if (some := KEEPS_SOME.fullmatch(text)) and len(several) == 1:
        less = (_less(p, number_in(some["some"]), counts) if p in several else p for p in before)
        return tuple(filter(None, less)) or None
    of_it = BOTH_OF.fullmatch(text) or (ONLY_ALL.fullmatch(text) and not WHOLE.search(text))
    if of_it and len(before) == 1 and left(before[0].item) > 1:
        return (Pick(before[0].item, left(before[0].item)),)
    if again := _recounted(text, before, items):
        return again
    text = THE_ONE.sub("one", text)
    number = number_in(OUT_OF.sub(" ", text)) if ONLY_A_NUMBER.fullmatch(text) else None
    return (picked(before[0].item, number),) if number and len(before) == 1 else None


def _recounted(text: str, before: tuple[Pick, ...], items: tuple[Item, ...]) -> tuple[Pick, ...] | None:
    """ "Actually 3 cups", of the kettle and two cups: another number of the one, and the other as it was."""
    lines = named_in(text, items)
    if len(before) < len(lines) + 1 or len(lines) != 1 or lines[0] not in [pick.item for pick in before]:
        return None
    text, mine = NOT_SO_MANY.sub(" ", text), words_of(lines[0].title)
    number = counted(text, lines[0].title) or (left(lines[0]) if ALL.search(text) or BOTH.search(text) else None)
    rest = [word for word in bare(text) if word.removesuffix("s") not in mine and word not in NUMBERS]
    if not number or number > left(lines[0]) or not all(word in AROUND or word.isdigit() for word in rest):
        return None
    return tuple(picked(p.item, number) if p.item == lines[0] else p for p in before)


NOT_SO_MANY = re.compile(rf"\bnot (?:just |only )?(?:\d{{1,3}}|{'|'.join(NUMBERS)})\b", re.I)
"""The number that was not meant: "three cups, not two"."""
AROUND = frozenset(
    "actually wait no nope sorry oh i mean meant make it that its it's of the my then please pls hm ah all both"
    " should be are there were instead".split()
)
"""Words around a number that is put right; "only" and "not" would leave something out."""


def _less(pick: Pick, stays: int | None, counts: str) -> Pick | None:
    """A pick without as many as stay, or without any if that is all of it."""
    going = going_of(pick, counts)
    return Pick(pick.item, going - stays) if stays and stays < going else None


def going_of(pick: Pick, counts: str) -> int:
    """How many of a line go back: as it was picked, as it was answered after that, else all that are left."""
    answered = re.search(rf"(?:^|,)(?:{re.escape(pick.item.id)}=)?(\d+)(?:,|$)", counts)
    return pick.count or (int(answered[1]) if answered else left(pick.item))


def all_of_something(text: str, items: tuple[Item, ...]) -> bool:
    """Whether "all" in an answer to something else is no more of the order: "it burns everything"."""
    said = ALL.search(text) and not named_in(text, items)
    return bool(said) and not (WHOLE.search(text) or ONLY_ALL.fullmatch(text) or spared_in(text)[1])
