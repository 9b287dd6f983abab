"""The words that show anger, hurry, danger and failed contact; they are listed, with weights, in data/cues.toml."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from bot.hearing.lexicon import Phrases, Said, tables

Hit = tuple[str, float]
_TABLES: Final[dict[str, Any]] = tables("cues")
_MOST: Final = 2
"""So often one row of words is counted: a rant does not outweigh everything."""


class Cues:
    """Words of one kind, in rows of one weight."""

    def __init__(self, name: str) -> None:
        self._rows = tuple((Phrases(row["words"]), row["weight"]) for row in _TABLES[name])

    def hits(self, words: Said) -> Iterator[Hit]:
        """The telling words, each with the weight of its row."""
        for phrases, weight in self._rows:
            for match in islice(phrases.finditer(words), _MOST):
                yield match.group(), weight

    def heard(self, words: Said) -> bool:
        """Whether there is any of them."""
        return any(phrases.search(words) for phrases, _ in self._rows)


def _words(name: str, part: str = "words") -> Phrases:
    return Phrases(_TABLES[name][part])


INSULTS: Final = Cues("insults")
ANGER: Final = Cues("anger")
SARCASM: Final = Cues("sarcasm")
REPEATED: Final = Cues("repeated")
CONTACTED: Final = Cues("contacted")
CALM: Final = Cues("calm")
HURRY: Final = Cues("hurry")
SAFETY: Final = Cues("safety")
LEGAL: Final = Cues("legal")
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
