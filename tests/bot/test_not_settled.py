"""What says that a closed case is not settled, and what only sounds like it."""

import pytest

from bot.turns.asking_after import NOT_SETTLED, NOT_SO


@pytest.mark.parametrize(
    "text",
    [
        "not settled!!",
        "no it is not settled",
        "it isn't sorted",
        "this was never resolved",
        "my problem is still not solved",
        "sorry but it has not been fixed yet",
    ],
)
def test_in_so_many_words(text):
    assert NOT_SETTLED.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "no it isnt, my rucksack is still not here",
        "it isn't",
        "it still is not there",
        "still nothing",
        "its not here",
        "no i haven't got the money",
        "my kettle still leaks",
        "i don't have it still",
    ],
)
def test_said_of_what_was_closed(text):
    assert NOT_SO.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "no thanks",
        "nothing else, still thank you",
        "i am still not sure which size i need",
        "it's not a problem, thanks",
        "do you have a fixed price",
        "i still want to return the mug",
        "that is not what i ordered",
        "no i don't need anything else",
        "cancel the tent, it is not sent yet",
    ],
)
def test_another_matter(text):
    assert not NOT_SETTLED.search(text) and not NOT_SO.search(text)
