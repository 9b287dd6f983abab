"""What the sample shop does besides paying back: once per key, and seen in the account at once."""

from datetime import timedelta

import pytest

from adapters.shop.sample import Owner, SampleShop, ShopClock
from bot.effects import CancelOrder, PayBack
from bot.shop import Money, Order, ShopRefused

SAMIRA = CancelOrder("samira", "8133")


async def order(shop: SampleShop, customer: str, number: str) -> Order:
    account = await shop.account(customer)
    assert account
    return next(order for order in account.orders if order.number == number)


async def test_a_cancelled_order_sends_all_of_its_money_back(shop: SampleShop, owner: Owner) -> None:
    paid = (await order(shop, "samira", SAMIRA.order)).total

    assert "cancelled" in await shop.perform("key", SAMIRA)

    seen = await order(shop, "samira", SAMIRA.order)
    assert seen.status == "cancelled"
    assert [refund.amount for refund in seen.refunds] == [paid]
    assert [(row.kind, row.order, row.amount) for row in owner.ledger()] == [("cancel_order", "8133", paid.amount)]


async def test_the_same_key_cancels_once_and_says_the_same(shop: SampleShop, owner: Owner) -> None:
    first = await shop.perform("key", SAMIRA)
    assert await shop.perform("key", SAMIRA) == first
    assert len(owner.ledger()) == 1


async def test_a_key_that_did_something_else_is_refused(shop: SampleShop) -> None:
    await shop.perform("key", SAMIRA)
    with pytest.raises(ShopRefused, match="already done something else"):
        await shop.perform("key", CancelOrder("leo", "8140"))


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (CancelOrder("samira", "1"), "has no order 1"),
        (CancelOrder("nobody", "8133"), "no customer 'nobody'"),
        (CancelOrder("theo", ""), "has no order"),
        (CancelOrder("rosa", "7731"), "has left: it is delivered"),
        (CancelOrder("yara", "7466"), "held"),
    ],
)
async def test_what_cannot_be_cancelled_is_refused_with_the_reason(
    shop: SampleShop, owner: Owner, wanted: CancelOrder, why: str
) -> None:
    with pytest.raises(ShopRefused, match=why):
        await shop.perform("key", wanted)
    assert owner.ledger() == ()


async def test_an_order_is_not_cancelled_twice_nor_paid_back_besides(shop: SampleShop) -> None:
    paid: Money = (await order(shop, "samira", SAMIRA.order)).total
    await shop.perform("key", SAMIRA)
    with pytest.raises(ShopRefused, match="is cancelled already"):
        await shop.perform("other", SAMIRA)
    with pytest.raises(ShopRefused, match="more than is left"):
        await shop.perform("third", PayBack("samira", SAMIRA.order, (), paid))


async def test_no_parcel_of_a_cancelled_order_moves_and_starting_over_forgets_it(
    shop: SampleShop, owner: Owner, clock: ShopClock
) -> None:
    await shop.perform("key", SAMIRA)
    clock.advance(timedelta(days=9))
    seen = await order(shop, "samira", SAMIRA.order)
    assert (seen.status, [p.delivered for p in seen.parcels]) == ("cancelled", [None] * len(seen.parcels))
    assert [refund.state for refund in seen.refunds] == ["arrived"]

    owner.reset()
    assert (await order(shop, "samira", SAMIRA.order)).status == "open"
    assert owner.ledger() == ()
