"""Trains the classifier from the examples beside it: `python -m bot.hearing.training`.

Needs the extra `train`; nothing that runs imports this module.
"""

import hashlib
import io
import json
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.hearing import rules
from bot.hearing.features import ngrams
from bot.hearing.labels import INTENTS
from bot.hearing.lexicon import said
from bot.hearing.model import softmax
from bot.hearing.reading import read

DATA: Final = Path(__file__).parent / "data"
SEED: Final = 20240521
FEWEST: Final = 2
STRENGTH: Final = 6.0
SECOND: Final = 0.3
FOLDS: Final = 3
SAFE: Final = 0.85
USEFUL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message of ours."""

    text: str
    intents: tuple[str, ...]
    also_ok: tuple[str, ...]
    frustrated: bool

    @property
    def acceptable(self) -> frozenset[str]:
        """Every intent a fair judge would take as right."""
        return frozenset((*self.intents, *self.also_ok))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights in full precision, before they are packed."""

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def scores(self, bags: "Bags") -> NDArray[np.float64]:
        """Log-odds of every example by intent, then of frustration."""
        return np.asarray(matrix(bags, self.hashes, self.idf) @ self.weights + self.bias)


Bags = list[tuple[Counter[int], Counter[int]]]


def examples(folder: Path = DATA) -> list[Example]:
    """All examples in the folder's JSON lines, in a fixed order."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines if line]
    return [Example(row["text"], tuple(row["intents"]), tuple(row["also_ok"]), row["frustrated"]) for row in rows]


def bags(texts: list[str]) -> Bags:
    """The hashed n-grams of each text, counted; words apart from characters."""
    found: Bags = []
    for text in texts:
        words, characters = ngrams(read(text).masked)
        found.append((Counter(words.tolist()), Counter(characters.tolist())))
    return found


def vocabulary(found: Bags) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """The n-grams seen in enough messages, sorted, and how telling each is."""
    seen: Counter[int] = Counter()
    for words, characters in found:
        seen.update(words.keys() | characters.keys())
    hashes = sorted(gram for gram, count in seen.items() if count >= FEWEST)
    counts = np.array([seen[gram] for gram in hashes], dtype=np.float64)
    return np.array(hashes, dtype=np.uint32), np.log((1 + len(found)) / (1 + counts)) + 1


def matrix(found: Bags, hashes: NDArray[np.uint32], idf: NDArray[np.float64]) -> csr_matrix:
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


def fit(chosen: list[Example], found: Bags) -> Fitted:
    """Intents by multinomial logistic regression, frustration by a binary one on the same features."""
    hashes, idf = vocabulary(found)
    rows = matrix(found, hashes, idf)
    index, labels, weights = _targets(chosen)
    intents = _regression(STRENGTH).fit(rows[index], labels, sample_weight=weights)
    anger = _regression(STRENGTH / 2).fit(rows, [example.frustrated for example in chosen])
    order = [list(intents.classes_).index(i) for i in range(len(INTENTS))]
    return Fitted(
        hashes,
        idf,
        np.vstack([intents.coef_[order], anger.coef_]).T,
        np.concatenate([intents.intercept_[order], anger.intercept_]),
    )


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=400, tol=1e-4, random_state=SEED)


def _targets(chosen: list[Example]) -> tuple[list[int], list[int], list[float]]:
    """Each example under its first intent, and more lightly under the others it carries."""
    index, labels, weights = [], [], []
    for i, example in enumerate(chosen):
        for rank, intent in enumerate(example.intents):
            index.append(i)
            labels.append(INTENTS.index(intent))
            weights.append(1.0 if rank == 0 else SECOND)
    return index, labels, weights


def held_back(chosen: list[Example], found: Bags) -> NDArray[np.float64]:
    """Scores for every example by a model that never saw it."""
    scores = np.zeros((len(chosen), len(INTENTS) + 1))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for train, test in folds.split(chosen, [example.intents[0] for example in chosen]):
        fitted = fit([chosen[i] for i in train], [found[i] for i in train])
        scores[test] = fitted.scores([found[i] for i in test])
    return scores + _nudged(chosen)


def _nudged(chosen: list[Example]) -> NDArray[np.float64]:
    """What the rules add in service, so that the thresholds fit what customers meet."""
    added = np.zeros((len(chosen), len(INTENTS) + 1))
    for row, example in enumerate(chosen):
        for intent, weight in rules.nudges(said(read(example.text).plain)).items():
            added[row, INTENTS.index(intent)] = weight
    return added


def temperature(scores: NDArray[np.float64], chosen: list[Example]) -> float:
    """The temperature under which the held-back labels are likeliest."""
    truth = [INTENTS.index(example.intents[0]) for example in chosen]

    def loss(heat: float) -> float:
        return -sum(
            float(np.log(softmax(row.astype(np.float32), heat)[true] + 1e-9))
            for row, true in zip(scores[:, :-1], truth, strict=True)
        )

    return min((round(0.3 + 0.05 * step, 2) for step in range(34)), key=loss)


def thresholds(scores: NDArray[np.float64], chosen: list[Example], heat: float) -> dict[str, float]:
    """Above `act` the first guess is nearly always right; below `person` not even the first three help."""
    sure = np.array([softmax(row.astype(np.float32), heat).max() for row in scores[:, :-1]])
    first, three = _right(scores, chosen, 1), _right(scores, chosen, 3)
    grid = [round(0.05 + 0.01 * step, 2) for step in range(90)]
    act = next(limit for limit in [*grid, 0.95] if limit == 0.95 or first[sure >= limit].mean() >= SAFE)
    vain = [limit for limit in grid if (sure < limit).sum() >= 8 and three[sure < limit].mean() < USEFUL]
    return {"temperature": heat, "act": act, "person": min(max(vain, default=0.1), act / 2)}


def _right(scores: NDArray[np.float64], chosen: list[Example], guesses: int) -> NDArray[np.bool_]:
    """Whether one of the first guesses is acceptable."""
    best = np.argsort(-scores[:, :-1], axis=1, kind="stable")[:, :guesses]
    return np.array(
        [bool({INTENTS[i] for i in row} & example.acceptable) for row, example in zip(best, chosen, strict=True)]
    )


def packed(fitted: Fitted) -> dict[str, NDArray[Any]]:
    """Eight bits a weight, one scale an intent: a quarter of the size, the same labels."""
    scale = np.abs(fitted.weights).max(axis=0) / 127
    return {
        "hashes": fitted.hashes,
        "idf": fitted.idf.astype(np.float16),
        "weights": np.round(fitted.weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": fitted.bias.astype(np.float32),
    }


def digest(folder: Path = DATA) -> str:
    """What the model was trained on, as a hash."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))).hexdigest()


