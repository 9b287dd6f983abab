"""What the facts make of what was heard: each rule has a message that reads otherwise without it."""

import asyncio

import pytest

from adapters.shop.sample.shop import SampleShop
from bot.facts import Facts
from bot.hearing import Band, hear
from bot.turns import context
from tests.bot.test_conversation import NOW, Now, world


@pytest.mark.parametrize(
    ("rule", "who", "said", "intent"),
    [
        (context._about_plan, "lena", "i quit the coffee club, refund", "membership"),
        (context._charged, "hannah", "they charged me after i quit", "membership"),
        (context._owed_money, "jack", "where is my 95.00", "refund_status"),
        (context._missed, "dana", "blender never arrived, i want my money back", "delivery_not_received"),
        (context._swaps, "noor", "boots wrong size", "return_exchange"),
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
