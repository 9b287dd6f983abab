"""Figures count what happened since the start, and never read a whole table for it."""

from dataclasses import replace
from pathlib import Path

from adapters.metrics import Metrics
from adapters.shop.sample import ShopClock
from adapters.store.sqlite import open_store
from bot.writes import Writes, micros
from handoff.rows import RatingRow
from tests.adapters.store.made import TEAM, case


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
