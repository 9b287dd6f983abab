"""Slips of the finger: put right where a frequent word is one slip away, and left alone everywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import hear, righted
from bot.hearing.features import LONGEST
from bot.hearing.model import model
from bot.hearing.spelling import Spelling, met, slip

FEW = Spelling(("refund", "kettle", "broken", "parcel", "order", "orders", "where", "money", "cancel", "were", "want"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" i wnat a refnud for teh kettel ", " i want a refund for teh kettle "),
        (" its brokn ", " its broken "),
        (" my parrcel ", " my parcel "),
        (" where is my moeny ", " where is my money "),
        (" cacnel the order ", " cancel the order "),
    ],
)
def test_a_slip_is_put_right(typed, meant):
    assert FEW.righted(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        " orders ",  # a word of its own
        " ordered ",  # two letters away
        " refunds ",  # grammar, and no slip
        " wefund ",  # nobody mistypes the first letter
        " xordernum 0 xurl ! ? ",
        " wo ist das paket das ich am montag bestellt habe ",
        " donde esta mi pedido ",
        " ",
        "",
    ],
)
def test_what_is_no_slip_stays(typed):
    assert FEW.righted(typed) == typed


@pytest.mark.parametrize(
    ("word", "other", "what"),
    [
        ("moeny", "money", "swapped"),
        ("brokn", "broken", "dropped"),
        ("parcell", "parcel", "doubled"),
        ("kattle", "kettle", "another"),
        ("refunds", "refund", ""),
        ("refund", "refund", ""),
        ("money", "honey", ""),
        ("order", "older", "another"),
        ("order", "elder", ""),
    ],
)
def test_each_slip_has_a_name(word, other, what):
    assert slip(word, other) == what


def test_words_are_met_when_two_messages_have_them_the_most_frequent_first():
    assert met([" my parcel came ", " the parcel came late ", " parcel of 0 ", " strange parcel "]) == (
        "parcel",
        "came",
    )


def test_a_long_message_full_of_slips_is_heard_within_its_bounds():
    """A dropped letter is put back, and the message grows by it."""
    said = " brokn kettel" * 100
    assert len(model().spelling.righted(f"{said[:1195]} ")) <= LONGEST
    assert hear(f"order 1042 {said * 10}").intent in ("item_problem", "out_of_scope", "complaint", "return_exchange")


@given(st.text(alphabet="abcdehiklmnorstuw !?", max_size=60).map(lambda text: f" {' '.join(text.split())} "))
def test_words_stay_as_many_and_the_known_ones_as_they_are(masked):
    righted = model().spelling.righted(masked)
    before, after = masked.split(" "), righted.split(" ")
    assert len(before) == len(after)
    assert all(b == a or b not in model().spelling.known for b, a in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("i wnat a refnud for teh kettel, its brokn", "refund_request"),
        ("wheer is my pakcage", "order_status"),
        ("plese cancle my ordr", "cancel_order"),
    ],
)
def test_a_mistyped_message_is_heard_as_it_was_meant(typed, intent):
    assert hear(typed).intent == intent


def test_a_slip_is_righted_for_whoever_looks_for_words_and_a_plain_message_gives_none():
    assert righted("Its brokn, teh kettel!") == "its broken teh kettle !"
    assert righted("It's broken, the kettle!") == ""
