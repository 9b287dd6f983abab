"""The store beside other ways of writing the same rows as durably, interleaved in one run."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from adapters.store.sqlite import open_store
from benchmarks import rivals
from benchmarks.units import arrivals, turns
from bot.writes import Writes

Way = Callable[[Path, Sequence[Writes], int], Awaitable[float]]
WAYS: dict[str, Way] = {
    "store": rivals.ours,
    "raw floor": rivals.raw,
    "statement at a time": rivals.statement_at_a_time,
    "sqlalchemy": rivals.sqlalchemy,
}
MANY = 8192
"""Enough to come past the first checkpoints, after which the log is written in place, as in daily life."""
UNITS = {
    ("store", 1): 400,
    ("store", 32): MANY,
    ("store", 256): MANY,
    ("raw floor", 32): MANY,
    ("statement at a time", 1): 200,
    ("statement at a time", 32): MANY,
    ("statement at a time", 256): 1024,
    ("sqlalchemy", 1): 100,
    ("sqlalchemy", 32): 150,
    ("sqlalchemy", 256): 300,
}
"""Enough units a run to be measured, fewer for the slow; the floor has no callers, so one width."""
ROUNDS = 5
PAIRS = 9


class Ground:
    """Fresh databases to write on: migrated, with the events waiting."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[int, Path] = {}
        self._left: dict[int, dict[str, int]] = {}

    async def prepare(self, counts: set[int]) -> None:
        for count in counts:
            self._made[count] = self._folder / f"{count}.db"
            async with open_store(self._made[count], full=False) as store:
                await asyncio.gather(*map(store.intake, arrivals(count)))

    async def run(self, way: Way, count: int, width: int) -> float:
        """Units per second; fails if this way left other rows than the ways before it."""
        path = Path(shutil.copy(self._made[count], self._folder / "run.db"))
        for left in self._folder.glob("run.db-*"):
            left.unlink()
        units = turns(count)
        os.sync()
        gc.collect()
        gc.freeze()
        spent = await way(path, units, width)
        gc.unfreeze()
        left_behind = rivals.rows_in(path)
        if self._left.setdefault(count, left_behind) != left_behind:
            raise AssertionError(f"not the same rows: {left_behind}, before {self._left[count]}")
        return count / spent


async def measure(folder: Path) -> dict[str, float]:
    """Speeds are the best of the rounds: what else the machine does can only slow a run down."""
    ground = Ground(folder)
    await ground.prepare({*UNITS.values()})
    runs = await _runs(ground)
    best = {what: max(speeds) for what, speeds in runs.items()}
    results = {f"{name.replace(' ', '_')}_units_per_second_{width}": speed for (name, width), speed in best.items()}
    for rival, name in (("raw floor", "raw_floor"), ("statement at a time", "statement"), ("sqlalchemy", "sqlalchemy")):
        results[f"store_vs_{name}"] = best["store", 32] / best[rival, 32]
    return results | {"full_vs_normal": await _full_vs_normal(ground)}


async def _runs(ground: Ground) -> dict[tuple[str, int], list[float]]:
    """Each round runs every way once, so that all meet the same weather."""
    runs: dict[tuple[str, int], list[float]] = {what: [] for what in UNITS}
    for _ in range(ROUNDS):
        for (name, width), count in UNITS.items():
            runs[name, width].append(await ground.run(WAYS[name], count, width))
    return runs


async def _full_vs_normal(ground: Ground) -> float:
    ratios = []
    for n in range(PAIRS):
        order = (True, False) if n % 2 else (False, True)
        speed = {full: await ground.run(partial(rivals.ours, full=full), MANY, 32) for full in order}
        ratios.append(speed[True] / speed[False])
    return median(ratios)


def run() -> dict[str, float]:
    """Print a table; the figures for results.json."""
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        results = asyncio.run(measure(Path(folder)))
    print(f"{'units per second, in flight:':<32}{1:>10}{32:>10}{256:>10}")
    for name in WAYS:
        speeds = (results.get(f"{name.replace(' ', '_')}_units_per_second_{width}") for width in (1, 32, 256))
        print(f"{name:<32}" + "".join(f"{speed:>10.0f}" if speed else f"{'':>10}" for speed in speeds))
    for name in ("store_vs_raw_floor", "store_vs_statement", "store_vs_sqlalchemy", "full_vs_normal"):
        print(f"{name:<32}{results[name]:>10.2f}")
    return results
