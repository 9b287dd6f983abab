"""The line: what is signed and sent, what is tried again, and when a dead shop is left alone."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from adapters.shop.http import Line, Signer
from adapters.shop.http.circuit import IN_A_ROW, REST, Circuit
from adapters.shop.http.signing import KEY, SIGNATURE, STAMP, Asked, check
from bot.shop import ShopUnavailable
from tests.shop_house import SECRET, serving

NOW = 1_795_683_000


class Shop:
    """Notes what it is asked, and drops, waits or answers."""

    def __init__(self) -> None:
        self.seen: list[web.Request] = []
        self.drops = 0
        self.waits = False

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request)
        body = await request.read()
        headers = request.headers
        asked = Asked(request.method, request.raw_path, body, headers.get(KEY, ""))
        check(SECRET, headers[STAMP], headers[SIGNATURE], asked, NOW)
        if self.waits:
            await asyncio.sleep(60)
        if self.drops:
            self.drops -= 1
            assert request.transport is not None
            request.transport.abort()
        return web.json_response({})

    def pages(self) -> web.Application:
        pages = web.Application()
        pages.router.add_route("*", "/{any:.*}", self.answer)
        return pages


async def test_what_is_sent_is_what_was_signed_below_any_address() -> None:
    shop = Shop()
    async with serving(shop.pages()) as address, Line(f"{address}/a/b/", Signer(SECRET, lambda: NOW)) as line:
        for path in ("/customers/a%2Fb%20%C3%A9/account", "/x?cursor=a%26b%3D%2B", "/customers/%2e/account"):
            assert (await line.read(path)).status == 200
        await line.read("/find", b"{}")
        await line.act("/effects/trace", b"{}", "a-key")
    assert [(one.method, one.raw_path) for one in shop.seen] == [
        ("GET", "/a/b/customers/a%2Fb%20%C3%A9/account"),
        ("GET", "/a/b/x?cursor=a%26b%3D%2B"),
        ("GET", "/a/b/customers/%2e/account"),
        ("POST", "/a/b/find"),
        ("POST", "/a/b/effects/trace"),
    ]
    assert not any(SECRET in str(one.headers) for one in shop.seen)


async def test_reading_is_tried_again_not_for_ever_and_a_deed_is_not() -> None:
    shop = Shop()
    async with serving(shop.pages()) as address, Line(address, Signer(SECRET, lambda: NOW)) as line:
        shop.drops = 1
        assert (await line.read("/x")).status == 200
        shop.drops = 9
        with pytest.raises(ShopUnavailable, match="broke"):
            await line.read("/x")
        before = len(shop.seen)
        assert before <= 6, "the library has a second try of its own"
        with pytest.raises(ShopUnavailable, match="broke"):
            await line.act("/effects/trace", b"{}", "a-key")
        assert len(shop.seen) == before + 1


async def test_nobody_there_is_no_shop(tmp_path: Path) -> None:
    async with Line("http://127.0.0.1:9", Signer(SECRET)) as line:
        with pytest.raises(ShopUnavailable, match="broke"):
            await line.read("/x")


async def test_a_shop_that_lets_everyone_wait_is_left_alone_but_not_by_deeds() -> None:
    shop = Shop()
    shop.waits = True
    circuit = Circuit(long=0)
    async with serving(shop.pages()) as address, Line(address, Signer(SECRET, lambda: NOW), circuit) as line:
        for _ in range(IN_A_ROW):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):  # as long as the bot would wait, and no longer
                    await line.read("/x")
        before = len(shop.seen)
        with pytest.raises(ShopUnavailable, match="left alone"):
            await line.read("/x")
        assert len(shop.seen) == before
        shop.waits = False
        await line.act("/effects/trace", b"{}", "a-key")
        assert len(shop.seen) == before + 1
        assert (await line.read("/x")).status == 200, "whoever answers is there again"


def test_the_circuit_lets_one_through_now_and_then() -> None:
    now = 0.0
    circuit = Circuit(lambda: now)
    for _ in range(IN_A_ROW):
        assert circuit.allows()
        circuit.ended(2.0, answered=False)
    assert not circuit.allows()
    now += REST
    assert circuit.allows()
    assert not circuit.allows(), "one is enough to find out"
    circuit.ended(2.0, answered=False)
    assert not circuit.allows()
    now += REST
    assert circuit.allows()
    circuit.ended(0.1, answered=True)
    assert circuit.allows() and circuit.allows()


def test_what_fails_at_once_costs_nobody_anything() -> None:
    circuit = Circuit(lambda: 0.0)
    for _ in range(99):
        circuit.ended(0.01, answered=False)
    assert circuit.allows()
