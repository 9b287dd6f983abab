"""How likely the first guess is right: by its lead, by how much speaks for it and for the next, by how much was said.

A softmax knows only how far the guesses lie apart. Of two messages with the same lead the one of more words that speak
for it is right more often, and so is the longer one.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SIGNS: Final = 4
_NEARLY: Final = 1e-6


def signs(scores: Floats, chances: Floats, words: int) -> tuple[float, ...]:
    """What tells of it in one message: the first guess's chance in log-odds, the two highest scores, its length."""
    best = float(chances.max())
    second, first = np.partition(scores, -2)[-2:].tolist()
    return math.log((best + _NEARLY) / (1 - best + _NEARLY)), first, second, math.log1p(words)


def certainty(found: Sequence[float], weights: Sequence[float]) -> float:
    """From 0 to 1; `weights` are those of the signs, then what is added."""
    total = sum(sign * weight for sign, weight in zip(found, weights, strict=False)) + weights[-1]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def settled(chances: Floats, sure: float) -> Floats:
    """The same guesses in the same order, of which the first is this likely, as far as it stays the first."""
    at = int(chances.argmax())
    spread = chances.astype(np.float64)
    spread[at] = 0
    rest, second = float(spread.sum()), float(spread.max())
    if rest:
        sure = max(sure, second / (rest + second))
        spread *= (1 - sure) / rest
    spread[at] = sure
    return spread.astype(np.float32)
