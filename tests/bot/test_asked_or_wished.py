"""What is a question, and what a wish, while a case waits."""

import pytest

from bot.turns.asked_or_wished import IN_SHORT, NOT_WANTED, OPEN, TELLS_US_TO


@pytest.mark.parametrize(
    "text",
    ["where can you send it", "wheres my refund", "I asked by what time.", "to which card", "no why would i"],
)
def test_a_question_is_one_whatever_it_has_the_sound_of(text):
    assert OPEN.search(text)


@pytest.mark.parametrize("text", ["can you send another", "it is where i left it", "my wife was at home", "i did ok"])
def test_neither_a_wish_nor_a_story_is_a_question(text):
    assert not OPEN.search(text)


@pytest.mark.parametrize("text", ["first the money", "another pan", "a replacement please", "rather a voucher"])
def test_how_it_shall_be_put_right_is_a_wish(text):
    assert IN_SHORT.search(text)


@pytest.mark.parametrize("text", ["the money never came", "another box was there", "i have the replacement"])
def test_a_story_of_it_is_none(text):
    assert not IN_SHORT.search(text)


@pytest.mark.parametrize(
    ("text", "so"), [("send it again", True), ("please hurry", True), ("it was sent again", False)]
)
def test_what_we_are_told_to_do(text, so):
    assert bool(TELLS_US_TO.match(text)) is so


@pytest.mark.parametrize(("text", "so"), [("dont want so many", True), ("i wanted one", False)])
def test_what_is_turned_down(text, so):
    assert bool(NOT_WANTED.search(text)) is so
