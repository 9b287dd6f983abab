"""Turns a message into hashed word and character n-grams, the same in training and in service."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.hearing.heard import Entity

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]
_HEAD: Final = 900
_TAIL: Final = 300
LONGEST: Final = _HEAD + _TAIL
"""A longer message is its head and its end: what it wants is said there."""
_BASE: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1


def _powers(base: int) -> Hashes:
    powers = [1]
    for _ in range(LONGEST + 8):
        powers.append(powers[-1] * base & _MASK)
    return np.array(powers, dtype=np.uint64)


_PLACES = np.arange(LONGEST + 8)
_UP = _powers(_BASE)
_DOWN = _powers(pow(_BASE, -1, 1 << 64))
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SIZES = np.arange(2, 6)
"""Of the n-grams of characters."""
_LAST = _SIZES - 1
_SALTS = ((_SIZES + 16) * 0x9E3779B9).astype(np.uint64)
"""What tells hashes of one size from those of another."""
_WORD_SALTS = (np.arange(1, 4) * 0x9E3779B9).astype(np.uint64)
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
# What begins with one of a set and repeats it later is searched for at once, and in half the time.
_NUMBER = re.compile(r"\d\d*(?:[.,:/-]\d+)*")
_LONG = re.compile(r"(\w)\1\1+")
_MARKS = re.compile(r"([!?])\1+")
_KEPT = "!?$%"
# Two short sets instead of one as long as Unicode, which takes milliseconds to compile.
_DROPPED = re.compile(rf"[^\w\s\x00{_KEPT}](?<=[\x00-\u2100])")
_PICTURE = re.compile(r"[^\w\s\x00-\u2100]")
_BLANKED = {code: " " for code in range(128) if _DROPPED.match(chr(code))}


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
    plain = _spaced(_MARKS.sub(r"\1", _LONG.sub(r"\1\1", plain)))
    tidy = f" {' '.join(plain.split())} "
    return tidy if len(tidy) <= LONGEST else tidy[:_HEAD] + tidy[-_TAIL:]


def _spaced(text: str) -> str:
    """Question and exclamation marks, money signs and pictures are words; other marks are spaces."""
    # Translating is quicker by far where it is from ASCII to ASCII, and slower elsewhere.
    text = text.translate(_BLANKED) if text.isascii() else _PICTURE.sub(r" \g<0> ", _DROPPED.sub(" ", text))
    for mark in _KEPT:
        text = text.replace(mark, f" {mark} ")
    return text


def ngrams(plain: str) -> tuple[Hashes, Hashes]:
    """Hashes of the word 1-3-grams and of the character 2-5-grams inside words, the same wherever they stand."""
    # A short message costs what its calls into numpy cost, so both kinds share as many as they can.
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype=np.uint32)
    sums = np.zeros(len(codes) + _SIZES[-1] + 1, dtype=np.uint64)
    (codes * _UP[: len(codes)]).cumsum(out=sums[1 : len(codes) + 1])
    spaces = (codes == 32).nonzero()[0]
    words = _words(sums, spaces)
    hashes = np.concatenate((words, _characters(sums, spaces, len(codes))))
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX
    hashes >>= _SHIFT
    return hashes[: len(words)], hashes[len(words) :]


def _words(sums: Hashes, spaces: Places) -> Hashes:
    """One, two and three words, each between two spaces."""
    starts = np.concatenate((spaces[:-1], spaces[:-2], spaces[:-3])) + 1
    ends = np.concatenate((spaces[1:], spaces[2:], spaces[3:]))
    salts = _WORD_SALTS.repeat([max(0, len(spaces) - n) for n in (1, 2, 3)])
    found: Hashes = (sums[ends] - sums[starts]) * _DOWN[starts] + salts
    return found


def _characters(sums: Hashes, spaces: Places, length: int) -> Hashes:
    """Two to five characters of one word; the spaces before and after it count as its own."""
    # For every place at once, one row a size, though not all are inside a word: faster than picking those first.
    ends: Hashes = np.ndarray((len(_SIZES), length), sums.dtype, sums, sums.itemsize * _SIZES[0], 2 * sums.strides)
    every = (ends - sums[:length]) * _DOWN[:length] + _SALTS[:, None]
    edges = np.concatenate(([0], spaces, [length]))
    following = np.concatenate((spaces, [length - 1])).repeat(edges[1:] - edges[:-1])
    found: Hashes = every[following - _PLACES[:length] >= _LAST[:, None]]
    return found
