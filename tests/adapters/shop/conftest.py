"""A shop that opened at noon on a Thursday, with a clock that stands still until it is moved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.shop.sample import Owner, SampleShop, ShopClock

NOON = datetime(2031, 5, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def clock(state: Path) -> ShopClock:
    return ShopClock(state, real=lambda: NOON)


@pytest.fixture
def shop(state: Path, clock: ShopClock) -> SampleShop:
    return SampleShop(state, clock)


@pytest.fixture
def owner(shop: SampleShop, clock: ShopClock) -> Owner:
    return Owner(shop, clock)
