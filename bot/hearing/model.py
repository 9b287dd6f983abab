"""The classifier that is heard with: arrays over hashed n-grams, run in numpy; ours, or the operator's own."""

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from bot.hearing.features import LONGEST, Hashes, ngrams
from bot.hearing.labels import INTENTS

Floats = NDArray[np.float32]
Rows = NDArray[np.unsignedinteger[Any]]
ARRAYS, CARD = "model.npz", "model.json"
"""The two files that a model is."""
FEELINGS: Final = 2
_BUCKETS: Final = 1 << 16
_SHIFT: Final = np.uint32(16)
_DAMPED: Final[Floats] = (1 + np.log(np.arange(1, 4 * LONGEST + 1))).astype(np.float32)
"""What an n-gram counts that stands there once, twice and so on; no message has more of them."""


@dataclass(frozen=True, slots=True)
class Index:
    """Finds the rows of hashes without a search, each step of which would wait for memory.

    A bucket holds the hashes that begin with the same 16 bits, and beside them ones of the next bucket, which none of
    its own can equal.
    """

    buckets: NDArray[np.uint32]
    first: Rows
    """The row of each bucket's first hash, in as few bits as will hold it: they are sorted by their digits then."""

    @classmethod
    def of(cls, hashes: NDArray[np.uint32]) -> Self:
        own = (hashes >> _SHIFT).astype(np.intp)
        sizes = np.bincount(own, minlength=_BUCKETS)
        first = sizes.cumsum() - sizes
        beyond = (np.arange(1, _BUCKETS + 1) % _BUCKETS << 16).astype(np.uint32)
        buckets = beyond[:, None].repeat(max(1, int(sizes.max())), axis=1)
        buckets[own, np.arange(len(hashes)) - first[own]] = hashes
        return cls(buckets, first.astype(np.min_scalar_type(len(hashes))))

    def rows(self, sought: NDArray[np.uint32]) -> Rows:
        """Sorted, one for each that is known."""
        own = sought >> _SHIFT
        found, place = (self.buckets.take(own, axis=0) == sought[:, None]).nonzero()
        rows: Rows = self.first.take(own.take(found)) + place.astype(self.first.dtype)
        rows.sort(kind="stable")
        return rows


@dataclass(frozen=True)
class Model:
    """Weights for every n-gram it knows, sorted by hash: the intents, then the feelings, then the hidden units."""

    hashes: NDArray[np.uint32]
    idf: Floats
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    out: Floats
    """From the hidden units to the intents."""
    card: dict[str, float]

    @cached_property
    def index(self) -> Index:
        return Index.of(self.hashes)

    def scores(self, plain: str) -> Floats:
        """Log-odds by intent, then of frustration and of urgency."""
        total = self.bias.copy()
        for grams in ngrams(plain):
            rows, values = self.weigh(grams)
            if len(rows):
                total += (values @ self.weights.take(rows, axis=0).astype(np.float32)) * self.scale
        units, intents = self.out.shape
        shown = total[:-units]
        shown[:intents] += np.maximum(total[-units:], 0) @ self.out
        return shown

    def weigh(self, grams: Hashes) -> tuple[Rows, Floats]:
        """The known n-grams among these, and their TF-IDF of unit length."""
        rows = self.index.rows(grams.astype(np.uint32))
        new = rows[1:] != rows[:-1]
        if new.all():
            values = self.idf.take(rows)
        else:
            ends = np.concatenate((new.nonzero()[0], (len(rows) - 1,)))
            rows = rows.take(ends)
            values = _DAMPED.take(np.diff(ends, prepend=-1) - 1) * self.idf.take(rows)
        return rows, values / max(math.sqrt(values @ values), 1e-6)


_CHOSEN: Final[list[Model]] = []


def model() -> Model:
    """The model that ships with this package, unless another was chosen with `use`."""
    return _CHOSEN[-1] if _CHOSEN else shipped()


def use(folder: Traversable) -> None:
    """Hear with the model of this folder from now on; raises OSError, ValueError or KeyError if it is none."""
    _CHOSEN.append(read(folder))


@cache
def shipped() -> Model:
    """Ours."""
    return read(files("bot.hearing") / "data")


def read(folder: Traversable) -> Model:
    """A model from its two files."""
    card = json.loads((folder / CARD).read_text("utf-8"))
    with (folder / ARRAYS).open("rb") as packed, np.load(packed) as arrays:
        if len(arrays["bias"]) != len(INTENTS) + FEELINGS + len(arrays["out"]):
            raise ValueError("a model that another version taught")
        return Model(
            arrays["hashes"],
            arrays["idf"].astype(np.float32),
            arrays["weights"],
            arrays["scale"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            arrays["out"].astype(np.float32),
            card["thresholds"],
        )


def softmax(scores: Floats, temperature: float) -> Floats:
    """Probabilities, sharper or flatter by the temperature."""
    raised: Floats = np.exp((scores - scores.max()) / np.float32(temperature))
    chances: Floats = raised / raised.sum()
    return chances
