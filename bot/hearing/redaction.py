"""Hides what must never be stored: cards, passwords, one-time codes, bank and national numbers."""

import re
from collections.abc import Iterable, Iterator

from bot.hearing.accounts import ibans
from bot.hearing.cards import Span, cards
from bot.hearing.codes import codes, on_its_back
from bot.hearing.identities import national_ids
from bot.hearing.lexicon import lowered
from bot.hearing.numbers import numbers
from bot.hearing.passwords import passwords

MARKER = re.compile(r"\[(?:card •\d{4}|(?:password|code|iban|national id) hidden)\]")
_DIGIT = re.compile(r"\d")


def redact(text: str, keep_six_digits: bool = False, known: list[Span] | None = None) -> tuple[str, tuple[str, ...]]:
    """The text with every secret replaced by a marker, and the kinds that were hidden.

    With `keep_six_digits` a one-time code of that length stays: it is the one we mailed
    ourselves and are waiting for. `known` are the secrets of this very text, if they were found before.
    """
    kinds: list[str] = []
    spans = secrets(text) if known is None else known
    # What two secrets shared may only now be seen for one.
    while spans := [s for s in spans if not (keep_six_digits and _is_ours(text, s))]:
        kinds += [span.kind for span in spans]
        text = replaced(text, spans)
        spans = secrets(text)
    return text, tuple(dict.fromkeys(kinds))


def _is_ours(text: str, span: Span) -> bool:
    return span.kind == "code" and re.fullmatch(r"\d{3}[ -]?\d{3}", text[span.start : span.end]) is not None


def secrets(text: str) -> list[Span]:
    """Where the secrets are, left to right, none overlapping; markers already there are left alone."""
    found: list[Span] = []
    at = 0
    for marker in markers(text):
        found += _between(text, at, marker.start())
        at = marker.end()
    return found + _between(text, at, len(text))


def markers(text: str) -> Iterable[re.Match[str]]:
    """What stands where a secret was hidden before."""
    return MARKER.finditer(text) if "[" in text else ()


def replaced(text: str, spans: list[Span]) -> str:
    """The text with each span's words in its place."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], span.shown]
        at = span.end
    return "".join([*parts, text[at:]])


def _between(text: str, start: int, end: int) -> list[Span]:
    part = text[start:end]
    taken: list[Span] = []
    reach = 0
    for span in sorted(_all(part), key=lambda span: (span.start, -span.end)):
        if span.start >= reach:
            taken.append(Span(span.kind, span.start + start, span.end + start, span.shown))
            reach = span.end
    return taken


def _all(text: str) -> Iterator[Span]:
    lower = lowered(text)
    if _has_digit(text):
        every, plain = numbers(text)
        for card in cards(text, every):
            yield card
            yield from on_its_back(text, card)
        yield from ibans(text, plain)
        yield from national_ids(text, lower, plain)
        yield from codes(text, lower)
    yield from passwords(text, lower)


def _has_digit(text: str) -> bool:
    # Asking for each digit is quicker by far than a pattern where there is none.
    return any(map(text.__contains__, "0123456789")) or bool(not text.isascii() and _DIGIT.search(text))
