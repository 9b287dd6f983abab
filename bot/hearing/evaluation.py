"""How well hearing does on labelled messages: every figure we are measured by, and the errors behind them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.hearing.ear import hear
from bot.hearing.heard import Band, Heard
from bot.hearing.labels import INTENTS
from bot.hearing.written import Example

NOTHING = "out_of_scope"
COVERED = 0.6
"""The share of messages, surest first, on which one figure is taken."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One message, what it was labelled and what was heard."""

    example: Example
    heard: Heard

    @property
    def right(self) -> bool:
        return self.heard.intent in self.example.acceptable

    @property
    def counted(self) -> str:
        """The label that the guess counts as: the true one, if the guess is acceptable."""
        return self.example.intent if self.right else self.heard.intent

    @property
    def rejected(self) -> bool:
        """Whether it would not be acted on as an errand: taken for none, or left to a person."""
        return self.heard.intent == NOTHING or self.heard.band is Band.PERSON

    @property
    def sure(self) -> float:
        return self.heard.intents[0][1]


def judged(examples: Iterable[Example]) -> list[Judged]:
    return [Judged(one, hear(one.text, one.before)) for one in examples]


def figures(found: Sequence[Judged]) -> dict[str, float]:
    """All figures by name, each from 0 to 1; what no message speaks to is left out."""
    surest = sorted(found, key=lambda one: -one.sure)[: round(COVERED * len(found))]
    nothing = [one for one in found if one.example.intent == NOTHING]
    something = [one for one in found if NOTHING not in one.example.acceptable]
    shares = {
        "accuracy": _share(found, lambda one: one.right),
        "accuracy_strict": _share(found, lambda one: one.heard.intent == one.example.intent),
        "macro_f1": _macro(found),
        "top_3": _share(found, lambda one: bool({i for i, _ in one.heard.intents[:3]} & one.example.acceptable)),
        "at_60_percent": _share(surest, lambda one: one.right),
        "out_of_scope_rejected": _share(nothing, lambda one: one.rejected),
        "falsely_rejected": _share(something, lambda one: one.rejected),
        "ece": calibration_error(found),
    }
    flags = {
        f"{flag}_{name}": value
        for flag in ("frustrated", "urgent", "handoff")
        for name, value in _flag(found, flag).items()
    }
    return {name: value for name, value in (shares | flags | _entities(found)).items() if value is not None}


def _share(found: Sequence[Judged], holds: Callable[[Judged], bool]) -> float | None:
    return sum(map(holds, found)) / len(found) if found else None


def _macro(found: Sequence[Judged]) -> float | None:
    per_intent = by_intent(found)
    return sum(one["f1"] for one in per_intent.values()) / len(per_intent) if per_intent else None


def by_intent(found: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of messages of each intent that occurs as a label."""
    table = {}
    for intent in INTENTS:
        labelled = [one for one in found if one.example.intent == intent]
        if labelled:
            hits = sum(one.counted == intent for one in labelled)
            wrongly = sum(one.counted == intent and one.example.intent != intent for one in found)
            table[intent] = _scores(hits, wrongly, len(labelled) - hits) | {"messages": float(len(labelled))}
    return table


def _flag(found: Sequence[Judged], flag: str) -> dict[str, float]:
    pairs = Counter((bool(getattr(one.example, flag)), bool(getattr(one.heard, flag))) for one in found)
    return _scores(pairs[True, True], pairs[False, True], pairs[True, False])


def _entities(found: Sequence[Judged]) -> dict[str, float]:
    """By type and exact words; messages whose entities nobody has labelled do not count."""
    hits = wrongly = missed = 0
    for one in found:
        if one.example.entities is None:
            continue
        truth = Counter(one.example.entities)
        guess = Counter((entity.type, entity.text) for entity in one.heard.entities)
        hits += (truth & guess).total()
        wrongly += (guess - truth).total()
        missed += (truth - guess).total()
    return {f"entity_{name}": value for name, value in _scores(hits, wrongly, missed).items()}


def _scores(hits: int, wrongly: int, missed: int) -> dict[str, float]:
    return {
        "precision": hits / (hits + wrongly) if hits + wrongly else 1.0,
        "recall": hits / (hits + missed) if hits + missed else 1.0,
        "f1": 2 * hits / (2 * hits + wrongly + missed) if hits + wrongly + missed else 1.0,
    }


def reliability(found: Sequence[Judged], bins: int = 10) -> list[tuple[float, float, int]]:
    """For each tenth of certainty: how sure we were, how often right, how many messages."""
    table = []
    for number in range(bins):
        inside = [
            one for one in found if number <= one.sure * bins < number + 1 or (number == bins - 1 and one.sure == 1)
        ]
        if inside:
            sure = sum(one.sure for one in inside) / len(inside)
            table.append((sure, sum(one.right for one in inside) / len(inside), len(inside)))
    return table


def calibration_error(found: Sequence[Judged]) -> float | None:
    """The expected calibration error: how far certainty and truth lie apart, on average."""
    if not found:
        return None
    return sum(abs(sure - right) * count for sure, right, count in reliability(found)) / len(found)


def confusion(found: Sequence[Judged]) -> list[list[int]]:
    """Rows are labels, columns what was heard (an acceptable guess counts as the label), both as INTENTS."""
    table = [[0] * len(INTENTS) for _ in INTENTS]
    for one in found:
        table[INTENTS.index(one.example.intent)][INTENTS.index(one.counted)] += 1
    return table


def worst(found: Sequence[Judged], most: int = 20) -> list[Judged]:
    """The errors we were surest of."""
    return sorted((one for one in found if not one.right), key=lambda one: -one.sure)[:most]


def as_rows(found: Sequence[Judged]) -> list[dict[str, Any]]:
    """Errors as plain data, for JSON."""
    return [
        {
            "text": one.heard.text,
            "label": one.example.intent,
            "also_ok": list(one.example.also_ok),
            "heard": [[intent, round(p, 3)] for intent, p in one.heard.intents[:3]],
        }
        for one in found
    ]
