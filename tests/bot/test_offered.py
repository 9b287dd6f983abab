"""Asked about the very thing that waits for its yes, and what only looks so."""

import pytest

from bot.turns.offered import DONE, HOW_MUCH, SIZE, WHEN, WHY


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (HOW_MUCH, "how much do i get"),
        (HOW_MUCH, "ok and how much is it"),
        (HOW_MUCH, "how much will you refund me"),
        (HOW_MUCH, "will i get all my money back"),
        (HOW_MUCH, "what's the total"),
        (WHEN, "when do i get it"),
        (WHEN, "so when will i see the money"),
        (WHEN, "how long does that take"),
        (DONE, "did it work"),
        (DONE, "hello, is it done now?"),
        (DONE, "has it been refunded"),
        (SIZE, "do you have L"),
        (SIZE, "ok do you have it in a 42?"),
        (SIZE, "have you got one in medium please"),
        (WHY, "why not"),
        (WHY, "ok but why?"),
        (WHY, "how come"),
    ],
)
def test_it_is_about_the_offer(pattern, said):
    assert pattern.fullmatch(said)


@pytest.mark.parametrize(
    "said",
    [
        "how much is the tent",
        "how much is express delivery",
        "when will they come",
        "when will my parcel arrive",
        "when do you open",
        "how long do you deliver to finland",
        "did the courier come",
        "is it waterproof",
        "is it free",
        "how much is the postage",
        "do i get the label",
        "has it gone already",
        "is that all",
        "how long do i have",
        "is it dishwasher safe",
        "do you have umbrellas",
        "do you have it in blue",
        "do you have a shop in leeds",
        "why is my parcel late",
        "why not refund me the postage",
        "yes",
        "yes do it",
        "no",
    ],
)
def test_it_is_about_something_else(said):
    assert not any(pattern.fullmatch(said) for pattern in (HOW_MUCH, WHEN, DONE, SIZE, WHY))
