"""How angry and how hurried a conversation sounds, and the words that say so."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.hearing import cues
from bot.hearing.cues import Hit
from bot.hearing.lexicon import said

FRUSTRATED: Final = 0.5
URGENT: Final = 0.5
_SHOUT = re.compile(r"\b[A-Z][A-Z'’]{2,}\b")
_MARKS = re.compile(r"[!?]{2,}|!")
_QUIET = frozenset(
    "USA OTP SMS PIN EMI COD ASAP ORDER FAQ IBAN SSN PDF USB HDMI LED VAT GST IMEI AWB RMA SKU UPI CEO".split()
)


@dataclass(frozen=True, slots=True)
class Sounds:
    """The telling words of one message, each with its weight."""

    insults: tuple[Hit, ...]
    anger: tuple[Hit, ...]
    waiting: tuple[Hit, ...]
    contacted: tuple[Hit, ...]
    calm: tuple[Hit, ...]
    hurry: tuple[Hit, ...]
    danger: tuple[Hit, ...]
    legal: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Feeling:
    """A score from 0 to 1 and the words that made it, weightiest first."""

    score: float
    words: tuple[str, ...]


def listen(text: str) -> Sounds:
    """Finds every telling word once."""
    words = said(text)
    bitter = tuple(cues.SARCASM.hits(words)) if cues.TROUBLE.search(words) else ()
    return Sounds(
        insults=tuple(cues.INSULTS.hits(words)),
        anger=(*cues.ANGER.hits(words), *bitter, *_shouting(text)),
        waiting=tuple(cues.REPEATED.hits(words)),
        contacted=tuple(cues.CONTACTED.hits(words)),
        calm=tuple(cues.CALM.hits(words)),
        hurry=tuple(cues.HURRY.hits(words)),
        danger=tuple(cues.SAFETY.hits(cues.HARMLESS.sub(" ", words))),
        legal=tuple(cues.LEGAL.hits(words)),
    )


def frustration(sounds: Sounds, text: str, before: Sequence[str], learned: float) -> Feeling:
    """Anger in this message, raised by earlier anger and repetition, lowered by apology and courtesy."""
    found = (*sounds.insults, *sounds.anger, *sounds.waiting, *sounds.contacted)
    calm = min(sum(weight for _, weight in sounds.calm), 1.8)
    sustained = 0.5 * sum(_sounds_angry(earlier) for earlier in before[-5:])
    repeated = 0.7 if _says_again(text, before) else 0.0
    bounded = max(-3.0, min(3.0, learned))
    # Without a single telling word, tone alone has to be plain.
    doubt = 0.5 if found else 1.2
    return Feeling(_logistic(_capped(found) + sustained + repeated - calm + 0.6 * bounded - doubt), named(found))


def urgency(sounds: Sounds) -> Feeling:
    """A demand for speed, a deadline at hand, or danger."""
    found = (*sounds.hurry, *sounds.danger)
    return Feeling(_logistic(3.0 * (sum(weight for _, weight in found) - 0.9)), named(found))


def named(found: Iterable[Hit]) -> tuple[str, ...]:
    """The weightiest words, at most four."""
    heaviest = sorted(found, key=lambda hit: -hit[1])
    return tuple(dict.fromkeys(word for word, _ in heaviest))[:4]


def _shouting(text: str) -> Iterator[Hit]:
    loud = [word for word in _SHOUT.findall(text) if word not in _QUIET]
    letters = sum(map(str.isalpha, text))
    if loud and sum(map(len, loud)) > 0.5 * letters and letters > 12:
        yield "all capitals", 0.9
    elif len(loud) >= 2:
        yield " ".join(loud[:2]), 0.5
    if marks := _MARKS.findall(text):
        yield max(marks, key=len)[:5], min(1.0, 0.25 * sum(map(len, marks)))


def _capped(found: Iterable[Hit]) -> float:
    """Each further cue counts for less, so that one rant does not outweigh everything."""
    weights = sorted((weight for _, weight in found), reverse=True)
    return sum(weight / (1 + 0.4 * rank) for rank, weight in enumerate(weights))


def _sounds_angry(text: str) -> bool:
    words = said(text)
    return bool(cues.INSULTS.any.search(words) or cues.ANGER.any.search(words))


def _says_again(text: str, before: Sequence[str]) -> bool:
    """Whether the message says much the same as an earlier one."""
    words = frozenset(said(text).split())
    if len(words) < 3:
        return False
    earlier = [frozenset(said(message).split()) for message in before[-5:]]
    return any(len(words & those) > 0.6 * len(words | those) for those in earlier)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
