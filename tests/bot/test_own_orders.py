"""What they ordered and paid, asked in so many words; and what only sounds so."""

import pytest

from bot.flows.own_orders import COSTS, ORDERED, PAID
from bot.turns.own import OF_OTHERS


@pytest.mark.parametrize(
    "said",
    [
        "what did i pay for it again",
        "what did i pay last time",
        "ok and how much did i pay for the kettle?",
        "how much did it cost me",
        "how much was my order",
        "how much was the toaster?",
        "what was the total",
        "how much have i spent",
    ],
)
def test_asks_what_they_paid(said):
    assert PAID.fullmatch(said)


@pytest.mark.parametrize(
    "said",
    [
        "what do i pay for delivery",
        "how much was the refund",
        "how much was the express delivery",
        "what did i pay for if nothing came",
        "how much is the tent",
        "what did i pay you for",
        "what was the charge on my card",
        "how much did you charge me twice",
    ],
)
def test_asks_for_another_sum(said):
    assert not PAID.fullmatch(said)


@pytest.mark.parametrize(
    "said", ["what did i order", "show me my orders please", "what have i bought from you so far?"]
)
def test_asks_what_they_ordered(said):
    assert ORDERED.fullmatch(said)


@pytest.mark.parametrize(
    "said", ["what did i order wrong", "i did not order that", "how do i order", "what can i order", "cancel my orders"]
)
def test_asks_no_list(said):
    assert not ORDERED.fullmatch(said)


def test_that_costs_what_it_did():
    assert COSTS.fullmatch("how much is that?") and not COSTS.fullmatch("how much is that in euros")


@pytest.mark.parametrize(
    "said", ["who ordered 8042?", "whats noras address", "what is Nora's phone number", "whose order is 8042"]
)
def test_asks_for_somebody_elses(said):
    assert OF_OTHERS.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "whats your address",
        "what is my address",
        "whats the address",
        "who ordered this on my account",
        "what is the courier's phone number",
        "whats the companys address",
        "where is my sons parcel",
        "what address is on it",
    ],
)
def test_asks_for_nobodys(said):
    assert not OF_OTHERS.search(said)
