"""The queue shows every open case of the team, wherever it is worked on."""

import asyncio
from typing import Any

import pytest

from bot.codec import dump
from bot.events import Place
from bot.writes import Writes
from handoff.rows import CaseRow
from tests.adapters.web.conftest import Behind, Browser


def case(number: int, thread: Place | None) -> CaseRow:
    return CaseRow(
        "main", number, 1, f"web:{number}", "Rosa Alvarez", dump(Place("web", "demo", "chat-web:rosa")),
        dump(thread) if thread else "", "waiting", "general", 1, False, "asked for a person", "{}", number,
    )  # fmt: skip


async def queued(browser: Browser, number: int) -> dict[str, Any]:
    """The case as the queue has it, as soon as it does."""
    async with asyncio.timeout(20):
        while True:
            queue: Any = dict(await browser.events(0)).get("queue", [])
            for one in queue:
                if one["number"] == number:
                    return dict(one)
            await asyncio.sleep(0.1)


@pytest.mark.parametrize(
    ("thread", "elsewhere"),
    [
        (Place("web", "demo", "staff", "case-7"), ""),
        (Place("web", "demo", "backroom", "case-7"), ""),
        (Place("discord", "12", "345", "case-7"), "Discord, channel 345"),
        (None, "no staff channel yet"),
    ],
)
async def test_a_case_is_shown_and_says_where_it_is(
    behind: Behind, browser: Browser, thread: Place | None, elsewhere: str
) -> None:
    await behind.store.commit(Writes((case(7, thread),)))
    assert (await queued(browser, 7))["elsewhere"] == elsewhere
