"""Killed at any moment, nothing that was acknowledged is lost and nothing is there by half."""

import asyncio
import os
import random
import signal
import sys
from pathlib import Path

from adapters.store.sqlite import SqliteStore, open_store
from bot.writes import ConversationRow, InboxRow, MessageRow, OutboxRow

KILLS = 6
ROOT = Path(__file__).parents[3]


async def run_until_killed(path: Path, run: str, delay: float) -> tuple[set[str], set[str]]:
    """What a child acknowledged as stored and as committed before it died."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.adapters.store.committer", str(path), run),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    first = await child.stdout.readline()
    await asyncio.sleep(delay)
    child.send_signal(signal.SIGKILL)
    rest, _ = await child.communicate()
    whole = [line for line in (first + rest).decode().splitlines(keepends=True) if line.endswith("\n")]
    words = [line.split() for line in whole]
    return {name for verb, name in words if verb == "stored"}, {name for verb, name in words if verb == "committed"}


async def parts(store: SqliteStore) -> dict[str, set[str]]:
    """For each unit, which of its rows are there."""
    found: dict[str, set[str]] = {}
    for row in await store.find(MessageRow, {}, limit=10**6):
        name, _, part = row.id.rpartition("-")
        found.setdefault(name, set()).add(part)
    for post in await store.find(OutboxRow, {}, limit=10**6):
        found.setdefault(post.id.removesuffix("-post"), set()).add("post")
    for arrival in await store.find(InboxRow, {"state": "done"}, limit=10**6):
        found.setdefault(arrival.id.removeprefix("in-"), set()).add("done")
    return found


async def test_killed_at_random_moments_the_store_keeps_every_acknowledged_unit_whole(path: Path) -> None:
    chance = random.Random(42)
    stored: set[str] = set()
    committed: set[str] = set()
    for n in range(KILLS):
        more_stored, more_committed = await run_until_killed(path, f"run{n}", chance.uniform(0.01, 0.3))
        stored |= more_stored
        committed |= more_committed
        async with open_store(path) as store:
            await check(store, stored, committed)
    assert len(committed) > 100, "the child did next to nothing: the test proves nothing"


async def check(store: SqliteStore, stored: set[str], committed: set[str]) -> None:
    found = await parts(store)
    assert committed <= found.keys(), "an acknowledged unit is lost"
    whole = {"asked", "told", "post", "done"}
    assert [name for name, have in found.items() if have != whole] == [], "a unit is there by half"
    arrivals = await store.find(InboxRow, {}, limit=10**6)
    assert stored <= {row.id.removeprefix("in-") for row in arrivals}, "an acknowledged event is lost"
    for talk in await store.find(ConversationRow, {}, limit=10**6):
        own = [name for name in found if name.startswith(f"{talk.id}-")]
        assert talk.version == len(own), "a conversation does not fit its units"
        posts = await store.find(OutboxRow, {"conversation": talk.id}, order=("number",))
        assert [row.number for row in posts] == list(range(1, len(own) + 1))
