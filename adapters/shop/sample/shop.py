"""The sample shop's counter: what the bot reads from it and has it do."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from adapters.shop.sample.faults import Faults
from adapters.shop.sample.labels import Labels
from adapters.shop.sample.world import World
from bot.effects import Effect, MailCode, PlaceCall
from bot.ports import Clock, Files
from bot.product import Product
from bot.shop import Account, Customer, ShopRefused

NAME = "Larkspur & Pine"
_NO_PHOTOS: Mapping[str, str] = MappingProxyType({})


class SampleShop:
    """Implements `bot.ports.Shop` and `bot.ports.Catalogue`, and of `bot.ports.Hands` what a shop does.

    `photos` says under which ref each of `pictures.everything()` was kept; proofs of
    delivery name it. Labels of returns are kept in `files`; without any there are none.
    """

    def __init__(
        self, state_path: Path, clock: Clock, photos: Mapping[str, str] = _NO_PHOTOS, files: Files | None = None
    ) -> None:
        self.world = World(state_path, clock, photos)
        self.faults = Faults()
        self._labels = Labels(files)

    async def account(self, customer: str) -> Account | None:
        await self.faults.before()
        known = self.world.known(customer)
        account = known or await asyncio.to_thread(self.world.look_up, customer, self.world.edition())
        return await self._labels.on(account) if account else None

    async def by_email(self, address: str) -> Customer | None:
        await self.faults.before()
        account = await asyncio.to_thread(self.world.by_email, address)
        return account.customer if account else None

    async def search(self, words: str) -> tuple[Product, ...]:
        await self.faults.before()
        return self.world.search(words)

    async def products(self, ids: tuple[str, ...]) -> tuple[Product, ...]:
        await self.faults.before()
        return self.world.products(ids)

    async def perform(self, key: str, effect: Effect) -> str:
        """Do it; the same key again gets the same answer and does nothing."""
        await self.faults.before()
        if isinstance(effect, MailCode | PlaceCall):
            raise ShopRefused("The shop sends no codes and places no calls: that is the mail's work and a telephone's.")
        answer = await asyncio.to_thread(self.world.perform, key, effect)
        self.faults.after()
        return answer
