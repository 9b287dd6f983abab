"""The line to a shop: one signed request, one whole answer, within time and size."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

import aiohttp
from yarl import URL

from adapters.shop.http.circuit import Circuit
from adapters.shop.http.lies import Unusable
from adapters.shop.http.reading import shaped
from adapters.shop.http.shapes import Problem
from adapters.shop.http.signing import KEY, SIGNATURE, STAMP, Asked, signature
from bot.shop import ShopUnavailable

READING = aiohttp.ClientTimeout(total=5, sock_connect=2)
DOING = aiohttp.ClientTimeout(total=20, sock_connect=3)
"""Well under what the outbox allows one call."""
LARGEST = 2_000_000
JSON, PROBLEM = "application/json", "application/problem+json"
BROKEN = (aiohttp.ClientError, OSError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    kind: str
    """Its media type."""
    body: bytes

    @property
    def code(self) -> str:
        """The machine's word for what is wrong; raises Unusable where nothing says so."""
        return self.problem.code

    @property
    def problem(self) -> Problem:
        if self.kind != PROBLEM:
            raise Unusable(f"status {self.status} without a problem that says why")
        return shaped(Problem, self.body)

    def json(self) -> bytes:
        """Its body, if it is what was asked for; raises Unusable, or ShopUnavailable for a shop that says so itself."""
        if self.status == 200 and self.kind == JSON:
            return self.body
        if self.status == 200:
            raise Unusable(f"not JSON but {self.kind[:40]}")
        if self.code == "try_later":
            raise ShopUnavailable("The shop asks us to come back later.")
        raise Unusable(f"status {self.status}, {self.code}")


class Signs(Protocol):
    """Makes the headers that prove a request is ours."""

    def __call__(self, asked: Asked) -> dict[str, str]: ...


class Signer:
    """Signs with the secret, at the time it is now."""

    def __init__(self, secret: str, now: Callable[[], float] = time.time) -> None:
        self._secret, self._now = secret, now

    def __call__(self, asked: Asked) -> dict[str, str]:
        stamp = str(int(self._now()))
        return {STAMP: stamp, SIGNATURE: signature(self._secret, stamp, asked)}


class Line:
    """Requests to one shop. Raises ShopUnavailable when there is no answer, Unusable when it is none."""

    def __init__(self, url: str, sign: Signs, circuit: Circuit | None = None) -> None:
        self._url = url.rstrip("/")
        self._sign = sign
        self._circuit = circuit or Circuit()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Line":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, what: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def read(self, path: str, body: bytes = b"", *, largest: int = LARGEST) -> Answer:
        """A request that changes nothing: a connection that broke is tried once more, a dead shop is let rest."""
        if not self._circuit.allows():
            raise ShopUnavailable("The shop has not answered for a while; it is left alone for a moment.")
        asked = self.asked("POST" if body else "GET", path, body)
        try:
            return await self._timed(asked, READING, largest)
        except ShopUnavailable as lost:
            if not isinstance(lost.__cause__, BROKEN):
                raise
        return await self._timed(asked, READING, largest)

    async def act(self, path: str, body: bytes, key: str) -> Answer:
        """A request that does something. Asking again, under the same key, is for whoever keeps the key."""
        return await self._timed(self.asked("POST", path, body, key), DOING, LARGEST)

    def asked(self, method: str, path: str, body: bytes, key: str = "") -> Asked:
        """A request below the shop's address."""
        return Asked(method, URL(self._url + path, encoded=True).raw_path_qs, body, key)

    async def _timed(self, asked: Asked, patience: aiohttp.ClientTimeout, largest: int) -> Answer:
        began, answered = time.monotonic(), False
        try:
            answer = await self.send(asked, patience, largest)
            answered = True
            return answer
        except TimeoutError as late:
            raise ShopUnavailable("The shop did not answer in time.") from late
        except BROKEN as broken:
            raise ShopUnavailable(f"The line to the shop broke ({type(broken).__name__}).") from broken
        except Unusable:
            answered = True
            raise
        finally:
            # Also when whoever asked would wait no longer, and we were stopped.
            self._circuit.ended(time.monotonic() - began, answered=answered)

    async def send(self, asked: Asked, patience: aiohttp.ClientTimeout = READING, largest: int = LARGEST) -> Answer:
        """One request as it is; raises what the library raises, and Unusable."""
        headers = {"Accept": f"{JSON}, {PROBLEM}, */*;q=0.1", **self._sign(asked)}
        if asked.key:
            headers[KEY] = asked.key
        if asked.body:
            headers["Content-Type"] = JSON
        url = URL(str(URL(self._url).origin()) + asked.target, encoded=True)
        if self._session is None:
            self._session = aiohttp.ClientSession(headers={"User-Agent": "Baton"}, cookie_jar=aiohttp.DummyCookieJar())
        async with self._session.request(
            asked.method, url, data=asked.body or None, headers=headers, timeout=patience, allow_redirects=False
        ) as answer:
            if 300 <= answer.status < 400:
                raise Unusable(f"it leads elsewhere (status {answer.status})")
            return Answer(answer.status, answer.content_type, await _whole(answer, largest))


async def _whole(answer: aiohttp.ClientResponse, largest: int) -> bytes:
    """All of it, as it is when unpacked; more than `largest` is not read."""
    read = bytearray()
    async for part in answer.content.iter_chunked(65_536):
        read += part
        if len(read) > largest:
            answer.close()
            raise Unusable(f"it is larger than {largest} bytes")
    return bytes(read)
