"""What the store remembers it tells only while the file says the same."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from adapters.store.sqlite import SqliteStore, open_store
from bot.writes import BindingRow, Change, Committed, SettingRow, Writes
from handoff.rows import CaseRow
from tests.adapters.store.made import TEAM, case, conversation, post

ANN = {"team": TEAM, "conversation": "ann"}


def setting(value: str, name: str = "return_days") -> SettingRow:
    return SettingRow(TEAM, name, value, 1, "ada")


def bound(customer: str = "claire") -> BindingRow:
    return BindingRow(TEAM, "ann", customer, "code", "ann", 1)


async def settings(store: SqliteStore) -> Mapping[str, str]:
    return (await store.load(TEAM, "ann")).settings


async def stages(store: SqliteStore) -> list[str]:
    return [row.stage for row in await store.find(CaseRow, ANN, order=("number",))]


async def test_a_setting_that_is_set_holds_from_the_next_turn_on(store: SqliteStore) -> None:
    assert await settings(store) == {}
    for days in ("10", "20"):
        await store.commit(Writes((setting(days),)))
        assert await settings(store) == {"return_days": days}
    await store.commit(Writes(changes=(Change(SettingRow, {"team": TEAM}, {"value": "30"}),)))
    assert await settings(store) == {"return_days": "30"}


async def test_a_binding_is_seen_from_the_next_turn_on(store: SqliteStore) -> None:
    assert (await store.load(TEAM, "ann")).binding is None
    await store.commit(Writes((bound(),)))
    assert (await store.load(TEAM, "ann")).binding == bound()
    assert (await store.load(TEAM, "bob")).binding is None


async def test_the_conversation_itself_is_always_read(store: SqliteStore) -> None:
    for version in (1, 2, 3):
        await store.commit(Writes((conversation(version),)))
        known = (await store.load(TEAM, "ann")).conversation
        assert known is not None
        assert known.version == version


async def test_a_case_is_seen_in_the_stage_it_came_to(store: SqliteStore) -> None:
    assert await stages(store) == []
    await store.commit(Writes((case(1),)))
    assert await stages(store) == ["waiting"]
    await store.commit(Writes((case(1, 2, stage="closed"), case(2))))
    assert await stages(store) == ["closed", "waiting"]
    assert [row.number for row in await store.find(CaseRow, ANN, after=("number", 1))] == [2]


async def test_a_unit_that_was_refused_changes_nothing_that_is_told(store: SqliteStore) -> None:
    await store.commit(Writes((setting("10"), conversation(1))))
    assert await settings(store) == {"return_days": "10"}
    assert await store.commit(Writes((setting("20"), conversation(1)))) is Committed.STALE
    assert await settings(store) == {"return_days": "10"}


async def test_what_a_settlement_brings_along_is_seen(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1"),)))
    assert await settings(store) == {}
    (row,) = await store.claim(100, 10, 10)
    await store.settle(row, "sent", now=101, also=Writes((setting("10"),)))
    assert await settings(store) == {"return_days": "10"}


async def test_after_starting_over_nothing_is_remembered(store: SqliteStore) -> None:
    await store.commit(Writes((setting("10"), bound(), case(1))))
    assert (await settings(store), await stages(store)) == ({"return_days": "10"}, ["waiting"])
    await store.empty()
    assert (await settings(store), await stages(store)) == ({}, [])
    assert (await store.load(TEAM, "ann")).binding is None


async def test_a_caller_who_gives_up_does_not_leave_old_settings_behind(store: SqliteStore) -> None:
    await settings(store)
    writing = asyncio.create_task(store.commit(Writes((setting("10"),))))
    await asyncio.sleep(0)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await settings(store)
    await store.commit(Writes((conversation(1),)))
    assert await settings(store) == {"return_days": "10"}


@pytest.mark.parametrize("short", [0.002, -1.0])
async def test_readers_beside_writers_never_go_back_in_time(path: Path, short: float) -> None:
    """Whoever was told a value once is told that or a later one from then on."""
    told: tuple[list[int], list[int]] = ([], [])
    async with open_store(path, short=short) as store:

        async def write() -> None:
            for days in range(60):
                await store.commit(Writes((setting(str(days)),)))
                assert int((await settings(store))["return_days"]) >= days

        async def read(seen: list[int]) -> None:
            while not writing.done():
                seen.append(int((await settings(store)).get("return_days", "-1")))
                await asyncio.sleep(0)

        writing = asyncio.create_task(write())
        await asyncio.gather(writing, *map(read, told))
    for seen in told:
        assert seen == sorted(seen)
