"""Hearing: the processor's time for a message, and the same pipeline taught on two public sets of intents."""

import csv
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np
from numpy.typing import NDArray

SHARED = Path(__file__).parents[2] / "shared" / "data"
"""Public data that may not be copied into the project; without it, its figures are left out."""
WRITTEN = Path(__file__).parents[1] / "bot" / "hearing" / "data" / "written"
ROUNDS = 5
EVERY = 4
"""Of the written messages, enough to find the slowest hundredth."""
STARTS = 7
LONG = ("My order 1042 was due on Monday 3 June, I was charged $18.00 twice; call me on +1 202-555-0143. " * 110)[
    :10_000
]
START = (
    "import time; t = time.process_time(); from bot.hearing import hear; hear('hello'); print(time.process_time() - t)"
)
Said = Sequence[tuple[str, str]]
"""Messages with their labels."""
Sure = NDArray[np.float64]
Right = NDArray[np.bool_]


def run() -> dict[str, float]:
    """Print a table; the figures for results.json."""
    results = _speed() | _clinc150() | _banking77()
    for name, figure in results.items():
        print(f"{name:<36}{figure:>10.3f}")
    return results


def _speed() -> dict[str, float]:
    from bot.hearing import hear
    from bot.hearing.written import examples

    said = [partial(hear, example.text, example.before) for example in examples(WRITTEN)[::EVERY]]
    best = np.full(len(said), np.inf)
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        # The best of the rounds: what else the machine does can only slow a message down.
        best = np.minimum(best, [_spent(one) for one in said])
    long = min(_spent(partial(hear, LONG)) for _ in range(20))
    return {
        "hearing_ms_p50": 1000 * float(np.quantile(best, 0.5)),
        "hearing_ms_p99": 1000 * float(np.quantile(best, 0.99)),
        "hearing_ms_10000_characters": 1000 * long,
        "hearing_start_seconds": median(_start() for _ in range(STARTS)),
    }


def _spent(what: Callable[[], object]) -> float:
    begun = process_time()
    what()
    return process_time() - begun


def _start() -> float:
    """Importing hearing in a fresh process, loading its model, and hearing a first word."""
    return float(subprocess.run([sys.executable, "-c", START], capture_output=True, check=True, text=True).stdout)


def _clinc150() -> dict[str, float]:
    """In-scope accuracy, and recall of what is out of scope at the limit that serves best on its validation part."""
    path = SHARED / "clinc150.json"
    if not path.exists():
        print(f"CLINC150 is left out: there is no {path}")
        return {}
    data = {part: [(text, label) for text, label in rows] for part, rows in json.loads(path.read_text()).items()}
    scored = _taught(data["train"], [data[part] for part in ("val", "oos_val", "test", "oos_test")])
    (known, _), (odd, _), (tested, right), (strange, _) = scored
    limit = _limit(known, scored[0][1], odd)
    return {
        "clinc150_in_scope_accuracy": float(right.mean()),
        "clinc150_in_scope_accuracy_at_limit": float((right & (tested >= limit)).mean()),
        "clinc150_out_of_scope_recall": float((strange < limit).mean()),
    }


def _limit(known: Sure, right: Right, odd: Sure) -> float:
    """The certainty under which a message is taken for none: most right answers in all, on the validation part."""
    grid: Sure = np.unique(np.concatenate((known, odd)))
    return float(max(grid, key=lambda limit: int((right & (known >= limit)).sum()) + int((odd < limit).sum())))


def _banking77() -> dict[str, float]:
    paths = [SHARED / f"banking77-{part}.csv" for part in ("train", "test")]
    if not all(path.exists() for path in paths):
        print(f"BANKING77 is left out: there is no {paths[0]}")
        return {}
    learned, tested = (_rows(path) for path in paths)
    [(_, right)] = _taught(learned, [tested])
    return {"banking77_accuracy": float(right.mean())}


def _rows(path: Path) -> Said:
    with path.open(newline="", encoding="utf-8") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def _taught(learned: Said, asked: Sequence[Said]) -> list[tuple[Sure, Right]]:
    """For each part, how sure the product's own pipeline is of each message, and whether it is right."""
    from bot.hearing.fitting import Targets, bags, fit
    from bot.hearing.model import softmax
    from bot.hearing.reading import read

    labels = sorted({label for _, label in learned})
    places = [labels.index(label) for _, label in learned]
    targets = Targets(range(len(learned)), places, [1.0] * len(learned), balanced=False)
    fitted = fit(bags([read(text).masked for text, _ in learned]), targets)
    found = []
    for part in asked:
        scores = fitted.scores(bags([read(text).masked for text, _ in part]))
        sure = np.array([softmax(row.astype(np.float32), 1.0).max() for row in scores])
        right = np.array([labels[row.argmax()] == label for row, (_, label) in zip(scores, part, strict=True)])
        found.append((sure, right))
    return found
