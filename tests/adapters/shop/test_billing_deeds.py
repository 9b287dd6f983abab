"""Charges that go back, clubs that end and go on, credit: once per key, and seen in the account at once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from adapters.shop.sample import Owner, SampleShop, ShopClock
from bot.charging import kept
from bot.effects import CancelSubscription, Credit, PayBack, PayBackCharge, ResumeSubscription, ShopEffect
from bot.shop import Charge, Money, ShopRefused, Subscription

TWICE = PayBackCharge("ben", "charge-8009-again", Money(Decimal("72.00"), "USD"))
PART = PayBackCharge("petra", "charge-circle-77-2", Money(Decimal("36.00"), "GBP"))
END = CancelSubscription("lena", "club-418")
GIFT = Credit("omar", Money(Decimal("20.00"), "USD"), "sorry")


async def charge(shop: SampleShop, customer: str, name: str) -> Charge:
    account = await shop.account(customer)
    assert account
    return next(one for one in account.charges if one.id == name)


async def club(shop: SampleShop, customer: str) -> Subscription:
    account = await shop.account(customer)
    assert account
    return account.subscriptions[0]


async def test_a_charge_that_went_back_is_seen_so_and_goes_back_once(shop: SampleShop, owner: Owner) -> None:
    first = await shop.perform("key", TWICE)
    assert await shop.perform("key", TWICE) == first
    assert (await charge(shop, "ben", TWICE.charge)).refunded
    assert not (await charge(shop, "ben", "charge-8009")).refunded, "the order stays paid"
    with pytest.raises(ShopRefused, match="more than is left"):
        await shop.perform("other", TWICE)
    assert [(row.kind, row.amount) for row in owner.ledger()] == [("pay_back_charge", Decimal("72.00"))]


async def test_a_part_leaves_the_rest(shop: SampleShop) -> None:
    await shop.perform("key", PART)
    seen = await charge(shop, "petra", PART.charge)
    assert not seen.refunded and kept(seen) == Money(Decimal("48.00"), "GBP")


async def test_an_order_that_went_back_takes_one_of_its_two_charges_along(shop: SampleShop) -> None:
    await shop.perform("key", PayBack("ben", "8009", (("pan", 1),), Money(Decimal("72.00"), "USD")))
    assert (await charge(shop, "ben", "charge-8009")).refunded
    assert not (await charge(shop, "ben", "charge-8009-again")).refunded, "that one is still owed"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (PayBackCharge("ben", "nope", TWICE.amount), "has no charge nope"),
        (PayBackCharge("ben", TWICE.charge, Money(Decimal("72.01"), "USD")), "more than is left"),
        (PayBackCharge("ben", TWICE.charge, Money(Decimal("72.00"), "EUR")), "more than is left"),
        (PayBackCharge("ben", TWICE.charge, Money(Decimal("-1"), "USD")), "no sum that can be paid"),
        (PayBackCharge("hugo", "charge-8161-reserved", Money(Decimal("26.00"), "USD")), "only a reservation"),
        (CancelSubscription("lena", "club-1"), "has no subscription club-1"),
        (CancelSubscription("hannah", "club-301"), "is cancelled already"),
        (ResumeSubscription("lena", "club-418"), "runs"),
        (Credit("omar", Money(Decimal("NaN"), "USD"), "?"), "no sum that can be paid"),
        (Credit("yara", GIFT.amount, "?"), "held"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_the_reason(
    shop: SampleShop, owner: Owner, wanted: ShopEffect, why: str
) -> None:
    with pytest.raises(ShopRefused, match=why):
        await shop.perform("key", wanted)
    assert owner.ledger() == ()


async def test_a_club_that_ended_stays_to_the_end_of_what_is_paid_and_charges_nothing(
    shop: SampleShop, clock: ShopClock
) -> None:
    renews = (await club(shop, "lena")).renews
    await shop.perform("key", END)
    clock.advance(timedelta(days=70))
    ended = await club(shop, "lena")
    assert (ended.renews, ended.ends) == (None, renews)
    account = await shop.account("lena")
    assert account and all(one.at < clock.now() - timedelta(days=70) for one in account.charges)


async def test_a_club_that_goes_on_keeps_what_it_was_charged_and_charges_again_when_that_is_over(
    shop: SampleShop, clock: ShopClock
) -> None:
    clock.advance(timedelta(days=3))  # its renewal has been charged
    await shop.perform("end", END)
    ends = (await club(shop, "lena")).ends
    await shop.perform("resume", ResumeSubscription("lena", "club-418"))
    assert (await club(shop, "lena")).renews == ends
    before = await shop.account("lena")
    clock.advance(timedelta(days=40))
    after = await shop.account("lena")
    assert before and after and set(before.charges) < set(after.charges)


async def test_ended_at_once_it_ends_now(shop: SampleShop, clock: ShopClock) -> None:
    await shop.perform("key", CancelSubscription("lena", "club-418", at_once=True))
    assert (await club(shop, "lena")).ends == clock.now()


async def test_credit_is_in_the_ledger_and_nowhere_twice(shop: SampleShop, owner: Owner) -> None:
    await shop.perform("key", GIFT)
    await shop.perform("key", GIFT)
    assert [(row.kind, row.customer, row.amount) for row in owner.ledger()] == [("credit", "omar", Decimal("20.00"))]