def train(folder: Path = DATA, into: Path = DATA) -> dict[str, Any]:
    """Retrains from the examples, writes the model and its card, and returns the card."""
    chosen = examples(folder)
    found = bags([example.text for example in chosen])
    scores = held_back(chosen, found)
    limits = thresholds(scores, chosen, temperature(scores, chosen))
    fitted = fit(chosen, found)
    _save(into / "model.npz", packed(fitted))
    card = {
        "kind": "TF-IDF (word 1-3, character 2-5) multinomial logistic regression, hashed, 8 bits a weight",
        "seed": SEED,
        "data": digest(folder),
        "examples": len(chosen),
        "features": len(fitted.hashes),
        "held_back": _figures(scores, chosen),
        "thresholds": limits,
    }
    (into / "model.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card


def _save(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """An .npz whose bytes depend on the arrays alone: no clock in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            written = io.BytesIO()
            np.lib.format.write_array(written, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, written.getvalue(), zipfile.ZIP_DEFLATED, 9)


def _figures(scores: NDArray[np.float64], chosen: list[Example]) -> dict[str, float]:
    best = scores[:, :-1].argmax(axis=1)
    strict = np.mean([INTENTS[b] == e.intents[0] for b, e in zip(best, chosen, strict=True)])
    angry = np.mean([(s > 0) == e.frustrated for s, e in zip(scores[:, -1], chosen, strict=True)])
    return {
        "accuracy_acceptable": round(float(_right(scores, chosen, 1).mean()), 4),
        "accuracy_top_3": round(float(_right(scores, chosen, 3).mean()), 4),
        "accuracy_strict": round(float(strict), 4),
        "frustration_accuracy": round(float(angry), 4),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(train(), indent=2) + "\n")
