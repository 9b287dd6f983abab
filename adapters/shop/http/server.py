"""The API of docs/shop-api.yaml over any shop's ports: the reference to compare one's own with."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiohttp import web
from aiohttp.web import middleware

from adapters.shop.counter import Counter
from adapters.shop.http.deeds import KINDS, wanted
from adapters.shop.http.line import PROBLEM
from adapters.shop.http.signing import KEY, SIGNATURE, STAMP, Asked, BadSignature, StaleTimestamp, check
from adapters.shop.http.writing import customer_json, done_json, page_json, products_json
from adapters.shop.refusals import DroppedLine, KeyReused
from bot.shop import ShopRefused, ShopUnavailable

PAGE = 25
"""Orders on a page."""
LARGEST = 65_536
MOST_KEY = 100
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
STATUS = {
    "not_understood": 400,
    "bad_signature": 401,
    "stale_timestamp": 401,
    "unknown_customer": 404,
    "unknown_effect": 404,
    "unknown_file": 404,
    "unknown_path": 404,
    "key_reused": 409,
    "refused": 422,
    "try_later": 503,
}


class Problem(Exception):
    """An answer that is an error, with its code."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


class FileRoom(Protocol):
    """Where labels and photos lie."""

    async def read(self, ref: str) -> bytes:
        """Its bytes; raises FileNotFoundError."""


class ShopServer:
    """Answers what is signed with the secret, and nothing else."""

    def __init__(
        self, shop: Counter, files: FileRoom, secret: str, *, page: int = PAGE, now: Callable[[], float] = time.time
    ) -> None:
        self._shop, self._files, self._secret, self._page, self._now = shop, files, secret, page, now

    def application(self) -> web.Application:
        """To be run by aiohttp."""
        made = web.Application(middlewares=[self._guarded], client_max_size=LARGEST)
        made.add_routes(
            [
                web.post("/customers/find", self._find_customer),
                web.get("/customers/{customer}/account", self._account),
                web.post("/products/find", self._find_products),
                web.get("/files/{file}", self._file),
                web.post("/effects/{kind}", self._effect),
            ]
        )
        return made

    @middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Signed by us, and every failure a problem with a code."""
        try:
            await self._check(request)
            return await handler(request)
        except (BadSignature, StaleTimestamp) as no:
            code = "bad_signature" if isinstance(no, BadSignature) else "stale_timestamp"
            return _problem(code, str(no))
        except Problem as no:
            return _problem(no.code, no.detail)
        except DroppedLine:
            return _hang_up(request)
        except ShopUnavailable as no:
            return _problem("try_later", str(no))
        except web.HTTPRequestEntityTooLarge:
            return _problem("not_understood", f"A body has {LARGEST} bytes at most.")
        except web.HTTPException as no:
            return _problem("unknown_path", no.reason)

    async def _check(self, request: web.Request) -> None:
        headers = request.headers
        asked = Asked(request.method, request.raw_path, await request.read(), headers.get(KEY, ""))
        check(self._secret, headers.get(STAMP, ""), headers.get(SIGNATURE, ""), asked, self._now())

    async def _find_customer(self, request: web.Request) -> web.Response:
        match await _given(request):
            case {"email": str(address)}:
                if (customer := await self._shop.by_email(address)) is None:
                    raise Problem("unknown_customer", "No customer has this address.")
                return web.json_response(customer_json(customer))
            case _:
                raise Problem("not_understood", 'The body is {"email": "..."}.')

    async def _account(self, request: web.Request) -> web.Response:
        if (account := await self._shop.account(request.match_info["customer"])) is None:
            raise Problem("unknown_customer", "There is no such customer.")
        try:
            return web.json_response(page_json(account, request.query.get("cursor", ""), self._page))
        except ValueError:
            raise Problem("not_understood", "That cursor is none of ours.") from None

    async def _find_products(self, request: web.Request) -> web.Response:
        match await _given(request):
            case {"words": str(words)}:
                return web.json_response(products_json(await self._shop.search(words)))
            case {"ids": [*ids]} if all(isinstance(id, str) for id in ids):
                return web.json_response(products_json(await self._shop.products(tuple(ids))))
            case _:
                raise Problem("not_understood", 'The body is {"words": "..."} or {"ids": ["...", ...]}.')

    async def _file(self, request: web.Request) -> web.Response:
        try:
            data = await self._files.read(request.match_info["file"])
        except FileNotFoundError:
            raise Problem("unknown_file", "There is no such file.") from None
        return web.Response(body=data, content_type="application/octet-stream")

    async def _effect(self, request: web.Request) -> web.Response:
        key, kind = request.headers.get(KEY, ""), request.match_info["kind"]
        if kind not in KINDS:
            raise Problem("unknown_effect", "This shop does no such thing by itself.")
        if not 0 < len(key) <= MOST_KEY:
            raise Problem("not_understood", f"An effect has an {KEY} of at most {MOST_KEY} characters.")
        try:
            effect = wanted(kind, await request.read())
        except ValueError as no:
            raise Problem("not_understood", str(no)) from None
        try:
            detail = await self._shop.perform(key, effect)
        except KeyReused as no:
            raise Problem("key_reused", str(no)) from None
        except ShopRefused as no:
            raise Problem("refused", str(no)) from None
        return web.json_response(done_json(key, effect, detail))


async def _given(request: web.Request) -> object:
    try:
        given: object = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise Problem("not_understood", "The body is not JSON.") from None
    return given


def _problem(code: str, detail: str) -> web.Response:
    status = STATUS[code]
    body: dict[str, Any] = {"type": "about:blank", "title": code.replace("_", " "), "status": status}
    body |= {"code": code, "detail": detail}
    headers = {"Retry-After": "5"} if code == "try_later" else {}
    return web.json_response(body, status=status, headers=headers, content_type=PROBLEM)


def _hang_up(request: web.Request) -> web.Response:
    """Nobody hears this answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
