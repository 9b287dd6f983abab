"""Whatever a shop answers, nothing breaks and no lie is told: one line in the log, and the shop counts as down."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from adapters.shop.http import HttpShop, Line, Signer
from adapters.shop.http.lies import Unusable
from adapters.shop.http.reading import account_of, page_of, products_of
from adapters.shop.http.writing import page_json
from adapters.store.files import FileStore
from bot.effects import PayBack
from bot.shop import Money, ShopRefused, ShopUnavailable
from tests.adapters.shop_http.conftest import NOON, told_of
from tests.shop_house import SECRET, serving

PAY = PayBack("ida", "7988", (("toaster", 1),), Money(Decimal("35.00"), "USD"))
MINE = "a word of the customer's own"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Noon:
    def now(self):  # type: ignore[no-untyped-def]
        return NOON


@asynccontextmanager
async def a_liar(path: Path, answer: Handler) -> AsyncIterator[HttpShop]:
    """A shop that gives this answer, whatever is asked."""
    pages = web.Application()
    pages.router.add_route("*", "/{any:.*}", answer)
    async with serving(pages) as address, Line(address, Signer(SECRET)) as line:
        yield HttpShop(line, FileStore(path / "files", 10**7), Noon())


def always(**given: Any) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(**given)

    return answer


def problem(status: int, **told: Any) -> Handler:
    return always(status=status, body=json.dumps(told), content_type="application/problem+json")


async def dropped(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def endless(request: web.Request) -> web.StreamResponse:
    """Bytes without end, as JSON."""
    answer = web.StreamResponse(headers={"Content-Type": "application/json"})
    await answer.prepare(request)
    while True:
        await answer.write(b" " * 65_536)


async def half(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "900"})
    await answer.prepare(request)
    await answer.write(b'{"customer":')
    assert request.transport is not None
    request.transport.abort()
    return answer


UNUSABLE = {
    "a page for people": always(text=f"<h1>{MINE}</h1>", content_type="text/html"),
    "a page for people that is not there": always(status=404, text=MINE, content_type="text/html"),
    "nothing": always(status=204),
    "words": always(text=MINE, content_type="application/json"),
    "another shape": always(text='["a"]', content_type="application/json"),
    "no number": always(text='{"products": NaN}', content_type="application/json"),
    "no text": always(body=b'{"customer": "\xff"}', content_type="application/json"),
    "a well": always(text="[" * 200_000, content_type="application/json"),
    "elsewhere": always(status=302, headers={"Location": "https://elsewhere.example.com/"}),
    "elsewhere for good": always(status=308, headers={"Location": "/customers/ida/account"}),
    "too much": endless,
    "an error without a code": always(status=500, text=MINE),
    "a problem without a code": problem(404, title=MINE),
    "a code nobody knows": problem(418, code="teapot", detail=MINE),
    "a signature that does not fit": problem(401, code="bad_signature", detail=MINE),
}


@pytest.mark.parametrize("lie", UNUSABLE)
async def test_what_is_no_answer_is_one_line_without_what_was_in_it(lie: str, tmp_path: Path) -> None:
    async with a_liar(tmp_path, UNUSABLE[lie]) as shop:
        for call in (shop.account("ida"), shop.by_email("ida@example.com"), shop.search("x"), shop.perform("k", PAY)):
            with capture_logs() as lines, pytest.raises(ShopUnavailable):
                await call
            assert len(lines) == 1 and lines[0]["event"] == "shop.answer", lines
            assert MINE not in str(lines) and SECRET not in str(lines)


@pytest.mark.parametrize("broken", [dropped, half, problem(503, code="try_later", detail="")])
async def test_a_broken_line_and_a_shop_that_says_later_are_no_lies(broken: Handler, tmp_path: Path) -> None:
    async with a_liar(tmp_path, broken) as shop:
        for call in (shop.account("ida"), shop.products(("a",)), shop.perform("k", PAY)):
            with capture_logs() as lines, pytest.raises(ShopUnavailable):
                await call
            assert lines == []


@pytest.mark.parametrize("code", ["refused", "key_reused", "unknown_effect", "unknown_customer", "not_understood"])
async def test_a_no_is_final_with_its_reason(code: str, tmp_path: Path) -> None:
    async with a_liar(tmp_path, problem(422, code=code, detail="The till is closed.")) as shop:
        with pytest.raises(ShopRefused, match="The till is closed"):
            await shop.perform("key", PAY)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"key": "another", "detail": "", "amount": {"amount": "35.00", "currency": "USD"}}, "another deed"),
        ({"key": "key", "detail": "paid"}, "how much"),
        ({"key": "key", "detail": "paid", "amount": {"amount": "53.00", "currency": "USD"}}, "another sum"),
        ({"key": "key", "detail": "paid", "amount": {"amount": "35.00", "currency": "EUR"}}, "another sum"),
        ({"key": "key", "detail": "paid", "amount": {"amount": 35.0, "currency": "USD"}}, "string"),
    ],
)
async def test_done_is_only_what_was_asked_for(told: dict[str, Any], why: str, tmp_path: Path) -> None:
    async with a_liar(tmp_path, always(text=json.dumps(told), content_type="application/json")) as shop:
        with pytest.raises(ShopUnavailable, match=why):
            await shop.perform("key", PAY)


async def test_pages_that_do_not_end_are_left(ida: dict[str, Any], tmp_path: Path) -> None:
    asked: list[str] = []

    async def another(request: web.Request) -> web.StreamResponse:
        asked.append(request.path_qs)
        return web.json_response({"customer": ida["customer"], "next": f"{len(asked)}"})

    async with a_liar(tmp_path, another) as shop:
        with pytest.raises(ShopUnavailable, match="do not end"):
            await shop.account("ida")
        assert len(asked) == 20
        asked.clear()

    async def the_same(request: web.Request) -> web.StreamResponse:
        asked.append(request.path_qs)
        return web.json_response({"customer": ida["customer"], "next": "1"})

    async with a_liar(tmp_path, the_same) as shop:
        with pytest.raises(ShopUnavailable, match="do not end"):
            await shop.account("ida")
        assert len(asked) == 2


def put(value: Any, *where: str | int) -> Callable[[Any], None]:
    def lie(page: Any) -> None:
        for part in where[:-1]:
            page = page[part]
        if isinstance(page, list) and where[-1] == "more":
            page.append(value)
        else:
            page[where[-1]] = value

    return lie


def twice(page: Any) -> None:
    page["orders"].append(page["orders"][0])


FUTURE = (NOON + timedelta(days=3)).isoformat()
SCAN = ("orders", 0, "parcels", 0, "scans", 0)
RETURN = {
    "tracking": "gone", "carrier": "c", "opened": NOON.isoformat(), "last_day": FUTURE, "place": "p",
    "lines": [{"item": "kettle", "quantity": 1, "back": {"amount": "1.00", "currency": "EUR"}}],
}  # fmt: skip
REFUND = {"key": "k", "to": "card", "state": "sent", "asked": NOON.isoformat()}
LIES = {
    ("another customer", "another customer"): put("omar", "customer", "id"),
    ("a number as an id", "customer.id"): put(7, "customer", "id"),
    ("no customer", "customer: "): put(None, "customer"),
    ("a status nobody knows", "status"): put("on_the_moon", "orders", 0, "status"),
    ("a scan nobody knows", "scans.0.kind"): put("teleported", *SCAN, "kind"),
    ("a scan from the future", "scanned in the future"): put(FUTURE, *SCAN, "at"),
    ("a moment without an offset", "timezone"): put("2031-05-15T12:00:00", *SCAN, "at"),
    ("a moment that stands for never", "promised"): put("9999-12-31T23:59:59Z", "orders", 0, "parcels", 0, "promised"),
    ("a moment that stands for none", "promised"): put("0001-01-01T00:00:00Z", "orders", 0, "parcels", 0, "promised"),
    ("a moment as a number", "placed"): put(1_800_000_000, "orders", 0, "placed"),
    ("a sum below zero", "total.amount"): put("-48.00", "orders", 0, "total", "amount"),
    ("a sum as a number", "total.amount"): put(48.0, "orders", 0, "total", "amount"),
    ("no sum", "total.amount"): put("NaN", "orders", 0, "total", "amount"),
    ("a sum that nobody can pay", "cannot be paid"): put("48.005", "orders", 0, "items", 0, "paid", "amount"),
    ("two currencies", "two currencies"): put("CHF", "orders", 0, "items", 0, "paid", "currency"),
    ("a currency that is none", "total.currency"): put("dollars", "orders", 0, "total", "currency"),
    ("no items", "at least 1 item"): put([], "orders", 0, "items"),
    ("no quantity", "quantity"): put(0, "orders", 0, "items", 0, "quantity"),
    ("yes for a quantity", "quantity"): put(True, "orders", 0, "items", 0, "quantity"),
    ("more back than bought", "more of an item went back"): put(99, "orders", 0, "items", 0, "refunded"),
    ("more paid back than paid", "more went back than was paid"): put(
        [REFUND | {"amount": {"amount": "9999.00", "currency": "EUR"}}], "orders", 0, "refunds"
    ),
    ("a refund in another currency", "two currencies"): put(
        [REFUND | {"amount": {"amount": "1.00", "currency": "CHF"}}], "orders", 0, "refunds"
    ),
    ("a return without a parcel", "a return has no parcel"): put([RETURN], "orders", 0, "returns"),
    ("a parcel with what was not bought", "does not have"): put(["anvil"], "orders", 0, "parcels", 0, "items"),
    ("an order twice", "stands there twice"): twice,
    ("a link that is a program", "link"): put("javascript:alert(1)", "orders", 0, "parcels", 0, "link"),
    ("a name of two lines", "customer.name"): put("Ida\nBaton: paid", "customer", "name"),
    ("a name without end", "customer.name"): put("I" * 9_999, "customer", "name"),
    ("a charge from the future", "charges.0: it was made in the future"): put(FUTURE, "charges", 0, "at"),
    ("a way out of the files", "proof"): put("../../etc/passwd", "orders", 0, "parcels", 0, "proof"),
}


@pytest.mark.parametrize(("lie", "why"), LIES)
def test_what_cannot_be_true_is_not_believed(lie: str, why: str, ida: dict[str, Any]) -> None:
    account_of([page_of("ida", json.dumps(ida).encode())], {}, NOON)
    LIES[lie, why](ida)
    with pytest.raises(Unusable, match=why):
        account_of([page_of("ida", json.dumps(ida).encode())], {}, NOON)


def test_what_nobody_here_knows_is_ignored(ida: dict[str, Any]) -> None:
    before = account_of([page_of("ida", json.dumps(ida).encode())], {}, NOON)
    ida["loyalty"] = ida["orders"][0]["items"][0]["colour"] = {"level": [1]}
    ida["orders"][0]["parcels"][0]["scans"].reverse()
    assert account_of([page_of("ida", json.dumps(ida).encode())], {}, NOON) == before


async def test_an_address_finds_only_its_own_customer(tmp_path: Path) -> None:
    told = {"id": "omar", "name": "Omar", "email": "omar@example.com"}
    async with a_liar(tmp_path, always(text=json.dumps(told), content_type="application/json")) as shop:
        assert await shop.by_email("Omar@Example.com")
        with pytest.raises(ShopUnavailable, match="another address"):
            await shop.by_email("ida@example.com")


async def test_a_photo_that_is_none_is_left_out_and_a_label_must_be_there(tmp_path: Path) -> None:
    """A delivery is still told without its picture; goods cannot go back without a label."""
    real = page_json(told_of("viktor", tmp_path), "", 99)
    proofs = [p for order in real["orders"] for p in order["parcels"] if "proof" in p]
    assert proofs, "her parcel was photographed"

    async def answer(request: web.Request) -> web.StreamResponse:
        if "/files/" in request.path:
            return web.Response(text="<script>", content_type="text/html")
        return web.json_response(real)

    proofs[0]["proof"]["photo"] = "a.png"
    async with a_liar(tmp_path, answer) as shop:
        with capture_logs() as lines:
            found = await shop.account("viktor")
        assert found and all(not p.proof.photo for order in found.orders for p in order.parcels if p.proof)
        assert [line["event"] for line in lines] == ["shop.photo"]
        order = real["orders"][0]
        line = {"item": order["items"][0]["id"], "quantity": 1, "back": order["total"] | {"amount": "1.00"}}
        order["returns"] = [RETURN | {"tracking": order["parcels"][0]["tracking"], "label": "b.pdf", "lines": [line]}]
        with pytest.raises(ShopUnavailable, match="no picture and no PDF"):
            await shop.account("viktor")


async def test_when_one_file_fails_no_other_is_fetched_behind_the_answer(tmp_path: Path) -> None:
    real, later = page_json(told_of("viktor", tmp_path), "", 99), asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("slow.pdf"):
            await later.wait()
        if "/files/" in request.path:
            return web.Response(text="<script>", content_type="text/html")
        return web.json_response(real)

    order = real["orders"][0]
    line = {"item": order["items"][0]["id"], "quantity": 1, "back": order["total"] | {"amount": "1.00"}}
    back = RETURN | {"tracking": order["parcels"][0]["tracking"], "lines": [line]}
    order["returns"] = [back | {"label": "slow.pdf"}, back | {"label": "bad.pdf"}]
    async with a_liar(tmp_path, answer) as shop:
        with pytest.raises(ShopUnavailable, match="no picture and no PDF"):
            await shop.account("viktor")
        going_on = [task for task in asyncio.all_tasks() if "_label" in str(task.get_coro())]
        later.set()
    assert going_on == []


@pytest.mark.parametrize(
    ("prices", "sold"),
    [
        ([("48.00", "EUR"), ("7600", "JPY")], True),
        ([("48.005", "EUR")], False),
        ([("48.00", "EUR"), ("7600.50", "JPY")], False),
    ],
)
def test_a_price_that_nobody_can_pay_is_not_told(prices: list[tuple[str, str]], sold: bool) -> None:
    first, *others = [{"amount": amount, "currency": currency} for amount, currency in prices]
    product = {"id": "kettle", "title": "Kettle", "price": first, "stock": 3, "prices": others}
    body = json.dumps({"products": [product]}).encode()
    if sold:
        (found,) = products_of(body)
        assert found.price_in("JPY").amount == Decimal(7600)
    else:
        with pytest.raises(Unusable, match=r"products\.0: a sum that cannot be paid"):
            products_of(body)
