"""The shipped classifier: a linear model over hashed n-grams, run in numpy."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.hearing.features import Hashes, ngrams

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for every n-gram it knows, sorted by hash; the last column scores frustration."""

    hashes: NDArray[np.uint32]
    idf: Floats
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    card: dict[str, float]

    def scores(self, plain: str) -> Floats:
        """Log-odds by intent, then of frustration."""
        total = self.bias.copy()
        for grams in ngrams(plain):
            rows, values = self.weigh(grams)
            if len(rows):
                total += (values @ self.weights[rows].astype(np.float32)) * self.scale
        return total

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


@cache
def model() -> Model:
    """The model that ships with this package."""
    data = files("bot.hearing") / "data"
    card = json.loads((data / "model.json").read_text("utf-8"))
    with (data / "model.npz").open("rb") as packed, np.load(packed) as arrays:
        return Model(
            arrays["hashes"],
            arrays["idf"].astype(np.float32),
            arrays["weights"],
            arrays["scale"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            card["thresholds"],
        )


def softmax(scores: Floats, temperature: float) -> Floats:
    """Probabilities, sharper or flatter by the temperature."""
    raised: Floats = np.exp((scores - scores.max()) / np.float32(temperature))
    chances: Floats = raised / raised.sum()
    return chances
