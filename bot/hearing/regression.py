"""Multinomial logistic regression on shares: a message is one row, however many labels it counts for.

The optimiser is scipy's. scikit-learn's estimator has the same optimum, but takes one label a row: a message that two
readers labelled is nearly four rows there. Only training imports this module.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
ROUNDS: Final = 400
STEEPNESS: Final = 2e-5
"""The steepest way down that is left when it stops, in the measures of `_Slope`."""


@dataclass(frozen=True, slots=True)
class Regression:
    """A column of weights and a bias for each label."""

    weights: Floats
    bias: Floats


def regression(rows: csr_matrix, goals: Floats, strength: float) -> Regression:
    """Fits `goals`, one row a message: what each label counts for in it. Begun at nothing, so ended at the same bits.

    The less the strength, the more the weights are held back (the inverse of the L2 penalty, as scikit-learn's C).
    """
    slope = _Slope(rows, goals, strength)
    start = np.zeros((rows.shape[1] + 1) * goals.shape[1])
    options = {"maxiter": ROUNDS, "gtol": STEEPNESS, "ftol": 0.0}
    ended = minimize(slope, start, jac=True, method="L-BFGS-B", options=options)
    found = slope.weights(ended.x)
    return Regression(found[:-1], found[-1])


@dataclass(slots=True)
class _Slope:
    """The mean loss of weights, one row a feature and the biases below, and the way that it falls.

    It is asked about weights in measures of their own: where many messages have a feature the loss is steep, and a step
    there is shorter by the fourth root of that. So it takes half as many rounds as with one measure for all.
    """

    rows: csr_matrix
    goals: Floats
    strength: float
    _columns: csr_matrix = field(init=False)
    _counts: Floats = field(init=False)
    _measure: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._columns, self._counts = self.rows.T.tocsr(), self.goals.sum(axis=1, keepdims=True)
        labels = self.goals.shape[1]
        steepness = np.vstack([self._columns.multiply(self._columns) @ self._counts, self._counts.sum(axis=0)])
        self._measure = (steepness * (labels - 1) / labels**2 + 1 / self.strength) ** -0.25
        self._measure /= np.median(self._measure)

    def weights(self, flat: Floats) -> Floats:
        """One row a feature, the biases below."""
        return flat.reshape(-1, self.goals.shape[1]) * self._measure

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        both = self.weights(flat)
        weights, total = both[:-1], self._counts.sum()
        scores = self.rows @ weights + both[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        sums = raised.sum(axis=1, keepdims=True)
        wrong = raised / sums * self._counts - self.goals
        loss = (self._counts * np.log(sums)).sum() - (self.goals * scores).sum()
        loss += (weights * weights).sum() / (2 * self.strength)
        fall = np.vstack([self._columns @ wrong + weights / self.strength, wrong.sum(axis=0)])
        return float(loss / total), (fall * self._measure / total).ravel()
