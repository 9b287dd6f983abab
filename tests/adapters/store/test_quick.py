"""What is short is done on the loop; what is not is done whole on a thread, and comes out the same."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.store.sqlite import SqliteStore, open_store
from adapters.store.writer import FEW
from bot.writes import Change, Committed, MessageRow, OutboxRow, Writes
from handoff.rows import CaseRow
from tests.adapters.store.made import TEAM, conversation, message, post

MANY = 1500


@pytest.fixture
async def hasty(path: Path) -> AsyncIterator[SqliteStore]:
    """A store on whose loop nothing may take any time at all."""
    async with open_store(path, short=-1.0) as opened:
        yield opened


def where(db: sqlite3.Connection) -> threading.Thread:
    """A read that tells where it runs."""
    return threading.current_thread()


def long(db: sqlite3.Connection) -> tuple[threading.Thread, int]:
    (count,) = db.execute(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select count(*) from n"
    ).fetchone()
    return threading.current_thread(), count


async def test_a_short_read_makes_no_trip(store: SqliteStore) -> None:
    assert await store._read(where) is threading.current_thread()


async def test_a_long_read_is_broken_off_and_made_on_a_thread(hasty: SqliteStore) -> None:
    there, count = await hasty._read(long)
    assert (there is not threading.current_thread(), count) == (True, 50_000)
    assert await hasty._read(where) is threading.current_thread()


async def test_a_read_of_many_rows_is_whole(hasty: SqliteStore) -> None:
    await hasty.commit(Writes(tuple(message(f"m-{n}") for n in range(MANY))))
    found = await hasty.find(MessageRow, {"team": TEAM}, limit=10 * MANY)
    assert [row.id for row in found] == [f"m-{n}" for n in range(MANY)]


async def test_a_long_unit_is_written_once_and_takes_its_neighbours_along(hasty: SqliteStore) -> None:
    await hasty.commit(Writes(tuple(message(f"m-{n}") for n in range(MANY))))
    all_of_them = Change(MessageRow, {"team": TEAM}, {"text": "changed"})
    units = (Writes((post("a"),)), Writes((post("b"),), changes=(all_of_them,)), Writes((conversation(7), post("c"))))
    outcomes = await asyncio.gather(*map(hasty.commit, units))
    assert outcomes == [Committed.DONE, Committed.DONE, Committed.STALE]
    assert [(row.id, row.number) for row in await hasty.find(OutboxRow, {})] == [("a", 1), ("b", 2)]
    assert {row.text for row in await hasty.find(MessageRow, {}, limit=10 * MANY)} == {"changed"}


async def test_what_one_loop_turn_has_committed_the_next_read_sees(store: SqliteStore) -> None:
    for version in range(1, 50):
        await store.commit(Writes((conversation(version),)))
        known = (await store.load(TEAM, "ann")).conversation
        assert known is not None
        assert known.version == version


async def test_whoever_only_reads_does_not_keep_the_others_from_their_turn(store: SqliteStore) -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(others())
    for _ in range(1000):
        await store.find(CaseRow, {"team": TEAM})
        await store.pending()
    other.cancel()
    assert turns >= 20


async def test_few_units_are_written_on_the_loop_and_many_at_once_on_the_thread(store: SqliteStore) -> None:
    def unit(cursor: sqlite3.Cursor) -> threading.Thread:
        return threading.current_thread()

    few = await asyncio.gather(*(store._writer.write(unit) for _ in range(FEW)))
    many = await asyncio.gather(*(store._writer.write(unit) for _ in range(FEW + 1)))
    assert set(few) == {threading.current_thread()}
    assert threading.current_thread() not in many
