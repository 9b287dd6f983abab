"""Only the page's own tabs get through, and whoever has the token where one is needed."""

import re
from pathlib import Path

import pytest

from adapters.web.guard import Guard
from adapters.web.playground import STATIC
from tests.adapters.web.conftest import Browser

ENTER = {"who": "rosa"}


async def test_another_site_may_not_post(browser: Browser) -> None:
    headers = {"X-Baton": "1", "Origin": "https://evil.example"}
    async with browser.http.post(browser.address + "enter", json=ENTER, headers=headers) as answer:
        assert answer.status == 403


async def test_a_plain_form_of_another_site_may_not_post(browser: Browser) -> None:
    async with browser.http.post(browser.address + "enter", json=ENTER) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("path", ["", "events", "people", "healthz"])
async def test_another_name_for_this_machine_is_refused(browser: Browser, path: str) -> None:
    async with browser.http.get(browser.address + path, headers={"Host": "rebound.example"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("path", ["", "people", "static/js/main.js", "files/none", "events"])
async def test_every_answer_forbids_what_is_not_ours(browser: Browser, path: str) -> None:
    async with browser.http.get(browser.address + path) as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_without_the_token_nothing_is_shown_elsewhere_than_on_loopback(guarded: Browser) -> None:
    for path in ("", "events", "people", "shop/ledger", "static/js/main.js", "?token=wrong"):
        async with guarded.http.get(guarded.address + path) as answer:
            assert answer.status == 401
    assert (await guarded.http.post(guarded.address + "say", headers={"X-Baton": "1"})).status == 401


async def test_the_token_is_asked_for_once_and_kept_from_scripts(guarded: Browser) -> None:
    address = guarded.address + "?token=a-token-of-some-length"
    async with guarded.http.get(address, allow_redirects=False) as answer:
        cookie = answer.cookies["baton_playground"]
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert cookie["httponly"] and cookie["samesite"] == "Strict"
        assert "a-token" not in cookie.value
    async with guarded.http.get(guarded.address + "people") as answer:
        assert answer.status == 200


async def test_health_needs_no_token(guarded: Browser) -> None:
    for path, words in (("healthz", "ok\n"), ("readyz", "ready\n"), ("metrics", "baton_up 1\n")):
        async with guarded.http.get(guarded.address + path) as answer:
            assert (answer.status, await answer.text()) == (200, words)


def test_it_will_not_listen_to_the_world_without_a_token() -> None:
    with pytest.raises(ValueError, match="BATON_WEB_TOKEN"):
        Guard("0.0.0.0", "")


def test_the_page_holds_no_inline_script_or_style() -> None:
    page = (STATIC / "index.html").read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_a_static_file_is_short_and_fetches_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 300
    addresses = re.findall(r"https?://[^\s\"'`)]+", text)
    assert [a for a in addresses if not a.startswith("http://www.w3.org/")] == []
    assert "innerHTML" not in text and "insertAdjacentHTML" not in text and "document.write" not in text
