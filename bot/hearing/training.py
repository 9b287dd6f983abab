"""Trains the classifier from labelled messages: `baton train`, or `python -m bot.hearing.training` for ours.

Needs the extra `train`; nothing that runs imports this module.
"""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.hearing import certainty, gaps, kinds, rules, spelling
from bot.hearing.fitting import SEED, Fitted, Targets, Vocabulary, bags, learn, matrix, vocabulary
from bot.hearing.labels import INTENTS
from bot.hearing.lexicon import said
from bot.hearing.model import ARRAYS, CARD, FLAGS, softmax
from bot.hearing.reading import read
from bot.hearing.regression import Floats
from bot.hearing.written import READ_AGAIN, Example, examples, files

DATA: Final = Path(__file__).parent / "data"
SECOND: Final = 0.3
"""What an intent that comes second in a message counts for, beside the first."""
ALSO: Final = 0.2
"""What an intent counts for that its writer would accept as well."""
AGAIN: Final = 1.0
ALSO_AGAIN: Final = 0.5
"""What the second reader's first intent counts for, and others that he would accept."""
FOLDS: Final = 3
NONE: Final = INTENTS.index("out_of_scope")
PATIENCE: Final = 0.05
"""The share of messages for this desk that may be taken for none of it."""
SAFE: Final = 0.88
"""How often the first guess is right where it is acted upon."""
USEFUL: Final = 0.6
"""How often one of three guesses is right where they are offered, at least."""
SIGN_STRENGTH: Final = 1.0
"""Of the regression that says how sure a guess is: five numbers, which thousands of messages hold."""
LEVELS: Final = 63
LAYER_LEVELS: Final = 19
"""So many steps above zero a weight is stored in, as many below it, in the regression and in the hidden layer."""
KIND: Final = (
    "TF-IDF (word 1-3, character 2-5, kind of word 1-3), hashed; multinomial logistic regression and one hidden layer, "
    "averaged; 7 bits a weight, 5 or 6 in the layer"
)


