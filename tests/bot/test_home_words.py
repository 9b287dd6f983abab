"""What first words say already of a page that is not wanted, of a place, of a code, and what is left alone."""

import pytest

from bot.flows.home.places import ASKS_FOR_ONE, GADGET, asks
from bot.flows.home.told import PROVES_WITH, TRIED, WISH, named_code, scheme, wants_no_page
from bot.knowledge import going_on


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        ("kindly do not send me the link of the help page", True),
        ("stop sending me to the FAQ", True),
        ("I've read the help article twice", True),
        ("i already went through your guide", True),
        ("why don't you send me the link", False),
        ("you don't send the reset link", False),
        ("is there a help page on that", False),
        ("i read that you ship to Japan", False),
    ],
)
def test_who_wants_no_page(words: str, unwanted: bool) -> None:
    assert wants_no_page(words) is unwanted


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("do you deliver to Madeira", True),
        ("would you also ship to New Zealand?", True),
        ("do you ship to Montana", True),
        ("Accra. you send there?", True),
        ("do you deliver to Monday", False),
        ("also to Corsica?", True),
        ("do you deliver to Tesco lockers", False),
        ("can you deliver to my neighbour", False),
        ("could you send it to Anna", False),
        ("do you deliver on Sunday", False),
        ("can you deliver to Mr Brown", False),
        ("also to my work?", False),
    ],
)
def test_whether_things_are_sent_to_a_place(words: str, place: bool) -> None:
    assert (going_on.put_to("", "faq", words) == "do you ship to my country") is place


@pytest.mark.parametrize(
    ("flow", "words", "of_a_refund"),
    [
        ("refund_status", "working days or normal", True),
        ("refund_status", "is that business days", True),
        ("order_status", "working days or normal", False),
        ("refund_status", "i work normal days", False),
    ],
)
def test_which_days_are_asked_about(flow: str, words: str, of_a_refund: bool) -> None:
    assert (going_on.put_to(flow, "faq", words) == "are refund days working days") is of_a_refund


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the code WELCOME20 isn't going through", "WELCOME20"),
        ("SPRING15 code says expired", "SPRING15"),
        ("my code isn't going through", None),
        ("the gift card code ABCD1234 does not work", None),
        ("CODE DOES NOT WORK", None),
    ],
)
def test_a_code_that_is_named(words: str, code: str | None) -> None:
    assert named_code(words) == code


def test_a_question_behind_a_comma() -> None:
    assert asks("I am 67, any pensioner price for the theatre")
    assert not asks("I tried it twice, not any good")


@pytest.mark.parametrize(
    ("words", "gadget"),
    [
        ("it does not pair", True),
        ("they told me to hold the button 20 secs", True),
        ("the light blinks red", True),
        ("the button on the page does nothing", False),
        ("i can't press pay", False),
    ],
)
def test_a_thing_that_does_not_work(words: str, gadget: bool) -> None:
    assert bool(GADGET.search(words)) is gadget


def test_what_was_tried_or_is_only_wished() -> None:
    assert TRIED.search("no, it now crashes before the menu")
    assert TRIED.search("same in another browser")
    assert not TRIED.search("the app crashes")
    assert WISH.search("can they be put together")
    assert not WISH.search("i can't get in")
    assert scheme('the "10% back on your first basket" thing') == "10% back"
    assert scheme("send the 10 back") is None
    assert ASKS_FOR_ONE.search("could I get that on an invoice")
    assert not ASKS_FOR_ONE.search("can I order and pay by invoice")
    assert not ASKS_FOR_ONE.search("do you give invoices")


def test_what_is_asked_on_the_way_in() -> None:
    assert PROVES_WITH.search("it asks me to name a recent order to prove it's me")
    assert not PROVES_WITH.search("it asks for my password and i have no idea")
