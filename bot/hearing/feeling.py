"""How angry and how hurried a conversation sounds, and the words that say so."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.hearing import cues

FRUSTRATED: Final = 0.5
URGENT: Final = 0.5
_SHOUT = re.compile(r"\b[A-Z][A-Z'’]{2,}\b")
_MARKS = re.compile(r"[!?]{2,}|!")
_QUIET = frozenset(
    "USA UPS DHL OTP SMS PIN EMI COD ASAP ORDER FAQ IBAN SSN PDF USB HDMI LED VAT GST IMEI AWB RMA SKU".split()
)


@dataclass(frozen=True, slots=True)
class Feeling:
    """A score from 0 to 1 and the words that made it, weightiest first."""

    score: float
    words: tuple[str, ...]


def frustration(text: str, before: Sequence[str], learned: float) -> Feeling:
    """Anger in this message, raised by earlier anger and repetition, lowered by apology and courtesy."""
    found = list(_hits(text, (*cues.INSULTS, *cues.ANGER, *cues.REPEATED)))
    if cues.TROUBLE.search(text):
        found += _hits(text, cues.SARCASM)
    found += _shouting(text)
    calm = sum(weight for _, weight in _hits(text, cues.CALM))
    sustained = 0.5 * sum(_sounds_angry(earlier) for earlier in before[-5:])
    repeated = 0.7 if _says_again(text, before) else 0.0
    total = _capped(found) + sustained + repeated - min(calm, 1.8) + 0.8 * max(-3.0, min(3.0, learned))
    return Feeling(_logistic(total - 1.0), _words(found))


def urgency(text: str) -> Feeling:
    """A demand for speed, a deadline at hand, or danger."""
    found = [*_hits(text, cues.HURRY), *danger(text)]
    return Feeling(_logistic(3.0 * (sum(weight for _, weight in found) - 0.9)), _words(found))


def danger(text: str) -> list[tuple[str, float]]:
    """Words of injury, fire, threats or harm."""
    return list(_hits(cues.NOT_DANGER.sub(" ", text), cues.SAFETY))


def insults(text: str) -> tuple[str, ...]:
    """Insults, profanity, shame and threats to leave or to sue."""
    return _words(list(_hits(text, cues.INSULTS)))


def legal(text: str) -> tuple[str, ...]:
    """Words of courts, lawyers and authorities."""
    return _words(list(_hits(text, cues.LEGAL)))


def repeats(text: str) -> tuple[str, ...]:
    """Words that tell of earlier contact or waiting."""
    return _words(list(_hits(text, cues.REPEATED)))


def _hits(text: str, rows: Iterable[cues.Cue]) -> Iterable[tuple[str, float]]:
    for pattern, weight in rows:
        for match in pattern.finditer(text):
            yield match.group().lower(), weight


def _shouting(text: str) -> list[tuple[str, float]]:
    loud = [word for word in _SHOUT.findall(text) if word not in _QUIET]
    letters = sum(map(str.isalpha, text))
    found: list[tuple[str, float]] = []
    if loud and sum(map(len, loud)) > 0.5 * letters and letters > 12:
        found.append(("all capitals", 0.9))
    elif len(loud) >= 2:
        found.append((" ".join(loud[:2]), 0.5))
    marks = _MARKS.findall(text)
    if marks:
        found.append((max(marks, key=len), min(1.0, 0.25 * sum(map(len, marks)))))
    return found


def _capped(found: list[tuple[str, float]]) -> float:
    """Each further cue counts for less, so that one rant does not outweigh everything."""
    weights = sorted((weight for _, weight in found), reverse=True)
    return sum(weight / (1 + 0.4 * rank) for rank, weight in enumerate(weights))


def _sounds_angry(text: str) -> bool:
    return any(True for _ in _hits(text[:2000], (*cues.INSULTS, *cues.ANGER)))


def _says_again(text: str, before: Sequence[str]) -> bool:
    """Whether the message says much the same as an earlier one."""
    words = frozenset(text.lower().split())
    if len(words) < 3:
        return False
    earlier = [frozenset(said[:2000].lower().split()) for said in before[-5:]]
    return any(len(words & said) > 0.6 * len(words | said) for said in earlier)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _words(found: list[tuple[str, float]]) -> tuple[str, ...]:
    heaviest = sorted(found, key=lambda pair: -pair[1])
    return tuple(dict.fromkeys(word for word, _ in heaviest))[:4]
