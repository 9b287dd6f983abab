"""Words after a no, beside a question and about a mistake: what they are, and what sounds like them."""

import pytest

from bot.corrections import mistaken
from bot.turns.more_of_it import MORE
from bot.turns.questions import NEEDS
from bot.turns.told_no import asks_what_became
from bot.turns.which_one import CANCEL_IT


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("so what happens now", True),
        ("ok what now", True),
        ("what happens with my order now?", True),
        ("did you cancel anything", True),
        ("what happens if i send it back", False),
        ("now cancel it", False),
        ("what is the return policy", False),
        ("what do you sell", False),
        ("has my parcel changed its route", False),
    ],
)
def test_what_became_of_it_is_asked(said, asks):
    assert asks_what_became(said) is asks


@pytest.mark.parametrize(
    ("pattern", "said", "found"),
    [
        (NEEDS, "do i need the original box", True),
        (NEEDS, "and do i have to keep the receipt", True),
        (NEEDS, "do i need to return it", False),
        (NEEDS, "i need the money back", False),
        (NEEDS, "do you need a photo", False),
        (MORE, "make it 3 planters", True),
        (MORE, "4 planters instead of 2", True),
        (MORE, "make it one", False),
        (MORE, "send it to 12 Mill Lane", False),
        (CANCEL_IT, "then cancel it please", True),
        (CANCEL_IT, "no, cancel that", False),
        (CANCEL_IT, "cancel it, i changed my mind", False),
    ],
)
def test_what_sounds_alike_is_told_apart(pattern, said, found):
    assert bool(pattern.fullmatch(said) if pattern is CANCEL_IT else pattern.search(said)) is found


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("sorry i meant the jumper", True),
        ("wrong one, the jumper", True),
        ("i meant to return it", False),
        ("actually the jumper", False),
        ("i mean that it leaks", False),
        ("no, the other one", False),
    ],
)
def test_another_thing_was_meant_from_the_first(said, meant):
    assert mistaken(said) is meant
