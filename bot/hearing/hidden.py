"""Fits the hidden layer that stands beside the linear model: words that mean the same learn to lie close together.

Plain numpy and one seed: the same rows give the same weights, on any processor to the fourteenth place, which is why
it counts in double precision (in single, what processors round differently grows to a tenth over the batches). Chance
is drawn anew for each batch, and for each n-gram by its own hash: where one message of many changes, the others meet
the chances that they met before. Only training imports this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.hearing.regression import Floats

EPOCHS: Final = 12
BATCH: Final = 128
FORGOTTEN_WORDS: Final = 0.2
"""The share of n-grams that a message loses each time it is learned from."""
FORGOTTEN_UNITS: Final = 0.3
STEP: Final = 2e-3
INPUT_STEP: Final = 5e-3
WARM: Final = 30
BEGINNINGS: Final = 1 << 16
"""So many rows of small numbers the n-grams begin with, each with that of its hash; a few begin alike."""
_MEAN: Final = 0.9
_SPREAD: Final = 0.98
_TINY: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Layer:
    """From n-grams to units, and from units that are above zero to labels."""

    into: Floats
    into_bias: Floats
    out: Floats
    out_bias: Floats


def layer(rows: csr_matrix, hashes: NDArray[np.uint32], goals: Floats, units: int, seed: int) -> Layer:
    """Learns goals, one row a message: the share of each label, summing to what the message counts for.

    A column of the rows is the n-gram of that hash.
    """
    return _Learner(rows, hashes, goals, units, seed).learn()


@dataclass(slots=True)
class _Adam:
    """One dense array and the two averages of its gradients."""

    value: Floats
    mean: Floats = field(init=False)
    spread: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.mean, self.spread = np.zeros_like(self.value), np.zeros_like(self.value)

    def move(self, gradient: Floats, pace: float, turn: int) -> None:
        self.mean += (1 - _MEAN) * (gradient - self.mean)
        self.spread += (1 - _SPREAD) * (gradient * gradient - self.spread)
        root = np.sqrt(self.spread / (1 - _SPREAD**turn)) + _TINY
        self.value -= STEP * pace * (self.mean / (1 - _MEAN**turn)) / root


class _Learner:
    """Row by row of the input, one step size each: a batch touches a few thousand of them only."""

    def __init__(self, rows: csr_matrix, hashes: NDArray[np.uint32], goals: Floats, units: int, seed: int) -> None:
        labels, known = goals.shape[1], rows.shape[1]
        total = goals.sum(axis=1, keepdims=True)
        self._rows, self._seed = rows, seed
        self._share, self._count = goals / total, total / total.mean()
        rng = np.random.default_rng(seed)
        self._into = rng.standard_normal((BEGINNINGS, units))[hashes % BEGINNINGS] * 0.05
        self._spread, self._turns = np.zeros(known), np.zeros(known, np.int64)
        self._into_bias = _Adam(np.zeros(units))
        scale = 0.5 * np.sqrt(2 / units)
        self._out = _Adam(rng.standard_normal((units, labels)) * scale)
        self._out_bias = _Adam(np.zeros(labels))

    def learn(self) -> Layer:
        turns = EPOCHS * -(-self._rows.shape[0] // BATCH)
        for turn, batch in enumerate(self._batches(), 1):
            self._step(batch, min(1.0, turn / WARM) * (1 - 0.95 * turn / turns), turn)
        return Layer(self._into, self._into_bias.value, self._out.value, self._out_bias.value)

    def _batches(self) -> Iterator[NDArray[np.intp]]:
        for epoch in range(EPOCHS):
            # By a number that each message draws, so that one more moves hardly one of the others to another batch.
            order = np.random.default_rng((self._seed, epoch)).random(self._rows.shape[0]).argsort()
            for start in range(0, len(order), BATCH):
                yield order[start : start + BATCH]

    def _step(self, batch: NDArray[np.intp], pace: float, turn: int) -> None:
        rng = np.random.default_rng((self._seed, EPOCHS, turn))
        columns, seen = self._some_words(self._rows[batch], rng)
        raw = seen @ self._into[columns] + self._into_bias.value
        kept = (rng.random(raw.shape) >= FORGOTTEN_UNITS) / (1 - FORGOTTEN_UNITS)
        kept *= raw > 0
        units = raw * kept
        wrong = _shares(units @ self._out.value + self._out_bias.value) - self._share[batch]
        wrong *= self._count[batch] / len(batch)
        back = (wrong @ self._out.value.T) * kept
        self._out.move(units.T @ wrong, pace, turn)
        self._out_bias.move(wrong.sum(axis=0), pace, turn)
        self._into_bias.move(back.sum(axis=0), pace, turn)
        self._move_input(columns, seen.T.tocsr() @ back, pace)

    def _some_words(self, rows: csr_matrix, rng: np.random.Generator) -> tuple[NDArray[np.intp], csr_matrix]:
        """The rows without some of their n-grams, in the columns that are left."""
        kept = rng.random(len(rows.data)) >= FORGOTTEN_WORDS
        ends = np.concatenate(([0], np.cumsum(kept)))[rows.indptr]
        columns, places = np.unique(rows.indices[kept], return_inverse=True)
        values = rows.data[kept] / (1 - FORGOTTEN_WORDS)
        return columns, csr_matrix((values, places, ends), shape=(rows.shape[0], len(columns)))

    def _move_input(self, columns: NDArray[np.intp], gradient: Floats, pace: float) -> None:
        self._turns[columns] += 1
        square = np.einsum("ij,ij->i", gradient, gradient) / gradient.shape[1]
        spread = self._spread[columns] * _SPREAD + (1 - _SPREAD) * square
        self._spread[columns] = spread
        root = np.sqrt(spread / (1 - _SPREAD ** self._turns[columns])) + _TINY
        self._into[columns] -= gradient * (INPUT_STEP * pace / root)[:, None]


def _shares(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
