"""How people name a thing of theirs: by a word of it, by a number, by a rank."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from bot.hearing.kinds import KINDS
from bot.labels import LONG, one_slip
from bot.shop import Order
from bot.text import escape

ALL = re.compile(
    r"\b(?:(?<!after )(?<!at )(?<!that's )(?<!thats )(?<!that is )(?<!not )(?<!first of )"
    r"all(?! (?:right|good|the (?:time|best)|day|week|along|over|i\b))|everything|every one|the lot"
    r"|whole (?:order|thing|lot)|all of (?:it|them))\b",
    re.I,
)
BOTH = re.compile(r"\bboth\b", re.I)
_LASTS = "".join(
    rf"(?<!\b{word} )"
    for word in "stocks stock supplies supply offers to will does do did not can could should would it they".split()
)
"""Before these "last" is a verb: "while stocks last", "should it last that long"."""
NEWEST = re.compile(
    rf"(?<!\bat )(?<!n't )(?<!'ll ){_LASTS}\blast\b(?! (?:week|month|year|night|time|long|until|forever)\b)"
    r"|(?<!\bat the )\blatest\b(?! (?:week|month|year|night|time))"
    r"|\b(?:newest|most recent)\b(?! (?:week|month|year|night|time))",
    re.I,
)
ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "couple": 2
}
DULL = frozenset("the and for with set new pack size pair large small medium my your of in a an to".split()) | set(
    NUMBERS
)
OUT_OF = re.compile(rf"\bof (?:the )?(?:\d{{1,3}}|{'|'.join(NUMBERS)})\b", re.I)
"""How many there are, of which some are meant: "just one of 4"."""

CHEAPEST = re.compile(
    r"(?<!looks )(?<!look )(?<!feels )(?<!feel )(?<!too )(?<!so )(?<!very )\bcheap\b"
    r"|\b(?:cheap(?:er|est)|least expensive|lower|smaller (?:sum|amount))\b",
    re.I,
)
DEAREST = re.compile(
    r"\b(?:dear(?:er|est)|(?:more|most) expensive|expensive one|priciest|bigger (?:sum|amount))\b", re.I
)
MOMENT = re.compile(r"\b(?:a|one|half a|1|just a) sec(?:ond)?\b", re.I)
"""Asks for patience, and is no rank."""
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"({'|'.join(MONTHS)})[a-z]*"
DATED = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?)\b"
)
NUMBERED = re.compile(r"(?<![\w.,/-])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})(?:[./]\d{2,4})?)(?![\w/-])")
THAT_ONE = re.compile(r"\b(?:the|this|that|your|my|which|other|another)(?: (?!just\b|only\b)[\w-]+){0,2} one\b")

THING = KINDS["samovar"]
"""The kind of words that name what can be bought."""

T = TypeVar("T")


@lru_cache(1024)  # a turn asks it of the same few titles a hundred times
def words_of(text: str) -> frozenset[str]:
    """The words that could name a thing, without their plural s."""
    found = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(ONE_OF.get(w, w.removesuffix("s")) for w in found if w not in DULL)


ONE_OF = {"knives": "knife", "scarves": "scarf", "shelves": "shelf", "loaves": "loaf"}
"""Plurals that lose more than an s."""


def names_in(*orders: Order) -> frozenset[str]:
    """The words in the names of what was ordered."""
    return frozenset(word for order in orders for item in order.items for word in words_of(item.title))


def bare(text: str) -> list[str]:
    """The words of a short answer."""
    return re.findall(r"[\w']+", text.casefold())


def every(said: str) -> bool:
    """Whether all of it is said: "everything", "the whole order"."""
    return ALL.search(said) is not None or BOTH.search(said) is not None


def ranks_in(said: str) -> tuple[int, ...]:
    """The ranks that are said: "the second" is 1; asking for a second is none."""
    return tuple(dict.fromkeys(ORDINALS[word] for word in bare(MOMENT.sub(" ", said)) if word in ORDINALS))


def rank_in(said: str) -> int | None:
    """The first of them."""
    return next(iter(ranks_in(said)), None)


def priced(said: str, things: tuple[T, ...], price: Callable[[T], Decimal]) -> T | None:
    """The cheapest or the dearest of some, if that is what was said and there is one."""
    if not things or bool(CHEAPEST.search(said)) == bool(DEAREST.search(said)):
        return None
    end = (min if CHEAPEST.search(said) else max)(map(price, things))
    found = [thing for thing in things if price(thing) == end]
    return found[0] if len(found) == 1 else None


def on_day(said: str, day: date, today: date) -> bool:
    """Whether a day is named: "yesterday's", "saturday" (of the last week), "3 nov", "november 3rd", "21/11"."""
    days = (today - day).days
    close = {0: r"today'?s?|this morning", 1: r"yesterday'?s?|last night"}.get(days)
    if close and re.search(rf"\b(?:{close})\b", said, re.I):
        return True
    if days < 8 and re.search(rf"\b{day:%A}\b", said, re.I):
        return True
    for first, month, month_first, last in DATED.findall(said.casefold()):
        if (month or month_first) == MONTHS[day.month - 1] and int(first or last) == day.day:
            return True
    numbered = NUMBERED.findall(said)
    return any(_same_day(day, *map(int, filter(None, parts[1:]))) for parts in numbered)


def _same_day(day: date, one: int, other: int) -> bool:
    """Written as day and month or the other way round; both ways are in use."""
    return (one, other) in ((day.day, day.month), (day.month, day.day))


def near(word: str, names: frozenset[str]) -> str:
    """The name that a word is, or nearly is; empty if it is none, may be two, or is a word itself.

    No house is a hose with a slip in it.
    """
    if word in names:
        return word
    if KINDS.get(word, THING) != THING:
        return ""
    found = [name for name in names if len(word) > LONG and one_slip(word, name)]
    return found[0] if len(found) == 1 else ""


def naming(said: str, names: frozenset[str]) -> frozenset[str]:
    """The names of these that were said, slips of the fingers forgiven."""
    return frozenset(filter(None, (near(word, names) for word in words_of(said))))


def named(said: str, things: tuple[T, ...], name: Callable[[T], str]) -> tuple[T, ...]:
    """The things whose names share the most words with what was said; none if nothing is shared."""
    names = {id(thing): words_of(name(thing)) for thing in things}
    spoken = naming(said, frozenset().union(*names.values()))
    score = {id(thing): len(spoken & names[id(thing)]) for thing in things}
    top = max(score.values(), default=0)
    return tuple(t for t in things if top and score[id(t)] == top)


def counted(said: str, name: str) -> int | None:
    """The number said before a word of a name: "two of the cups", "3 mugs"; None if none was."""
    words = re.findall(r"[^\W_]+", said.casefold())
    mine = words_of(name) | naming(said, words_of(name))
    for at, word in enumerate(words):
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else NUMBERS.get(word)
        if number and any(near(w.removesuffix("s"), mine) for w in words[at + 1 : at + 5]):
            return number
        if number and at and near(words[at - 1].removesuffix("s"), mine) and set(words[at + 1 : at + 2]) <= _AFTER:
            return number
    return None


_AFTER = frozenset("are were of came arrived have".split())
"""What follows a number that stands behind the thing: "mugs, 2 are chipped"."""


def as_number(word: str) -> int:
    """A number in digits, or one of the words for one; 0 where it is neither."""
    return int(word) if word.isdigit() else NUMBERS.get(word.casefold(), 0)


def number_in(said: str) -> int | None:
    """The only number in a short answer, in digits or in words; the one of "the blue one" is none."""
    words = re.findall(r"[^\W_]+", THAT_ONE.sub(" ", said.casefold()))
    found = [int(w) if w.isascii() and w.isdigit() and len(w) < 4 else NUMBERS.get(w, 0) for w in words]
    found = [n for n in found if n]
    return found[0] if len(found) == 1 else None


def quoted(words: str, limit: int = 80) -> str:
    """Somebody's words, cut and escaped, to stand inside a sentence of ours."""
    short = " ".join(words.split())
    return escape(short if len(short) <= limit else short[: limit - 1] + "…")
