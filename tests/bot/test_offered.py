"""Asked about the very thing that waits for its yes, and what only looks so."""

from decimal import Decimal

import pytest

from bot.shop import Item, Money
from bot.turns.asked_about import BY_WHEN, DONE, FREE, HOW_MUCH, MUST_SEND, WHEN, WHICH
from bot.turns.leads import PART
from bot.turns.offered import MONEY, SIZE, WHY, only_sizes

GOODS = tuple(Item(title, title, 1, Money(Decimal(40), "EUR")) for title in ("Fell boots, 41", "Wool jumper, M"))
PATTERNS = (HOW_MUCH, WHEN, DONE, SIZE, WHY, BY_WHEN, WHICH, FREE, MUST_SEND, MONEY)


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
        (BY_WHEN, "how long do i have"),
        (BY_WHEN, "and how many days do i have to send it"),
        (BY_WHEN, "until when"),
        (BY_WHEN, "when does it end"),
        (WHICH, "which one goes back"),
        (WHICH, "which order is it"),
        (WHICH, "what was the old address"),
        (FREE, "is it free"),
        (FREE, "do i have to pay for the postage"),
        (FREE, "does that cost me anything"),
        (FREE, "is it free or do i pay postage"),
        (MUST_SEND, "do i have to send the old one back"),
        (MUST_SEND, "must i return it"),
        (MONEY, "ok money then"),
        (MONEY, "no just the refund please"),
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
        "is it free delivery on saturdays",
        "how much is the postage to france",
        "do i get the label",
        "has it gone already",
        "is that all",
        "how long do i have a guarantee",
        "which one is better for camping",
        "what is the old address of your shop",
        "do i have to sign for it",
        "do you pay for broken pans",
        "is it free of nuts",
        "money is tight this month",
        "do i have to send you a photo",
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
    assert not any(pattern.fullmatch(said) for pattern in PATTERNS)


@pytest.mark.parametrize(
    ("said", "sizes"),
    [
        ("ok 42", ["42"]),
        ("size 40 then", ["40"]),
        ("42 and L please", ["42", "L"]),
        ("no i need a 42", ["42"]),
        ("boots in 42, jumper in L please", ["42", "L"]),
        ("cups in L", []),
        ("it's fine, thanks", []),
        ("i need 20 pounds", []),
        ("£42", []),
        ("yes", []),
        ("42 days is too long", []),
    ],
)
def test_only_sizes_are_said(said, sizes):
    assert only_sizes(said, GOODS) == sizes


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("refund half and i keep it", True),
        ("how about 20 pounds", True),
        ("what about £15?", True),
        ("could i have a partial refund", True),
        ("give me some of the money back", True),
        ("refund two of the cups", False),
        ("what about the other cups", False),
        ("how about 2 of them", False),
        ("half of it is missing", False),
    ],
)
def test_a_part_of_the_money_is_wished_for(said, part):
    assert bool(PART.search(said)) is part
