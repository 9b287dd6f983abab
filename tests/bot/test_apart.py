"""Telling two orders with the same thing in them apart."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.shop import Item, Money, Order
from bot.slots.apart import pointed, spared

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _order(number, days, status, thing="Fellwing two-person tent"):
    paid = Money(Decimal(210), "USD")
    return Order(number, NOW - timedelta(days=days), (Item("it", thing, 1, paid),), paid, status, "card")


NEW, OLD, GONE = _order("8140", 0, "open"), _order("8112", 2, "dispatched"), _order("7290", 88, "cancelled", "Stove")
TWICE = (NEW, OLD, GONE)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("keep the second tent, cancel the first", OLD),
        ("the tent I ordered first, not the second.", OLD),
        ("no just the second", NEW),
        ("the first one", OLD),
        ("my old order", OLD),
        ("the newer tent pls", NEW),
        ("cancel the earlier one and keep the later one", OLD),
        ("the dispatched one", OLD),
        ("the one that hasn’t gone", NEW),
        ("the one that hasnt been sent yet", NEW),
        ("that tent that is already on its way", OLD),
        ("keep the one that has left, cancel the one not sent", NEW),
        ("the unsent one", NEW),
    ],
)
def test_one_of_two_is_known_by_its_turn_or_by_where_it_is(said, meant):
    assert pointed(said, TWICE) is meant


@pytest.mark.parametrize(
    "said",
    [
        "this is the first time that i order",
        "wait a second",
        "send me a new one",
        "the second i saw it i knew",
        "cancel the first and the second",
        "has it been sent",
        "my parcel hasn't left the depot",
        "the email that was sent to me",
        "i ordered first class delivery",
        "the sooner the better",
        "keep the first tent",
    ],
)
def test_words_that_tell_neither_apart(said):
    assert pointed(said, TWICE) is None


def test_of_two_unlike_orders_the_first_may_be_the_first_in_the_list():
    assert pointed("the first one", (NEW, _order("8112", 2, "dispatched", "Mug"))) is None


@pytest.mark.parametrize(
    ("said", "rest", "out"),
    [
        ("not the mug", "", "the mug"),
        ("keep the headphones please", "please", "the headphones"),
        ("cancel the tent, not 8140", "cancel the tent,", "8140"),
        ("don't cancel the second, cancel the first", ", cancel the first", "the second"),
        ("keep the mug and the lamp", "", "the mug and the lamp"),
        ("the kettle stays, cancel the mug", ", cancel the mug", "the kettle "),
    ],
)
def test_what_is_said_to_stay_is_left_out(said, rest, out):
    assert (spared(said)[0].strip(), spared(said)[1]) == (rest, out)


@pytest.mark.parametrize(
    "said",
    [
        "it is not sent yet",
        "this is not the mug i ordered",
        "not only the mug",
        "can you leave it with a neighbour",
        "the parcel stays at the depot",
        "it keeps leaking",
    ],
)
def test_what_leaves_nothing_out(said):
    assert spared(said) == (said, "")
