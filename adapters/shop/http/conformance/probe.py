"""Asking a shop on purpose, also wrongly, and saying what came of it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from adapters.shop.http.client import HttpShop, segment
from adapters.shop.http.lies import Unusable
from adapters.shop.http.line import BROKEN, Answer, Line, Signer, Signs
from adapters.shop.http.signing import Asked
from bot.effects import ShopEffect
from bot.ports import Clock, Files
from bot.shop import Account, ShopUnavailable


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule: kept or not, what was seen, and how to mend it. A warning is not a failure."""

    name: str
    ok: bool
    found: str
    mend: str = ""
    warning: bool = False


@dataclass
class Probe:
    """One shop under examination."""

    url: str
    secret: str
    files: Files
    clock: Clock
    customer: str = ""
    write: bool = False
    line: Line = field(init=False)
    shop: HttpShop = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(self.url, Signer(self.secret))
        self.shop = HttpShop(self.line, self.files, self.clock)

    @property
    def account_path(self) -> str:
        return f"/customers/{segment(self.customer)}/account"

    async def account(self) -> Account:
        """The test customer's; raises ShopUnavailable."""
        account = await self.shop.account(self.customer)
        if account is None:
            raise ShopUnavailable(f"There is no customer {self.customer!r}.")
        return account

    async def get(self, path: str, sign: Signs | None = None) -> Answer | str:
        return await self._send(path, b"", "", sign)

    async def post(self, path: str, given: object, key: str = "") -> Answer | str:
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        return await self._send(path, body, key, None)

    async def deed(self, effect: ShopEffect, body: bytes, key: str) -> Answer | str:
        return await self.post(f"/effects/{effect.kind}", body, key)

    async def _send(self, path: str, body: bytes, key: str, sign: Signs | None) -> Answer | str:
        """The answer, or in words why there is none."""
        async with Line(self.url, sign or Signer(self.secret)) as line:
            try:
                return await line.send(line.asked("POST" if body else "GET", path, body, key))
            except TimeoutError:
                return "no answer in time"
            except BROKEN as broken:
                return f"the line broke ({type(broken).__name__}: {broken})"
            except Unusable as wrong:
                return str(wrong)


Rule = Callable[[Probe], Awaitable[Finding]]


def said(name: str, answer: Answer | str, status: int, code: str, mend: str) -> Finding:
    """Whether this very problem was the answer."""
    seen = heard(answer)
    return Finding(name, ok=seen == f"{status} {code}", found=seen, mend=f"{mend} Expected: {status} {code}.")


def heard(answer: Answer | str) -> str:
    """Status and code, in a few words."""
    if isinstance(answer, str):
        return answer
    if answer.status == 200:
        return "200"
    try:
        return f"{answer.status} {answer.code}"
    except Unusable as wrong:
        return str(wrong)


def unsigned(asked: Asked) -> dict[str, str]:
    return {}
