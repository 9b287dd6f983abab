"""Telling two orders with the same thing in them apart."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.flows.cancel.lines import ALL_OF_IT, KEEPS_ALL, taken_back
from bot.shop import Item, Money, Order
from bot.slots.apart import kept_as_fine, pointed, spared
from bot.turns.one_by_one import POINTS, several

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
        ("the one that has left is fine", "", "the one that has left"),
        ("my mugs are ok, thanks", ", thanks", "my mugs"),
        ("i do not want to refund the lamp", "i", "the lamp"),
        ("dont send back the lamp", "", "the lamp"),
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
        "the newer one is fine",
        "is the tent fine for two people",
        "monday is fine",
        "the lamp is fine with me if it comes today",
        "my card is good for nothing",
        "don't refund me, send a new one",
    ],
)
def test_what_leaves_nothing_out(said):
    assert spared(said) == (said, "")


MUG = _order("8090", 1, "open", "Stoneware mug")
UNLIKE = (MUG, _order("8042", 3, "open", "Quiet headphones"))


@pytest.mark.parametrize("said", ["the older one", "the earlier order please"])
def test_an_age_tells_two_unlike_orders_apart(said):
    assert pointed(said, UNLIKE) is UNLIKE[1]


@pytest.mark.parametrize(
    ("said", "orders"),
    [
        ("cancel both tents", (NEW, OLD)),
        ("cancel 8112 and 8140", (NEW, OLD)),
        ("cancel all my orders", (NEW, OLD)),
        ("cancel everything", (NEW, OLD)),
        ("i want both tents cancelled", (NEW, OLD)),
        ("cancel my tents please", (NEW, OLD)),
    ],
)
def test_several_orders_are_named_together(monkeypatch, said, orders):
    monkeypatch.setattr("bot.turns.one_by_one.can_be_stopped", lambda order: order.status != "cancelled")
    assert several(said, TWICE) == orders


@pytest.mark.parametrize(
    "said",
    [
        "cancel one of the two tents",
        "i ordered both tents by mistake, cancel the second",
        "cancel 8140, not 8112",
        "cancel the tent",
        "i have two tents, cancel only one",
        "i ordered two tents by accident",
        "i ordered everything twice, please cancel it",
        "cancel 8140 or 8112",
        "i have 8140 and 8112, cancel one",
        "keep both",
    ],
)
def test_one_of_them_is_not_several(monkeypatch, said):
    monkeypatch.setattr("bot.turns.one_by_one.can_be_stopped", lambda order: order.status != "cancelled")
    assert several(said, TWICE) == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("cancel the mug and the headphones", True),
        ("cancel the mug and keep the headphones", False),
        ("cancel the mug, and where are my headphones", False),
        ("cancel the mug or the headphones", False),
        ("cancel everything", True),
        ("cancel everything but the mug", False),
        ("cancel all my orders, not the headphones", False),
    ],
)
def test_two_things_are_named_together(monkeypatch, said, meant):
    monkeypatch.setattr("bot.turns.one_by_one.can_be_stopped", lambda order: order.status != "cancelled")
    assert several(said, UNLIKE) == (UNLIKE if meant else ())


@pytest.mark.parametrize("said", ["cancel them", "ok cancel it please", "can you cancel that"])
def test_what_names_no_more_than_what_was_told(said):
    assert POINTS.fullmatch(said)


@pytest.mark.parametrize(
    "said", ["cancel", "cancel it all", "cancel my mug", "don't cancel it", "cancel this month's club"]
)
def test_what_names_more_or_less(said):
    assert not POINTS.fullmatch(said)


@pytest.mark.parametrize("said", ["No, keep both", "keep them all please", "neither of them", "don't cancel anything"])
def test_all_of_it_stays(said):
    assert KEEPS_ALL.fullmatch(said)
    assert taken_back(f"cancel my order. {said}!")
    assert not taken_back(f"{said}. Cancel the tent")


@pytest.mark.parametrize(
    "said",
    ["keep it", "i don't want to keep both", "keep the first", "do i have to keep both", "keep everything but the mug"],
)
def test_not_all_of_it_stays(said):
    assert not KEEPS_ALL.fullmatch(said)


def test_what_is_fine_is_kept_and_by_its_turn_alone_only_where_that_is_asked_for():
    assert kept_as_fine("the newer one is ok") == "keep the newer one"
    assert kept_as_fine("the newer one is ok", turns=False) == "the newer one is ok"
    assert kept_as_fine("the new one's zip is ok and the tent leaks") == "the new one's zip is ok and the tent leaks"


@pytest.mark.parametrize(
    ("said", "all_of_it"),
    [
        ("all then", True),
        ("ok cancel both", True),
        ("then stop all of them please", True),
        ("bring all four back", True),
        ("yes, the whole order", True),
        ("yes", False),
        ("ok cancel it", False),
        ("all right", False),
        ("all good", False),
        ("i want both", False),
        ("cancel all but one", False),
        ("all i need is one", False),
        ("is that all?", False),
    ],
)
def test_all_of_it_has_to_be_said(said, all_of_it):
    assert bool(ALL_OF_IT.fullmatch(said)) is all_of_it
