"""What a key costs: turns with and without one in paired runs, a search over cases, and how fast a rotation is."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import adapters.command_line.rooms  # noqa: F401 - a rotation has to know all rows
from adapters.store.files import FileStore
from adapters.store.keys import NO_KEYS, Keyring, keyring, make_key
from adapters.store.sqlite import SqliteStore, open_store
from benchmarks import rivals
from benchmarks.store import Ground
from benchmarks.units import PLACE, STATE, TEAM, TEXT
from bot.writes import Writes
from handoff.rows import CaseRow

PAIRS = 7
UNITS = {1: 400, 32: 4096}
"""In flight, and how many a run."""
CASES = 5000
"""As many as `find` looks at."""
BRIEF = f'{{"wants":"{TEXT}","facts":[["order","1042"]],"words":"{TEXT}","state":{STATE}}}'


async def measure(folder: Path) -> dict[str, float]:
    """Ratios are within pairs, so that what else the machine does falls on both."""
    ground, keys, results = Ground(folder), keyring(make_key()), dict[str, float]()
    await ground.prepare({*UNITS.values()})
    for width, count in UNITS.items():
        pairs = [await _pair(ground, keys, count, width, n) for n in range(PAIRS)]
        results[f"sealed_vs_plain_{width}"] = median(sealed.speed / plain.speed for sealed, plain in pairs)
        results[f"sealed_work_vs_plain_{width}"] = median(sealed.work / plain.work for sealed, plain in pairs)
        results[f"sealed_work_us_a_unit_{width}"] = median(sealed.work for sealed, _ in pairs) / count * 1e6
    for name, ring in (("plain", NO_KEYS), ("sealed", keys)):
        results[f"{name}_find_{CASES}_cases_ms"] = await _searched(folder / f"cases-{name}.db", ring)
    return results | await _rotated(ground, folder, keys)


@dataclass(frozen=True, slots=True)
class Ran:
    """Units a second, and the processor's seconds for all of them."""

    speed: float
    work: float


async def _pair(ground: Ground, keys: Keyring, count: int, width: int, n: int) -> tuple[Ran, Ran]:
    ran: dict[bool, Ran] = {}
    for ring in (keys, NO_KEYS) if n % 2 else (NO_KEYS, keys):
        worked: list[float] = []
        ran[bool(ring)] = Ran(await ground.run(partial(_ours, ring, worked), count, width), worked[0])
    return ran[True], ran[False]


async def _ours(keys: Keyring, worked: list[float], path: Path, units: Sequence[Writes], width: int) -> float:
    before = time.process_time()
    spent = await rivals.ours(path, units, width, keys=keys)
    worked.append(time.process_time() - before)
    return spent


async def _searched(path: Path, keys: Keyring) -> float:
    """Milliseconds of the processor for what `find` asks of the store; nothing of it is remembered."""
    async with open_store(path, keys=keys, full=False) as store:
        await store.commit(Writes(tuple(map(_case, range(1, CASES + 1)))))
        return median([await _timed(store) for _ in range(PAIRS * 3)]) * 1000


async def _timed(store: SqliteStore) -> float:
    began = time.process_time()
    found = await store.find(CaseRow, {"team": TEAM}, order=("number",), newest_first=True, limit=CASES)
    if len(found) != CASES or found[0].brief != BRIEF:
        raise AssertionError("the cases are not what was written")
    return time.process_time() - began


def _case(number: int) -> CaseRow:
    who = f"discord:{number}"
    stage, name = "closed", "Ann Whitfield"
    return CaseRow(TEAM, number, 1, who, name, PLACE, PLACE, stage, "general", 1, False, "human", BRIEF, number)


async def _rotated(ground: Ground, folder: Path, keys: Keyring) -> dict[str, float]:
    """A plain file with turns in it, put under a key."""
    count = max(UNITS.values())
    await ground.run(rivals.ours, count, 32)
    path = Path(shutil.copy(folder / "run.db", folder / "rotated.db"))
    size = _megabytes(path)
    async with open_store(path, keys=keys) as store:
        began = time.perf_counter()
        report = await store.rotation(FileStore(folder / "files", 1, keys)).run()
        spent = time.perf_counter() - began
    if report.left or report.rows < count * 4:
        raise AssertionError(report)
    return {"rotated_rows_per_second": report.rows / spent, "rotated_mb_per_second": size / spent}


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


def run() -> dict[str, float]:
    """Print a table; the figures for results.json."""
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        results = asyncio.run(measure(Path(folder)))
    for name, figure in results.items():
        print(f"{name:<32}{figure:>10.2f}")
    return results
