"""Puts a mistyped word right before it is heard: two letters that changed places, one too many, too few, or another.

Only a word that it met in one message at most is touched, and only where a frequent one is a single slip away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.hearing.features import LONGEST
from bot.hearing.kinds import KINDS

SHORTEST: Final = 4
"""Letters of a word that is listed; a shorter one is near too many others."""
TWICE: Final = 2
"""What only one message has may be a slip itself."""
FREQUENT: Final = 3000
"""So many of the most frequent words may be meant by what is none."""
_AS_LONG: Final = {"swapped": 4, "dropped": 4, "doubled": 5, "another": 5}
"""Letters that a word needs for each slip to be told: the riskier the guess, the more."""
_STRANGE: Final = 0.5
"""Where nobody knows more than that share of the words, and few of them are slips, it is another language."""


@dataclass(frozen=True)
class Spelling:
    """The words of what was taught, most frequent first."""

    words: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.words) | KINDS.keys()

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {word: at for at, word in enumerate(self.words[:FREQUENT])}

    @cached_property
    def _near(self) -> Mapping[str, Sequence[str]]:
        """Frequent words by themselves and by themselves without a letter; what shares one of those is a slip away."""
        found = defaultdict(list)
        for word in self.words[:FREQUENT]:
            for less in _with_one_less(word):
                found[less].append(word)
        return found

    def righted(self, masked: str) -> str:
        """A message as `features.masked` gives it, with its slips put right."""
        words = masked.split(" ")
        listed = [word for word in words if len(word) >= SHORTEST]
        strange = [word for word in listed if word not in self.known]
        meant = {word: self._meant(word) for word in set(strange)}
        slips = sum(meant[word] != word for word in strange)
        if not slips or (len(strange) > _STRANGE * len(listed) and slips <= _STRANGE * len(strange)):
            return masked  # in another language, if in any
        righted = " ".join(meant.get(word, word) for word in words)
        return righted if len(righted) <= LONGEST else masked

    def _meant(self, word: str) -> str:
        if not (word.isascii() and word.isalpha()):
            return word
        others = {other for less in _with_one_less(word) for other in self._near.get(less, ())}
        likely = [other for other in others if len(word) >= _AS_LONG.get(slip(word, other), len(word) + 1)]
        return min(likely, key=self._rank.__getitem__, default=word)


def met(texts: Iterable[str]) -> tuple[str, ...]:
    """Of masked messages, the words that two of them have at least, most frequent first."""
    seen = Counter(word for text in texts for word in set(text.split()) if len(word) >= SHORTEST and word.isascii())
    often = ((word, count) for word, count in seen.items() if count >= TWICE and word.isalpha())
    return tuple(word for word, _ in sorted(often, key=lambda pair: (-pair[1], pair[0])))


def slip(word: str, other: str) -> str:
    """What turned one word into another, the first letter being right: swapped, dropped, doubled, another; else empty.

    `doubled` is any letter too many and `dropped` any too few, but for an "s" or a "d" at the end, which is grammar.
    """
    if word[0] != other[0] or word == other:
        return ""
    if len(word) == len(other):
        wrong = [at for at, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
        if len(wrong) == 1:
            return "another"
        two = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return "swapped" if two and word[wrong[0]] == other[wrong[1]] and word[wrong[1]] == other[wrong[0]] else ""
    less, more = sorted((word, other), key=len)
    if len(more) != len(less) + 1 or (more[:-1] == less and more[-1] in "sd"):
        return ""
    if all(more[:at] + more[at + 1 :] != less for at in range(1, len(more))):
        return ""
    return "dropped" if less == word else "doubled"


def _with_one_less(word: str) -> Iterator[str]:
    """The word itself, and without each of its letters but the first."""
    yield word
    yield from {word[:at] + word[at + 1 :] for at in range(1, len(word))}
