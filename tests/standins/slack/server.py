"""The Web API's HTTP side: who asks, how often, what fails, and the answer in the form clients expect."""

import asyncio
import base64
import json
import math
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from . import methods  # fills the table of methods
from .api import METHODS, Call, Method, Rooms
from .budgets import Budgets
from .errors import JSON, ApiError
from .faults import Fault, Faults, dropped
from .records import Token
from .schema import Schema

__all__ = ["Logged", "Server", "methods"]
LOGIN = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to your workspace</body></html>"


@dataclass(frozen=True, slots=True)
class Logged:
    """One call: what was asked, and how it was answered (the code, "ok", or what went wrong)."""

    method: str
    params: JSON
    outcome: str


class Server:
    """Passes each call through faults, authorisation and budgets to its method."""

    def __init__(self, rooms: Rooms, schema: Schema, stirred: Callable[[], None]) -> None:
        self.rooms, self.schema, self.stirred = rooms, schema, stirred
        self.budgets, self.faults = Budgets(rooms.world.clock), Faults(METHODS)
        self.calls: Counter[str] = Counter()
        self.log: list[Logged] = []
        self.in_flight = 0
        self.mistakes: list[str] = []
        self.closing = asyncio.Event()

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method:[A-Za-z0-9.]+}", self.handle)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.in_flight += 1
        self.stirred()
        try:
            return await self._handle(request.match_info["method"], request)
        finally:
            self.in_flight -= 1
            self.stirred()

    async def _handle(self, name: str, request: web.Request) -> web.StreamResponse:
        try:
            params = await read(request)
        except ValueError:
            return _respond({"ok": False, "error": "invalid_json"}, 200, {})
        token_value = _token(request, params)
        self.calls[name] += 1
        fault = self.faults.take(name, params)
        if fault and (early := await self._fails(name, params, fault, request)):
            return early
        body, status, headers, token = await self._answer(name, params, token_value)
        self._note(name, params, body.get("error", "ok") if not fault else str(fault.how))
        if fault and fault.how == "drop after accept":
            return dropped(request)
        if fault and fault.how == "fails after accept":
            body, status = {"ok": False, "error": "internal_error"}, 200
        if token:
            headers = headers | {"X-OAuth-Scopes": ",".join(sorted(token.scopes))}
        return _respond(body, status, headers)

    async def _fails(self, name: str, params: JSON, fault: Fault, request: web.Request) -> web.StreamResponse | None:
        """What goes wrong before anything is done; None goes on."""
        match fault.how:
            case "drop before":
                response: web.StreamResponse = dropped(request)
            case "hang":
                await self.closing.wait()
                response = dropped(request)
            case "html":
                response = web.Response(text=LOGIN, content_type="text/html")
            case "delay":
                await asyncio.sleep(fault.seconds)
                return None
            case "drop after accept" | "fails after accept":
                return None
            case 429:
                response = _limited(fault.seconds or 1.0)
            case int(status):
                response = web.Response(status=status, text="upstream connect error", content_type="text/plain")
            case code:
                response = _respond({"ok": False, "error": code}, 200, {})
        self._note(name, params, str(fault.how))
        return response

    async def _answer(self, name: str, params: JSON, value: str) -> tuple[JSON, int, dict[str, str], Token | None]:
        token = None
        try:
            method = METHODS.get(name)
            if method is None:
                raise ApiError("unknown_method", req_method=name)
            token = self.authorise(method, value)
            self._spend(name, token, params)
            call = Call(self.rooms, name, params, token)
            self._check(call)
            body = {"ok": True, **(await method.handle(call) or {})}
            return self._warned(call, body), 200, {}, token
        except ApiError as refused:
            return refused.body(), refused.status, refused.headers, token
        except Exception:  # noqa: BLE001 - a mistake of the stand-in must fail the test, not be retried as a 500
            self.mistakes.append(f"{name}\n{traceback.format_exc()}")
            return {"ok": False, "error": "fatal_error"}, 500, {}, token

    def authorise(self, method: Method, value: str) -> Token | None:
        token = self.rooms.world.tokens.get(value)
        if method.needs == "nothing":
            return token
        if not value:
            raise ApiError("not_authed")
        if token is None:
            raise ApiError("invalid_auth")
        if token.dead:
            raise ApiError(token.dead)
        if token.expires is not None and token.expires <= self.rooms.world.clock.now():
            raise ApiError("token_expired")
        if (method.needs == "app") != (token.kind == "app") and method.needs != "any":
            raise ApiError("not_allowed_token_type")
        if method.scopes and not token.scopes & set(method.scopes):
            provided = ",".join(sorted(token.scopes))
            raise ApiError("missing_scope", needed=method.scopes[0], provided=provided)
        return token

    def _spend(self, name: str, token: Token | None, params: JSON) -> None:
        wait = self.budgets.spend(name, token.team_id if token else "", params)
        if wait:
            seconds = str(math.ceil(wait))
            raise ApiError("ratelimited", status=429, headers={"Retry-After": seconds})

    def _check(self, call: Call) -> None:
        call.warnings += [f"unknown_argument: {one}" for one in self.schema.check(call.method, call.params)]

    def _warned(self, call: Call, body: JSON) -> JSON:
        if call.warnings:
            body["warning"] = ",".join(call.warnings)
            body.setdefault("response_metadata", {})["warnings"] = list(call.warnings)
        return body

    def _note(self, name: str, params: JSON, outcome: str) -> None:
        hidden = {key: value for key, value in params.items() if key not in ("token", "client_secret")}
        self.log.append(Logged(name, hidden, outcome))


async def read(request: web.Request) -> JSON:
    """Query, form or JSON alike; an app may show its id and secret by HTTP Basic."""
    params: JSON = dict(request.query) | _basic(request)
    if request.content_type == "application/json":
        text = await request.text()
        body = json.loads(text) if text else {}
        return params | (body if isinstance(body, dict) else {})
    return params | dict(await request.post())


def _basic(request: web.Request) -> JSON:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Basic":
        return {}
    client_id, _, secret = base64.b64decode(value).decode().partition(":")
    return {"client_id": client_id, "client_secret": secret}


def _token(request: web.Request, params: JSON) -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and value:
        return value
    return str(params.get("token") or "")


def _respond(body: Any, status: int, headers: dict[str, str]) -> web.Response:
    data = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(body=data, status=status, headers=headers, content_type="application/json", charset="utf-8")


def _limited(seconds: float) -> web.Response:
    return _respond({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(math.ceil(seconds))})
