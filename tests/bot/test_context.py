"""What the facts make of what was heard: each rule has messages, one of which at least reads otherwise without it."""

import asyncio

import pytest

from adapters.shop.sample.shop import SampleShop
from bot.facts import Facts
from bot.hearing import Band, hear
from bot.turns import context
from bot.turns.context import doubts, money, plans, sold, things, wishes
from tests.bot.test_conversation import NOW, Now, world

ROWS = [
    (plans.by_name, "lena", ("coffee club money back", "i quit the coffee club, refund"), "membership"),
    (plans.charged, "hannah", ("they charged me after i quit", "you took money after i cancelled"), "membership"),
    (money.owed, "jack", ("where is my 95.00",), "refund_status"),
    (money.late, "amelie", ("its late!!!",), "refund_status"),
    (wishes.not_wanted, "noor", ("not want return anymore",), "deny"),
    (
        things.never_came,
        "dana",
        ("blender never arrived, i want my money back", "blender not here"),
        "delivery_not_received",
    ),
    (things.not_here, "grace", ("my puzzle is not here", "my puzzle did not come"), "delivery_late"),
    (things.swaps, "noor", ("boots too narrow for me",), "return_exchange"),
    (wishes.not_wanted, "leo", ("dont cancel my order, i just want to know where it is",), "order_status"),
    (money.of_a_charge, "mei", ("who is LARKSPUR PINE MKT",), "billing_error"),
    (plans.the_only_one, "lena", ("cancel",), "membership"),
    (money.of_a_charge, "lena", ("refund yesterdays charge",), "billing_error"),
    (money.asked_for, "rosa", ("process the refund for my kettle",), "refund_request"),
    (money.missing, "omar", ("my refund never showed up, i want it back",), "refund_status"),
    (money.handed_in, "kenji", ("i dropped off the jacket already",), "refund_status"),
    (
        money.in_general,
        "rosa",
        ("how long does a refund take", "wait how long does a refund take", "how long do refunds take"),
        "faq",
    ),
    (
        things.not_ordered,
        "yara",
        ("i didnt order this", "i never ordered this", "but i did not order that"),
        "security_fraud",
    ),
    (
        doubts.of_a_message,
        "rosa",
        (
            "i got an email saying my account is locked click here is it real",
            "got a text with a link to reset my account, is it legit",
        ),
        "security_fraud",
    ),
    (
        things.all_but,
        "tomas",
        ("everything came except the chair", "everything arrived but the chair"),
        "delivery_late",
    ),
    (things.part_missing, "ida", ("there were only three cups in the box, one is missing",), "item_problem"),
    (things.awaited, "nora", ("HW730601227LP",), "order_status"),
    (things.awaited, "tomas", ("when does the table come",), "order_status"),
    (sold.written, "rosa", ("weekend delivery?", "saturday delivery?"), "faq"),
    (
        sold.in_the_catalogue,
        "rosa",
        ("got any umbrellas", "do you have fishing rods", "you sell bikes?"),
        "product_question",
    ),
]


@pytest.mark.parametrize(("rule", "who", "messages", "intent"), ROWS)
def test_without_a_rule_one_of_its_messages_reads_otherwise(monkeypatch, tmp_path, rule, who, messages, intent):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    meant = {(intent, Band.ACT)}
    assert {reading(said, account) for said in messages} == meant
    monkeypatch.setattr(context, "RULES", tuple(r for r in context.RULES if r is not rule))
    assert {reading(said, account) for said in messages} != meant


def reading(said, account):
    heard = hear(said)
    found = world()[1].search(said, heard.intent if heard.band is Band.ACT else "")
    read = context.in_context(heard, Facts(NOW, account, True, answers=found, catalogue=True))
    return read.intent, read.band


@pytest.mark.parametrize(
    ("who", "said", "intent"),
    [
        ("nora", "nothing has arrived", "delivery_not_received"),
        ("rosa", "i didnt order this", "item_problem"),
        ("theo", "wen is my rucksak comming", "order_status"),
        ("noor", "boots to small", "return_exchange"),
        ("rosa", "send me another one", "return_exchange"),
        ("mei", "what is the 34.99 for", "billing_error"),
        ("mei", "what did you take from my card on the 20th of november", "billing_error"),
        ("rosa", "refund for the toaster, changed my mind", "refund_request"),
        ("omar", "that refund isn't here", "refund_status"),
    ],
)
def test_what_is_heard_right_stays_so(tmp_path, who, said, intent):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    read = context.in_context(hear(said), Facts(NOW, account, True))
    assert (read.intent, read.band) == (intent, Band.ACT)


def test_every_rule_is_held_by_a_message():
    """Being told before changes no intent; it has a test of its own, below."""
    assert {rule for rule, *_ in ROWS} == set(context.RULES) - {wishes.asked_before}


@pytest.mark.parametrize("said", ["has my refund been paid", "did my refund go through? it shows a grey tick"])
def test_who_clearly_asks_after_a_refund_asks_for_no_new_one(tmp_path, said):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account("rosa"))
    assert context.in_context(hear(said), Facts(NOW, account, True)).intent == "refund_status"


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


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("no refund pls", ""),
        ("no refund, i want a new one", "i want a new one"),
        ("forget the refund", ""),
        ("cancel my refund please", ""),
        ("i dont want a refund anymore where is my toaster", "where is my toaster"),
        ("no refund yet", None),
        ("no refund label", None),
        ("i don't want a refund of the whole order", None),
        ("where is my refund", None),
    ],
)
def test_a_wish_is_given_up_where_nothing_else_is_said_of_it(said, rest):
    assert wishes.dropped(said, "refund_request") == rest
