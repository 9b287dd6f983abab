"""Fits both halves of the model on hashed n-grams weighed by TF-IDF: a regression, and a hidden layer beside it.

Needs the extra `train`. It knows nothing of our intents, so that the same pipeline can be measured on other
people's benchmarks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.hearing.features import Hashes, ngrams
from bot.hearing.hidden import layer

SEED: Final = 20240521
FEWEST: Final = 3
"""Messages an n-gram must be seen in."""
MOST: Final = 60_000
"""N-grams that are kept, those of the most messages: the model stays small however much is taught."""
STRENGTH: Final = 2.5
FLAG_STRENGTH: Final = 5.0
"""Of the regressions of labels and of flags: the higher, the less they are held back from single messages."""
UNITS_A_LABEL: Final = 2.2
"""Of the hidden layer: more learn no better from our data, and each costs a byte an n-gram."""

Floats = NDArray[np.float64]
Counted = tuple[Hashes, NDArray[np.intp]]
"""Hashes, each once, and how often each stands in the message."""
Bags = list[tuple[Counted, Counted]]
"""The hashed n-grams of each message; words apart from characters."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights in full precision, before they are packed; columns for labels, then flags, then hidden units."""

    hashes: NDArray[np.uint32]
    idf: Floats
    weights: Floats
    bias: Floats
    out: Floats
    """From the hidden units to the labels."""

    def scores(self, bags: Bags) -> Floats:
        """Log-odds of every message by label, then by flag."""
        return self.of_rows(matrix(bags, self.hashes, self.idf))

    def of_rows(self, rows: csr_matrix) -> Floats:
        """The same of messages that are rows already."""
        total = np.asarray(rows @ self.weights + self.bias)
        units, labels = self.out.shape
        shown = total[:, :-units].copy()
        shown[:, :labels] += np.maximum(total[:, -units:], 0) @ self.out
        return shown


@dataclass(frozen=True, slots=True)
class Targets:
    """What is to be learned: rows of the bags with a label and a weight each, and flags of all of them."""

    rows: Sequence[int]
    labels: Sequence[int]
    weights: Sequence[float]
    flags: Sequence[Sequence[float]] = ()
    """The share of its readers who saw the flag in a message."""
    balanced: bool = True
    """Whether rare labels count as much as frequent ones."""


def bags(masked: Sequence[str]) -> Bags:
    """Of messages as `features.masked` gives them."""
    found: Bags = []
    for text in masked:
        words, characters = ngrams(text)
        found.append((_counted(words), _counted(characters)))
    return found


def _counted(grams: Hashes) -> Counted:
    each, counts = np.unique(grams, return_counts=True)
    return each, counts


def vocabulary(found: Bags) -> tuple[NDArray[np.uint32], Floats]:
    """The n-grams seen in enough messages, not too many, sorted, and how telling each is."""
    # No hash of a word is one of characters: each stands once for each message it is in.
    seen, counts = np.unique(np.concatenate([grams for pair in found for grams, _ in pair]), return_counts=True)
    often = np.flatnonzero(counts >= FEWEST)
    kept = np.sort(often[np.argsort(-counts[often], kind="stable")[:MOST]])
    return seen[kept].astype(np.uint32), np.log((1 + len(found)) / (1 + counts[kept])) + 1


def matrix(found: Bags, hashes: NDArray[np.uint32], idf: Floats) -> csr_matrix:
    """TF-IDF rows: each block of unit length, side by side in one space."""
    blocks = [_block([pair[block] for pair in found], hashes, idf) for block in (0, 1)]
    return csr_matrix(blocks[0] + blocks[1])


def _block(counted: Sequence[Counted], hashes: NDArray[np.uint32], idf: Floats) -> csr_matrix:
    """One row of unit length for each message; n-grams that are not known are left out."""
    rows = np.repeat(np.arange(len(counted)), [len(grams) for grams, _ in counted])
    grams, counts = (np.concatenate(each) for each in zip(*counted, strict=True))
    at = np.minimum(hashes.searchsorted(grams.astype(np.uint32)), len(hashes) - 1)
    known = hashes[at] == grams
    rows, at = rows[known], at[known]
    values = (1 + np.log(counts[known])) * idf[at]
    lengths = np.sqrt(np.bincount(rows, values * values, len(counted)))
    return csr_matrix((values / np.maximum(lengths, 1e-6)[rows], (rows, at)), shape=(len(counted), len(hashes)))


def fit(found: Bags, targets: Targets, near: Floats | None = None) -> Fitted:
    """What `learn` makes of these messages."""
    hashes, idf = vocabulary(found)
    return learn(matrix(found, hashes, idf), hashes, idf, targets, near)


def learn(
    rows: csr_matrix, hashes: NDArray[np.uint32], idf: Floats, targets: Targets, near: Floats | None = None
) -> Fitted:
    """A regression and a hidden layer over all labels, and a regression for each flag, on the same features.

    The regression has one optimum, found from anywhere, and sooner from weights that are `near` it.
    """
    labels = _regression(STRENGTH, balanced=targets.balanced, near=near).fit(
        rows[list(targets.rows)], list(targets.labels), sample_weight=list(targets.weights)
    )
    flags = [_flag(rows, np.asarray(shares)) for shares in targets.flags]
    goals = _goals(targets)
    taught = np.flatnonzero(goals.sum(axis=1))
    hidden = layer(rows[taught], goals[taught], round(UNITS_A_LABEL * goals.shape[1]), SEED)
    # The two halves speak with equal voice: their log-odds are averaged.
    return Fitted(
        hashes,
        idf,
        np.hstack([labels.coef_.T / 2, *(flag.coef_.T for flag in flags), hidden.into]).astype(np.float64),
        np.concatenate(
            [(labels.intercept_ + hidden.out_bias) / 2, *(flag.intercept_ for flag in flags), hidden.into_bias]
        ),
        (hidden.out / 2).astype(np.float64),
    )


def _flag(rows: csr_matrix, shares: Floats) -> Any:
    """What speaks for it and against it, in log-odds: none is as usual. Where readers differ, both sides count."""
    yes, no = np.flatnonzero(shares > 0), np.flatnonzero(shares < 1)
    weights = np.concatenate([shares[yes], 1 - shares[no]])
    said = np.repeat([True, False], [len(yes), len(no)])
    flag = _regression(FLAG_STRENGTH, balanced=False)
    flag.fit(rows[np.concatenate([yes, no])], said, sample_weight=weights)
    flag.intercept_ -= np.log(shares.sum() / (1 - shares).sum())
    return flag


def _goals(targets: Targets) -> NDArray[np.float32]:
    """What the hidden layer learns: all labels of a message at once, rare ones raised half as much."""
    goals = np.zeros((max(targets.rows) + 1, max(targets.labels) + 1), np.float32)
    np.add.at(goals, (list(targets.rows), list(targets.labels)), list(targets.weights))
    mass = goals.sum(axis=0)
    if targets.balanced:
        goals *= np.sqrt(mass.sum() / (len(mass) * np.maximum(mass, 1)))
    return goals


def _regression(strength: float, *, balanced: bool, near: Floats | None = None) -> Any:
    weight = "balanced" if balanced else None
    begun = LogisticRegression(C=strength, class_weight=weight, max_iter=400, tol=1e-4, random_state=SEED)
    if near is not None:
        begun.warm_start, begun.coef_, begun.intercept_ = True, 2 * near.T, np.zeros(near.shape[1])
    return begun
