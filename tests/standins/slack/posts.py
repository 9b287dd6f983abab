"""Payloads by signed HTTP requests to the app's address."""

import asyncio
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from .app import App
from .clock import Clock
from .delivery import IN_TIME, Ack, Parcel
from .errors import JSON


class Posts:
    """Slack's HTTP side: v0 signatures, three seconds, retry headers."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.url = ""
        self.skew = 0.0  # seconds that are added to the request's timestamp, to test the replay window
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def attempt(self, parcel: Parcel) -> Ack:
        body, media = _encoded(parcel)
        headers = {**self.signed(body), "Content-Type": media}
        if parcel.attempt:
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}
        asking = asyncio.ensure_future(self._post(body, headers))
        try:
            if not await self.clock.within(IN_TIME, asking):
                return Ack(False, reason="http_timeout")
            return asking.result()
        finally:
            asking.cancel()

    def signed(self, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time() + self.skew))
        secret = self.app.signing_secret.encode()
        digest = hmac.new(secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        agent = "Slackbot 1.0 (+https://api.slack.com/robots)"
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "User-Agent": agent}

    async def _post(self, body: bytes, headers: dict[str, str]) -> Ack:
        self._session = self._session or aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        try:
            async with self._session.post(self.url, data=body, headers=headers, max_redirects=2) as response:
                return await _read(response)
        except aiohttp.TooManyRedirects:
            return Ack(False, reason="too_many_redirects")
        except (aiohttp.ClientError, OSError):
            return Ack(False, reason="connection_failed")

    async def verifies_url(self) -> Ack:
        """What happens when the address is entered in the app's configuration."""
        challenge = self.clock.id("challenge")
        payload: JSON = {"token": self.app.token, "challenge": challenge, "type": "url_verification"}
        ack = await self.attempt(Parcel("events_api", payload))
        echoed = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
        return ack if ack.ok and echoed == challenge else Ack(False, ack.body, ack.status, "challenge_failed")


async def _read(response: aiohttp.ClientResponse) -> Ack:
    text = await response.text()
    ok = 200 <= response.status < 300
    body: Any = text or None
    if text and response.content_type == "application/json":
        body = json.loads(text)
    no_retry = response.headers.get("X-Slack-No-Retry") == "1"
    return Ack(ok, body, response.status, "" if ok else "http_error", no_retry)


def _encoded(parcel: Parcel) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    match parcel.kind:
        case "events_api":
            return json.dumps(parcel.payload, separators=(",", ":")).encode(), "application/json"
        case "interactive":
            return urlencode({"payload": json.dumps(parcel.payload)}).encode(), form
    return urlencode(parcel.payload).encode(), form
