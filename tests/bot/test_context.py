"""What the facts make of what was heard: each rule has a message that reads otherwise without it."""

import asyncio

import pytest

from adapters.shop.sample.shop import SampleShop
from bot.facts import Facts
from bot.hearing import Band, hear
from bot.turns import context, telling
from tests.bot.test_conversation import NOW, Now, world


@pytest.mark.parametrize(
    ("rule", "who", "said", "intent"),
    [
        (context._about_plan, "lena", "i quit the coffee club, refund", "membership"),
        (context._charged, "hannah", "they charged me after i quit", "membership"),
        (context._owed_money, "jack", "where is my 95.00", "refund_status"),
        (context._missed, "dana", "blender never arrived, i want my money back", "delivery_not_received"),
        (context._missed, "dana", "blender not here", "delivery_not_received"),
        (context._missed, "nora", "nothing has arrived", "delivery_not_received"),
        (context._swaps, "noor", "boots wrong size", "return_exchange"),
        (context._swaps, "noor", "boots to small", "return_exchange"),
        (context._swaps, "rosa", "send me another one", "return_exchange"),
        (telling.of_a_charge, "mei", "whats this 34.99", "billing_error"),
        (telling.bare_wish, "lena", "cancel", "membership"),
        (telling.bare_wish, "lena", "refund yesterdays charge", "billing_error"),
        (context._charged, "hannah", "you took money after i cancelled", "membership"),
        (telling.refund_missing, "omar", "my refund never arrived", "refund_status"),
        (telling.handed_in, "kenji", "i dropped off the jacket already", "refund_status"),
        (telling.awaited, "tomas", "when does the table come", "order_status"),
        (context._answered, "rosa", "weekend delivery?", "faq"),
        (context._in_the_catalogue, "rosa", "do you have fishing rods", "product_question"),
    ],
)
def test_without_a_rule_its_message_reads_otherwise(monkeypatch, tmp_path, rule, who, said, intent):
    heard, account = hear(said), asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    found = world()[1].search(said, heard.intent if heard.band is Band.ACT else "")
    facts = Facts(NOW, account, True, answers=found, catalogue=True)
    read = context.in_context(heard, facts)
    assert (read.intent, read.band) == (intent, Band.ACT)
    monkeypatch.setattr(context, "RULES", tuple(r for r in context.RULES if r is not rule))
    other = context.in_context(heard, facts)
    assert (other.intent, other.band) != (intent, Band.ACT)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("third time I write, the kettle leaks", True),
        ("this is the 3rd time im asking where my order is", True),
        ("i wrote to you twice about the kettle", True),
        ("this is the third time it broke", False),
        ("i ordered two times the same mug", False),
    ],
)
def test_who_says_that_they_asked_before_is_heard_whatever_it_is_about(said, asks):
    read = context.in_context(hear(said), Facts(NOW))
    assert ("repeat" in dict(read.triggers)) == asks
    assert sum(reason.startswith("contacted before") for reason in read.reasons) == asks
