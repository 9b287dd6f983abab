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
from threadpoolctl import threadpool_limits

from bot.hearing.features import SHARES, Hashes, ngrams
from bot.hearing.hidden import layer
from bot.hearing.regression import Floats, regression

SEED: Final = 20240521
FEWEST: Final = 3
"""Messages an n-gram must be seen in."""
MOST: Final = 62_300
"""N-grams that are kept, those of the most messages: the model stays small however much is taught."""
STRENGTH: Final = 2.5
FLAG_STRENGTH: Final = 5.0
"""Of the regressions of labels and of flags: the higher, the less they are held back from single messages."""
UNITS_A_LABEL: Final = 2.2
"""Of the hidden layer: more learn no better from our data, and each costs a byte an n-gram."""

_SPELT: Final = 2
"""Of the blocks of a bag, the first two are of words and of characters."""
Counted = tuple[Hashes, NDArray[np.intp]]
"""Hashes, each once, and how often each stands in the message."""
Bags = list[tuple[Counted, ...]]
"""The hashed n-grams of each message; words, characters and kinds apart."""


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
    return [tuple(map(_counted, ngrams(text))) for text in masked]


def _counted(grams: Hashes) -> Counted:
    each, counts = np.unique(grams, return_counts=True)
    return each, counts


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The n-grams seen in enough messages, not too many, sorted."""

    hashes: NDArray[np.uint32]
    idf: Floats
    """How telling each is."""
    spelt: NDArray[np.intp]
    """Where those of words and characters stand; the others are of kinds."""


def vocabulary(found: Bags) -> Vocabulary:
    """What is known of these messages."""
    # No hash of a word is one of characters or of a kind: each stands once for each message it is in.
    seen, counts = np.unique(np.concatenate([grams for bag in found for grams, _ in bag]), return_counts=True)
    often = np.flatnonzero(counts >= FEWEST)
    kept = np.sort(often[np.argsort(-counts[often], kind="stable")[:MOST]])
    spelt = np.isin(seen[kept], np.concatenate([grams for bag in found for grams, _ in bag[:_SPELT]]))
    idf = np.log((1 + len(found)) / (1 + counts[kept])) + 1
    return Vocabulary(seen[kept].astype(np.uint32), idf, spelt.nonzero()[0])


def matrix(found: Bags, hashes: NDArray[np.uint32], idf: Floats) -> csr_matrix:
    """TF-IDF rows: each block as long as its share, side by side in one space."""
    blocks = (_block(one, hashes, idf) for one in zip(*found, strict=True))
    return csr_matrix(sum(share * block for share, block in zip(SHARES, blocks, strict=True)))


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


def fit(found: Bags, targets: Targets) -> Fitted:
    """What `learn` makes of these messages."""
    known = vocabulary(found)
    return learn(matrix(found, known.hashes, known.idf), known, targets)


def learn(rows: csr_matrix, known: Vocabulary, targets: Targets) -> Fitted:
    """A regression and a hidden layer over all labels, and a regression for each flag, on the same messages.

    The regression goes by words and characters alone, the layer and the flags by kinds of words too: two that differ in
    what they hear make other mistakes.
    """
    goals = _goals(targets)
    taught = np.flatnonzero(goals.sum(axis=1))
    mass, some = goals.sum(axis=0), rows[taught]
    # How much more a rare label counts than a frequent one: as much as it is rarer, or half as much.
    rarity = mass.sum() / (len(mass) * np.maximum(mass, 1)) if targets.balanced else np.ones(len(mass))
    labels = regression(some[:, known.spelt], goals[taught] * rarity, STRENGTH)
    weights = np.zeros((rows.shape[1], len(mass)))
    weights[known.spelt] = labels.weights / 2
    flags = [_flag(rows, np.asarray(shares)) for shares in targets.flags]
    hidden = layer(some, known.hashes, goals[taught] * np.sqrt(rarity), round(UNITS_A_LABEL * len(mass)), SEED)
    # The two halves speak with equal voice: their log-odds are averaged.
    return Fitted(
        known.hashes,
        known.idf,
        np.hstack([weights, *(flag.coef_.T for flag in flags), hidden.into]),
        np.concatenate([(labels.bias + hidden.out_bias) / 2, *(flag.intercept_ for flag in flags), hidden.into_bias]),
        hidden.out / 2,
    )


def _goals(targets: Targets) -> Floats:
    """What each label counts for in each message."""
    goals = np.zeros((max(targets.rows) + 1, max(targets.labels) + 1))
    np.add.at(goals, (list(targets.rows), list(targets.labels)), list(targets.weights))
    return goals


def _flag(rows: csr_matrix, shares: Floats) -> Any:
    """What speaks for it and against it, in log-odds: none is as usual. Where readers differ, both sides count."""
    yes, no = np.flatnonzero(shares > 0), np.flatnonzero(shares < 1)
    weights = np.concatenate([shares[yes], 1 - shares[no]])
    said = np.repeat([True, False], [len(yes), len(no)])
    flag = LogisticRegression(C=FLAG_STRENGTH, max_iter=400, random_state=SEED)
    # scikit-learn adds up in as many parts as there are threads, and stops elsewhere by a hair: so in one, always.
    with threadpool_limits(1):
        flag.fit(rows[np.concatenate([yes, no])], said, sample_weight=weights)
    flag.intercept_ -= np.log(shares.sum() / (1 - shares).sum())
    return flag
