"""`baton doctor --shop`: the reference keeps every rule, and each rule finds the shop that breaks it."""

import json
import os
import re
import secrets
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.command_line.shop_doctor import Asked, conforms
from adapters.command_line.stopping import Stop
from adapters.settings import read_settings
from adapters.shop.http import ShopServer
from adapters.shop.http.conformance import Finding, Probe, examine
from adapters.shop.http.conformance.probe import Rule
from adapters.shop.http.conformance.reading import ACCOUNT, ALWAYS
from adapters.shop.http.conformance.writing import DEEDS
from adapters.shop.http.server import Problem
from adapters.shop.http.signing import KEY, SIGNATURE, STAMP, BadSignature, StaleTimestamp, check
from adapters.shop.http.signing import Asked as Request
from tests.adapters.shop_http.conftest import far_away
from tests.shop_house import SECRET

BATON = str(Path(sys.executable).with_name("baton"))


async def looked_at(path: Path, kind: type[ShopServer] = ShopServer, **more: Any) -> dict[str, Finding]:
    """What is found, by rule."""
    async with far_away(path, kind) as far:
        probe = Probe(far.address, more.pop("secret", SECRET), far.files, far.clock, **more)
        async with probe.line:
            found = await examine(probe)
        if not probe.write:
            assert far.owner.ledger() == (), "looking changes nothing"
    return {one.name: one for one in found}


class Trusting(ShopServer):
    """Reads no signature."""

    async def _check(self, request: web.Request) -> None:
        return


class Timeless(ShopServer):
    """Does not look at the clock."""

    async def _check(self, request: web.Request) -> None:
        with suppress(StaleTimestamp):
            await super()._check(request)


class Queryless(ShopServer):
    """Does not mind the query."""

    async def _check(self, request: web.Request) -> None:
        headers, body = request.headers, await request.read()
        for target in (request.raw_path, f"{request.raw_path}?cursor=1"):
            asked = Request(request.method, target, body, headers.get(KEY, ""))
            with suppress(BadSignature):
                return check(self._secret, headers.get(STAMP, ""), headers.get(SIGNATURE, ""), asked, self._now())
        raise BadSignature("none of the two")


class Tampered(ShopServer):
    """Changes its own answers."""

    def changed(self, told: Any, request: web.Request) -> Any:
        return told

    async def _changed(self, answer: web.Response, request: web.Request) -> web.Response:
        told = self.changed(json.loads(answer.body), request)  # type: ignore[arg-type]
        return web.json_response(told, status=answer.status)

    async def _account(self, request: web.Request) -> web.Response:
        return await self._changed(await super()._account(request), request)


class Doubling(Tampered):
    """Tells an order on two pages."""

    first: Any = None

    def changed(self, told: Any, request: web.Request) -> Any:
        self.first = self.first or told["orders"][0]
        return told | {"orders": [*told["orders"], self.first]} if "next" not in told else told


