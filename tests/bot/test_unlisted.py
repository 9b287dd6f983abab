"""A thing that is in none of their orders: told from what is, and from what merely stands beside it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Facts
from bot.shop import Account, Customer, Item, Money, Order
from bot.slots.unlisted import is_known_thing, unlisted

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PAID = Money(48, "USD")
KETTLE = Order("7731", NOW, (Item("kettle", "Emberly gooseneck kettle", 1, PAID),), PAID, "delivered", "card ending 1")
ROSA = Facts(NOW, Account(Customer("rosa", "Rosa", "rosa@example.com"), (KETTLE,)), True)


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("where is my samovar", "samovar"),
        ("where's my new garden umbrella??", "new garden umbrella"),
        ("any news on the shower chair", "shower chair"),
        ("ordered the vitamins Tuesday, which day arrive", "vitamins"),
        ("bought two toasters and both are dead", "toasters"),
        ("i want my money back for the blender", "blender"),
        ("The jam came without any damage but it's the wrong one", "jam"),
        ("mower shows delivered but garage is empty", "mower"),
        ("my wife's piano hasn't come", "wife's piano"),
        ("the lamp's at least 3 kilos", "lamp"),
        ("cancel one item from my order, just the towels", "towels"),
    ],
)
def test_what_a_wish_is_about_and_nobody_ordered_is_named_as_they_call_it(said, thing):
    assert unlisted(said, ROSA) == thing


@pytest.mark.parametrize(
    "said",
    [
        "where is my kettle",
        "where is my teapot",  # may be what we call a kettle
        "the kettle leaks on my desk and on the piano",
        "it leaks. the sofa is ruined",
        "it burnt a hole into my sofa",
        "where is my order",
        "my phone doesn't show it",
        "the lid is cracked",
        "the box was open",
        "i paid from my laptop",
        "where is it",
        "can you send it in a bag",
        "",
    ],
)
def test_their_own_thing_and_what_stands_beside_it_are_not(said):
    assert unlisted(said, ROSA) == ""


def test_who_has_ordered_nothing_has_no_list_to_look_in():
    assert unlisted("where is my samovar", Facts(NOW, Account(Customer("finn", "Finn", "finn@example.com"), ()))) == ""


@given(st.lists(st.sampled_from("my the samovar kettle is where two . , ? 's 12 piano and on it".split()), max_size=30))
def test_what_is_named_is_always_a_piece_of_what_was_said(words):
    said = " ".join(words)
    assert unlisted(said, ROSA) in said


@pytest.mark.parametrize(
    ("name", "goods"),
    [
        ("grinder", True),
        ("WATERING CAN", True),
        ("guitar case", True),
        ("original card", False),
        ("full amount", False),
        ("wife", False),
        ("other parcel", False),
        ("shipping cost", False),
    ],
)
def test_goods_are_told_from_sums_cards_and_people(name, goods):
    assert is_known_thing(name) is goods
