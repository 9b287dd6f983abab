"""Returns in the sample shop: what it agrees to, what becomes of them, and their money once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from adapters.shop.sample import Owner, SampleShop, ShopClock
from adapters.shop.sample.label import draw
from bot.effects import OpenReturn, PayBack
from bot.shop import Going, Money, Order, ShopRefused

DAY = timedelta(days=1)


async def order(shop: SampleShop, customer: str, number: str) -> Order:
    account = await shop.account(customer)
    assert account
    return next(order for order in account.orders if order.number == number)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def two_cups(clock: ShopClock) -> OpenReturn:
    line = Going("cups", 2, euros("17.00"), "unwanted")
    return OpenReturn("ida", "7988", (line,), clock.now() + 14 * DAY)


async def test_a_label_is_made_once_per_key_and_its_parcel_moves(
    shop: SampleShop, owner: Owner, clock: ShopClock, two_cups: OpenReturn
) -> None:
    said = await shop.perform("key", two_cups)
    assert await shop.perform("key", two_cups) == said
    [back] = (await order(shop, "ida", "7988")).returns
    assert (back.state, back.paid, back.owed) == ("open", False, euros("17.00"))
    assert [row.kind for row in owner.ledger()] == ["open_return"]
    clock.advance(DAY)
    assert [one.state for one in (await order(shop, "ida", "7988")).returns] == ["scanned"]
    clock.advance(3 * DAY)
    seen = await order(shop, "ida", "7988")
    assert seen.returns[0].received == (("cups", 2),) and seen.status == "delivered"


async def test_its_money_goes_once_and_only_when_a_carrier_has_it(
    shop: SampleShop, clock: ShopClock, two_cups: OpenReturn
) -> None:
    await shop.perform("key", two_cups)
    [back] = (await order(shop, "ida", "7988")).returns
    pay = PayBack("ida", "7988", (("cups", 2),), euros("17.00"), parcel=back.tracking)
    with pytest.raises(ShopRefused, match="No carrier has seen"):
        await shop.perform("early", pay)
    clock.advance(DAY)
    with pytest.raises(ShopRefused, match="more than is owed"):
        await shop.perform("much", replace(pay, amount=euros("18.00")))
    await shop.perform("paid", pay)
    with pytest.raises(ShopRefused, match="has been paid back already"):
        await shop.perform("twice", pay)
    seen = await order(shop, "ida", "7988")
    assert seen.returns[0].paid and [item.refunded for item in seen.items] == [0, 0, 2]


async def test_what_a_person_paid_for_the_same_things_counts(
    shop: SampleShop, clock: ShopClock, two_cups: OpenReturn
) -> None:
    await shop.perform("key", two_cups)
    clock.advance(DAY)
    await shop.perform("by hand", PayBack("ida", "7988", (("cups", 2),), euros("17.00")))
    assert (await order(shop, "ida", "7988")).returns[0].paid


Change = Callable[[OpenReturn], OpenReturn]


def lines(*given: Going) -> Change:
    return lambda wanted: replace(wanted, lines=given)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lines(), "needs things to send back"),
        (lines(Going("lamp", 1, euros("1.00"))), "has no item 'lamp'"),
        (lines(Going("cups", 5, euros("34.00"))), "4 of 4 can still be sent back"),
        (lines(Going("cups", 2, euros("17.01"))), "may bring"),
        (lines(Going("cups", 2, euros("17.00"), instead="mugs")), "no 'mugs' to send"),
        (lambda wanted: replace(wanted, last_day=wanted.last_day - 20 * DAY), "time to do it"),
        (lambda wanted: replace(wanted, order="1"), "has no order 1"),
        (lambda wanted: replace(wanted, customer="samira", order="8133"), "nothing to send back"),
    ],
)
async def test_what_cannot_be_sent_back_is_refused_with_the_reason(
    shop: SampleShop, owner: Owner, two_cups: OpenReturn, change: Change, why: str
) -> None:
    with pytest.raises(ShopRefused, match=why):
        await shop.perform("key", change(two_cups))
    assert owner.ledger() == ()


async def test_no_thing_has_two_labels(shop: SampleShop, two_cups: OpenReturn) -> None:
    await shop.perform("first", two_cups)
    await shop.perform("second", two_cups)
    with pytest.raises(ShopRefused, match="0 of 4 can still be sent back"):
        await shop.perform("third", two_cups)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (Going("jumper", 1, Money(Decimal(0), "GBP"), "unwanted", "jumper-navy-l"), "costs more than was paid"),
        (Going("earrings", 1, Money(Decimal(28), "GBP"), "unwanted"), "cannot be sent back"),
    ],
)
async def test_dearer_things_and_things_that_stay_are_refused(
    shop: SampleShop, clock: ShopClock, line: Going, why: str
) -> None:
    with pytest.raises(ShopRefused, match=why):
        await shop.perform("key", OpenReturn("noor", "8026", (line,), clock.now() + DAY))


async def test_what_is_exchanged_is_sent_when_the_old_one_was_seen(shop: SampleShop, clock: ShopClock) -> None:
    line = Going("jumper", 1, Money(Decimal(12), "GBP"), "unwanted", "jumper-grey-m")
    await shop.perform("key", OpenReturn("noor", "8026", (line,), clock.now() + 14 * DAY))
    clock.advance(timedelta(hours=30))
    seen = await order(shop, "noor", "8026")
    assert (seen.parcels[-1].inside, seen.status) == (("Fellwing lambswool jumper, grey, M",), "dispatched")
    clock.advance(timedelta(hours=40))
    assert (await order(shop, "noor", "8026")).status == "delivered"


async def test_what_is_exchanged_is_not_paid_back_besides(shop: SampleShop, owner: Owner, clock: ShopClock) -> None:
    line = Going("jumper", 1, Money(Decimal(0), "GBP"), "wrong", "jumper")
    await shop.perform("key", OpenReturn("noor", "8026", (line,), clock.now() + 14 * DAY))
    with pytest.raises(ShopRefused, match="0 of 1 can still be paid back"):
        await shop.perform("other", PayBack("noor", "8026", (("jumper", 1),), Money(Decimal(10), "GBP")))
    assert [row.kind for row in owner.ledger()] == ["open_return"]


async def test_a_label_that_nobody_uses_runs_out(shop: SampleShop, clock: ShopClock) -> None:
    line = Going("tray", 1, euros("22.00"), "unwanted")
    await shop.perform("key", OpenReturn("elio", "7998", (line,), clock.now() + 2 * DAY))
    clock.advance(3 * DAY)
    assert [one.state for one in (await order(shop, "elio", "7998")).returns] == ["void"]


@pytest.mark.parametrize("name", ["Ida Brandt", "Łukasz Żak", "森田 健二"])
async def test_a_label_is_a_page_with_the_number_on_it_and_the_same_each_time(
    shop: SampleShop, two_cups: OpenReturn, name: str
) -> None:
    await shop.perform("key", two_cups)
    account = await shop.account("ida")
    assert account
    this = next(one for one in account.orders if one.number == "7988")
    customer = replace(account.customer, name=name)
    drawn = draw(this.returns[0], this, customer)
    assert drawn.startswith(b"%PDF-") and drawn.rstrip().endswith(b"%%EOF")
    assert f"({this.returns[0].tracking})".encode() in drawn
    assert drawn == draw(this.returns[0], this, customer)


async def test_what_has_not_arrived_has_no_label(shop: SampleShop, clock: ShopClock) -> None:
    """Of the three parcels of one order the lights have come, and the chairs are on their way."""
    lines = {item.name: item for item in (await order(shop, "tomas", "8071")).items}
    lights, chairs = (next(i for name, i in lines.items() if word in name) for word in ("lights", "chair"))

    def back(item: str) -> OpenReturn:
        return OpenReturn("tomas", "8071", (Going(item, 1, euros("1.00"), "unwanted"),), clock.now() + 14 * DAY)

    with pytest.raises(ShopRefused, match="has not arrived yet"):
        await shop.perform("chairs", back(chairs.id))
    await shop.perform("lights", back(lights.id))
