"""The words that show anger, hurry and danger, each with its weight; they are listed in data/cues.toml."""

import re
from typing import Final

from bot.hearing.lexicon import tables, whole

Cue = tuple[re.Pattern[str], float]


def _cues(name: str) -> tuple[Cue, ...]:
    return tuple((whole(row["words"]), row["weight"]) for row in tables("cues")[name])


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
