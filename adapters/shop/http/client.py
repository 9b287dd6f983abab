"""A real shop, over the API of docs/shop-api.yaml."""

import asyncio
import json
from collections.abc import Coroutine, Mapping, Sequence
from typing import TypeVar, get_args
from urllib.parse import quote

import structlog

from adapters.shop.http.deeds import agrees, asked
from adapters.shop.http.files import ShopFiles
from adapters.shop.http.lies import Unusable
from adapters.shop.http.line import JSON, Answer, Line
from adapters.shop.http.reading import account_of, customer_of, done_of, files_in, page_of, products_of
from adapters.shop.http.shapes import AccountPage
from bot.effects import Effect, ShopEffect
from bot.events import File
from bot.ports import Clock, Files
from bot.product import Product
from bot.shop import Account, Customer, ShopRefused, ShopUnavailable

MOST_PAGES = 20
REFUSALS = frozenset({"refused", "key_reused", "unknown_customer", "unknown_effect", "not_understood"})
"""Codes that stay as they are, however often one asks."""
T = TypeVar("T")
log = structlog.get_logger("shop")


class HttpShop:
    """Implements `bot.ports.Shop` and `bot.ports.Catalogue`, and of `bot.ports.Hands` what a shop does.

    Whatever comes that is not what the API says is one line in the log, and ShopUnavailable.
    """

    def __init__(self, line: Line, files: Files, clock: Clock) -> None:
        self._line, self._clock = line, clock
        self._files = ShopFiles(line, files)

    async def account(self, customer: str) -> Account | None:
        return await _usable("account", self._account(customer))

    async def by_email(self, address: str) -> Customer | None:
        return await _usable("find customer", self._by_email(address))

    async def search(self, words: str) -> tuple[Product, ...]:
        return await _usable("find products", self._products({"words": words}))

    async def products(self, ids: tuple[str, ...]) -> tuple[Product, ...]:
        found = {one.id: one for one in await _usable("find products", self._products({"ids": ids}))}
        return tuple(found[id] for id in ids if id in found)

    async def perform(self, key: str, effect: Effect) -> str:
        """Ask for it under its key; the same key again gets the same answer."""
        if not isinstance(effect, get_args(ShopEffect)):
            raise ShopRefused("The shop sends no codes and places no calls: that is the mail's work and a telephone's.")
        return await _usable(f"effect {effect.kind}", self._perform(key, effect))

    async def _account(self, customer: str) -> Account | None:
        pages = await self.pages(customer)
        if not pages:
            return None
        return account_of(pages, await self._fetched(pages), self._clock.now())

    async def pages(self, customer: str) -> Sequence[AccountPage]:
        """Every page, as it stands there; none for a customer that the shop does not know. Raises Unusable."""
        path = f"/customers/{segment(customer)}/account"
        answer = await self._line.read(path)
        if _is_unknown(answer, "unknown_customer"):
            return ()
        pages, seen = [page_of(customer, answer.json())], set[str]()
        while (cursor := pages[-1].next) is not None:
            if cursor in seen or len(pages) >= MOST_PAGES:
                raise Unusable(f"its pages do not end ({len(pages)} were read)")
            seen.add(cursor)
            more = await self._line.read(f"{path}?cursor={quote(cursor, safe='')}")
            pages.append(page_of(customer, more.json()))
        return pages

    async def _fetched(self, pages: Sequence[AccountPage]) -> Mapping[str, File]:
        """Photos that can be had, and every label: goods cannot be sent back without theirs."""
        photos, labels = files_in(pages, self._clock.now())
        got = await _together(*(self._photo(id) for id in photos), *(self._label(*one) for one in labels.items()))
        return {id: file for id, file in zip((*photos, *labels), got, strict=True) if file is not None}

    async def _photo(self, id: str) -> File | None:
        try:
            return await self._files.get(id, "delivered")
        except (ShopUnavailable, Unusable) as no:
            log.warning("shop.photo", wrong=str(no))
            return None

    async def _label(self, id: str, name: str) -> File:
        if (label := await self._files.get(id, name)) is None:
            raise Unusable("a label is named and not there")
        return label

    async def file(self, id: str) -> File | None:
        """A file of the shop's; raises ShopUnavailable or Unusable."""
        return await self._files.get(id, "file")

    async def _by_email(self, address: str) -> Customer | None:
        answer = await self._line.read("/customers/find", _json({"email": address}))
        if _is_unknown(answer, "unknown_customer"):
            return None
        return customer_of(address, answer.json())

    async def _products(self, wanted: object) -> tuple[Product, ...]:
        return products_of((await self._line.read("/products/find", _json(wanted))).json())

    async def _perform(self, key: str, effect: ShopEffect) -> str:
        answer = await self._line.act(f"/effects/{effect.kind}", asked(effect), key)
        if 400 <= answer.status < 500 and answer.code in REFUSALS:
            raise ShopRefused(answer.problem.detail or answer.code)
        done = done_of(key, answer.json())
        agrees(effect, done)
        return done.detail


async def _together(*calls: Coroutine[None, None, T]) -> Sequence[T]:
    """What each of them returns; when one fails the others are ended before that is told."""
    tasks = tuple(map(asyncio.ensure_future, calls))
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _usable(what: str, call: Coroutine[None, None, T]) -> T:
    """What the call returns; of an answer that cannot be used one line is kept, and nothing that was in it."""
    try:
        return await call
    except Unusable as wrong:
        log.warning("shop.answer", of=what, wrong=str(wrong))
        raise ShopUnavailable(f"The shop's answer cannot be used: {wrong}.") from None


def _is_unknown(answer: Answer, code: str) -> bool:
    """Whether the shop itself says so; a page that is not there is no answer about a customer."""
    return answer.status == 404 and answer.kind != JSON and answer.code == code


def segment(id: str) -> str:
    """An id as a part of a path; raises Unusable for one that would lead out of it."""
    if not id.strip("."):
        raise Unusable("that is no id")
    return quote(id, safe="")


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
