"""Fits the linear model: hashed n-grams weighed by TF-IDF, multinomial logistic regression. Needs the extra `train`.

It knows nothing of our intents, so that the same pipeline can be measured on other people's benchmarks.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.hearing.features import ngrams

SEED: Final = 20240521
FEWEST: Final = 3
"""Messages an n-gram must be seen in."""
STRENGTH: Final = 2.5

Floats = NDArray[np.float64]
Bags = list[tuple[Counter[int], Counter[int]]]
"""The hashed n-grams of each message, counted; words apart from characters."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights in full precision, before they are packed; one column a label, then one a flag."""

    hashes: NDArray[np.uint32]
    idf: Floats
    weights: Floats
    bias: Floats

    def scores(self, bags: Bags) -> Floats:
        """Log-odds of every message by label, then by flag."""
        return np.asarray(matrix(bags, self.hashes, self.idf) @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class Targets:
    """What is to be learned: rows of the bags with a label and a weight each, and flags of all of them."""

    rows: Sequence[int]
    labels: Sequence[int]
    weights: Sequence[float]
    flags: Sequence[Sequence[bool]] = ()
    balanced: bool = True
    """Whether rare labels count as much as frequent ones."""


def bags(masked: Sequence[str]) -> Bags:
    """Of messages as `features.masked` gives them."""
    found: Bags = []
    for text in masked:
        words, characters = ngrams(text)
        found.append((Counter(words.tolist()), Counter(characters.tolist())))
    return found


def vocabulary(found: Bags) -> tuple[NDArray[np.uint32], Floats]:
    """The n-grams seen in enough messages, sorted, and how telling each is."""
    seen: Counter[int] = Counter()
    for words, characters in found:
        seen.update(words.keys() | characters.keys())
    hashes = sorted(gram for gram, count in seen.items() if count >= FEWEST)
    counts = np.array([seen[gram] for gram in hashes], dtype=np.float64)
    return np.array(hashes, dtype=np.uint32), np.log((1 + len(found)) / (1 + counts)) + 1


def matrix(found: Bags, hashes: NDArray[np.uint32], idf: Floats) -> csr_matrix:
    """TF-IDF rows: each block of unit length, side by side in one space."""
    at = {int(gram): i for i, gram in enumerate(hashes)}
    blocks = []
    for block in (0, 1):
        rows, columns, values = [], [], []
        for row, pair in enumerate(found):
            known = sorted(gram for gram in pair[block] if gram in at)
            weights = np.array([(1 + np.log(pair[block][gram])) * idf[at[gram]] for gram in known])
            rows += [row] * len(known)
            columns += [at[gram] for gram in known]
            values += list(weights / max(float(np.sqrt(weights @ weights)), 1e-6))
        blocks.append(csr_matrix((values, (rows, columns)), shape=(len(found), len(hashes))))
    return csr_matrix(blocks[0] + blocks[1])


def fit(found: Bags, targets: Targets) -> Fitted:
    """One regression over all labels, and one of its own for each flag, on the same features."""
    hashes, idf = vocabulary(found)
    rows = matrix(found, hashes, idf)
    labels = _regression(STRENGTH, balanced=targets.balanced).fit(
        rows[list(targets.rows)], list(targets.labels), sample_weight=list(targets.weights)
    )
    flags = [_regression(STRENGTH / 2, balanced=True).fit(rows, list(flag)) for flag in targets.flags]
    return Fitted(
        hashes,
        idf,
        np.vstack([labels.coef_, *(flag.coef_ for flag in flags)]).T,
        np.concatenate([labels.intercept_, *(flag.intercept_ for flag in flags)]),
    )


def _regression(strength: float, *, balanced: bool) -> Any:
    weight = "balanced" if balanced else None
    return LogisticRegression(C=strength, class_weight=weight, max_iter=400, tol=1e-4, random_state=SEED)
