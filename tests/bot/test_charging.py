"""What is wrong with a charge, told from the account alone: drawn by hand, then whatever the account holds."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charging import Verdict, after_end, doubles, judged, kept, owed, settled, suspicious
from bot.shop import Account, Charge, Customer, Item, Money, Order, Subscription

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def usd(amount):
    return Money(Decimal(amount), "USD")


def charge(id, hours_ago=5, amount="72.00", description="Shop 8009", **more):
    return Charge(id, NOW - hours_ago * HOUR, usd(amount), description, **more)


def account(*charges, orders=(), plans=()):
    return Account(Customer("x", "X", "x@example.com"), tuple(orders), tuple(charges), tuple(plans))


def order(number="8009", total="72.00"):
    return Order(number, NOW, (Item("pan", "Pan", 1, usd(total)),), usd(total), "delivered", "card ending 1")


CLUB = Subscription("club", "Club", usd("19.90"), "month", NOW - 90 * 24 * HOUR, cancelled=NOW - 9 * 24 * HOUR)


def pairs(found):
    return [(first.id, second.id) for first, second in doubles(found)]


def test_the_later_of_two_alike_is_one_too_many():
    twice = account(charge("a", 6), charge("b", 5))
    assert pairs(twice) == [("a", "b")]
    assert owed(twice, twice.charges[0]) == (twice.charges[1], usd("72.00")), "either of the two names the pair"


@pytest.mark.parametrize(
    "second",
    [
        charge("b", 5, "72.01"),
        charge("b", 5, description="Shop 8010"),
        charge("b", 6 - 49),
        charge("b", 5, refunded=True),
        charge("b", 5, pending=True),
        charge("b", 5, returned=usd("1.00")),
        charge("b", 5, subscription="club"),
    ],
)
def test_what_differs_in_anything_is_no_pair(second):
    assert pairs(account(charge("a", 6), second)) == []


def test_an_order_paid_in_parts_is_no_pair_until_the_parts_pass_its_total():
    parts = [charge("a", 6, "36.00", order="8009"), charge("b", 5, "36.00", order="8009")]
    assert pairs(account(*parts, orders=[order()])) == []
    third = charge("c", 4, "36.00", order="8009")
    assert owed(account(*parts, third, orders=[order()]), third) is not None


def test_more_than_the_price_is_owed_and_less_is_not():
    above, below = charge("a", amount="84.00", order="8009"), charge("b", amount="60.00", order="8009")
    assert owed(account(above, orders=[order()]), above) == (above, usd("12.00"))
    assert owed(account(below, orders=[order()]), below) is None
    settled_by_half = charge("a", amount="84.00", order="8009", returned=usd("12.00"))
    assert owed(account(settled_by_half, orders=[order()]), settled_by_half) is None


def test_only_what_was_charged_after_the_end_is_wrong():
    before, after = charge("a", 20 * 24, "19.90", subscription="club"), charge("b", 2, "19.90", subscription="club")
    assert after_end(account(before, after, plans=[CLUB]), CLUB) == (after,)


@pytest.mark.parametrize(
    ("meant", "verdict"),
    [
        (None, Verdict.UNLISTED),
        (charge("a", pending=True), Verdict.RESERVED),
        (charge("a"), Verdict.UNKNOWN),
        (charge("a", order="8009"), Verdict.ORDER),
        (charge("a", amount="19.90", subscription="club"), Verdict.SUBSCRIPTION),
        (charge("a", amount="29.90", subscription="club"), Verdict.TOO_MUCH),
    ],
)
def test_each_charge_has_one_verdict(meant, verdict):
    known = account(*filter(None, (meant,)), orders=[order()], plans=[CLUB])
    assert judged(known, meant) is verdict


some = st.builds(
    Charge,
    st.sampled_from("abcdefgh"),
    st.integers(0, 200).map(lambda hours: NOW - hours * HOUR),
    st.sampled_from(["72.00", "36.00", "19.90"]).map(usd),
    st.sampled_from(["Shop 8009", "Club", "?"]),
    order=st.sampled_from(["", "8009"]),
    subscription=st.sampled_from(["", "club"]),
    refunded=st.booleans(),
    pending=st.booleans(),
)


@given(st.lists(some, max_size=6, unique_by=lambda one: one.id))
def test_whatever_the_account_holds_no_more_is_owed_than_was_paid(charges):
    known = account(*charges, orders=[order()], plans=[CLUB])
    for one in charges:
        back = owed(known, one)
        if back is not None:
            which, amount = back
            assert usd("0") < amount <= kept(which) and which in settled(known)
    assert set(suspicious(known)) <= set(settled(known))
    assert all(first != second and first.amount == second.amount for first, second in doubles(known))


@pytest.mark.parametrize(
    ("sums", "wrong"),
    [
        (("24.00", "24.00", "19.90"), ()),  # the price has fallen since
        (("24.00", "19.90", "19.90"), ()),  # it fell after the first, for all we know
        (("19.90", "19.90", "24.00"), ("2",)),
        (("19.90", "24.00", "19.90"), ("1",)),
        (("24.00",), ("0",)),  # nothing else to tell by but the price
    ],
)
def test_a_price_that_has_fallen_makes_no_old_charge_wrong(sums, wrong):
    made = [charge(str(n), (90 - 30 * n) * 24, sum_, "Club", subscription="club") for n, sum_ in enumerate(sums)]
    known = account(*made, plans=(CLUB,))
    assert tuple(one.id for one in made if judged(known, one) is Verdict.TOO_MUCH) == wrong
