"""How many wishes are in a message: two only where they are two matters."""

import asyncio

import pytest

from adapters.shop.sample.shop import SampleShop
from bot.conversation import words_for
from bot.events import Inbound, Said
from bot.facts import Facts
from bot.hearing import hear
from bot.memory import Conversation
from bot.policy import Policy
from bot.scene import Scene
from bot.turns.several import wishes
from tests.bot.test_conversation import NOW, PLACE, SOMEBODY, Now


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return SampleShop(tmp_path_factory.mktemp("shop") / "shop.db", Now())


def wished(shop, who, text):
    heard = hear(text)
    known = Facts(NOW, asyncio.run(shop.account(who)) if who else None, who is not None)
    event = Inbound("k", "main", PLACE, SOMEBODY, NOW, Said(text, "m"))
    return [h.intent for h in wishes(Scene(Conversation(), event, known, Policy(), words_for(known, Policy()), heard))]


@pytest.mark.parametrize(
    ("who", "text", "intents"),
    [
        ("nora", "where are my headphones and cancel the mug", ["order_status", "cancel_order"]),
        ("tomas", "where is my parcel? also i was charged twice", ["order_status", "billing_error"]),
        ("kenji", "where is my refund? and where is my jacket", ["refund_status", "order_status"]),
        (
            "elio",
            "i want to return both lanterns and i want to change my address",
            ["return_exchange", "change_delivery"],
        ),
        ("ida", "I want a refund for the toaster and where is my kettle", ["refund_request", "order_status"]),
        (
            "nora",
            "where are my headphones, also cancel the mug and i was charged twice",
            ["order_status", "cancel_order", "billing_error"],
        ),
        ("rosa", "refund the kettle, also where is my order", ["refund_request", "order_status"]),
        ("tomas", "wheres my order and can i change the address", ["order_status", "change_delivery"]),
    ],
)
def test_two_matters_are_two(shop, who, text, intents):
    assert wished(shop, who, text) == intents


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("rosa", "my kettle never arrived, and i want my money back"),
        ("rosa", "the kettle leaks. i want a refund"),
        ("priya", "the lamp is broken and i want to return it"),
        ("hannah", "i cancelled my club and was charged again. where is my money"),
        ("ida", "refund the kettle and the toaster"),
        ("ida", "refund the kettle and two of the cups"),
        ("noor", "i want a refund for the jumper and the boots, i changed my mind"),
        ("ben", "i was charged twice and i want a refund"),
        ("theo", "hello and thanks"),
        ("leo", "cancel one of the tents, where is the other?"),
        ("samira", "change the address and cancel the rest"),
        ("rosa", "it also leaks, i want a refund"),
        ("rosa", "the kettle broke too. refund please"),
        ("hannah", "you also charged me again after i cancelled, give it back"),
        ("theo", "it was due yesterday. where is it"),
        (None, ""),
    ],
)
def test_one_matter_in_two_sentences_is_one(shop, who, text):
    assert len(wished(shop, who, text)) < 2
