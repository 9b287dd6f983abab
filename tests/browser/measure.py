"""How long an answer takes to show after a press, as the browser sees it: `python -m tests.browser.measure`."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import quantiles

from playwright.async_api import async_playwright

from adapters.app import build
from adapters.command_line.pages import pages, playground
from adapters.settings import read_settings
from tests.browser.conftest import FLAGS, found
from tests.browser.tab import Tab

ROUNDS = 40
PRESS = """() => new Promise((done) => {
  const lines = document.querySelectorAll("#customer .msg.bot").length;
  const button = [...document.querySelectorAll("#customer .ask:not([aria-disabled])")]
    .findLast((one) => one.textContent === "Something else");
  const started = performance.now();
  const look = new MutationObserver(() => {
    if (document.querySelectorAll("#customer .msg.bot").length === lines) return;
    look.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
  });
  look.observe(document.querySelector("#customer .log"), { childList: true, subtree: true });
  button.click();
})"""


async def measured(folder: Path) -> list[float]:
    """Milliseconds from the press until the answer was painted."""
    settings = read_settings(env_file=None, data_dir=folder, BATON_WEB_PORT=0)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    async with build(settings, platforms=playground) as app, pages(app) as address, async_playwright() as driver:
        chrome = await driver.chromium.launch(executable_path=found(), args=flags)
        tab = await Tab.open(chrome, address)
        await tab.be("Rosa Alvarez")
        times = []
        for _ in range(ROUNDS):
            await tab.says("hello")
            await tab.page.wait_for_function(WAITING)
            times.append(float(await tab.page.evaluate(PRESS)))
        await chrome.close()
    return times


WAITING = """() => [...document.querySelectorAll("#customer .msg:last-child .ask:not([aria-disabled])")]
  .some((one) => one.textContent === "Something else")"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        times = asyncio.run(measured(Path(folder)))
    cuts = quantiles(times, n=20)
    sys.stdout.write(f"{len(times)} presses: p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, most {max(times):.0f} ms\n")


if __name__ == "__main__":
    main()