class Restless(Tampered):
    """Leaves an order out of every second telling of two pages."""

    times = 0

    def changed(self, told: Any, request: web.Request) -> Any:
        self.times += 1
        return told | {"orders": told["orders"][: 1 + (self.times - 1) // 2 % 2]}


class Unreadable(Tampered):
    """Has a word of its own for a status."""

    def changed(self, told: Any, request: web.Request) -> Any:
        told["orders"][0]["status"] = "in_the_oven"
        return told


class Confused(Tampered):
    """Writes ids in its own way."""

    def changed(self, told: Any, request: web.Request) -> Any:
        told["customer"]["id"] = told["customer"]["id"].upper()
        return told


class Fileless(ShopServer):
    """Names files that it does not have."""

    async def _file(self, request: web.Request) -> web.Response:
        raise Problem("unknown_file", "none")


class CaseMinding(ShopServer):
    """Takes an address only as it is written."""

    async def _find_customer(self, request: web.Request) -> web.Response:
        if re.search(rb"[A-Z]", await request.read()):
            raise Problem("unknown_customer", "none")
        return await super()._find_customer(request)


class Crashing(ShopServer):
    """Falls over a body it cannot read."""

    async def _find_customer(self, request: web.Request) -> web.Response:
        json.loads(await request.read())
        return await super()._find_customer(request)


class Generous(ShopServer):
    """Has everything that is asked for."""

    async def _find_products(self, request: web.Request) -> web.Response:
        product = {"id": "x", "title": "X", "price": {"amount": "1.00", "currency": "USD"}, "stock": 1}
        asked = json.loads(await request.read()).get("ids") or ["x"]
        return web.json_response({"products": [product | {"id": asked[0]}]})


class Forgetful(ShopServer):
    """Does not keep keys."""

    async def _effect(self, request: web.Request) -> web.Response:
        key, perform = request.headers.get(KEY, ""), self._shop.perform
        if key:
            self._shop.perform = lambda _, effect: perform(secrets.token_hex(8), effect)  # type: ignore[method-assign]
        try:
            return await super()._effect(request)
        finally:
            self._shop.perform = perform  # type: ignore[method-assign]


class Agreeable(ShopServer):
    """Takes any wish under an old key for the old one, needs no key, and does what nobody offers."""

    kept: dict[str, web.Response] = {}

    async def _effect(self, request: web.Request) -> web.Response:
        key = request.headers.get(KEY, "")
        if key in self.kept:
            return web.json_response(json.loads(self.kept[key].body))  # type: ignore[arg-type]
        try:
            self.kept[key] = await super()._effect(request)
        except Problem as no:
            if no.code == "key_reused":
                raise
            return web.json_response({"key": key or "none", "detail": "done"})
        return self.kept[key]


BROKEN: list[tuple[type[ShopServer], set[str]]] = [
    (Trusting, {"wrong secret", "no signature", "other path", "stale timestamp"}),
    (Timeless, {"stale timestamp"}),
    (Queryless, {"other path"}),
    (Doubling, {"account", "pages", "by address", "time"}),
    (Restless, {"pages"}),
    (Unreadable, {"account", "whose account", "pages", "by address", "files", "time"}),
    (Confused, {"account", "whose account", "pages", "by address", "files", "time"}),
    (Fileless, {"files"}),
    (CaseMinding, {"by address"}),
    (Crashing, {"broken body"}),
    (Generous, {"products"}),
    (Forgetful, {"once"}),
    (Agreeable, {"unknown deed", "no key", "refusal", "once"}),
]


async def test_the_reference_keeps_every_rule_and_pays_once(tmp_path: Path) -> None:
    found = await looked_at(tmp_path, customer="ida", write=True)
    assert [one for one in found.values() if not one.ok or one.warning] == []
    assert len(found) == 1 + len(ALWAYS) + len(ACCOUNT) + len(DEEDS)


@pytest.mark.parametrize(("kind", "rules"), BROKEN, ids=lambda value: getattr(value, "__name__", ""))
async def test_a_shop_that_breaks_a_rule_is_told_which_and_how_to_mend_it(
    kind: type[ShopServer], rules: set[str], tmp_path: Path
) -> None:
    who = "viktor" if kind is Fileless else "ida"
    found = await looked_at(tmp_path, kind, customer=who, write=kind in (Forgetful, Agreeable))
    failed = {name for name, one in found.items() if not one.ok}
    assert failed - {"time"} == rules - {"time"}
    assert all(found[name].mend for name in failed - {"whose account"})


def test_every_rule_has_a_shop_that_breaks_it() -> None:
    rules: tuple[Rule, ...] = (*ALWAYS, *ACCOUNT, *DEEDS)
    assert len({name for _, names in BROKEN for name in names}) == len(rules) - 1, "all but the unknown address"


async def test_another_secret_and_nobody_there_end_the_visit(tmp_path: Path) -> None:
    found = await looked_at(tmp_path, secret="some other secret")
    assert list(found) == ["reached"] and not found["reached"].ok and "BATON_SHOP_SECRET" in found["reached"].mend


def baton(folder: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "BATON_DATA_DIR": str(folder), "BATON_SHOP_SECRET": SECRET, **more}
    return subprocess.run([BATON, *words], capture_output=True, text=True, timeout=60, env=env, cwd=folder)


def test_the_two_commands_work_together_and_the_exit_code_says_how_it_went(tmp_path: Path) -> None:
    """`baton shop serve` in a process of its own, `baton doctor --shop` against it, and again once it is gone."""
    env = {**os.environ, "BATON_DATA_DIR": str(tmp_path / "shop"), "BATON_SHOP_SECRET": SECRET}
    with subprocess.Popen([BATON, "shop", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=env) as serve:
        assert serve.stdout is not None
        try:
            url = serve.stdout.readline().split()[-1]
            well = baton(tmp_path, "doctor", "--shop", url, "--customer", "ida", "--write")
        finally:
            serve.send_signal(signal.SIGTERM)
        assert serve.wait(20) == 0
    assert (well.returncode, well.stderr) == (0, ""), well.stdout
    assert well.stdout.count("ok       shop: ") == 1 + len(ALWAYS) + len(ACCOUNT) + len(DEEDS)
    assert SECRET not in well.stdout
    gone = baton(tmp_path, "doctor", "--shop", BATON_SHOP_URL=url)
    assert gone.returncode == 1
    assert "FAILED   shop: reached: the line broke" in gone.stdout and "BATON_SHOP_URL" in gone.stdout


@pytest.mark.parametrize(
    ("asked", "secret", "said"),
    [
        (Asked(), SECRET, "no shop to look at"),
        (Asked("http://shop.example.com"), SECRET, "http://shop.example.com: expected"),
        (Asked("https://shop.example.com", write=True), SECRET, "--write needs --customer"),
        (Asked("https://shop.example.com"), "", "BATON_SHOP_SECRET is not set"),
    ],
)
def test_what_cannot_be_looked_at_is_said_before_anything_is_sent(asked: Asked, secret: str, said: str) -> None:
    with pytest.raises(Stop, match=said):
        conforms(read_settings(env_file=None, shop_secret=secret), asked)
