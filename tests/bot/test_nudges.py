"""Who answers here: what asks it, and what asks for a person instead."""

import pytest

from bot.turns.nudges import WHO


@pytest.mark.parametrize(
    "said",
    [
        "are you a bot",
        "r u a bot?",
        "hi, are you human?",
        "is this a real person or a machine",
        "am i talking to a robot",
        "who am i talking to",
        "you a bot or what",
        "is this automated?",
        "bot?",
    ],
)
def test_who_answers_is_asked(said):
    assert WHO.fullmatch(said)


@pytest.mark.parametrize(
    "said",
    [
        "i want a real person",
        "is there a person",
        "are you a bot? get me a human",
        "can i talk to a human",
        "is this a real leather bag",
        "are you open",
        "robot vacuum",
    ],
)
def test_who_answers_is_not_asked(said):
    assert not WHO.fullmatch(said)
