"""The HTTP side: who asks, how often, what fails, and the answer in the exact form clients expect."""

import asyncio
import json
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from . import routes  # fills the table of routes
from .api import ROUTES, Answer, Call, Rooms, read_body
from .budgets import Budgets
from .errors import JSON, ApiError, refuse
from .faults import Fault, Faults
from .manners import Manners
from .schema import Schema

BASE = "/api/v10"
NO_TOKEN_NEEDED = ("/interactions/", "/webhooks/{webhook_id}/{webhook_token}", "/gateway")

__all__ = ["BASE", "Server", "routes"]


class Server:
    """Passes each request through authorisation, faults and budgets to its route."""

    def __init__(self, rooms: Rooms, token: str, schema: Schema, stirred: Callable[[], None]) -> None:
        self.rooms, self.token, self.schema, self.stirred = rooms, token, schema, stirred
        self.budgets, self.faults = Budgets(), Faults(frozenset(ROUTES))
        self.calls: Counter[str] = Counter()
        self.log: list[tuple[str, int]] = []
        self.invalid = 0
        self.in_flight = 0
        self.manners = Manners()
        self.unknown: list[str] = []
        self.mistakes: list[str] = []

    def add_to(self, app: web.Application) -> None:
        for name in ROUTES:
            method, path = name.split(" ", 1)
            app.router.add_route(method, BASE + path, self._taking(name))
        app.router.add_route("*", "/api/{rest:.*}", self._nowhere)

    def _taking(self, name: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def take(request: web.Request) -> web.StreamResponse:
            self.in_flight += 1
            self.stirred()
            try:
                return await self._take(name, request)
            finally:
                self.in_flight -= 1
                self.stirred()

        return take

    async def _take(self, name: str, request: web.Request) -> web.StreamResponse:
        self.calls[name] += 1
        if self.manners.lacks(name):
            return await self._nowhere(request)
        fault = self.faults.take(name, request.match_info)
        if fault and fault.how == "delay":
            await asyncio.sleep(fault.seconds)
        if fault and fault.how == "drop before":
            return self._drop(request)
        verdict = self.budgets.spend(name, dict(request.match_info))
        if not verdict.passes:
            scope = "global" if verdict.everywhere else "user"
            return self._too_many(name, verdict.retry_after, scope, verdict.headers)
        if fault and isinstance(fault.how, int):
            return self._failed(name, fault, verdict.headers)
        status, body = await self._answer(name, request)
        if fault and fault.how == "drop after accept":
            return self._drop(request)
        return self._respond(name, status, body, verdict.headers)

    async def _answer(self, name: str, request: web.Request) -> tuple[int, Any]:
        try:
            self._authorise(name, request)
            body, files = await read_body(request, self.rooms.world.clock)
            self.schema.check_request(name, body)
            call = Call(self.rooms, name, dict(request.match_info), request.query, body, files)
            result = await ROUTES[name](call)
        except ApiError as refused:
            return refused.status, refused.body()
        except Exception:  # noqa: BLE001 - a mistake of the stand-in must fail the test, not be retried as a 500
            self.mistakes.append(f"{name}\n{traceback.format_exc()}")
            return 500, {"message": "the stand-in made a mistake", "code": 0}
        answer = result if isinstance(result, Answer) else Answer(204 if result is None else 200, result)
        self.schema.check_answer(name, answer.status, answer.body)
        return answer.status, self.manners.worded(name, answer.body)

    def _authorise(self, name: str, request: web.Request) -> None:
        path = name.split(" ", 1)[1]
        if path.startswith(NO_TOKEN_NEEDED) and path != "/gateway/bot":
            return
        if request.headers.get("Authorization") != f"Bot {self.token}":
            raise refuse(0)

    def _respond(self, name: str, status: int, body: Any, headers: dict[str, str]) -> web.Response:
        """Content-Type is exactly application/json: clients compare it."""
        self.log.append((name, status))
        self.invalid += status in (401, 403)
        headers = headers if self.manners.tells_limits else {}
        if body is None:
            return web.Response(status=status, headers=headers)
        data = json.dumps(body, separators=(",", ":")).encode()
        if status == 429:
            headers = {**headers, "Via": "1.1 google", "Retry-After": "60", "X-RateLimit-Scope": "shared"}
            data = json.dumps({**body, "retry_after": 60.0, "global": False}).encode()
        return web.Response(body=data, status=status, headers={**headers, "Content-Type": "application/json"})

    def _too_many(self, name: str, after: float, scope: str, headers: dict[str, str]) -> web.Response:
        self.log.append((name, 429))
        self.invalid += scope != "shared"
        body: JSON = {"message": "You are being rate limited.", "retry_after": round(after, 3)}
        body["global"] = scope == "global"
        told = {"Via": "1.1 google", "Retry-After": str(int(after) + 1), "X-RateLimit-Scope": scope}
        told |= {**headers, "Content-Type": "application/json"}
        return web.Response(body=json.dumps(body).encode(), status=429, headers=told)

    def _failed(self, name: str, fault: Fault, headers: dict[str, str]) -> web.Response:
        assert isinstance(fault.how, int)
        if fault.how == 429:
            return self._too_many(name, fault.seconds or 0.2, "shared", {**headers, "X-RateLimit-Remaining": "0"})
        body = {"message": fault.message or f"{fault.how}: asked for by the test", "code": fault.code}
        return self._respond(name, fault.how, body, headers)

    def _drop(self, request: web.Request) -> web.Response:
        """The line goes dead without a word."""
        if request.transport:
            request.transport.abort()
        return web.Response()

    async def _nowhere(self, request: web.Request) -> web.Response:
        self.unknown.append(f"{request.method} {request.path}")
        body = json.dumps({"message": "404: Not Found", "code": 0}).encode()
        return web.Response(body=body, status=404, headers={"Content-Type": "application/json"})
