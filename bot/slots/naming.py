"""How people name a thing of theirs: by a word of it, by a number, by a rank."""

import re
from collections.abc import Callable
from typing import TypeVar

from bot.text import escape

ALL = re.compile(
    r"\b(?:(?<!after )(?<!at )all(?! right)|everything|every one|the lot"
    r"|whole (?:order|thing|lot)|all of (?:it|them))\b",
    re.I,
)
BOTH = re.compile(r"\bboth\b", re.I)
NEWEST = re.compile(r"\b(last|latest|newest|most recent)\b(?! (?:week|month|year|night|time))", re.I)
ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
DULL = frozenset("the and for with set new pack size pair large small medium my your of in a an to".split()) | set(
    NUMBERS
)

T = TypeVar("T")


def words_of(text: str) -> frozenset[str]:
    """The words that could name a thing, without their plural s."""
    found = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(w.removesuffix("s") for w in found if w not in DULL)


def bare(text: str) -> list[str]:
    """The words of a short answer."""
    return re.findall(r"[\w']+", text.casefold())


def named(said: str, things: tuple[T, ...], name: Callable[[T], str]) -> tuple[T, ...]:
    """The things whose names share the most words with what was said; none if nothing is shared."""
    spoken = words_of(said)
    score = {id(thing): len(spoken & words_of(name(thing))) for thing in things}
    top = max(score.values(), default=0)
    return tuple(t for t in things if top and score[id(t)] == top)


def counted(said: str, name: str) -> int | None:
    """The number said before a word of a name: "two of the cups", "3 mugs"; None if none was."""
    words = re.findall(r"[^\W_]+", said.casefold())
    mine = words_of(name)
    for at, word in enumerate(words):
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else NUMBERS.get(word)
        if number and any(w.removesuffix("s") in mine for w in words[at + 1 : at + 5]):
            return number
    return None


def number_in(said: str) -> int | None:
    """The only number in a short answer, in digits or in words."""
    words = re.findall(r"[^\W_]+", said.casefold())
    found = [int(w) if w.isascii() and w.isdigit() and len(w) < 4 else NUMBERS.get(w, 0) for w in words]
    found = [n for n in found if n]
    return found[0] if len(found) == 1 else None


def quoted(words: str, limit: int = 80) -> str:
    """Somebody's words, cut and escaped, to stand inside a sentence of ours."""
    short = " ".join(words.split())
    return escape(short if len(short) <= limit else short[: limit - 1] + "…")
