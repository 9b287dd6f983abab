"""Who says that an order is not theirs, and who only says how they ordered."""

import pytest

from bot.turns.disowned import is_said


@pytest.mark.parametrize(
    "words",
    [
        "i did not place this order",
        "I didn't make that order, please help",
        "i never placed order 7988",
        "hello, order #7988 was not placed by me",
        "this order wasn't placed by me",
        "someone else placed this order",
        "i have not placed this kettle order and i want it gone",
        "there's an order for a phone i never made",
        "i got a mail about an order i never placed",
        "i was charged for an order i never placed",
    ],
)
def test_an_order_that_is_not_theirs(words):
    assert is_said(words)


@pytest.mark.parametrize(
    "words",
    [
        "i placed this order yesterday",
        "i did not place this order by mistake",
        "i didn't place the order with express delivery",
        "this is not my order, i got a lamp",
        "i did not get this order",
        "i was charged for something i did not order",
        "did i not place this order?",
        "my husband placed this order",
        "you sent me an order i did not order, i wanted the blue mug",
        "I received an order for a lamp i didn't order, wrong parcel",
        "i was sent an order for two mugs i didn't order, please collect",
        "I got an order I never placed, a toaster in the box",
    ],
)
def test_other_words_about_an_order(words):
    assert not is_said(words)
