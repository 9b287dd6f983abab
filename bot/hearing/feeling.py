"""How angry and how hurried a conversation sounds, and the words that say so."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.hearing import cues
from bot.hearing.cues import Hit
from bot.hearing.lexicon import Said, said, tables

FRUSTRATED: Final = 0.5
URGENT: Final = 0.5
_TONE: Final[Mapping[str, float]] = tables("cues")["tone"]
_PACE: Final[Mapping[str, float]] = tables("cues")["pace"]
_TALK: Final = ("out_of_scope", "product_question", "faq", "thanks")
# Both begin with one of a set of signs, as then a text is searched for it at once.
_SHOUT = re.compile(r"[A-Z](?<!\w.)[A-Z'’]{2,}\b")
_MARKS = re.compile(r"[!?](?:(?<=!)[!?]*|[!?]+)")
_BRIEF: Final = 3
_NOW = re.compile(r"\b(?:NO+W+|TODAY|TONIGHT|IMMEDIATELY|URGENT|ASAP|QUICK)\b")
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
    unhurried: bool
    """It says itself that there is time."""
    brief: bool
    """Too few words to have a pace: "chairs today?" """


@dataclass(frozen=True, slots=True)
class Feeling:
    """A score from 0 to 1 and the words that made it, weightiest first."""

    score: float
    words: tuple[str, ...]


def listen(text: str, words: Said) -> Sounds:
    """Finds every telling word once; `words` is the text as `lexicon.said` gives it."""
    bitter = tuple(cues.SARCASM.hits(words))
    presses = cues.HURRY.heard(words) or cues.DEADLINE.search(words)
    pressing = cues.UNHURRIED.sub(" ", words) if presses else words
    danger = tuple(cues.SAFETY.hits(words))
    capitals = _SHOUT.findall(text)
    return Sounds(
        insults=tuple(cues.INSULTS.hits(words)),
        anger=(
            *cues.ANGER.hits(words),
            *(bitter if bitter and cues.TROUBLE.search(words) else ()),
            *_shouting(text, capitals),
        ),
        waiting=tuple(cues.REPEATED.hits(words)),
        contacted=tuple(cues.CONTACTED.hits(words)),
        calm=tuple(cues.CALM.hits(words)),
        hurry=(*cues.HURRY.hits(pressing), *_deadline(pressing), *(_loud_now(text) if capitals else ())),
        danger=danger and tuple(cues.SAFETY.hits(cues.HARMLESS.sub(" ", words))),
        legal=tuple(cues.LEGAL.hits(words)),
        unhurried=cues.UNHURRIED.search(words) is not None,
        brief=len(words.split()) <= _BRIEF,
    )


def frustration(
    sounds: Sounds, text: str, before: Sequence[str], learned: float, ranked: Iterable[tuple[str, float]]
) -> Feeling:
    """Anger in this message: its words, its tone as learned and what it is about; raised by earlier anger and
    repetition, lowered by apology."""
    found = (*sounds.insults, *sounds.anger, *sounds.waiting, *sounds.contacted, *sounds.legal)
    chances = dict(ranked)
    score = _TONE["base"] + sum(weight for _, weight in found) - sum(weight for _, weight in sounds.calm)
    score += _TONE["learned"] * max(-4.0, min(_TONE["worded" if found else "wordless"], learned))
    score += _TONE["complaint"] * chances.get("complaint", 0)
    score += _TONE["talk"] * sum(chances.get(intent, 0) for intent in _TALK)
    score += _TONE["question"] * ("?" in text)
    score += _TONE["sustained"] * sum(_sounds_angry(earlier) for earlier in before[-5:])
    score += _TONE["again"] * _says_again(text, before)
    return Feeling(logistic(score * _TONE["slope"]), named((*sounds.insults, *sounds.anger, *found)))


def urgency(
    sounds: Sounds, learned: float, ranked: Iterable[tuple[str, float]], told: Callable[[], Sequence[str]] = tuple
) -> Feeling:
    """A demand for speed, a deadline at hand, or danger; its pace as learned, and what it is about.

    `told` gives the words by which a pace was learned: whoever is called for it must be able to read why.
    """
    found = (*sounds.hurry, *sounds.danger)
    score = _PACE["base" if found else "wordless"] + sum(weight for _, weight in found)
    # What is learned raises more than it lowers: a demand is seldom none for what stands around it.
    most = 0.0 if (sounds.unhurried or sounds.brief) and not found else _PACE["most"]
    score += _PACE["learned"] * max(_PACE["least"], min(most, learned))
    score += _PACE["talk"] * sum(chance for intent, chance in ranked if intent in _TALK)
    words = named(found) if found or score < 0 else tuple(told())
    return Feeling(logistic(score), words)


def named(found: Iterable[Hit]) -> tuple[str, ...]:
    """The weightiest words, at most four."""
    heaviest = sorted(found, key=lambda hit: -hit[1])
    return tuple(dict.fromkeys(word for word, weight in heaviest if weight > 0))[:4]


def _shouting(text: str, capitals: Sequence[str]) -> Iterator[Hit]:
    loud = [word for word in capitals if word not in _QUIET]
    if loud and sum(map(len, loud)) > 0.5 * (letters := sum(map(str.isalpha, text))) and letters > 12:
        yield "all capitals", _TONE["capitals"]
    elif len(loud) >= 2:
        yield " ".join(loud[:2]), _TONE["loud"]
    if marks := _MARKS.findall(text):
        yield max(marks, key=len)[:5], _TONE["marks"] * min(1.0, 0.25 * sum(map(len, marks)))


def _deadline(words: Said) -> Iterator[Hit]:
    """A moment at hand, beside a wish or an event that it presses on."""
    if not (near := cues.DEADLINE.search(words)):
        return
    wish, event = cues.WISH.search(words), cues.EVENT.search(words)
    weight = _PACE["near"] + (_PACE["wish"] if wish else 0) + (_PACE["event"] if event else 0)
    yield near.group(), weight * (1 if len(words) < 250 else _PACE["long"])


def _loud_now(text: str) -> Iterator[Hit]:
    """NOW in a message that does not shout all over."""
    if (match := _NOW.search(text)) and not text.isupper():
        yield match.group().lower(), _PACE["loud"]


def _sounds_angry(text: str) -> bool:
    words = said(text)
    return cues.INSULTS.heard(words) or cues.ANGER.heard(words)


def _says_again(text: str, before: Sequence[str]) -> bool:
    """Whether the message says much the same as an earlier one."""
    if not before or len(words := frozenset(said(text).split())) < 3:
        return False
    earlier = [frozenset(said(message).split()) for message in before[-5:]]
    return any(len(words & those) > 0.6 * len(words | those) for those in earlier)


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
