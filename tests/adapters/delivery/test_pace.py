"""A place's rate is kept, whatever the order of calls."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery.pace import Pace
from bot.writes import OutboxRow


@dataclass
class Slow:
    """A platform with a rate."""

    per_second: float
    burst: int
    name: str = "slow"

    async def deliver(self, row: OutboxRow) -> str:
        return ""

    async def find(self, row: OutboxRow) -> str | None:
        return None


@given(st.floats(0.5, 50), st.integers(1, 10), st.lists(st.floats(0, 3), min_size=1, max_size=60))
def test_no_window_holds_more_than_the_burst_and_the_rate(rate: float, burst: int, gaps: list[float]) -> None:
    now = 0.0
    pace, platform = Pace(lambda: now), Slow(rate, burst)
    gone: list[float] = []
    for gap in gaps:
        now = max(now + gap, gone[-1] if gone else 0.0)
        gone.append(now + pace.wait(platform, "place"))
    for first in range(len(gone)):
        for last in range(first, len(gone)):
            assert last - first + 1 <= burst + (gone[last] - gone[first]) * rate + 1e-6 * len(gone) + 1e-6


def test_places_have_buckets_of_their_own() -> None:
    pace, platform = Pace(lambda: 0.0), Slow(1.0, 1)
    assert pace.wait(platform, "a") == 0
    assert pace.wait(platform, "b") == 0
    assert pace.wait(platform, "a") == 1.0
