"""How many wishes are in a message: two only where they are two matters."""

import pytest

from bot.conversation import words_for
from bot.events import Inbound, Said
from bot.hearing import hear
from bot.memory import Conversation
from bot.policy import Policy
from bot.scene import Scene
from bot.turns.several import wishes
from tests.bot.test_conversation import NOW, PLACE, SOMEBODY, facts


def wished(who, text):
    heard = hear(text)
    known = facts(who, heard)
    event = Inbound("k", "main", PLACE, SOMEBODY, NOW, Said(text, "m"))
    return [h.intent for h in wishes(Scene(Conversation(), event, known, Policy(), words_for(known, Policy()), heard))]


@pytest.mark.parametrize(
    ("who", "text", "intents"),
    [
        ("nora", "where are my headphones and cancel the mug", ["order_status", "cancel_order"]),
        ("tomas", "where is my parcel? also i was charged twice", ["order_status", "billing_error"]),
        ("ida", "I want a refund for the toaster and where is my kettle", ["refund_request", "order_status"]),
    ],
)
def test_two_matters_are_two(who, text, intents):
    assert wished(who, text) == intents


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("rosa", "my kettle never arrived, and i want my money back"),
        ("rosa", "the kettle leaks. i want a refund"),
        ("priya", "the lamp is broken and i want to return it"),
        ("hannah", "i cancelled my club and was charged again. where is my money"),
        ("ida", "refund the kettle and the toaster"),
        ("ben", "i was charged twice and i want a refund"),
        ("theo", "hello and thanks"),
        (None, ""),
    ],
)
def test_one_matter_in_two_sentences_is_one(who, text):
    assert len(wished(who, text)) < 2
