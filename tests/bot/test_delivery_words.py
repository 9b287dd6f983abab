"""What is said about parcels, read without the rest of the product."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot import slots
from bot.facts import Facts
from bot.flow import Given, View
from bot.flows.new_address import instead, reading
from bot.flows.new_address.amending import amended, disputes
from bot.flows.not_received import turned_up
from bot.hearing import Band, hear
from bot.policy import Policy
from bot.shop import Account, Customer, Item, Money, Order, Parcel, Scan, ScanKind
from bot.slots.addresses import town_in
from bot.turns.context import in_context
from bot.wording import Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday."""


def account(delivered: timedelta | None, late: timedelta = timedelta()) -> Account:
    """One order in one parcel."""
    last = Scan(ScanKind.DELIVERED, NOW - delivered, "York") if delivered else Scan(ScanKind.IN_TRANSIT, NOW, "Leeds")
    parcel = Parcel("PP1", "Puffin", "", (last,), promised=NOW - late)
    paid = Money(Decimal(20), "GBP")
    status = "delivered" if delivered else "dispatched"
    order = Order("1", NOW - timedelta(days=9), (Item("mug", "Mug", 1, paid),), paid, status, "card", (parcel,))
    return Account(Customer("a", "Ada", "ada@example.com", locale="en_GB", time_zone="Europe/London"), (order,))


def view(now: datetime = NOW) -> View:
    return View(Facts(now, account(None), bound=True), Policy(), Words(now, "en_GB", "Europe/London"))


@pytest.mark.parametrize(
    "said",
    ["it turned up, sorry", "found it!", "my neighbour had it all along", "it has just arrived", "it was in the shed"],
)
def test_what_turned_up_is_heard(said):
    assert turned_up(said)


@pytest.mark.parametrize(
    "said",
    [
        "it never turned up",
        "still not found it",
        "my neighbour doesn't have it",
        "nothing has arrived",
        "where is it",
        "I found the number",
        "my son has the box from last time",
        "my husband has the parcel number",
        "My phone found it, it is in Toledo",
        "",
    ],
)
def test_what_did_not_turn_up_is_not(said):
    assert not turned_up(said)


@pytest.mark.parametrize(
    ("said", "delivered", "late", "intent"),
    [
        (
            "My coffee machine never arrived, I want my money back",
            timedelta(days=2),
            timedelta(),
            "delivery_not_received",
        ),
        ("someone stole my mug, i want a replacement", timedelta(days=2), timedelta(), "delivery_not_received"),
        ("My parcel did not arrive, again", timedelta(days=2), timedelta(), "delivery_not_received"),
        ("My coffee machine never arrived, I want my money back", None, timedelta(days=3), "refund_request"),
        ("the mug is broken, I want my money back", timedelta(days=2), timedelta(), "refund_request"),
        ("My coffee machine never arrived, I want my money back", timedelta(days=20), timedelta(), "refund_request"),
    ],
)
def test_money_back_for_what_never_came_is_looked_for_first(said, delivered, late, intent):
    heard = in_context(hear(said), Facts(NOW, account(delivered, late), bound=True))
    assert heard.intent == intent and (intent == "refund_request" or heard.band is Band.ACT)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("friday please", "2026-11-27"),
        ("tomorrow", "2026-11-24"),
        ("on the 28th of Nov", "2026-11-28"),
        ("next monday", "2026-11-30"),
        ("the 30th", "2026-11-30"),
        ("on the 26th of May", None),
        ("to 27th Street", None),
        ("my tent comes thursday but im away thu fri. any chance monday?", "2026-11-30"),
        ("my tent comes thursday but im away thu fri", None),
        ("it comes tomorrow but i need wednesday", "2026-11-25"),
        ("make sure it comes saturday", "2026-11-28"),
        ("sunday", None),
        ("in a year", None),
        ("whenever", None),
    ],
)
def test_a_day_is_one_of_those_a_carrier_can_keep(said, day):
    assert slots.day_in(Given(said, asked=True), view()) == day


def test_the_days_on_offer_are_the_customers_own():
    late_evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    tokyo = replace(account(None).customer, time_zone="Asia/Tokyo")
    facts = Facts(late_evening, Account(tokyo, account(None).orders), bound=True)
    first = slots.day_choices(View(facts, Policy(), Words(late_evening, "en_GB", "Asia/Tokyo")))[0]
    assert (first.label, first.value) == ("tomorrow", "2026-11-25")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("can you leave it with a neighbour?", "leave it with a neighbour"),
        ("please ring the bell twice", "ring the bell twice"),
        ("gate code 4411", "gate code 4411"),
    ],
)
def test_a_word_to_the_courier_is_passed_on_as_it_was_said(said, kept):
    assert reading.words_to_courier(Given(said, asked=True), view()) == kept


