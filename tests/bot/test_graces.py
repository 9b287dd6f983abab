"""Whoever waits for a person and asks whether somebody comes is told; other words are passed on without a word."""

from datetime import UTC, datetime

import pytest

from bot.conversation import Conversation, respond
from bot.events import Inbound, Person, Place, Said
from bot.facts import Facts
from bot.hearing import hear
from bot.policy import Policy
from bot.standing import DeskView, OpenCase
from bot.turns import graces

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("are you there???", True),
        ("how long", True),
        ("how much longer?", True),
        ("hello??", True),
        ("my kettle", False),
    ],
)
def test_who_asks_whether_somebody_comes_is_told(text, told):
    case = OpenCase(7, "waiting", "general", NOW)
    event = Inbound("k", "t", Place("test", "t", "c"), Person("test:1", "Somebody"), NOW, Said(text, "m"))
    now = Conversation(greeted=True, acknowledged=7)
    turn = respond(now, event, hear(text), Facts(NOW, desk=DeskView(case=case)), Policy())
    assert bool(turn.replies) is told


@pytest.mark.parametrize(
    "said",
    [
        "i love you guys, best shop ever!!",
        "hey you guys are awesome, love the kettle",
        "You have been wonderful these five years, I just wanted to say so.",
        "your service is amazing",
        "what a great shop",
        "i want to say you're brilliant",
    ],
)
def test_praise_is_heard(said):
    assert graces.praised(said)


@pytest.mark.parametrize(
    "said",
    [
        "i'd love the blue one",
        "love the kettle, do you have it in red?",
        "great service, my parcel never came",
        "i love it but it is scratched",
        "you are amazing at losing parcels",
        "you're the best, can you refund me",
        "i loved this shop until today",
        "what a great way to treat people, still waiting",
    ],
)
def test_a_wish_or_a_bitter_word_beside_it_is_no_praise(said):
    assert not graces.praised(said)
