"""The address that stands, beside the new one; what is said of a thing at the door; the day that is wished for."""

import pytest

from bot.flows.new_address.amending import amended, put_right
from bot.flows.new_address.instead import words_anew
from bot.flows.new_address.reading import HOW_FAR, TWO_PLACES
from bot.slots.addresses import address_in
from bot.slots.at_the_door import told_to
from bot.slots.standing import is_left, without_it
from bot.turns.for_next_time import TO_COME
from bot.turns.left_elsewhere import AS_IT_WAS
from bot.turns.same_place import LEFT_OUT, SAME

STANDS = "31 Old Mill Road, Nottingham NG1 1AA"


@pytest.mark.parametrize(
    "words",
    [
        "i dont live at 31 old mill road any more",
        "31 Old Mill Road, Nottingham NG1 1AA is wrong",
        "it goes to 31 old mill road but we moved",
        "thats my old one, 31 old mill road nottingham",
        "not 31 Old Mill Road please",
        "I used to live at 31 old mill road",
    ],
)
def test_the_address_that_stands_is_told_as_left(words: str) -> None:
    assert is_left(words, STANDS)


@pytest.mark.parametrize(
    "words",
    ["please send it to 31 Old Mill Road, Nottingham", "31 old mill road", "I don't live at 13 Old Mill Road", "moved"],
)
def test_it_is_not_told_as_left(words: str) -> None:
    assert not is_left(words, STANDS)


def test_another_house_or_street_is_not_taken_out() -> None:
    for line in ("131 Old Mill Road, Leeds LS1 4AB", "31 Old Mill Roadside, Leeds LS1 4AB", "3 Mill Road, Leeds"):
        assert without_it(line, STANDS) == line


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("no the ADDRESS. 1200 john nolen dr madison 53713", "1200 john nolen dr madison 53713"),
        ("I told you already 14 Mill Lane, Austin, TX 78701", "14 Mill Lane, Austin, TX 78701"),
        ("THE NEW ADDRESS: 14 Mill Lane, Austin, TX 78701", "14 Mill Lane, Austin, TX 78701"),
        ("only 14 Mill Lane, Austin, TX 78701", "14 Mill Lane, Austin, TX 78701"),
        ("Marcus Jones. 14 Mill Lane, Austin, TX 78701", "Marcus Jones, 14 Mill Lane, Austin, TX 78701"),
    ],
)
def test_words_before_an_address_are_no_part_of_it(words: str, line: str) -> None:
    found = address_in(words, "US")
    assert found is not None
    assert found.line == line
    assert found.complete


def test_a_street_of_no_known_kind_with_town_and_postcode_is_whole() -> None:
    found, short = address_in("5 Carter Gate Nottingham NG1 1LL", "GB"), address_in("5 Carter Road NG1 1LL", "GB")
    assert found is not None
    assert found.complete
    assert short is not None
    assert short.missing == ("town",)


def test_a_house_number_is_put_right_in_the_middle_of_words() -> None:
    right = "602 Alder Court, Madison, WI 53703"
    assert put_right("620 Alder Court, Madison, WI 53703", "should be 602 not 620 alder court", "US") == right
    assert put_right("620 Alder Court, Madison, WI 53703", "not 620 but 602", "US") == right
    assert put_right("620 Alder Court, Madison, WI 53703", "I ordered 2 not 3 mugs", "US") == ""


def test_the_same_street_with_another_number_in_the_middle_of_words() -> None:
    before = "14 Willow Court, Leeds LS6 2AB"
    assert amended(before, "wait is it 14 or 41.. 41 sorry. 41 Willow Court", "GB") == "41 Willow Court, Leeds LS6 2AB"
    assert amended(before, "wait, 41 Willow Road is where my mum lives", "GB") == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("tell the driver the bell is broken he has to knock", "the bell is broken he has to knock"),
        ("please let the courier know that the gate has a code", "the gate has a code"),
        ("could you tell the driver of the chairs to ring twice", "ring twice"),
    ],
)
def test_what_the_driver_shall_know(words: str, told: str) -> None:
    assert told_to(words) == told


@pytest.mark.parametrize("words", ["tell the driver the parcel is late", "the driver is rude", "let them know I moved"])
def test_what_is_nothing_at_the_door(words: str) -> None:
    assert not told_to(words)


def test_a_thing_is_left_by_its_own_name() -> None:
    assert words_anew("please leave the chairs with the porter") == "leave the chairs with the porter"
    assert not words_anew("I leave the house at 5")
    assert not words_anew("I give my money to nobody")


def test_two_places_for_one_order() -> None:
    assert TWO_PLACES.search("1 to me and 1 to 7 Elm Terrace")
    assert TWO_PLACES.search("sent to two different addresses")
    assert not TWO_PLACES.search("send it to 1 Elm Terrace")
    assert not TWO_PLACES.search("I have two addresses on file")


def test_what_is_meant_for_orders_to_come() -> None:
    assert TO_COME.search("i mean in my account for next orders")
    assert TO_COME.search("i know it arrived, for future")
    assert not TO_COME.search("for next week please")
    assert not TO_COME.search("14 Future Lane, Leeds")


@pytest.mark.parametrize(
    "words", ["can it go back to the old address", "actually can you put it back to my own", "put it back please"]
)
def test_the_address_before(words: str) -> None:
    assert AS_IT_WAS.fullmatch(words)


@pytest.mark.parametrize(
    "words", ["send it back", "14 Old Road", "I want my money back", "put it in the shed", "the other one"]
)
def test_no_address_before(words: str) -> None:
    assert not AS_IT_WAS.fullmatch(words)


def test_the_same_place() -> None:
    assert SAME.search("and also headphones same adress")
    assert SAME.search("yes and same for the other one")
    assert not SAME.search("not the same colour")
    assert not SAME.search("is it the same day")


@pytest.mark.parametrize("words", ["not the headphones", "keep the headphones there", "the headphones stay"])
def test_the_other_one_is_left_out(words: str) -> None:
    assert LEFT_OUT.search(words)
    assert not LEFT_OUT.search("the headphones too")


def test_which_pick_up_point() -> None:
    assert HOW_FAR.search("i dont want it too far")
    assert HOW_FAR.search("which one is it")
    assert not HOW_FAR.search("what does it cost")
