"""Where in a text each shape is looked for: trying every pattern at every letter would take all the time there is."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache, cached_property
from itertools import chain, islice
from typing import Final

from bot.hearing.heads import Beginnings
from bot.hearing.lexicon import found_at, lowered, matches
from bot.hearing.shape import Shape
from bot.hearing.shapes import SHAPES

Stretch = tuple[int, int]
# Written so that it begins with one of a set, as then a text is searched for it at once.
_DIGITS: Final = re.compile(r"\d\d*")
_MOST: Final = 40
"""So many numbers are read, three times what anybody wrote us: a table of hundreds would take all the time there is."""
_AFTER: Final = 40
"""How far behind its last digit anything ends."""
_SIGNS: Final = 4
"""Of a word by which it is told how it begins."""


@cache
def _beginnings() -> tuple[Beginnings[Shape], frozenset[Shape]]:
    """How the first words of shapes begin, and of which this is known: others are as well looked for near digits."""
    found, known = Beginnings[Shape](), []
    for shape in SHAPES:
        if shape.digits and not (shape.at_digit or shape.lead or shape.sign):
            with suppress(ValueError):
                found.add(shape.pattern.words, shape)
                known.append(shape)
    return found, frozenset(known)


_WORDS: Final = tuple(shape for shape in SHAPES if not shape.digits)


class Search:
    """A text whose shapes are looked for, and where its first numbers stand."""

    def __init__(self, text: str) -> None:
        self._text, self._lower = text, lowered(text)
        # Two signs a number at least: so many more can begin before what begins with the last of them has ended.
        found = [match.span() for match in islice(_DIGITS.finditer(text), _MOST + _AFTER // 2)]
        self.numbers: Final = found[:_MOST]
        self._end = self.numbers[-1][1] + _AFTER if found else 0
        self._reached = [(start, min(end, self._end)) for start, end in found if start < self._end]
        self._longest = max((end - start for start, end in self.numbers), default=0)
        self._stretches: dict[int, list[Stretch]] = {}

    def matches(self) -> Iterable[tuple[Shape, re.Match[str]]]:
        """What each shape that the text may have finds where it may be."""
        for shape in SHAPES if self.numbers else _WORDS:
            if shape.digits <= self._longest and self._may_have(shape):
                for match in self._found(shape):
                    yield shape, match

    def _may_have(self, shape: Shape) -> bool:
        """Whether all is there that a text with this shape has."""
        if shape.hints and not any(map(self._lower.__contains__, shape.hints)):
            return False
        return not shape.sign or bool(shape.sign.compiled.search(self._text))

    def _found(self, shape: Shape) -> Iterable[re.Match[str]]:
        if shape.at_digit:
            match = shape.pattern.compiled.match
            return [found for start, _ in self.numbers if (found := match(self._text, start))]
        places, end = self._places(shape), self._end if shape.lead else len(self._text)
        if places is None:
            find = shape.pattern.compiled.finditer
            return chain.from_iterable(find(self._text, *stretch) for stretch in self._near(shape.before))
        return matches(shape.pattern.compiled, self._text, places, end) if places else ()

    def _places(self, shape: Shape) -> Sequence[int] | None:
        """Where it may begin; None where it is as well looked for all around the digits."""
        if shape.lead:
            return self._before_digits(shape)
        if not shape.digits:
            return self._before_hints(shape)
        return self._at_words(shape) if shape in _beginnings()[1] else None

    def _before_digits(self, shape: Shape) -> Sequence[int]:
        """Close before digits, of which there are as many as it begins with, and one of its signs before them."""
        heads = [
            start
            for start, end in self._reached
            if end - start in shape.size and start and self._text[start - 1] in shape.lead
        ]
        return _close_before(heads, shape.before)

    def _before_hints(self, shape: Shape) -> Sequence[int]:
        return _close_before(
            [at for hint in shape.hints if hint in self._lower for at in found_at(self._lower, hint)], shape.before
        )

    def _at_words(self, shape: Shape) -> Sequence[int]:
        """At words that begin so, and where digits follow a letter, up to the last number."""
        found = sorted(chain(self._glued, self._words.get(shape, ())))
        return found[: bisect_right(found, self.numbers[-1][0])]

    @cached_property
    def _words(self) -> dict[Shape, list[int]]:
        return _beginnings()[0].places(self._text[: self.numbers[-1][0] + _SIGNS])

    @cached_property
    def _glued(self) -> list[int]:
        return [start for start, _ in self.numbers if start and self._text[start - 1].isalpha()]

    def _near(self, before: int) -> list[Stretch]:
        """Stretches around the digits, joined where they meet: what needs a digit is looked for there alone."""
        if before not in self._stretches:
            near: list[Stretch] = []
            for start, end in self.numbers:
                if near and start - before <= near[-1][1]:
                    near[-1] = (near[-1][0], end + _AFTER)
                else:
                    near.append((max(0, start - before), end + _AFTER))
            self._stretches[before] = near
        return self._stretches[before]


def _close_before(places: Iterable[int], before: int) -> Sequence[int]:
    return sorted({place for at in places for place in range(max(0, at - before), at + 1)})
