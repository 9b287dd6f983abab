"""Figures count what happened since the start, and never read a whole table for it."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from adapters.metrics import Metrics
from adapters.shop.sample import ShopClock
from adapters.store.keys import keyring, make_key
from adapters.store.sqlite import open_store
from bot.writes import Writes, micros
from handoff.rows import RatingRow
from tests.adapters.store.made import TEAM, case, post


async def test_cases_are_counted_once_from_the_start_on_also_after_starting_over(tmp_path: Path) -> None:
    async with open_store(tmp_path / "baton.db") as store:
        metrics = Metrics(store, ShopClock(tmp_path / "shop.db"), TEAM)

        async def counted(*numbers: int) -> float | None:
            opened = (case(n, conversation=f"person-{n}", opened=1) for n in numbers)
            await store.commit(Writes(tuple(opened)))
            await metrics.read()
            return metrics.registry.get_sample_value("baton_handoffs_total", {"rule": "human"})

        assert await counted(1, 2) is None
        assert await counted(3, 4) == 2
        assert await counted() == 2
        await store.empty()
        assert await counted(1) == 3


async def test_ratings_of_the_last_week_are_counted_by_their_score_of_now(tmp_path: Path) -> None:
    async with open_store(tmp_path / "baton.db") as store:
        clock = ShopClock(tmp_path / "shop.db")
        metrics, at = Metrics(store, clock, TEAM), micros(clock.now())
        asked = RatingRow(TEAM, 1, 1, "ann", "general", "mina", "Mina", at)
        long_ago = replace(asked, number=2, asked=at - 8 * 86_400_000_000, score=1)
        await store.commit(Writes((asked, long_ago)))
        await metrics.read()
        count = metrics.registry.get_sample_value
        assert [count("baton_ratings", {"score": str(score)}) for score in range(6)] == [1, 0, 0, 0, 0, 0]
        await store.commit(Writes((replace(asked, version=2, score=5),)))
        await metrics.read()
        assert [count("baton_ratings", {"score": str(score)}) for score in range(6)] == [0, 0, 0, 0, 0, 1]


async def test_looking_again_and_again_is_one_question_to_remember(tmp_path: Path) -> None:
    """Each look another one would be thousands of answers, with all their rows, over a quiet night."""
    async with open_store(tmp_path / "baton.db") as store:
        clock = ShopClock(tmp_path / "shop.db", lambda: datetime(2031, 5, 15, 12, 10, tzinfo=UTC))
        metrics, at = Metrics(store, clock, TEAM), micros(clock.now())
        await store.commit(Writes((RatingRow(TEAM, 1, 1, "ann", "general", "mina", "Mina", at),)))
        for _ in range(5):
            clock.advance(timedelta(seconds=5))
            await metrics.read()
        assert len(store._remembered._found[RatingRow]) == 1


async def test_a_row_that_does_not_open_stops_no_one(tmp_path: Path) -> None:
    """Beside the figures run delivery and answering: what they raise would end all three, at every start."""
    path, keys = tmp_path / "baton.db", keyring(make_key())
    async with open_store(path, keys=keys) as store:
        await store.commit(Writes((post("p-1", payload="a"), post("p-2", payload="b"))))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update outbox set payload=(select payload from outbox where id='p-2') where id='p-1'")
    async with open_store(path, keys=keys) as store:
        metrics = Metrics(store, ShopClock(tmp_path / "shop.db"), TEAM)
        with capture_logs() as lines, pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await metrics.watch()
        assert [line["event"] for line in lines] == ["metrics.unread"]
