"""An account that was looked up once is told again only while it is still true."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shop.sample import Owner, SampleShop, ShopClock
from tests.adapters.shop.test_ledger import KETTLE

NOON = datetime(2031, 5, 15, 12, 0, tzinfo=UTC)
SOME = ("claire", "gus", "rosa", "theo", "yara", "hannah")


async def ask(shop: SampleShop, customer: str) -> None:
    """What is told is what the shop would say if it looked everything up anew."""
    assert await shop.account(customer) == shop.world.account(customer)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SOME), st.integers(0, 40 * 24 * 3600)), min_size=2, max_size=12))
async def test_at_any_moment_the_account_is_told_as_it_is(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = ShopClock(Path(folder) / "shop.db", real=lambda: NOON)
        shop = SampleShop(Path(folder) / "shop.db", clock)
        for customer, seconds in steps:
            await ask(shop, customer)
            clock.advance(timedelta(seconds=seconds))
            await ask(shop, customer)


async def test_while_nothing_happens_it_is_not_looked_up_again(
    shop: SampleShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await shop.account("claire")
    monkeypatch.delattr(type(shop.world), "look_up")
    assert await shop.account("claire") is first


async def test_a_payment_is_seen_at_once(shop: SampleShop) -> None:
    await ask(shop, "rosa")
    await shop.perform("key", KETTLE)
    await ask(shop, "rosa")


async def test_a_payment_by_another_program_is_seen_at_once(shop: SampleShop, state: Path, clock: ShopClock) -> None:
    await ask(shop, "rosa")
    other = SampleShop(state, clock)
    await other.perform("key", KETTLE)
    await ask(shop, "rosa")
    account = await shop.account("rosa")
    assert account is not None
    assert any(order.refunds for order in account.orders if order.number == "7731")


async def test_starting_over_forgets_what_was_known(shop: SampleShop, owner: Owner, clock: ShopClock) -> None:
    clock.advance(timedelta(days=9))
    await ask(shop, "claire")
    owner.reset()
    await ask(shop, "claire")
