"""The sample shop behind its reference server, and the client that reads it."""

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.shop.http import HttpShop, Line, ShopServer, Signer
from adapters.shop.http.writing import page_json
from adapters.shop.sample import Owner, SampleShop, ShopClock, pictures
from adapters.store.files import FileStore
from bot.shop import Account
from tests.shop_house import SECRET, serving

NOON = datetime(2031, 5, 15, 12, 0, tzinfo=UTC)


@dataclass
class Far:
    """A shop at the other end of the line."""

    sample: SampleShop
    clock: ShopClock
    address: str
    http: HttpShop
    files: FileStore
    server: ShopServer

    @property
    def owner(self) -> Owner:
        return Owner(self.sample, self.clock)


@asynccontextmanager
async def far_away(path: Path, kind: type[ShopServer] = ShopServer, page: int = 2) -> AsyncIterator[Far]:
    """One shop, served by this kind of server."""
    clock = ShopClock(path / "shop.db", lambda: NOON)
    there, here = FileStore(path / "there", 10**7), FileStore(path / "here", 10**7)
    photos = {name: (await there.keep(name, data)).ref for name, data in pictures.everything().items()}
    shop = SampleShop(path / "shop.db", clock, photos, there)
    server = kind(shop, there, SECRET, page=page)
    async with serving(server.application()) as address, Line(address, Signer(SECRET)) as line:
        yield Far(shop, clock, address, HttpShop(line, here, clock), here, server)


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Far]:
    async with far_away(tmp_path) as one:
        yield one


@pytest.fixture(scope="module")
def true(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return page_json(told_of("ida", tmp_path_factory.mktemp("shop")), "", 99)


@pytest.fixture
def ida(true: dict[str, Any]) -> dict[str, Any]:
    """A true answer, to be made a lie."""
    return copy.deepcopy(true)


def told_of(customer: str, path: Path) -> Account:
    """What the shop itself would say of somebody."""
    state = path / f"{customer}.db"
    found = SampleShop(state, ShopClock(state, lambda: NOON)).world.account(customer)
    assert found
    return found
