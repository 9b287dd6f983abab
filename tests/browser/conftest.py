"""The whole product in a real browser: Debian's Chromium, or any Chrome that is found.

A worker starts its browser once, as that takes longer than most tests; so all of them share its event loop, and each
has windows of its own.
"""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(loop_scope="session")
async def app(tmp_path: Path) -> AsyncIterator[App]:
    settings = read_settings(env_file=None, data_dir=tmp_path / "data", BATON_WEB_PORT=0)
    async with build(settings, platforms=playground) as built:
        yield built


@pytest_asyncio.fixture(loop_scope="session")
async def address(app: App) -> AsyncIterator[str]:
    async with pages(app) as where:
        yield where


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started() -> AsyncIterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found(), args=flags)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chrome(started: Browser) -> AsyncIterator[Browser]:
    yield started
    for windows in started.contexts:
        await windows.close()


@pytest_asyncio.fixture(loop_scope="session")
async def tab(address: str, chrome: Browser) -> AsyncIterator[Tab]:
    """One open page; anything its console complains of fails the test."""
    opened = await Tab.open(chrome, address)
    yield opened
    assert opened.complaints == []