def train(folders: Sequence[Path] = (DATA,), into: Path = DATA) -> dict[str, Any]:
    """Retrains from the examples, writes the model and its card, and returns the card.

    Raises BadExample for a line that cannot be read, ValueError where there are too few examples.
    """
    chosen = examples(*folders)
    texts = [read(example.text).masked for example in chosen]
    found = bags(texts)
    known = vocabulary(found)
    rows = matrix(found, known.hashes, known.idf)
    scores = held_back(chosen, rows, known)
    reserve = lean(scores, chosen)
    scores[:, NONE] += reserve
    limits = thresholds(scores, chosen)
    fitted = learn(rows, known, targets(chosen))
    fitted.bias[NONE] += reserve
    arrays = packed(fitted)
    arrays["gaps"] = gaps.stored(arrays.pop("hashes"))
    _save(into / ARRAYS, arrays | {"words": _listed(spelling.met(texts))})
    card = {
        "kind": KIND,
        "seed": SEED,
        "data": digest(folders),
        "kinds": kinds.MARK,
        "examples": len(chosen),
        "features": len(fitted.hashes),
        "held_back": _figures(scores, chosen),
        "lean": reserve,
        "thresholds": limits,
    }
    (into / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card


def targets(chosen: Sequence[Example]) -> Targets:
    """Each example under its first intent, more lightly under others that it carries or could be, and under what a
    second reader took it for; flags by how many of its readers saw them.
    """
    rows: list[int] = []
    labels: list[int] = []
    weights: list[float] = []
    for i, example in enumerate(chosen):
        shares = [(1.0, example.intents[:1]), (SECOND, example.intents[1:]), (ALSO, example.also_ok)]
        if example.second:
            shares += [(AGAIN, (example.second.intent,)), (ALSO_AGAIN, example.second.also_ok)]
        for weight, intents in shares:
            rows += [i] * len(intents)
            labels += map(INTENTS.index, intents)
            weights += [weight] * len(intents)
    if missing := set(range(len(INTENTS))) - set(labels):
        raise ValueError(f"no example of {', '.join(INTENTS[i] for i in sorted(missing))}")
    flags = [[_share(flag, example) for example in chosen] for flag in FLAGS]
    return Targets(rows, labels, weights, flags)


def _share(flag: str, example: Example) -> float:
    """How many of a message's readers saw this in it."""
    readers = (example, example.second) if example.second else (example,)
    return float(np.mean([getattr(one, flag) for one in readers]))


def held_back(chosen: Sequence[Example], rows: csr_matrix, known: Vocabulary) -> Floats:
    """Scores for every example by a model that never saw it, with what the rules add in service."""
    scores = _nudged(chosen)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for seen, test in folds.split(chosen, [example.intent for example in chosen]):
        scores[test] += learn(rows[seen], known, targets([chosen[i] for i in seen])).of_rows(rows[test])
    return scores


def _nudged(chosen: Sequence[Example]) -> Floats:
    added = np.zeros((len(chosen), len(INTENTS) + len(FLAGS)))
    for row, example in enumerate(chosen):
        for intent, weight in rules.nudges(said(read(example.text).plain)).items():
            added[row, INTENTS.index(intent)] = weight
    return added


def lean(scores: Floats, chosen: Sequence[Example]) -> float:
    """The log-odds that refuse as much of what is not for this desk as patience with the rest allows."""
    ours = np.array([INTENTS[NONE] not in example.acceptable for example in chosen])
    best = np.delete(scores[ours, : len(INTENTS)], NONE, axis=1).max(axis=1)
    return round(float(np.quantile(best - scores[ours, NONE], PATIENCE)), 2) if ours.any() else 0.0


def temperature(scores: Floats, chosen: Sequence[Example]) -> float:
    """The temperature under which how sure we are is likeliest how often the first guess is acceptable."""
    right = _right(scores, chosen, 1)

    def loss(heat: float) -> float:
        sure = np.clip(_sure(scores, heat), 1e-6, 1 - 1e-6)
        return -float(np.log(np.where(right, sure, 1 - sure)).sum())

    return min((round(0.3 + 0.05 * step, 2) for step in range(34)), key=loss)


def _sure(scores: Floats, heat: float) -> Floats:
    return np.array([softmax(row.astype(np.float32), heat).max() for row in scores[:, : len(INTENTS)]], np.float64)


def thresholds(scores: Floats, chosen: Sequence[Example]) -> dict[str, Any]:
    """Above `act` the first guess is nearly always right; below `person` not even the first three help."""
    heat = temperature(scores, chosen)
    first, three = _right(scores, chosen, 1), _right(scores, chosen, 3)
    labels = scores[:, : len(INTENTS)].astype(np.float32)
    found = [_signs(row, heat, example) for row, example in zip(labels, chosen, strict=True)]
    weights = _weighed(np.array(found), first)
    sure = np.array([certainty.certainty(one, weights) for one in found])
    grid = [round(0.05 + 0.01 * step, 2) for step in range(90)]
    act = next(limit for limit in [*grid, 0.95] if limit == 0.95 or first[sure >= limit].mean() >= SAFE)
    vain = [limit for limit in grid if (sure < limit).sum() >= 8 and three[sure < limit].mean() < USEFUL]
    return {"temperature": heat, "sure": weights, "act": act, "person": min(max(vain, default=0.1), act / 2)}


def _signs(scores: NDArray[np.float32], heat: float, example: Example) -> tuple[float, ...]:
    return certainty.signs(scores, softmax(scores, heat), read(example.text).masked.count(" "))


def _weighed(found: Floats, right: NDArray[np.bool_]) -> list[float]:
    """What each sign tells of whether the first guess is right; where all are, or none, the chance says it alone."""
    if right.all() or not right.any():
        return [1.0, *[0.0] * certainty.SIGNS]
    told = LogisticRegression(C=SIGN_STRENGTH, max_iter=1000).fit(found, right)
    return [round(float(weight), 4) for weight in (*told.coef_[0], told.intercept_[0])]


def _right(scores: Floats, chosen: Sequence[Example], guesses: int) -> NDArray[np.bool_]:
    """Whether one of the first guesses is acceptable."""
    best = np.argsort(-scores[:, : len(INTENTS)], axis=1, kind="stable")[:, :guesses]
    return np.array(
        [bool({INTENTS[i] for i in row} & example.acceptable) for row, example in zip(best, chosen, strict=True)]
    )


def _figures(scores: Floats, chosen: Sequence[Example]) -> dict[str, float]:
    best = scores[:, : len(INTENTS)].argmax(axis=1)
    strict = np.mean([INTENTS[b] == e.intent for b, e in zip(best, chosen, strict=True)])
    angry = np.mean((scores[:, len(INTENTS)] > 0) == [example.frustrated for example in chosen])
    pressed = np.mean((scores[:, len(INTENTS) + 1] > 0) == [example.urgent for example in chosen])
    return {
        "accuracy_acceptable": round(float(_right(scores, chosen, 1).mean()), 4),
        "accuracy_top_3": round(float(_right(scores, chosen, 3).mean()), 4),
        "accuracy_strict": round(float(strict), 4),
        "frustration_accuracy": round(float(angry), 4),
        "urgency_accuracy": round(float(pressed), 4),
    }


def packed(fitted: Fitted) -> dict[str, NDArray[Any]]:
    """Few levels a weight, fewer in the layer, one scale a column: a seventh of the size, the same labels."""
    levels = np.full(fitted.weights.shape[1], LEVELS)
    levels[-len(fitted.out) :] = LAYER_LEVELS
    scale = np.abs(fitted.weights).max(axis=0) / levels
    return {
        "hashes": fitted.hashes,
        "idf": fitted.idf.astype(np.float16),
        "weights": np.round(fitted.weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": fitted.bias.astype(np.float32),
        "out": fitted.out.astype(np.float32),
    }


def digest(folders: Sequence[Path] = (DATA,)) -> str:
    """What the model was trained on, as a hash: examples, second readings and the list of kinds."""
    read_all = (path.read_bytes() for folder in folders for path in (*files(folder), *folder.glob(READ_AGAIN)))
    return hashlib.sha256(b"".join((*read_all, kinds.LIST.read_bytes()))).hexdigest()


def _listed(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words as the bytes of their lines."""
    return np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8)


def _save(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """An .npz whose bytes depend on the arrays alone: no clock in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            written = io.BytesIO()
            np.lib.format.write_array(written, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, written.getvalue(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(train(), indent=2) + "\n")
