"""Reads the word lists of this package: regular expressions a person can review, in TOML."""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from bot.hearing.heads import Beginnings

_FOLDED: Final = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))
_LISTS: Final["Beginnings[Phrases]"] = Beginnings()


@cache
def tables(name: str) -> dict[str, Any]:
    """One packaged file of word lists."""
    return tomllib.loads((files("bot.hearing") / "data" / f"{name}.toml").read_text("utf-8"))


class Said(str):
    """Text as the word lists are written, which knows where the phrases of each may begin."""

    @cached_property
    def places(self) -> dict["Phrases", list[int]]:
        """For each list that the text may have phrases of, where they may begin."""
        return _LISTS.places(self)


def said(text: str) -> Said:
    """Lower case, straight apostrophes."""
    return Said(text.lower().replace("’", "'").replace("`", "'"))


class Phrases:
    """Any of these, as whole words; looked for only where a word begins as one of them does."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = "|".join(words)
        _LISTS.add(self._words, self)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when a text may have one of them, as many lists are long and seldom needed."""
        return re.compile(rf"(?<!\w)(?:{self._words})(?!\w)")

    def finditer(self, text: Said) -> Iterable[re.Match[str]]:
        """What the pattern finds, from left to right, none overlapping."""
        return matches(self._pattern, text, at) if (at := self._places(text)) else ()

    def search(self, text: Said) -> re.Match[str] | None:
        """The first of them."""
        for place in self._places(text):
            if match := self._pattern.match(text, place):
                return match
        return None

    def _places(self, text: Said) -> Sequence[int]:
        """Where one of them may begin."""
        return sorted(at) if (at := text.places.get(self)) else ()

    def sub(self, shown: str, text: Said) -> Said:
        """The text with something else for each of them."""
        return Said(self._pattern.sub(shown, text)) if self.search(text) else text


@dataclass(frozen=True, eq=False)
class Late:
    """A pattern that is compiled when a text may have it: few texts do, and a start would have to wait for all."""

    words: str
    any_case: bool = False

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.words, re.IGNORECASE if self.any_case else 0)


def matches(pattern: re.Pattern[str], text: str, at: Sequence[int], end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """What `finditer` gives up to the end, of a pattern that can match nowhere but at these places."""
    reach, match = 0, pattern.match
    for place in at:
        if place >= reach and (found := match(text, place, end)):
            reach = found.end()
            yield found


def lowered(text: str) -> str:
    """In lower case at the same length, with the letters that patterns which ignore case take for these."""
    if not text.isascii():
        for letter, taken in _FOLDED:
            if letter in text:
                text = text.replace(letter, taken)
    return text.lower()


def found_at(lower: str, word: str) -> Iterator[int]:
    """Where a word stands, or begins, or ends."""
    at = lower.find(word)
    while at >= 0:
        yield at
        at = lower.find(word, at + 1)
