"""The whole product in a real browser: Debian's Chromium, or any Chrome that is found."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from adapters.app import App, build
from adapters.command_line.pages import pages, playground
from adapters.settings import read_settings
from tests.browser.tab import Tab

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def found() -> str:
    """The browser to use; playwright would otherwise look for a download of its own."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chrome or Chromium on this machine; on Debian: apt-get install chromium")
    return path


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    settings = read_settings(env_file=None, data_dir=tmp_path / "data", BATON_WEB_PORT=0)
    async with build(settings, platforms=playground) as built:
        yield built


@pytest.fixture
async def address(app: App) -> AsyncIterator[str]:
    async with pages(app) as where:
        yield where


@pytest.fixture
async def chrome() -> AsyncIterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found(), args=flags)
        yield browser
        await browser.close()


@pytest.fixture
async def tab(address: str, chrome: Browser) -> AsyncIterator[Tab]:
    """One open page; anything its console complains of fails the test."""
    opened = await Tab.open(chrome, address)
    yield opened
    assert opened.complaints == []
