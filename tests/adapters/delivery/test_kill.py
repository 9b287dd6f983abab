"""Killed at any step and started again, Baton shows each message once and pays once."""

import asyncio
import json
import signal
import sqlite3
from pathlib import Path

import pytest

from tests import warm

ROOT = Path(__file__).parents[3]


async def live(data: Path, step: str = "never", count: int = 0) -> int:
    """One life of the process; its exit code, negative if it was killed."""
    child = await asyncio.create_subprocess_exec(
        *warm.module("tests.adapters.delivery.dying", str(data), step, str(count)), cwd=ROOT
    )
    return await asyncio.wait_for(child.wait(), 60)


def shown(data: Path) -> list[tuple[str, str]]:
    return [tuple(json.loads(line)) for line in (data / "shown").read_text().splitlines()]


def paid(data: Path) -> list[str]:
    with sqlite3.connect(data / "shop.db") as shop:
        return [amount for (amount,) in shop.execute("select amount from ledger where customer = 'hannah'")]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """What is shown, and what is paid, when nobody dies."""
    data = tmp_path_factory.mktemp("undisturbed")
    assert asyncio.run(live(data)) == 0
    return [text for _, text in shown(data)], paid(data)


@pytest.mark.parametrize(
    ("step", "count"),
    [
        ("stored", 1),
        ("commit.before", 1),
        ("commit.after", 1),
        ("commit.after", 3),
        ("deliver.before", 1),
        ("deliver.after", 3),
        ("perform.before", 1),
        ("perform.after", 1),
        ("settle.after", 4),
        ("commit.after", 4),
    ],
)
async def test_a_killed_process_goes_on_where_it_stopped(
    tmp_path: Path, told: tuple[list[str], list[str]], step: str, count: int
) -> None:
    assert await live(tmp_path, step, count) == -signal.SIGKILL
    assert await live(tmp_path) == 0
    after = shown(tmp_path)
    assert len({key for key, _ in after}) == len(after)
    assert ([text for _, text in after], paid(tmp_path)) == told
    assert len(told[1]) == 1
