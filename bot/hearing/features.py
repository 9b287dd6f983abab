"""Turns a message into hashed word and character n-grams, the same in training and in service."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.hearing.heard import Entity

Hashes = NDArray[np.uint64]
LONGEST: Final = 2400
_BASE: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1


def _powers(base: int) -> Hashes:
    powers = [1]
    for _ in range(LONGEST + 8):
        powers.append(powers[-1] * base & _MASK)
    return np.array(powers, dtype=np.uint64)


_UP = _powers(_BASE)
_DOWN = _powers(pow(_BASE, -1, 1 << 64))
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)

_TOKENS = {
    "order_number": "xordernum",
    "tracking_number": "xtracknum",
    "case_number": "xcasenum",
    "amount": "xamount",
    "phone": "xphone",
    "email": "xemail",
    "card": "xcard",
}
_URL = re.compile(r"<url>|https?://\S+|www\.\S+")
_HANDLE = re.compile(r"@\w+")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_LONG = re.compile(r"(\w)\1{2,}")
_MARKS = re.compile(r"([!?])\1+")
_PUNCTUATION = re.compile(r"([!?…]|[^\w\s\x00])")
_KEPT = frozenset("!?$%")


def masked(text: str, found: Sequence[Entity]) -> str:
    """Lower-cased words with every number, name and address replaced by its kind."""
    parts: list[str] = []
    at = 0
    for entity in found:
        if token := _TOKENS.get(entity.type):
            parts += [text[at : entity.start], f" {token} "]
            at = entity.end
    plain = "".join([*parts, text[at:]]).lower().replace("’", "'").replace("'", "")
    plain = _NUMBER.sub(" 0 ", _HANDLE.sub(" ", _URL.sub(" xurl ", plain)))
    plain = _PUNCTUATION.sub(_spaced, _MARKS.sub(r"\1", _LONG.sub(r"\1\1", plain)))
    return f" {' '.join(plain.split())} "[:LONGEST]


def _spaced(match: re.Match[str]) -> str:
    """Question and exclamation marks, money signs and pictures are words; other marks are spaces."""
    mark = match.group()
    return f" {mark} " if mark in _KEPT or mark > "\u2100" else " "


def ngrams(plain: str) -> tuple[Hashes, Hashes]:
    """Hashes of the word 1-3-grams and of the character 2-5-grams inside words."""
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * _UP[: len(codes)], out=sums[1:])
    spaces = np.flatnonzero(codes == 32)
    return _words(sums, spaces), _characters(sums, codes == 32)


def _spans(sums: Hashes, starts: NDArray[np.intp], ends: NDArray[np.intp], salt: int) -> Hashes:
    """One hash for each span, the same wherever in the text the span stands."""
    raw = (sums[ends] - sums[starts]) * _DOWN[starts] + np.uint64(salt * 0x9E3779B9)
    raw ^= raw >> _SHIFT
    raw *= _MIX
    return raw >> _SHIFT


def _words(sums: Hashes, spaces: NDArray[np.intp]) -> Hashes:
    found = [_spans(sums, spaces[:-n] + 1, spaces[n:], n) for n in (1, 2, 3) if len(spaces) > n]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def _characters(sums: Hashes, blank: NDArray[np.bool_]) -> Hashes:
    count = np.concatenate(([0], np.cumsum(blank)))
    found: list[Hashes] = []
    for n in (2, 3, 4, 5):
        starts = np.arange(max(0, len(blank) - n + 1))
        inner = count[starts + n - 1] - count[np.minimum(starts + 1, len(blank))]
        starts = starts[inner == 0]
        found.append(_spans(sums, starts, starts + n, 16 + n))
    return np.concatenate(found)
