"""Taking a person back while one is waited for, and what is no such thing."""

import pytest

from bot.turns import shorthand


@pytest.mark.parametrize(
    "text",
    [
        "never mind",
        "actually never mind",
        "nvm i sorted it",
        "cancel that, i sorted it myself",
        "ok forget the person",
        "actually i dont need a person any more, thanks",
        "sorry, I don't need to talk to anyone now",
        "oh it sorted itself out",
        "i've figured it out, no need any more thank you",
        "forget it then",
        "actually no leave it",
        "ok then just drop it",
    ],
)
def test_a_person_is_not_needed_any_more(text):
    assert shorthand.meant({"end": ""}, text) == "end"


@pytest.mark.parametrize(
    "text",
    [
        "cancel it",
        "cancel that",
        "i don't want it any more",
        "never mind the kettle, it is the toaster",
        "it's not sorted",
        "i sorted it into two boxes",
        "don't forget the person",
        "i need a person",
        "i don't need a refund",
        "forget it, i want my money back",
        "leave it with a neighbour",
        "drop it off at the counter then",
        "just leave it at the door",
        "no",
        "thanks",
    ],
)
def test_anything_else_goes_to_the_person(text):
    assert shorthand.meant({"end": ""}, text) == ""
