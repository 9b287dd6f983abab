"""The figures we are measured by, worked out again by hand on a few messages."""

from dataclasses import replace

import pytest

from bot.hearing.ear import hear
from bot.hearing.evaluation import Judged, by_intent, confusion, figures, reliability, worst
from bot.hearing.heard import Band, Entity
from bot.hearing.labels import INTENTS
from bot.hearing.written import Example

PLAIN = hear("hello")


def said(label, heard, sure, also=(), band=Band.ACT, **flags):
    """A message with this label that was heard as that, this surely."""
    others = tuple((intent, 0.01) for intent in INTENTS if intent != heard)
    example = Example("words", (label,), also, entities=(), **{k[2:]: v for k, v in flags.items() if k[:2] == "l_"})
    guess = {k[2:]: v for k, v in flags.items() if k[:2] == "h_"}
    return Judged(example, replace(PLAIN, intents=((heard, sure), *others), band=band, entities=(), **guess))


FOUND = [
    said("refund_status", "refund_status", 0.9, l_frustrated=True, h_frustrated=True),
    said("refund_status", "refund_request", 0.8, ("refund_request",), l_frustrated=True, h_frustrated=False),
    said("refund_request", "refund_status", 0.6, h_frustrated=True),
    said("out_of_scope", "faq", 0.2, band=Band.PERSON),
    said("out_of_scope", "faq", 0.5),
]


def test_shares_are_counted_as_they_are_defined():
    got = figures(FOUND)
    assert got["accuracy"] == pytest.approx(2 / 5)
    assert got["accuracy_strict"] == pytest.approx(1 / 5)
    assert got["at_60_percent"] == pytest.approx(2 / 3), "of the surest three"
    assert got["out_of_scope_rejected"] == pytest.approx(1 / 2), "one was left to a person"
    assert got["falsely_rejected"] == 0
    assert got["frustrated_precision"] == got["frustrated_recall"] == pytest.approx(1 / 2)


def test_an_acceptable_guess_counts_as_the_label():
    table = by_intent(FOUND)
    assert table["refund_status"]["recall"] == 1
    assert table["refund_status"]["precision"] == pytest.approx(2 / 3)
    assert table["refund_request"]["f1"] == 0
    macro = (2 * 2 / (2 * 2 + 1) + 0 + 0) / 3
    assert figures(FOUND)["macro_f1"] == pytest.approx(macro)
    row = confusion(FOUND)[INTENTS.index("refund_status")]
    assert row[INTENTS.index("refund_status")] == 2


def test_entities_count_by_type_and_words():
    example = Example("x", ("faq",), entities=(("amount", "€5"), ("date", "Monday")))
    heard = replace(PLAIN, entities=(Entity("amount", "€5", 0, 2), Entity("phone", "555", 3, 6)))
    got = figures([Judged(example, heard), Judged(replace(example, entities=None), heard)])
    assert got["entity_precision"] == got["entity_recall"] == got["entity_f1"] == pytest.approx(1 / 2)


def test_the_surest_errors_come_first_and_certainty_is_binned():
    assert [one.sure for one in worst(FOUND, 2)] == [0.6, 0.5]
    assert [(round(sure, 1), right, count) for sure, right, count in reliability(FOUND)] == [
        (0.2, 0, 1),
        (0.5, 0, 1),
        (0.6, 0, 1),
        (0.8, 1, 1),
        (0.9, 1, 1),
    ]


def test_nothing_to_measure_is_no_figure():
    assert "accuracy" not in figures([])
