"""The words that show anger, hurry and danger, each with its weight; they are listed in data/cues.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.hearing.lexicon import tables, whole

Hit = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one kind; `any` is all of them at once, as most messages have none and need no closer look."""

    any: re.Pattern[str]
    rows: tuple[tuple[re.Pattern[str], float], ...]

    def hits(self, words: str) -> Iterator[Hit]:
        """Every telling word with its weight."""
        if not self.any.search(words):
            return
        for pattern, weight in self.rows:
            for match in pattern.finditer(words):
                yield match.group(), weight


def _cues(name: str) -> Cues:
    rows = tables("cues")[name]
    every = whole([word for row in rows for word in row["words"]])
    return Cues(every, tuple((whole(row["words"]), row["weight"]) for row in rows))


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
TROUBLE: Final = whole(tables("cues")["trouble"]["words"])
HARMLESS: Final = whole(tables("cues")["harmless"]["words"])
