"""What was shown stays shown, once, and every tab sees the same."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import pytest

from adapters.store.sqlite import SqliteStore
from adapters.web.feed import Feed
from adapters.web.live import REMEMBERED, Live
from adapters.web.playground import Playground
from adapters.web.rows import FeedRow
from bot.codec import dump
from bot.content import Choice, Post, Question, Reply, Shown
from bot.events import Place
from bot.text import JOINER
from bot.writes import Committed, OutboxRow, StoreUnavailable, Writes
from tests.adapters.web.conftest import Behind, Browser


@dataclass(slots=True)
class Away:
    """A store whose first reading fails."""

    store: SqliteStore
    failures: int = 1

    async def commit(self, writes: Writes) -> Committed:
        return await self.store.commit(writes)

    async def find(self, *given: Any, **more: Any) -> Any:
        if self.failures:
            self.failures -= 1
            raise StoreUnavailable("away")
        return await self.store.find(*given, **more)


CHAT = Place("web", "demo", "chat-web:rosa")


def row(id: str, text: str = "hello") -> OutboxRow:
    post = Post(Reply(text, question=Question("a1", "slot", "**Which?**", (Choice("Kettle", "kettle"),))))
    return OutboxRow(id, "main", str(CHAT), dump(CHAT), "web:rosa", "post", "bot", dump(post, Shown), 1, 1)


async def test_a_row_delivered_twice_is_shown_once(page: Playground, browser: Browser) -> None:
    assert await page.deliver(row("o1")) == await page.deliver(row("o1")) == "o1"
    assert [shown["outbox"] for shown in await browser.rows()] == ["o1"]


async def test_what_was_shown_can_be_read_back_and_what_was_not_cannot(page: Playground) -> None:
    await page.deliver(row("o1"))
    assert await page.find(row("o1")) == "o1"
    assert await page.find(row("o2")) is None


async def test_a_dropped_answer_leaves_the_message_shown(page: Playground, browser: Browser) -> None:
    await browser.post("shop/faults", {"fault": "drops", "on": True})
    with pytest.raises(ConnectionResetError):
        await page.deliver(row("o1"))
    assert await page.find(row("o1")) == "o1"


async def test_a_tab_resumes_after_the_last_line_it_saw(page: Playground, browser: Browser) -> None:
    for id in ("o1", "o2", "o3"):
        await page.deliver(row(id))
    seen = (await browser.rows())[1]["seq"]
    assert [line["outbox"] for line in await browser.rows(**{"Last-Event-ID": str(seen)})] == ["o3"]


async def test_open_tabs_hear_at_once_and_in_order(page: Playground, browser: Browser) -> None:
    tabs = [asyncio.create_task(browser.events(3)) for _ in range(2)]
    await asyncio.sleep(0.2)
    for id in ("o1", "o2", "o3"):
        await page.deliver(row(id))
        await asyncio.sleep(0.05)
    for heard in await asyncio.gather(*tabs):
        lines = [line for name, lines in heard if name == "rows" for line in lines]  # type: ignore[attr-defined] # JSON
        assert [line["outbox"] for line in lines] == ["o1", "o2", "o3"]


async def test_a_tab_from_before_a_reset_starts_anew(page: Playground, browser: Browser) -> None:
    await page.deliver(row("o1"))
    heard = await browser.events(1, **{"Last-Event-ID": "999999"})
    assert ("anew", True) in heard


async def test_the_display_survives_a_restart(behind: Behind, page: Playground, browser: Browser) -> None:
    await page.deliver(row("o1"))
    again = Playground(behind.parts)
    await again.start("127.0.0.1", 0)
    assert [line["outbox"] for line in await replace(browser, address=again.address).rows()] == ["o1"]
    await again.stop()


async def test_texts_come_as_trees_never_as_markup_to_interpret(page: Playground, browser: Browser) -> None:
    await page.deliver(row("o1", "<b>hi</b> **you**"))
    reply = (await browser.rows())[0]["reply"]
    harmless = [["p", f"<b>hi<{JOINER}/b> ", ["strong", "you"]]]
    assert reply["tree"] == harmless  # type: ignore[index] # JSON
    assert reply["question"]["tree"] == [["p", ["strong", "Which?"]]]  # type: ignore[index] # JSON


async def test_a_database_that_was_away_is_asked_again(behind: Behind) -> None:
    told: asyncio.Queue[str] = asyncio.Queue()
    away = Away(behind.store)
    feed = Feed(away, "main", lambda rows: told.put_nowait(rows[0].id))
    pump = asyncio.create_task(feed.pump())
    await feed.append(FeedRow("main", "staff", "", "k1", "typed", "{}", 1))
    assert await told.get() == "k1"
    assert away.failures == 0
    pump.cancel()


def test_a_tab_that_falls_behind_is_let_go_and_holds_up_nobody() -> None:
    live = Live()
    with live.tab() as slow, live.tab() as quick:
        for number in range(3000):
            live.passing("typing", number)
            quick.queue.get_nowait()
        assert slow.lost
        assert not quick.lost


def test_what_is_remembered_of_people_has_a_bound_and_begins_with_the_oldest() -> None:
    live = Live()
    live.state("queue", [])
    for n in range(1000):
        live.state("trace", {"of": f"person {n % 999}"}, f"web:{n % 999}")
    present = live.present().decode()
    assert present.count("event: trace") == REMEMBERED
    assert "event: queue" in present
    assert '"person 0"' in present and '"person 998"' in present and '"person 500"' not in present
