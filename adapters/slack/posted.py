"""What Slack posts to us: an event goes straight to the door once its signature holds, all else to Bolt.

Nothing that Bolt does after the door concerns an event, and what it does before was a good part
of a message's work. Whatever is not beyond doubt signed, and an event, is left to Bolt to refuse.
"""

import json
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from adapters.slack.api import JSON
from adapters.slack.door import ODD, NotKnown
from bot.writes import StoreUnavailable

log = logging.getLogger(__name__)
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


class Posted:
    """Answers each request. `take` stores an event and tells whether it was one."""

    def __init__(self, app: AsyncApp, take: Callable[[JSON], Awaitable[bool]], signing_secret: str) -> None:
        self._app, self._take = app, take
        self._verifier = SignatureVerifier(signing_secret or "none")

    async def answer(self, request: web.Request) -> web.Response:
        try:
            if (body := await self._signed(request)) is not None and await self._take(body):
                return web.Response()
        except (NotKnown, StoreUnavailable) as no:
            log.warning("an event was not kept, and is to come again: %s", type(no).__name__)
            return web.Response(status=500)
        return await self._by_bolt(request)

    async def _signed(self, request: web.Request) -> JSON | None:
        """What a request says, if it is JSON and Slack's own beyond doubt."""
        if request.content_type != "application/json":
            return None
        raw = await request.read()
        try:
            if self._verifier.is_valid(raw, request.headers.get(STAMP), request.headers.get(SIGNATURE)):
                body = json.loads(raw)
                return body if isinstance(body, dict) else None
        except ODD:
            return None
        return None

    async def _by_bolt(self, request: web.Request) -> web.Response:
        try:
            asked = await to_bolt_request(request)
        except ODD:
            # Bolt reads the body before it looks at the signature, and stumbles over some.
            return web.Response(status=400)
        return await to_aiohttp_response(await self._app.async_dispatch(asked))