@pytest.mark.parametrize(
    ("before", "said", "now"),
    [
        ("14 Mill Lane, Leeds LS1 4AB", "not 14 its 41", "41 Mill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "41 not 14 sorry", "41 Mill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "no, it's Hill Lane not Mill Lane", "14 Hill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "oh and flat 3", "flat 3, 14 Mill Lane, Leeds LS1 4AB"),
        ("Flat 3, 14 Mill Lane, Leeds LS1 4AB", "no, flat 2", "flat 2, 14 Mill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "sorry LS1 4AC", "14 Mill Lane, Leeds LS1 4AC"),
        ("8 Oak Road", "no wait 18", "18 Oak Road"),
        ("14 Mill Lane, Leeds LS1 4AB", "actually 41 Mill Lane", "41 Mill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "wrong postcode its LS1 4AC", "14 Mill Lane, Leeds LS1 4AC"),
        ("14 Mill Lane, Leeds LS1 4AB", "yes but flat 3 please", "flat 3, 14 Mill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "wait can you put flat 3 in front", "flat 3, 14 Mill Lane, Leeds LS1 4AB"),
        ("14 Mill Lane, Leeds LS1 4AB", "14 Mill Lane, yes", ""),
        ("14 Mill Lane, Leeds LS1 4AB", "is it a flat", ""),
        ("14 Mill Lane, Leeds LS1 4AB", "18", ""),
        ("14 Mill Lane, Leeds LS1 4AB", "no", ""),
        ("14 Mill Lane, Leeds LS1 4AB", "not today", ""),
        ("14 Mill Lane, Leeds LS1 4AB", "not 15 its 16", ""),
        ("14 Mill Lane, Leeds LS1 4AB", "no, leave it as it is", ""),
        ("12 Mill Lane", "LS1 4AB", ""),
        ("14 Mill Lane, 14 Hill Road, LS1 4AB", "not 14 its 41", ""),
    ],
)
def test_an_address_is_put_right_in_few_words(before, said, now):
    assert amended(before, said, "GB") == now


@pytest.mark.parametrize(
    ("said", "town"),
    [
        ("its leeds now", "leeds"),
        ("in Leeds", "Leeds"),
        ("i moved to milton keynes", "milton keynes"),
        ("Its Leeds", "Leeds"),
        ("Maybe", ""),
        ("it's urgent now", ""),
        ("its a gift now", ""),
        ("Thanks", ""),
        ("leave it then", ""),
        ("its in transit", ""),
        ("i dont know now", ""),
    ],
)
def test_a_town_alone_is_one_only_where_it_is_said_so(said, town):
    found = town_in(said)
    assert (found.line if found else "") == town


@pytest.mark.parametrize(
    ("said", "before", "words"),
    [
        ("put it in the shed", "", "put it in the shed"),
        ("no porch", "leave it behind the shed", "leave it on the porch"),
        ("actually no, neighbour at number 12", "", "leave it with the neighbour at number 12"),
        ("number 14", "leave it w neighbour", "leave it w neighbour, number 14"),
        ("number 14", "leave it in the shed", ""),
        ("don't leave it with the neighbours", "", ""),
        ("not the porch", "", ""),
        ("the neighbour says no", "", ""),
        ("put it on hold", "", ""),
        ("leave it as it is", "", ""),
        ("give me my money", "", ""),
    ],
)
def test_another_word_to_the_courier_is_told_from_an_answer(said, before, words):
    assert instead.words_anew(said, before) == words


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("in the morning", True),
        ("saturday after 3", True),
        ("morning please", True),
        ("morning, can they bring it friday", False),
        ("good morning", False),
        ("saturday", False),
        ("within 3 days", False),
    ],
)
def test_a_time_of_day_is_heard(said, is_one):
    assert bool(instead.hour(Given(said), view())) == is_one


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("is that free", True),
        ("and how much does it cost?", True),
        ("will it be later then", True),
        ("do i have to pay", True),
        ("how much is the planter", False),
        ("12 Free Street", False),
        ("LS1 4AB", False),
        ("later please", False),
    ],
)
def test_a_question_beside_the_address_is_no_address(said, told):
    assert bool(reading.told_beside(Given(said), view())) == told


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("the number is wrong", True),
        ("wait there is a 3 in it somewhere", True),
        ("i forgot the flat", True),
        ("yes", False),
        ("yes 14 mill lane, thats right", False),
        ("no, leave it", False),
        ("how long will it take", False),
    ],
)
def test_what_disputes_an_address_is_no_yes_to_it(said, does):
    assert disputes("14 Mill Lane, Leeds LS1 4AB", said) == does


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("not at home saturday sorry", True),
        ("im out on saturday", True),
        ("saturday doesn't work", True),
        ("saturday", False),
        ("yes saturday", False),
        ("not here yet", False),
    ],
)
def test_a_day_that_does_not_suit(said, does):
    assert instead.rules_out_day(said) == does
