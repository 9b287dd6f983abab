"""Words that turn away, and words that are short for a button."""

import pytest

from bot.corrections import refuses, rest_of, stops
from bot.hearing import Band, hear
from bot.turns.shorthand import meant


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("hmm stop", ""),
        ("no don't do that", ""),
        ("i changed my mind", ""),
        ("actually never mind that", ""),
        ("no wait, refund instead", "refund"),
        ("actually no, just change the address", "change the address"),
        ("refund the kettle instead please", "refund the kettle"),
        ("no, the other one", "the other one"),
        ("refund the kettle", None),
        ("ok then", None),
        ("change the address", None),
        ("nothing works", None),
        ("stopped working", None),
        ("notting hill gate 5", None),
    ],
)
def test_what_is_left_after_words_that_turn_away(said, rest):
    assert rest_of(said) == rest


@pytest.mark.parametrize(
    ("said", "no", "stop"),
    [("no", True, False), ("wait", True, False), ("hmm stop", True, True), ("yes", False, False)],
)
def test_a_bare_no_answers_and_a_stop_ends(said, no, stop):
    assert (refuses(said), stops(said)) == (no, stop)


LABELS = {"yes": "Refund $48.00", "credit": "As store credit", "change": "Change", "stop": "Stop"}
OFFERS = {"human": "I need more help", "menu": "Something else", "end": "I don't need this any more"}


@pytest.mark.parametrize(
    ("labels", "said", "value"),
    [
        (LABELS, "refund", "yes"),
        (LABELS, "refund it", "yes"),
        (LABELS, "store credit please", "credit"),
        (LABELS, "refund the toaster", ""),
        (LABELS, "it", ""),
        (LABELS, "", ""),
        ({"a": "Another one", "b": "The wrong one"}, "one", ""),
        ({"cancel": "Cancel it", "stop": "Keep it"}, "cancel", "cancel"),
        (OFFERS, "end it", "end"),
        (OFFERS, "ok it's solved, thanks", "end"),
        (OFFERS, "end of story, the kettle leaks", ""),
        (OFFERS, "i don't need you any more", "end"),
        (OFFERS, "cancel it", ""),
        (OFFERS, "i don't want it", ""),
        (OFFERS, "more help", "human"),
        (OFFERS, "help", ""),
        ({"again": "Begin it again"}, "yes please", "again"),
        ({"again": "Begin it again"}, "yes but where is my kettle", ""),
    ],
)
def test_fewer_words_than_the_label_mean_it_if_they_are_of_no_other(labels, said, value):
    assert meant(labels, said) == value


def test_what_no_word_of_is_known_is_not_heard_with_what_was_said_before():
    before = ("where are my headphones", "i want a refund for my kettle")
    for gibberish in ("qwrtzx", "sdkfjh sdkjfh", "xxqqz vvkjh"):
        assert hear(gibberish, before).intents == hear(gibberish).intents
        assert hear(gibberish, before).band is not Band.ACT
    assert hear("and the toaster?", before).intents != hear("and the toaster?").intents
