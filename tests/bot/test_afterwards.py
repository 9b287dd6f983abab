"""What is said after something was done for somebody, and what only sounds like it."""

import pytest

from bot.flows.not_received import turned_up
from bot.turns import afterwards, asides


@pytest.mark.parametrize(
    "text", ["any news", "hi, any news?", "any update on this please", "is there any progress yet", "how is it going"]
)
def test_asks_after_what_has_no_name(text):
    assert afterwards.NEWS.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        "any news about my mug",
        "do you have a newsletter",
        "any new kettles",
        "update my address",
        "what is happening to my parcel",
    ],
)
def test_asks_after_something_by_name(text):
    assert not afterwards.NEWS.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["to which card", "and to which card", "where does the money go?", "what account is it"]
)
def test_asks_where_the_money_goes(text):
    assert afterwards.WHERE_TO.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    ["where is my money", "which card can i pay with", "where is it", "what card do you take", "where did my cup go"],
)
def test_asks_something_else(text):
    assert not afterwards.WHERE_TO.fullmatch(text)


@pytest.mark.parametrize("text", ["my husband has it", "the concierge took it", "oh our roommate picked it up"])
def test_somebody_at_home_has_it(text):
    assert turned_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "my husband has not got it",
        "my wife wants it",
        "my friend has the same kettle",
        "the reception says it never came",
        "my son broke it",
    ],
)
def test_nobody_at_home_has_it(text):
    assert not turned_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, my refund came, I got it today",
        "the money back for the watch, i got it, thanks",
        "you refunded the watch, I've received it",
        "i got the money for the watch, it arrived today",
    ],
)
def test_the_money_is_there_and_not_the_thing(text):
    assert not turned_up(afterwards.MONEY_CAME.sub("", text))
    assert not afterwards.HAVE_IT.search(text)


@pytest.mark.parametrize(
    "text", ["i mean i have it now but you guys paid me back already", "you refunded the watch but i have it now"]
)
def test_the_thing_is_there_beside_its_money(text):
    assert afterwards.HAVE_IT.search(text)


@pytest.mark.parametrize("text", ["undo it please", "ok can you undo that", "reverse the refund please"])
def test_undoes_it(text):
    assert afterwards.UNDO.fullmatch(text)


@pytest.mark.parametrize("text", ["take it back to the shop", "i want to return it", "reverse charge vat invoice"])
def test_undoes_nothing(text):
    assert not afterwards.UNDO.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["sorry, I mean stop the return", "I changed mind, I want keep jacket. OK?", "i'll keep it", "keep jacket"]
)
def test_keeps_what_was_to_go_back(text):
    assert asides.KEEPS.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        "i want to keep the jacket but my order is broken",
        "how do i stop the return",
        "i want return jacket",
        "can i keep it and get the money",
    ],
)
def test_keeps_nothing(text):
    assert not asides.KEEPS.fullmatch(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how long is the warranty on my lamp", True),
        ("when does the warranty of my lamp end", True),
        ("when will my lamp be out of warranty", True),
        ("how much is left of the guarantee", True),
        ("when will you repair my lamp under warranty?", False),
        ("how much does the warranty cover", False),
    ],
)
def test_asks_when_a_warranty_ends(text, asks):
    assert bool(asides.END_OF_WARRANTY.search(text)) is asks
