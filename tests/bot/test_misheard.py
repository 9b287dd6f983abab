"""What sounds like a wish and is none, and what sounds like none and is one: read against the sample shop's facts."""

import asyncio

import pytest

from adapters.shop.sample.shop import SampleShop
from bot.facts import Facts
from bot.hearing import Band, hear
from bot.turns import context
from tests.bot.test_conversation import NOW, Now


def read(tmp_path, who, said):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    return context.in_context(hear(said), Facts(NOW, account, True, catalogue=True))


@pytest.mark.parametrize(
    ("who", "said", "intent"),
    [
        ("leo", "dont cancel my order, i just want to know where it is", "order_status"),
        ("leo", "i don't want to cancel anything. where is my tent?", "order_status"),
        ("leo", "please dont cancel my order", "deny"),
        ("rosa", "i dont want a refund, i want to exchange the kettle", "return_exchange"),
        ("leo", "cancel my order, dont cancel the other one", "cancel_order"),
        ("leo", "why won't it let me cancel my order", "cancel_order"),
        ("leo", "i want to cancel, don't you understand", "cancel_order"),
        ("rosa", "refund for the kettle, changed my mind", "refund_request"),
        ("rosa", "where is my refund", "refund_status"),
        ("jack", "refund for the boots, changed my mind", "refund_status"),
        ("ida", "there were only three cups in the box, one is missing", "item_problem"),
        ("nora", "HW730601227LP", "order_status"),
        ("nora", "HW730000000LP", "provide_info"),
        ("theo", "wen is my rucksak comming", "order_status"),
        ("theo", "wen is my bus comming", "out_of_scope"),
        ("dana", "my kettle is not coming on", "item_problem"),
        ("mei", "who is LARKSPUR PINE MKT", "billing_error"),
        ("mei", "what did you take from my card on the 20th of november", "billing_error"),
    ],
)
def test_it_is_read_as_it_is_meant(tmp_path, who, said, intent):
    assert read(tmp_path, who, said).intent == intent


def test_a_denied_wish_is_still_known_but_last(tmp_path):
    heard = read(tmp_path, "leo", "dont cancel my order, i just want to know where it is")
    assert heard.band is Band.ACT and heard.intents[-1] == ("cancel_order", 0.0)
