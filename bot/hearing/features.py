"""Turns a message into hashed n-grams of words, characters and kinds of words, the same in training and in service."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.hearing.heard import Entity
from bot.hearing.kinds import KINDS

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]
_HEAD: Final = 900
_TAIL: Final = 300
LONGEST: Final = _HEAD + _TAIL
"""A longer message is its head and its end: what it wants is said there."""
_BASE: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1
SHARES: Final = (1.0, 1.0, 0.5)
"""How much words, characters and kinds count: what kinds say is coarse. At a full share, what is learned of our own
examples is still better, and of real messages worse."""


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
_FIRST, _FINAL = np.uint64(0x517CC1B727220A95), np.uint64(0x2545F4914F6CDD1D)
"""What tells the first words and the last from the same words elsewhere."""
_EDGE = 4

_TOKENS = {
    "order_number": "xordernum",
    "tracking_number": "xtracknum",
    "case_number": "xcasenum",
    "amount": "xamount",
    "phone": "xphone",
    "email": "xemail",
    "card": "xcard",
}
MASKS: Final = frozenset({*_TOKENS.values(), "xurl", "0"})
"""What stands for a name, a number or a link, and is no word of the message."""
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


def ngrams(plain: str) -> tuple[Hashes, Hashes, Hashes]:
    """Hashes of the word 1-3-grams, of the character 2-5-grams inside words and of 1-3 kinds of words; each is the same
    wherever it stands, but for kinds at either end, which are there once more.
    """
    # A short message costs what its calls into numpy cost, so all of them share as many as they can.
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype=np.uint32)
    sums = np.zeros(len(codes) + _SIZES[-1] + 1, dtype=np.uint64)
    (codes * _UP[: len(codes)]).cumsum(out=sums[1 : len(codes) + 1])
    spaces = (codes == 32).nonzero()[0]
    words = _words(sums, spaces)
    kinds = _kinds(plain.split(" ")[1:-1], words[: max(0, len(spaces) - 1)])
    hashes = np.concatenate((words, _characters(sums, spaces, len(codes)), kinds))
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX
    hashes >>= _SHIFT
    end = len(hashes) - len(kinds)
    return hashes[: len(words)], hashes[len(words) : end], hashes[end:]


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


def _kinds(words: Sequence[str], hashes: Hashes) -> Hashes:
    """Kinds, with two and three words in which a kind stands for each word that has one; and how all this begins and
    ends, as what comes first is often what to do first.
    """
    kinds = np.array([KINDS.get(word, 0) for word in words], dtype=np.uint64)
    known = kinds != 0
    one = np.where(known, kinds, hashes)
    two = one[:-1] * _MIX + one[1:]
    three = two[:-1] * _MIX + one[2:]
    either = known[:-1] | known[1:]
    found: Hashes = np.concatenate(
        (
            one[known],
            two[either],
            three[either[:-1] | known[2:]],
            *(start + _FIRST for start in (one[:_EDGE], two[:1], three[:1])),
            *(end + _FINAL for end in (one[-_EDGE:], two[-1:], three[-1:])),
        )
    )
    return found
