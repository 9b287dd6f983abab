"""The shop that BATON_SHOP_URL names, for commands that ask it something by themselves."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from adapters.settings import Settings
from adapters.shop.http import HttpShop, Line, Signer
from adapters.store.files import FileStore

LARGEST_FILE = 5_000_000


class RealTime:
    """The time; nobody moves it."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@asynccontextmanager
async def real_shop(settings: Settings) -> AsyncIterator[HttpShop]:
    """Its counter, until the end of the block; the labels and photos it fetched are forgotten then."""
    with tempfile.TemporaryDirectory(prefix="baton-shop-") as scratch:
        async with Line(settings.shop_url, Signer(settings.shop_secret.get_secret_value())) as line:
            yield HttpShop(line, FileStore(Path(scratch), LARGEST_FILE), RealTime())
