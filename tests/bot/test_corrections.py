"""Words that put right what was said before: a moment that is no no, and another number of the same thing."""

import pytest

from bot import corrections


@pytest.mark.parametrize(("said", "only_waits"), [("wait how long", True), ("no wait how long", False), ("how", False)])
def test_a_moment_is_no_no(said, only_waits):
    assert corrections.pauses(said) is only_waits


@pytest.mark.parametrize(
    "said",
    [
        "no, just one",
        "only two of them please",
        "make it 3",
        "sorry make it five",
        "just one of the lanterns",
        "actually only one, the other is fine",
        "just two then",
        "changed my mind, just one",
        "only one please, i keep the rest",
        "make that four instead",
        "just 2 back",
        "oh only one!",
    ],
)
def test_another_number_of_it_is_said(said):
    assert corrections.recounts(said)
    assert corrections.marked(said)


@pytest.mark.parametrize(
    "said",
    [
        "sorry, one question, how heavy may it be",
        "just one question",
        "only one thing, where is the shop",
        "just one moment",
        "sorry just one second",
        "just one more hour",
        "only two days ago",
        "can it go in just one box",
        "do i need only one label",
        "just one parcel for both",
        "it took only 3 weeks",
        "one of them is for my mum",
        "just the one thing i hate",
        "make it quick",
        "i have just one hand free",
    ],
)
def test_a_number_of_something_else_counts_nothing(said):
    assert not corrections.recounts(said)
