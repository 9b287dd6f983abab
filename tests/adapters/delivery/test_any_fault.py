"""Whatever mixture of faults a platform shows: once, in order, or said to have failed."""

import asyncio
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Busy, Refused, Unknown, Unreached
from adapters.store.sqlite import open_store

from .conftest import CHAT, QUICK, AnswerLost, Bench, FakeHands, FakeIntake, FakePlatform, MovableClock

FAULTS: dict[str, Callable[[], BaseException]] = {
    "busy": lambda: Busy(0.0),
    "unreached": lambda: Unreached("no route"),
    "dropped": lambda: Unknown("dropped before"),
    "lost": lambda: AnswerLost("dropped after"),
    "refused": lambda: Refused("closed"),
}
ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.lists(st.sampled_from(sorted(FAULTS)), max_size=3)), min_size=1, max_size=10
)


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_each_row_is_shown_once_and_in_order_or_failed(rows: list[tuple[int, list[str]]]) -> None:
    asyncio.run(deliver(rows))


async def deliver(rows: list[tuple[int, list[str]]]) -> None:
    platform, clock, intake = FakePlatform(), MovableClock(), FakeIntake()
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder) / "baton.db", full=False) as store:
            delivery = Delivery(store, (platform,), FakeHands(), intake, clock, QUICK)
            bench = Bench(store, clock, platform, FakeHands(), intake, delivery)
            for number, (place, faults) in enumerate(rows):
                platform.faults[f"row-{number}"] = deque(FAULTS[fault]() for fault in faults)
                await bench.send(f"row-{number}", place=replace(CHAT, channel=f"chat-{place}"))
            await bench.carry()
            states = await bench.states(*(f"row-{number}" for number in range(len(rows))))
    for number, (_, faults) in enumerate(rows):
        # A refusal counts only if it comes before the platform has taken the row.
        before = faults[: faults.index("lost")] if "lost" in faults else faults
        assert states[number] == ("failed" if "refused" in before else "sent")
        assert platform.shown.count(f"row-{number}") == (states[number] == "sent")
    for place in range(3):
        here = [f"row-{n}" for n, (at, _) in enumerate(rows) if at == place]
        shown = [row for row in platform.shown if row in here]
        assert shown == [row for row in here if row in shown]
