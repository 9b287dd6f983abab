"""The words that show anger, hurry, danger and failed contact; they are listed, with weights, in data/cues.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final

from bot.hearing.lexicon import matches, places, tables, whole

Hit = tuple[str, float]
_TABLES: Final[dict[str, Any]] = tables("cues")
_MOST: Final = 2
"""So often one row of words is counted: a rant does not outweigh everything."""


@dataclass(frozen=True)
class Cues:
    """Words of one kind; `any` is all of them at once, as most messages have none and need no closer look."""

    name: str
    any: re.Pattern[str]

    @cached_property
    def rows(self) -> tuple[tuple[re.Pattern[str], float], ...]:
        """Each row's words with its weight; compiled when there is something to look at more closely."""
        return tuple((whole(row["words"]), row["weight"]) for row in _TABLES[self.name])

    def hits(self, words: str) -> Iterator[Hit]:
        """The telling words, each with the weight of its row."""
        at = places(self.any, words)
        for pattern, weight in self.rows if at else ():
            for match in islice(matches(pattern, words, at), _MOST):
                yield match.group(), weight


def _cues(name: str) -> Cues:
    return Cues(name, whole([word for row in _TABLES[name] for word in row["words"]]))


def _words(name: str, part: str = "words") -> re.Pattern[str]:
    return whole(_TABLES[name][part])


INSULTS: Final = _cues("insults")
ANGER: Final = _cues("anger")
SARCASM: Final = _cues("sarcasm")
REPEATED: Final = _cues("repeated")
CONTACTED: Final = _cues("contacted")
CALM: Final = _cues("calm")
HURRY: Final = _cues("hurry")
SAFETY: Final = _cues("safety")
LEGAL: Final = _cues("legal")
# Praise turns to sarcasm only beside something that went wrong.
TROUBLE: Final = _words("trouble")
HARMLESS: Final = _words("harmless")
UNHURRIED: Final = _words("unhurried")
DEADLINE: Final = _words("deadline")
WISH: Final = _words("deadline", "wish")
EVENT: Final = _words("deadline", "event")
CONTACT: Final = _words("contact")
STAFF: Final = _words("staff")
FAILED: Final = _words("failed")
TIMES: Final = _words("times")
OWED: Final = _words("owed")
OWN: Final = _words("own")
