"""However often the line breaks, before or after the shop acted: paid once for every key, and the books agree."""

import asyncio
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Literal

from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shop.http import ShopServer
from bot.effects import CancelOrder, OpenReturn, PayBack, PayBackCharge, ShopEffect
from bot.shop import Going, Money, ShopRefused, ShopUnavailable
from tests.adapters.shop_http.conftest import NOON, far_away

Fate = Literal["answered", "lost before", "lost after", "garbled", "later"]
USD = "USD"
DEEDS: tuple[ShopEffect, ...] = (
    PayBack("rosa", "7731", (("kettle", 1),), Money(Decimal("48.00"), USD)),
    PayBack("rosa", "7731", (), Money(Decimal("20.00"), USD)),
    CancelOrder("samira", "8133"),
    OpenReturn("noor", "8026", (Going("jumper", 1, Money(Decimal("64.00"), "GBP")),), NOON.replace(day=29)),
    PayBackCharge("rosa", "charge-7731", Money(Decimal("5.00"), USD)),
)


class Fickle(ShopServer):
    """Loses what it is asked, or its own answers, as fate has it."""

    fates: list[Fate] = []

    async def _effect(self, request: web.Request) -> web.Response:
        fate = self.fates.pop(0) if self.fates else "answered"
        if fate == "later":
            raise ShopUnavailable("later")
        if fate == "lost before":
            return self.gone(request)
        answer = await super()._effect(request)
        if fate == "lost after":
            return self.gone(request)
        return web.Response(text="<h1>OK</h1>", content_type="text/html") if fate == "garbled" else answer

    def gone(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()


async def play(asked: list[tuple[int, list[Fate]]]) -> None:
    """Each deed is asked for under its key until there is an answer, as the outbox would."""
    with tempfile.TemporaryDirectory() as folder:
        async with far_away(Path(folder), Fickle) as far:
            assert isinstance(far.server, Fickle)
            heard: dict[str, str] = {}
            for number, (deed, fates) in enumerate(asked):
                key = f"key-{number}"
                far.server.fates = list(fates)
                for _ in range(len(fates) + 1):
                    try:
                        heard[key] = await far.http.perform(key, DEEDS[deed])
                        break
                    except ShopRefused:
                        break
                    except ShopUnavailable:
                        continue
                else:
                    raise AssertionError("the last try is always answered")
            done = [row.key for row in far.owner.ledger()]
            assert sorted(done) == sorted(heard), "what was done was heard of, what was heard of was done, each once"
            for customer in ("rosa", "samira", "noor"):
                account = await far.http.account(customer)
                assert account and all(order.refundable.amount >= 0 for order in account.orders)


fates = st.lists(st.sampled_from(["lost before", "lost after", "garbled", "later"]), max_size=3)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DEEDS) - 1), fates), min_size=1, max_size=4))
def test_every_key_is_done_once_or_refused_for_good(asked: list[tuple[int, list[Fate]]]) -> None:
    asyncio.run(play(asked))
