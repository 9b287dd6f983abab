"""One message made ready to be understood: clean, with its secrets out and its names found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.hearing.cards import Span
from bot.hearing.entities import CARD_HOLE, entities
from bot.hearing.features import masked
from bot.hearing.heard import Entity
from bot.hearing.normalise import Reading, normalise
from bot.hearing.redaction import markers, redact, secrets

READ: Final = 2000
HOLE: Final = "\x01"
_HEAD: Final = 500
_TAIL: Final = 300


@dataclass(frozen=True, slots=True)
class Read:
    """What the rest of hearing works on; `text` may be stored, `plain` is its understood part."""

    text: str
    plain: str
    masked: str
    entities: tuple[Entity, ...]
    redacted: tuple[str, ...]


def read(text: str, orders: re.Pattern[str] | None = None) -> Read:
    """Normalise, redact, find entities, mask; entities keep their places in the original."""
    reading = normalise(text)
    spans = secrets(reading.text)
    safe, _ = redact(reading.text, known=spans)
    blank = _hollow(reading.text, spans)[:READ]
    found = entities(blank, orders)
    return Read(
        safe,
        safe[:READ],
        masked(blank, found),
        tuple(found if reading.unmoved and not spans else _placed(found, reading, spans, safe)),
        tuple(dict.fromkeys(_kind(marker.group()) for marker in markers(safe))),
    )


def gist(plain: str) -> str:
    """The head and the end of a long message: what it wants and how it feels is said there, and said again."""
    return plain if len(plain) <= _HEAD + _TAIL else f"{plain[:_HEAD]} \n {plain[-_TAIL:]}"


def _hollow(text: str, spans: list[Span]) -> str:
    """The text with a hole of the same length for each secret, so that places still hold."""
    parts, at = [], 0
    for span in spans:
        hole = CARD_HOLE if span.kind == "card" else HOLE
        parts += [text[at : span.start], hole * (span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])


def _placed(found: list[Entity], reading: Reading, spans: list[Span], safe: str) -> Iterator[Entity]:
    """Each as it is shown, where it stood in the original."""
    shown = {span.start: span.shown for span in spans}
    for entity in found:
        text = shown.get(entity.start, entity.text) if entity.type == "card" else entity.text
        if text in safe:
            yield Entity(entity.type, text, *reading.origin(entity.start, entity.end))


def _kind(marker: str) -> str:
    return "card" if "•" in marker else marker[1:-1].removesuffix(" hidden").replace(" ", "_")
