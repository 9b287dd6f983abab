""" "What now", asked alone or behind a story, and what only begins like it."""

import pytest

from bot.slots.what_now import asks_for_a_part, asks_now, ends_with_now


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("ok what now", True),
        ("what's next?", True),
        ("oh no, what do i do now", True),
        ("thank you. what do i do in the meantime", True),
        ("what else can we do about it", True),
        ("oh no. what i do now", True),
        ("what do i do with the label", False),
        ("what is next week's offer", False),
        ("what do you do now", False),
        ("i changed my password, what now", False),
    ],
)
def test_what_now_is_asked_and_nothing_else(said, asks):
    assert asks_now(said) is asks


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("i changed my password, what now", True),
        ("somebody is in my account. what do i do?", True),
        ("what do i do if they call again", False),
    ],
)
def test_what_now_is_asked_behind_a_story(said, asks):
    assert ends_with_now(said) is asks


@pytest.mark.parametrize(
    ("said", "asks"), [("do i need to do anything else", True), ("must i do something about the fee", False)]
)
def test_whether_anything_is_left_for_them_to_do(said, asks):
    assert asks_for_a_part(said) is asks
