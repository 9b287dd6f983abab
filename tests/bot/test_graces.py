"""Whoever waits for a person and asks whether somebody comes is told; other words are passed on without a word."""

from datetime import UTC, datetime

import pytest

from bot.conversation import Conversation, respond
from bot.events import Inbound, Person, Place, Said
from bot.facts import Facts
from bot.hearing import hear
from bot.policy import Policy
from bot.standing import DeskView, OpenCase

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
