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

from bot.hearing.features import Hashes, ngrams
from bot.hearing.labels import INTENTS

Floats = NDArray[np.float32]
ARRAYS, CARD = "model.npz", "model.json"
"""The two files that a model is."""
FEELINGS: Final = 2


@dataclass(frozen=True, slots=True)
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

    def scores(self, plain: str) -> Floats:
        """Log-odds by intent, then of frustration and of urgency."""
        total = self.bias.copy()
        for grams in ngrams(plain):
            rows, values = self.weigh(grams)
            if len(rows):
                total += (values @ self.weights[rows].astype(np.float32)) * self.scale
        units, intents = self.out.shape
        shown = total[:-units]
        shown[:intents] += np.maximum(total[-units:], 0) @ self.out
        return shown

    def weigh(self, grams: Hashes) -> tuple[NDArray[np.intp], Floats]:
        """The known n-grams among these, and their TF-IDF of unit length."""
        narrow = grams.astype(np.uint32)
        at = self.hashes.searchsorted(narrow)
        at[at == len(self.hashes)] = 0
        rows = at[self.hashes[at] == narrow]
        rows.sort()
        again = rows[1:] == rows[:-1]
        if again.any():
            rows, counts = np.unique(rows, return_counts=True)
            values = (1 + np.log(counts)).astype(np.float32) * self.idf[rows]
        else:
            values = self.idf[rows]
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
