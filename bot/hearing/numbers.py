"""Where the digits of a text stand: found for the whole of it at once, as a long message has a thousand numbers."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
Codes = NDArray[np.unsignedinteger[Any]]
Mask = NDArray[np.bool_]
_NONE: Final = np.zeros(1, dtype=bool)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Runs of digits, from where to where."""

    codes: Codes
    starts: Places
    ends: Places

    @property
    def lengths(self) -> Places:
        return self.ends - self.starts

    @property
    def digits(self) -> int:
        """How many there are in all: most messages have too few for a card, and need not be asked further."""
        return int(self.ends.sum() - self.starts.sum())

    def letter_before(self, back: int) -> Mask:
        """For each run, whether an ASCII letter stands so many places before it."""
        return (self.starts >= back) & _among(self.codes[np.maximum(self.starts - back, 0)] | 32, "a", 26)

    def capital_before(self, back: int) -> Mask:
        """For each run, whether a capital ASCII letter stands so many places before it."""
        return (self.starts >= back) & _among(self.codes[np.maximum(self.starts - back, 0)], "A", 26)

    def following(self, gap: int) -> Places:
        """For each run the length of the next one, if that is no further off than the gap; else 0."""
        after = np.zeros(len(self.starts), dtype=np.intp)
        after[:-1] = np.where(self.starts[1:] - self.ends[:-1] <= gap, self.lengths[1:], 0)
        return after

    def stretches(self, gap: int, signs: Mask, digits: int) -> list[tuple[int, int]]:
        """Runs no further apart than the gap, as one, if it begins with a sign; those with so many digits in all.

        `signs` says so for each code, and its last for all that are beyond.
        """
        if not len(self.starts):
            return []
        joined = signs[np.minimum(self.codes[self.ends[:-1]], len(signs) - 1)]
        joined &= self.starts[1:] - self.ends[:-1] <= gap
        heads = np.concatenate(([0], np.flatnonzero(~joined) + 1))
        tails = np.concatenate((heads[1:], [len(self.starts)])) - 1
        enough = np.add.reduceat(self.lengths, heads) >= digits
        return list(zip(self.starts[heads][enough].tolist(), self.ends[tails][enough].tolist(), strict=True))


def numbers(text: str) -> tuple[Numbers, Numbers]:
    """All runs of digits of any script, and those of plain ones, which is the same for nearly every text."""
    if text.isascii():
        codes: Codes = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
        found = _runs(codes, _among(codes, "0", 10))
        return found, found
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    plain = _among(codes, "0", 10)
    found = _runs(codes, plain)
    other = [code for code in {*codes[codes > 127].tolist()} if chr(code).isdecimal()]
    return (_runs(codes, plain | np.isin(codes, other)) if other else found), found


def _among(codes: NDArray[Any], first: str, many: int) -> Mask:
    """Which are among so many signs from the first one on."""
    # What is less than that wraps around to the largest numbers there are, so one comparison is enough.
    among: Mask = codes - codes.dtype.type(ord(first)) < many
    return among


def _runs(codes: Codes, digit: Mask) -> Numbers:
    edges = np.flatnonzero(np.diff(np.concatenate((_NONE, digit, _NONE))))
    return Numbers(codes, edges[::2], edges[1::2])
