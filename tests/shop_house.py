"""The shop behind a stage: the sample shop inside Baton, or the same behind real HTTP on loopback."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from aiohttp import web

from adapters.app import App
from adapters.shop.http import ShopServer
from adapters.shop.sample import NAME, Owner, SampleShop, ShopClock, pictures
from adapters.store.files import FileStore
from bot.writes import BindingRow, SettingRow, Writes, micros

SECRET = "what both of them know"
PATIENCE = 20
"""Seconds that a turn waits: shop and bot share this machine, and whatever else it is doing."""
Where = Literal["inside", "http"]
EVERYWHERE: Where = "http" if os.environ.get("BATON_TEST_SHOP") == "http" else "inside"
"""`BATON_TEST_SHOP=http pytest tests/stories -k port` plays every story over HTTP."""


@dataclass
class House:
    """What a story may turn and look at, wherever the shop is."""

    now: Callable[[], datetime]
    settings: dict[str, Any] = field(default_factory=dict)
    remote: tuple[SampleShop, ShopClock] | None = None

    def shop(self, app: App) -> SampleShop:
        if self.remote is not None:
            return self.remote[0]
        assert app.sample is not None
        return app.sample.shop

    def owner(self, app: App) -> Owner:
        if self.remote is not None:
            return Owner(*self.remote)
        assert app.sample is not None
        return app.sample.owner

    def advance(self, app: App, by: timedelta) -> None:
        if self.remote is None:
            app.advance(by)
        else:
            self.remote[1].advance(by)
            app.delivery.wake()

    async def furnish(self, app: App) -> None:
        """What a first start with the sample shop would have put in place, and a wait no busy machine cuts short."""
        now = micros(app.clock.now())
        bound: list[BindingRow] = []
        wanted = {"gather_seconds": str(PATIENCE)}
        if self.remote is not None:
            bound = [BindingRow(app.team, f"web:{id}", id, "story", "story", now) for id in Owner(*self.remote).ids()]
            wanted["shop_name"] = NAME
        known = {row.name for row in await app.store.find(SettingRow, {"team": app.team})}
        set_up = [
            SettingRow(app.team, name, value, now, "story") for name, value in wanted.items() if name not in known
        ]
        await app.store.commit(Writes((*bound, *set_up)))


@asynccontextmanager
async def a_house(path: Path, now: Callable[[], datetime], where: Where = EVERYWHERE) -> AsyncIterator[House]:
    """Until the end of the block; the shop's books lie below `path`."""
    if where == "inside":
        yield House(now)
        return
    clock = ShopClock(path / "far-away.db", now)
    files = FileStore(path / "far-away-files", 10_000_000)
    photos = {name: (await files.keep(name, data)).ref for name, data in pictures.everything().items()}
    shop = SampleShop(path / "far-away.db", clock, photos, files)
    async with serving(ShopServer(shop, files, SECRET, page=2).application()) as address:
        yield House(clock.now, {"shop_url": address, "shop_secret": SECRET}, (shop, clock))


@asynccontextmanager
async def serving(pages: web.Application) -> AsyncIterator[str]:
    """The address of these pages on loopback."""
    runner = web.AppRunner(pages, access_log=None, shutdown_timeout=0, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
