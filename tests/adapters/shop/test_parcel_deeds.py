"""What the sample shop and its carriers do about parcels and addresses: agreed to by rule, seen in the scans."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.shop.sample import Owner, SampleShop, ShopClock
from bot.effects import CancelOrder, ChangeAddress, Intercept, PayBack, Resend, ShopEffect, Trace
from bot.shop import Order, ScanKind, ShopRefused

BLENDER = Resend("dana", "8066", "PP552040719LP", "not_received")
LOOK = Trace("dana", "8066", "PP552040719LP")
STUCK = Trace("nora", "8042", "HW730588914LP")
ELSEWHERE = ChangeAddress("samira", "8133", "12 Mill Lane, Leeds LS1 4AB")
TENT_BACK = Intercept("leo", "8112", "HW730633377LP", "return")
PUZZLE = Intercept("grace", "8033", "PP551690732LP", "pickup")


async def order(shop: SampleShop, customer: str, number: str) -> Order:
    account = await shop.account(customer)
    assert account
    return next(order for order in account.orders if order.number == number)


async def test_what_is_sent_again_has_a_track_of_its_own_to_the_end(shop: SampleShop, clock: ShopClock) -> None:
    assert "sent again as PP9" in await shop.perform("key", BLENDER)
    first, again = (await order(shop, "dana", "8066")).parcels
    assert (again.replaces, again.items, again.scans) == (first.tracking, first.items, ())
    clock.advance(timedelta(days=4))
    seen = await order(shop, "dana", "8066")
    assert seen.parcels[1].delivered and seen.status == "delivered" and not seen.refunds


async def test_a_carrier_that_finds_nothing_gives_the_parcel_up_within_a_day(
    shop: SampleShop, clock: ShopClock
) -> None:
    await shop.perform("key", LOOK)
    [parcel] = (await order(shop, "dana", "8066")).parcels
    assert parcel.traced and not parcel.lost
    clock.advance(timedelta(days=1))
    [parcel] = (await order(shop, "dana", "8066")).parcels
    assert parcel.lost


async def test_a_carrier_that_finds_it_sends_it_on(shop: SampleShop, clock: ShopClock) -> None:
    await shop.perform("key", STUCK)
    clock.advance(timedelta(days=1))
    [parcel] = (await order(shop, "nora", "8042")).parcels
    assert parcel.last and parcel.last.kind is ScanKind.IN_TRANSIT and parcel.last.at > parcel.traced
    clock.advance(timedelta(days=3))
    [parcel] = (await order(shop, "nora", "8042")).parcels
    assert parcel.delivered


async def test_a_parcel_that_comes_back_is_paid_back_when_it_is_here(
    shop: SampleShop, owner: Owner, clock: ShopClock
) -> None:
    await shop.perform("key", TENT_BACK)
    seen = await order(shop, "leo", "8112")
    assert (seen.status, seen.refunds, seen.parcels[0].last.kind) == ("dispatched", (), ScanKind.RETURNED)
    clock.advance(timedelta(days=4))
    seen = await order(shop, "leo", "8112")
    assert (seen.status, [r.amount for r in seen.refunds]) == ("cancelled", [seen.total])
    assert [row.kind for row in owner.ledger()] == ["intercept"]


async def test_another_day_moves_the_scans_to_that_day(shop: SampleShop, clock: ShopClock) -> None:
    day = (clock.now() + timedelta(days=5)).date()
    await shop.perform("key", replace(PUZZLE, wish="day", to=day.isoformat()))
    [parcel] = (await order(shop, "grace", "8033")).parcels
    assert parcel.expected and parcel.expected.date() == day
    clock.advance(timedelta(days=3))
    assert not (await order(shop, "grace", "8033")).parcels[0].delivered
    clock.advance(timedelta(days=3))
    assert (await order(shop, "grace", "8033")).parcels[0].delivered.date() == day


async def test_one_line_that_has_not_left_is_stopped_alone(shop: SampleShop, owner: Owner, clock: ShopClock) -> None:
    await shop.perform("key", CancelOrder("tomas", "8071", ("table",)))
    clock.advance(timedelta(days=6))
    seen = await order(shop, "tomas", "8071")
    assert [(r.items, str(r.amount.amount)) for r in seen.refunds] == [(("table",), "94.00")]
    assert (seen.status, len(seen.parcels)) == ("delivered", 2)
    assert [(row.kind, str(row.amount)) for row in owner.ledger()] == [("cancel_order", "94.00")]


async def test_an_address_is_changed_while_it_is_here_and_on_its_way(shop: SampleShop) -> None:
    await shop.perform("key", ELSEWHERE)
    assert (await order(shop, "samira", "8133")).deliver_to == ELSEWHERE.address
    moved = Intercept("theo", "8104", "PP551902337LP", "redirect", ELSEWHERE.address)
    await shop.perform("other", moved)
    assert (await order(shop, "theo", "8104")).deliver_to == ELSEWHERE.address


@pytest.mark.parametrize(
    ("hours", "wanted", "why"),
    [
        (0, replace(BLENDER, parcel="PP1"), "has no parcel"),
        (0, Resend("samira", "8133", "PP552231904LP"), "has not left"),
        (0, replace(ELSEWHERE, address=" "), "no address"),
        (40, ELSEWHERE, "has left"),
        (0, ChangeAddress("yara", "7466", ELSEWHERE.address), "held"),
        (0, replace(TENT_BACK, order="8140", parcel="HW730655018LP"), "has not left"),
        (57, TENT_BACK, "in the van"),
        (90, TENT_BACK, "not on its way any more"),
        (0, replace(PUZZLE, wish="instructions"), "not told what to do"),
        (0, replace(PUZZLE, wish="day", to="never"), "is no day"),
        (0, replace(PUZZLE, wish="day", to="2031-01-01"), "keeps a parcel for a week"),
        (0, Trace("samira", "8133", "PP552231904LP"), "has not left"),
        (0, Trace("aiko", "8015", "TZ312005514LP"), "given parcel"),
        (0, CancelOrder("tomas", "8071", ("lights",)), "has left"),
        (0, CancelOrder("tomas", "8071", ("boat",)), "no item"),
    ],
)
async def test_what_cannot_be_done_is_refused_with_the_reason(
    shop: SampleShop, owner: Owner, clock: ShopClock, hours: int, wanted: ShopEffect, why: str
) -> None:
    clock.advance(timedelta(hours=hours))
    with pytest.raises(ShopRefused, match=why):
        await shop.perform("key", wanted)
    assert owner.ledger() == ()


@pytest.mark.parametrize("wanted", [BLENDER, LOOK, CancelOrder("tomas", "8071", ("table",))])
async def test_nothing_is_done_twice(shop: SampleShop, owner: Owner, wanted: ShopEffect) -> None:
    first = await shop.perform("key", wanted)
    assert await shop.perform("key", wanted) == first
    with pytest.raises(ShopRefused):
        await shop.perform("other", wanted)
    assert len(owner.ledger()) == 1


async def test_what_was_paid_back_is_not_sent_again(shop: SampleShop) -> None:
    seen = await order(shop, "dana", "8066")
    await shop.perform("key", PayBack("dana", "8066", (("blender", 1),), seen.total, reason="not_received"))
    with pytest.raises(ShopRefused, match="was paid back"):
        await shop.perform("other", BLENDER)
    assert [r.reason for r in (await order(shop, "dana", "8066")).refunds] == ["not_received"]
