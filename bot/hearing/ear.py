"""From text to Heard: read, classify, weigh the feelings, decide whether a person is called for."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from bot.hearing import calls, feeling, rules
from bot.hearing.certainty import certainty, settled, signs
from bot.hearing.features import ngrams
from bot.hearing.heard import Band, Heard
from bot.hearing.labels import INTENTS
from bot.hearing.language import language
from bot.hearing.lexicon import Said, said
from bot.hearing.model import FLAGS, Floats, model, softmax
from bot.hearing.reading import READ, Read, gist, read

_CERTAIN: Final = 0.97
_SHOWN: Final = 8
_INTENTS: Final = len(INTENTS)
_NOTHING: Final = "out_of_scope"
_URGENT: Final = _INTENTS + FLAGS.index("urgent")
_FOLLOW_UP: Final = INTENTS.index("case_followup")
_FRAGMENT: Final = 13
"""Spaces in a masked message of at most twelve words."""
_CLEAR: Final = {True: 0.935, False: 0.65}
"""So sure, a fragment needs no words from before; one of more than five words says more by itself."""
_ANSWER: Final = "provide_info"
"""A few words that tell a fact are about what was said before, however clearly they tell it."""
_FEW: Final = 6
"""Spaces in a masked message of at most five words."""
_TELLING: Final = 0.8
"""The log-odds of words that name what is wanted; how common it is adds less."""
_REMEMBERED: Final = 3
_TOGETHER: Final = 0.75
"""What is left of the log-odds of two messages when they are added: they say much the same."""
_OURS: Final = "en"
_FOREIGN: Final = 0.9
"""So sure, a message in a language that was hardly taught is acted upon: mixed with English it is often clear."""
_LITTLE: Final = 0.25
"""What is left of the log-odds of a fragment that names no topic."""
_NO_TOPIC: Final = frozenset(
    "human_agent phone_call greeting thanks goodbye affirm deny provide_info out_of_scope complaint".split()
)
"""Who said so has not said yet what it is about; asking for a person is not asked again by what follows."""
_REASONS: Final = {
    "human": "asked for a person",
    "call": "asked for a call",
    "safety": "safety",
    "security": "security",
    "legal": "legal",
    "not_received": "not received",
    "contest": "contests a charge",
    "refund_overdue": "refund overdue",
    "repeat": "contacted before",
    "urgent_late": "urgent and late",
    "anger": "strong words",
}


def hear(text: str, before: Sequence[str] = (), orders: re.Pattern[str] | None = None) -> Heard:
    """Everything one message says; `before` holds the same person's earlier messages, oldest first.

    `orders` finds the order numbers of a team that has a way of its own to write them.
    """
    message = read(text, orders)
    telling = gist(message.plain)
    words = said(telling)
    scores = model().scores(message.masked)
    ranked = _ranked(message, words, scores[:_INTENTS])
    if before and not _stands_alone(message, words, scores[:_INTENTS], ranked[0][0]):
        ranked = _ranked(message, words, _in_context(message, scores[:_INTENTS], before, orders))
    angry, pressed, called = map(float, scores[_INTENTS:])
    sounds = feeling.listen(telling, words)
    recent = [earlier[:READ] for earlier in before[-5:]]
    return _heard(
        message,
        ranked,
        calls.Mood(
            words,
            ranked,
            sounds,
            feeling.urgency(sounds, pressed, ranked, lambda: model().telling(message.masked, _URGENT)),
            feeling.frustration(sounds, telling, recent, angry, ranked),
            called,
        ),
    )


def righted(text: str) -> str:
    """The words of a message as they were meant to be typed, in small letters and without their marks; empty where none
    of them is a slip."""
    typed = read(text).masked
    meant = model().spelling.righted(typed)
    return meant.strip() if meant != typed else ""


def _heard(message: Read, ranked: list[tuple[str, float]], mood: calls.Mood) -> Heard:
    call, spoken = calls.judged(mood), language(message.plain)
    return Heard(
        text=message.text,
        intents=tuple(ranked),
        band=_band(message, mood, spoken),
        urgency=mood.urgency.score,
        frustration=mood.frustration.score,
        urgent=mood.urgency.score >= feeling.URGENT,
        frustrated=mood.frustration.score >= feeling.FRUSTRATED,
        handoff=call.handoff,
        reasons=tuple(_reason(rule, words, mood) for rule, words in call.reasons),
        triggers=call.triggers,
        entities=message.entities,
        redacted=message.redacted,
        language=spoken,
    )


def _in_context(message: Read, scores: Floats, before: Sequence[str], orders: re.Pattern[str] | None) -> Floats:
    """A fragment that is not clear by itself, heard with the last thing of substance that was said."""
    if message.masked.count(" ") > _FRAGMENT or _gibberish(message):
        return scores  # nothing to go on with
    for text in reversed(before[-_REMEMBERED:]):
        earlier = read(text[:READ], orders)
        heard = model().scores(earlier.masked)[:_INTENTS]
        if not rules.alone(earlier.plain, earlier.entities) and INTENTS[heard.argmax()] not in _NO_TOPIC:
            return (_no_mere_follow_up(scores) + heard) * np.float32(_TOGETHER)
    return scores


def _stands_alone(message: Read, words: Said, scores: Floats, intent: str) -> bool:
    """Whether it needs no words from before: its guess is well ahead, however short it is."""
    few = message.masked.count(" ") <= _FEW
    if few and intent == _ANSWER:
        return False
    if rules.alone(message.plain, message.entities):
        return True
    lead = softmax(_nudged(words, scores), model().card.temperature).max()
    return bool(lead >= _CLEAR[few and not _said_outright(words, intent)])


def _said_outright(words: Said, intent: str) -> bool:
    """Whether a few words have a telling one for what they are taken for: "then return the blanket"."""
    return rules.nudges(words).get(intent, 0.0) >= _TELLING


def _no_mere_follow_up(scores: Floats) -> Floats:
    """A missing answer is no topic: "still nothing" is about what was said before, and adds little to it."""
    return scores * np.float32(_LITTLE) if scores.argmax() == _FOLLOW_UP else scores


def _ranked(message: Read, words: Said, scores: Floats) -> list[tuple[str, float]]:
    """Intents by probability: learned log-odds, nudged by telling words, as sure as such guesses are right, settled by
    certain words."""
    scores = _nudged(words, scores)
    card = model().card
    chances = softmax(scores, card.temperature)
    chances = settled(chances, certainty(signs(scores, chances, message.masked.count(" ")), card.sure))
    if certain := rules.alone(message.plain, message.entities):
        chances = chances * (1 - _CERTAIN)
        chances[INTENTS.index(certain)] += _CERTAIN
    likeliest: list[int] = (-chances).argsort(kind="stable")[:_SHOWN].tolist()
    return [(INTENTS[i], round(float(chances[i]), 6)) for i in likeliest]


def _nudged(words: Said, scores: Floats) -> Floats:
    nudged = scores.copy()
    for intent, weight in rules.nudges(words).items():
        nudged[INTENTS.index(intent)] += weight
    return nudged


def _band(message: Read, mood: calls.Mood, spoken: str) -> Band:
    limits = model().card
    act = limits.act if spoken == _OURS else max(limits.act, _FOREIGN)
    if mood.sure >= act and not (mood.intent == _NOTHING and _gibberish(message)):
        return Band.ACT
    return Band.CLARIFY if mood.sure >= limits.person else Band.PERSON


def _gibberish(message: Read) -> bool:
    """Not a word in it that the model knows: whoever writes so is asked what is meant."""
    return message.masked.count(" ") <= _FRAGMENT and not len(model().weigh(ngrams(message.masked)[0])[0])


def _reason(rule: str, words: str, mood: calls.Mood) -> str:
    quoted = ", ".join(f'"{word}"' for word in words.split(", ") if word)
    label = {
        "frustration": f"frustrated {mood.frustration.score:.2f}",
        "urgency": "urgent",
    }.get(rule) or _REASONS[rule]
    if rule == "frustration" and not quoted:
        quoted = "by its tone"
    return f"{label} ({quoted})" if quoted else label
