"""What wakes the deliverer, when, and the timers that come due."""

import asyncio
from pathlib import Path

from adapters.store.sqlite import SqliteStore, open_store
from bot.writes import Change, Committed, InboxRow, TimerRow, Writes
from tests.adapters.store.made import inbox, message, post, timer

LEASE = 10


async def test_the_next_moment_is_that_of_a_head_or_a_timer(store: SqliteStore) -> None:
    assert await store.next_due() is None
    await store.commit(Writes((timer(due=500),)))
    assert await store.next_due() == 500
    await store.commit(Writes((post("a1", "a", due=300), post("a2", "a", due=1))))
    assert await store.next_due() == 300
    await store.claim(300, 100, LEASE)
    assert await store.next_due() == 300 + LEASE


async def test_timers_are_due_once_until_they_are_marked(store: SqliteStore) -> None:
    await store.commit(Writes((timer("late", due=30), timer("soon", due=20), timer("off", due=5, state="off"))))
    assert [row.id for row in await store.due_timers(29, 10)] == ["soon"]
    assert [row.id for row in await store.due_timers(30, 10)] == ["soon", "late"]
    assert [row.id for row in await store.due_timers(30, 1)] == ["soon"]
    fired = Change(TimerRow, {"team": "main", "id": "soon", "state": "set"}, {"state": "fired"})
    await store.commit(Writes((inbox("timer:main:soon:20"),), (fired,)))
    assert [row.id for row in await store.due_timers(30, 10)] == ["late"]


async def test_timers_survive_a_restart(path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes((timer(),)))
    async with open_store(path) as store:
        assert await store.due_timers(10, 10) == (timer(),)


async def test_whoever_delivers_is_woken_by_what_gives_work_and_by_nothing_else(store: SqliteStore) -> None:
    woken: list[str] = []
    store.on_commit(lambda: woken.append("woken"))

    async def wakes(unit: Writes) -> bool:
        before = len(woken)
        await store.commit(unit)
        await asyncio.sleep(0)
        return len(woken) > before

    assert await wakes(Writes((message(),))) is False
    assert await wakes(Writes((post("a1"),))) is True
    assert await wakes(Writes((timer(),))) is True
    assert await wakes(Writes(changes=(Change(TimerRow, {"id": "t-1"}, {"due": 5}),))) is True
    assert await wakes(Writes((post("a1"),))) is False
    assert await store.intake(InboxRow("x", "main", "customer", "ann", "{}", 1))
    assert len(woken) == 3


async def test_pending_counts_what_is_on_its_way(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("b1", "b", conversation="bob"), post("b2", "b"))))
    assert (await store.pending(), await store.pending("bob")) == (3, 1)
    (row, _) = await store.claim(100, 100, LEASE)
    await store.settle(row, "sent", now=101)
    assert await store.pending() == 2
    assert await store.commit(Writes()) is Committed.DONE
