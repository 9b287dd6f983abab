"""How an answer is read: what is denied in it, what it corrects, slips of the fingers, days and prices."""

import re
from datetime import date

import pytest

from bot import corrections, labels
from bot.policy import PolicyError, read
from bot.slots.naming import named, naming, near, number_in, on_day, priced, rank_in
from bot.slots.negation import said

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("pattern", "text", "meant"),
    [
        ("wait", "i dont want to wait", False),
        ("wait", "I can’t wait that long", False),
        ("wait", "i'll wait", True),
        ("refund", "i don't want it, refund me", True),
        ("refund", "i dont want it refund me", True),
        ("refund", "please no refund but a new one", True),
        ("refund", "send a new one instead of a refund", False),
        ("another one", "can't you send another one?", True),
        ("leak", "it does not leak", False),
        ("leak", "it doesn't work, it leaks", True),
        ("leak", "not only does it leak", True),
        ("wrong", "nothing is wrong with it", False),
        ("refund", "don't refund me. actually do refund me", True),
    ],
)
def test_what_is_denied_is_not_said(pattern, text, meant):
    assert said(re.compile(pattern, re.I), text) is meant


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("i dont want it", "I don't want it"),
        ("I DON’T WANT IT!!", "I don't want it"),
        ("yes, cancel it please", "Cancel it"),
        ("ok i'll wait then", "I'll wait"),
        ("its the wrong thing", "It's the wrong thing"),
        ("refund $48.00", "Refund $48.00"),
        ("it dosnt work", "It doesn't work"),
        ("i need more hlep", "I need more help"),
    ],
)
def test_a_label_is_known_as_people_type_it(typed, label):
    ways = labels.folded(typed), labels.bared(typed)
    assert any(labels.nearly(one, labels.folded(label)) for one in ways)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("refund $49.00", "Refund $48.00"),
        ("stop it", "Stop"),
        ("yes please", "Cancel it"),
        ("send it", "Send it there"),
    ],
)
def test_another_sum_or_word_is_another_label(typed, label):
    ways = labels.folded(typed), labels.bared(typed)
    assert not any(labels.nearly(one, labels.folded(label)) for one in ways)


@pytest.mark.parametrize(
    "text", ["no, the kettle", "actually its the toaster", "sorry 21 Mill Lane", "the cheaper one"]
)
def test_what_may_correct_an_answer(text):
    assert corrections.possible(text)


@pytest.mark.parametrize(
    "text", ["where is my mug", "can you track it?", "it came in a box that was open on one side", "and the kettle too"]
)
def test_what_corrects_nothing(text):
    assert not corrections.possible(text)


@pytest.mark.parametrize(
    ("text", "day", "named"),
    [
        ("yesterdays order", 22, True),
        ("the one from saturday", 21, True),
        ("the order from 21 nov", 21, True),
        ("November 21st", 21, True),
        ("21/11/2026", 21, True),
        ("11/21", 21, True),
        ("21.11.", 21, True),
        ("2026-11-21", 21, True),
        ("the 34.99 one", 21, False),
        ("21 november", 20, False),
        ("today's", 22, False),
    ],
)
def test_a_day_is_known_in_many_ways(text, day, named):
    assert on_day(text, date(2026, 11, day), TODAY) is named


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("kettel", "kettle"),
        ("rucksak", "rucksack"),
        ("toastr", "toaster"),
        ("kettle", "kettle"),
        ("kitten", ""),
        ("mgu", ""),
    ],
)
def test_a_slip_of_the_fingers_is_forgiven_in_long_words(word, name):
    assert near(word, frozenset({"kettle", "rucksack", "toaster", "mug"})) == name


def test_a_slip_that_may_be_two_names_is_none():
    assert near("carpets", frozenset({"carpet", "carpels"})) == ""


@pytest.mark.parametrize("word", ["house", "cancle", "changing", "stock", "thrown"])
def test_a_word_of_another_meaning_is_no_name_with_a_slip_in_it(word):
    assert near(word, frozenset({"hose", "candle", "charging", "sock", "throw"})) == ""


def test_a_short_word_that_is_another_by_one_letter_is_no_slip():
    assert near("store", frozenset({"stove"})) == near("threw", frozenset({"throw"})) == ""


@pytest.mark.parametrize(
    ("text", "count"), [("the blue one", None), ("just one", 1), ("three of them", 3), ("the second one", None)]
)
def test_the_one_of_the_blue_one_is_no_number(text, count):
    assert number_in(text) == count


def test_ranks_and_prices():
    assert rank_in("the second") == 1 and rank_in("wait a second") is None and rank_in("hm") is None
    things = (("mug", 18), ("kettle", 48), ("lamp", 74))
    assert priced("the cheapest one", things, lambda t: t[1]) == ("mug", 18)
    assert priced("the most expensive", things, lambda t: t[1]) == ("lamp", 74)
    assert priced("the cheaper one", (("a", 1), ("b", 1)), lambda t: t[1]) is None
    assert priced("the blue one", things, lambda t: t[1]) is None
    assert named("the kettel", things, lambda t: t[0]) == (("kettle", 48),)
    assert naming("lamps and a mug", frozenset({"lamp", "mug"})) == {"lamp", "mug"}


def test_a_country_without_telephones_is_refused_with_what_is_allowed():
    assert read("phone_region", "GB") == "GB"
    for wrong in ("XX", "gb", "Germany", "none"):
        with pytest.raises(PolicyError, match="two capital letters, like US, GB or DE"):
            read("phone_region", wrong)
