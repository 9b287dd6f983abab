"""The classifier that is heard with: arrays over hashed n-grams, run in numpy; ours, or the operator's own."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.hearing import gaps, kinds
from bot.hearing.features import LONGEST, MASKS, SHARES, Hashes, ngrams
from bot.hearing.labels import INTENTS
from bot.hearing.spelling import Spelling

Floats = NDArray[np.float32]
ARRAYS, CARD = "model.npz", "model.json"
"""The two files that a model is."""
FLAGS: Final = ("frustrated", "urgent", "handoff")
"""What is learned of a message beside its intent; a person is called for by a policy, of which that is a part."""
_SHARES: Final = tuple(map(np.float32, SHARES))
_DAMPED: Final[Floats] = (1 + np.log(np.arange(1, 4 * LONGEST + 1))).astype(np.float32)
"""What an n-gram counts that stands there once, twice and so on; no message has more of them."""
_PHRASES: Final = 12
"""So many of those that speak most are looked at where the words are to be named."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How sure it is of its guesses, and how sure is enough."""

    temperature: float
    """By which log-odds are divided before they are shared out."""
    sure: tuple[float, ...]
    """What the signs of certainty weigh (`certainty.signs`), and what is added."""
    act: float
    person: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for every n-gram it knows, sorted by hash: the intents, then the flags, then the hidden units."""

    hashes: NDArray[np.uint32]
    idf: Floats
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    out: Floats
    """From the hidden units to the intents."""
    card: Limits
    spelling: Spelling
    current: bool = True
    """It was taught with the list of kinds of words that it is heard with."""

    def scores(self, plain: str) -> Floats:
        """Log-odds by intent, then by flag, of what was meant to be written."""
        total = self.bias.copy()
        for share, grams in zip(_SHARES, ngrams(self.spelling.righted(plain)), strict=True):
            rows, values = self.weigh(grams)
            if len(rows):
                total += (share * values @ self.weights.take(rows, axis=0).astype(np.float32)) * self.scale
        units, intents = self.out.shape
        shown = total[:-units]
        shown[:intents] += np.maximum(total[-units:], 0) @ self.out
        return shown

    def weigh(self, grams: Hashes) -> tuple[NDArray[np.intp], Floats]:
        """The known n-grams among these, and their TF-IDF of unit length."""
        # Sorted first: each is then looked for once, and a search that goes up waits less for memory.
        sought, again = _counted(grams.astype(np.uint32))
        at = self.hashes.searchsorted(sought)
        at[at == len(self.hashes)] = 0
        known = (self.hashes.take(at) == sought).nonzero()[0]
        rows = at.take(known)
        values = _DAMPED.take(again.take(known)) * self.idf.take(rows)
        return rows, values / max(math.sqrt(values @ values), 1e-6)

    def telling(self, plain: str, column: int) -> tuple[str, ...]:
        """The words of a message that speak most for a column of the weights: two phrases at most."""
        words = plain.split(" ")[1:-1]
        spans = [(start, size) for size in (1, 2, 3) for start in range(len(words) - size + 1)]
        grams = ngrams(plain)[0].astype(np.uint32)
        at = self.hashes.searchsorted(grams)
        at[at == len(self.hashes)] = 0
        speaks = self.weights[at, column] * self.idf[at] * (self.hashes[at] == grams)
        best = (spans[i] for i in (-speaks).argsort(kind="stable")[:_PHRASES] if speaks[i] > 0)
        chosen: list[tuple[int, int]] = []
        for start, size in best:
            apart = all(start + size <= other or other + more <= start for other, more in chosen)
            if apart and not MASKS & {*words[start : start + size]}:
                chosen.append((start, size))
        return tuple(" ".join(words[start : start + size]) for start, size in chosen[:2])


def _counted(grams: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Each once, sorted, and how often it stands there again; as `np.unique`, in a third of the time for a few."""
    grams.sort()
    last = np.ones(len(grams), dtype=np.bool_)
    np.not_equal(grams[1:], grams[:-1], out=last[:-1])
    ends = last.nonzero()[0]
    again = ends.copy()
    again[1:] -= ends[:-1] + 1
    return grams.take(ends), again


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
        if len(arrays["bias"]) != len(INTENTS) + len(FLAGS) + len(arrays["out"]):
            raise ValueError("a model that another version taught")
        limits = card["thresholds"]
        return Model(
            gaps.restored(arrays["gaps"]),
            arrays["idf"].astype(np.float32),
            arrays["weights"],
            arrays["scale"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            arrays["out"].astype(np.float32),
            Limits(limits["temperature"], tuple(limits["sure"]), limits["act"], limits["person"]),
            Spelling(tuple(arrays["words"].tobytes().decode("ascii").split("\n"))),
            card.get("kinds") == kinds.MARK,
        )


def softmax(scores: Floats, temperature: float) -> Floats:
    """Probabilities, sharper or flatter by the temperature."""
    raised: Floats = np.exp((scores - scores.max()) / np.float32(temperature))
    chances: Floats = raised / raised.sum()
    return chances
