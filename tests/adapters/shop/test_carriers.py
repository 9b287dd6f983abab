"""Parcels move with the shop's clock, and only forwards."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shop.sample import Owner, SampleShop, ShopClock
from bot.shop import Parcel, ScanKind
from tests.adapters.shop.conftest import NOON

RANK = ("open", "dispatched", "delivered", "returned")


def parcels(shop: SampleShop) -> dict[str, Parcel]:
    return {box.tracking: box for account in shop.world.accounts() for one in account.orders for box in one.parcels}


def statuses(shop: SampleShop) -> dict[str, str]:
    return {one.number: one.status for account in shop.world.accounts() for one in account.orders}


@settings(max_examples=25, deadline=None)
@given(hours=st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_scans_are_only_ever_added(tmp_path_factory: pytest.TempPathFactory, hours: list[int]) -> None:
    state = tmp_path_factory.mktemp("shop") / "shop.db"
    clock = ShopClock(state, real=lambda: NOON)
    shop = SampleShop(state, clock)
    boxes, orders = parcels(shop), statuses(shop)
    for ahead in hours:
        clock.advance(timedelta(hours=ahead))
        later, now = parcels(shop), statuses(shop)
        for tracking, box in boxes.items():
            assert later[tracking].scans[: len(box.scans)] == box.scans
        for number, status in orders.items():
            assert status == "cancelled" or RANK.index(now[number]) >= RANK.index(status)
        boxes, orders = later, now


def test_the_next_scan_is_the_moment_at_which_something_is_seen(
    shop: SampleShop, clock: ShopClock, owner: Owner
) -> None:
    seen = sum(len(box.scans) for box in parcels(shop).values())
    moments = 0
    while (next_scan := owner.next_scan()) is not None:
        clock.advance(next_scan - clock.now() - timedelta(seconds=1))
        assert sum(len(box.scans) for box in parcels(shop).values()) == seen
        clock.advance(timedelta(seconds=1))
        now = sum(len(box.scans) for box in parcels(shop).values())
        assert now > seen
        seen, moments = now, moments + 1
    assert moments > 20


async def test_a_parcel_that_comes_is_no_longer_expected_and_has_its_proof(shop: SampleShop, clock: ShopClock) -> None:
    before = parcels(shop)["PP551902337LP"]
    assert before.proof is None
    assert before.expected is not None
    clock.advance(timedelta(days=2))
    after = parcels(shop)["PP551902337LP"]
    assert after.delivered is not None
    assert after.expected is None
    assert after.proof is not None
    assert after.proof.at == after.delivered


async def test_a_return_gets_its_first_scan_when_the_clock_is_moved_there(shop: SampleShop, clock: ShopClock) -> None:
    assert parcels(shop)["TZ311902045LP"].last is not None
    clock.advance(timedelta(hours=23))
    last = parcels(shop)["TZ311902045LP"].last
    assert last is not None
    assert last.kind is ScanKind.PICKED_UP


def test_links_lead_to_example_com(shop: SampleShop) -> None:
    for box in parcels(shop).values():
        assert box.link.startswith("https://carrier.example.com/")
        assert box.link.endswith(box.tracking)
        assert not box.scans or box.map_link.startswith("https://maps.example.com/?q=")


def test_the_clock_keeps_its_offset_over_a_restart(state: Path, clock: ShopClock) -> None:
    clock.advance(timedelta(days=2))
    again = ShopClock(state, real=lambda: NOON)
    assert again.now() == clock.now() == NOON + timedelta(days=2)


def test_the_clock_does_not_run_backwards(clock: ShopClock) -> None:
    with pytest.raises(ValueError, match="only moves ahead"):
        clock.advance(timedelta(seconds=-1))


def test_stories_begin_on_the_first_day_and_do_not_move_with_later_starts(state: Path) -> None:
    first = SampleShop(state, ShopClock(state, real=lambda: NOON))
    placed = {one.number: one.placed for account in first.world.accounts() for one in account.orders}
    later = SampleShop(state, ShopClock(state, real=lambda: NOON + timedelta(days=9)))
    assert {one.number: one.placed for account in later.world.accounts() for one in account.orders} == placed
