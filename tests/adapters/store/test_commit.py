"""A unit is written whole or not at all, and its guards decide which."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.store.errors import Unstorable
from adapters.store.sqlite import SqliteStore, open_store
from bot.writes import (
    AuditRow,
    BindingRow,
    Change,
    Committed,
    ConversationRow,
    InboxRow,
    MessageRow,
    OutboxRow,
    Row,
    SettingRow,
    TimerRow,
    Writes,
)
from handoff.rows import CaseRow
from tests.adapters.store.made import TEAM, case, conversation, inbox, message, post, timer, turn


async def count(store: SqliteStore, *kinds: type[Row]) -> list[int]:
    return [len(await store.find(kind, {})) for kind in kinds]


async def test_an_event_is_stored_once(store: SqliteStore) -> None:
    assert await store.intake(inbox()) is True
    assert await store.intake(inbox(payload="another")) is False
    assert await store.waiting() == (inbox(),)


async def test_of_many_at_once_one_stores_the_event(store: SqliteStore) -> None:
    assert sorted(await asyncio.gather(*(store.intake(inbox()) for _ in range(100)))) == [False] * 99 + [True]


async def test_waiting_gives_unfinished_events_oldest_first_and_all_of_them(store: SqliteStore) -> None:
    arrivals = [inbox(f"in-{n}", at=n // 2) for n in range(1200)]
    await asyncio.gather(*map(store.intake, reversed(arrivals)))
    await store.commit(Writes(done="in-3"))
    found = await store.waiting()
    assert len(found) == 1199
    assert [row.at for row in found] == sorted(row.at for row in found)


async def test_a_turn_is_done_once_and_then_a_repeat_that_writes_nothing(store: SqliteStore) -> None:
    await store.intake(inbox("in-1"))
    assert await store.commit(turn(1)) is Committed.DONE
    again = replace(turn(1), rows=(message("late"), *turn(1).rows))
    assert await store.commit(again) is Committed.REPEAT
    assert await store.find(MessageRow, {"id": "late"}) == ()
    assert await store.waiting() == ()


async def test_an_event_that_was_given_up_is_a_repeat(store: SqliteStore) -> None:
    await store.intake(inbox("in-1"))
    await store.commit(Writes(changes=(Change(InboxRow, {"id": "in-1"}, {"state": "dead", "error": "why"}),)))
    assert await store.commit(turn(1)) is Committed.REPEAT
    assert await store.waiting() == ()


@pytest.mark.parametrize(
    "late",
    [
        conversation(1),
        conversation(3),
        conversation(1, id="bob", name="Bob"),
        case(1),
        case(2),
        post("first"),
        AuditRow(TEAM, "audit-1", 1, "ada", "bind", "ann"),
    ],
    ids=["inserted twice", "a version skipped", "as if new", "number taken", "second open case", "post", "audit"],
)
async def test_a_guard_that_fails_makes_the_whole_unit_stale(store: SqliteStore, late: Row) -> None:
    before = (
        conversation(1),
        conversation(1, id="bob"),
        case(1),
        post("first"),
        AuditRow(TEAM, "audit-1", 1, "ada", "bind", "ann"),
    )
    assert await store.commit(Writes(before)) is Committed.DONE
    await store.intake(inbox("in-9"))
    unit = Writes((message("m-new"), timer(), late, post("after")), done="in-9")
    assert await store.commit(unit) is Committed.STALE
    assert await count(store, MessageRow, TimerRow, OutboxRow) == [0, 0, 1]
    assert [row.id for row in await store.waiting()] == ["in-9"]


async def test_a_closed_case_lets_the_next_be_opened_in_the_same_unit(store: SqliteStore) -> None:
    await store.commit(Writes((case(1),)))
    assert await store.commit(Writes((case(1, 2, stage="closed"), case(2)))) is Committed.DONE
    assert [row.stage for row in await store.find(CaseRow, {}, order=("number",))] == ["closed", "waiting"]


async def test_of_many_turns_on_one_version_one_wins_and_all_get_through_by_deciding_again(store: SqliteStore) -> None:
    stale = 0

    async def turns(n: int) -> None:
        nonlocal stale
        await store.intake(inbox(f"in-{n}"))
        while True:
            known = (await store.load(TEAM, "ann")).conversation
            outcome = await store.commit(turn(n, known.version + 1 if known else 1))
            if outcome is Committed.DONE:
                return
            stale += 1

    await asyncio.gather(*map(turns, range(40)))
    known = (await store.load(TEAM, "ann")).conversation
    assert known is not None
    assert known.version == 40
    assert await count(store, MessageRow, OutboxRow) == [80, 40]
    assert await store.waiting() == ()
    assert stale > 0, "nobody raced: the test proves nothing"


async def test_one_bad_unit_takes_nothing_of_its_batch_with_it(store: SqliteStore) -> None:
    await store.commit(Writes((conversation(1),)))
    good = [Writes((conversation(1, id=f"c-{n}"), message(f"m-{n}"))) for n in range(100)]
    bad = [Writes((message(f"bad-{n}"), conversation(1))) for n in range(100)]
    mixed = [unit for pair in zip(good, bad, strict=True) for unit in pair]
    outcomes = await asyncio.gather(*map(store.commit, mixed))
    assert outcomes == [Committed.DONE, Committed.STALE] * 100
    assert await count(store, MessageRow, ConversationRow) == [100, 101]


@pytest.mark.parametrize(
    "row",
    [
        message(text="half a pair: \ud800"),
        message(at=2**63),
        message(text=None),
        message(text=["a", "list"]),
    ],
    ids=["broken unicode", "a number too large", "nothing where something must be", "no value of ours"],
)
async def test_a_row_no_table_can_take_is_refused_alone(store: SqliteStore, row: Row) -> None:
    good, bad = Writes((message("good"),)), Writes((message("half"), row))
    first, second = await asyncio.gather(store.commit(good), store.commit(bad), return_exceptions=True)
    assert first is Committed.DONE
    assert isinstance(second, Unstorable)
    assert [found.id for found in await store.find(MessageRow, {})] == ["good"]


async def test_other_rows_are_replaced_by_their_key(store: SqliteStore) -> None:
    for value in ("100", "200"):
        await store.commit(Writes((SettingRow(TEAM, "limit", value, 1, "ada"),)))
    await store.commit(Writes((SettingRow("other", "limit", "9", 1, "ada"),)))
    assert (await store.load(TEAM, "ann")).settings == {"limit": "200"}


async def test_a_change_sets_columns_of_what_was_there_before_its_unit(store: SqliteStore) -> None:
    await store.commit(Writes((timer("old"), timer("other", conversation="bob"))))
    off = Change(TimerRow, {"team": TEAM, "conversation": "ann"}, {"state": "off"})
    assert await store.commit(Writes((timer("new"),), (off,))) is Committed.DONE
    states = {row.id: row.state for row in await store.find(TimerRow, {})}
    assert states == {"old": "off", "other": "set", "new": "set"}


async def test_a_change_of_no_row_is_no_error(store: SqliteStore) -> None:
    off = Change(TimerRow, {"id": "none"}, {"state": "off"})
    assert await store.commit(Writes(changes=(off,))) is Committed.DONE


@pytest.mark.parametrize(
    "change",
    [
        Change(TimerRow, {"id; drop table timers": "x"}, {"state": "off"}),
        Change(TimerRow, {"id": "x"}, {"state=1--": "off"}),
        Change(TimerRow, {}, {"state": "off"}),
    ],
    ids=["no such column to look at", "no such column to set", "every row"],
)
async def test_a_change_that_names_no_column_of_ours_is_refused(store: SqliteStore, change: Change) -> None:
    with pytest.raises(Unstorable):
        await store.commit(Writes((message(),), (change,)))
    assert await store.find(MessageRow, {}) == ()


async def test_states_are_data_in_a_change_and_in_a_search(store: SqliteStore) -> None:
    await store.commit(Writes((timer(),)))
    hostile = "set' or '1'='1"
    await store.commit(Writes(changes=(Change(TimerRow, {"state": hostile}, {"what": "stolen"}),)))
    assert await store.find(TimerRow, {"state": hostile}) == ()
    assert (await store.find(TimerRow, {"state": "set"}))[0].what == "nudge"


async def test_numbers_of_a_place_follow_the_commits_without_gaps(store: SqliteStore) -> None:
    bound = BindingRow(TEAM, "x", "c", "mail", "x", 1)
    units = [Writes((post(f"{n}-a"), post(f"{n}-b"), post(f"{n}-c", place="else"))) for n in range(50)]
    stale = [Writes((post(f"{n}-a"), bound, post(f"{n}-a"))) for n in range(50, 80)]
    await asyncio.gather(*map(store.commit, units + stale))
    found = await store.find(OutboxRow, {"place": "web:demo:ann"}, order=("number",))
    assert [row.number for row in found] == list(range(1, 101))
    assert all(one.id[:-2] == two.id[:-2] for one, two in zip(found[::2], found[1::2], strict=True))
    assert [row.number for row in await store.find(OutboxRow, {"place": "else"}, order=("number",))] == list(
        range(1, 51)
    )


async def test_all_is_there_after_a_restart(path: Path) -> None:
    async with open_store(path) as store:
        await store.intake(inbox("in-1"))
        await store.intake(inbox("in-2"))
        await store.commit(turn(1))
        before = [await store.find(kind, {}) for kind in (InboxRow, ConversationRow, MessageRow, OutboxRow)]
    async with open_store(path) as store:
        assert [await store.find(kind, {}) for kind in (InboxRow, ConversationRow, MessageRow, OutboxRow)] == before
        assert [row.id for row in await store.waiting()] == ["in-2"]
        await store.commit(Writes((post("next"),)))
        (last,) = await store.find(OutboxRow, {"id": "next"})
        assert last.number == 2


async def test_a_caller_who_gives_up_does_not_stop_the_writer(store: SqliteStore) -> None:
    gone = asyncio.create_task(store.commit(Writes((message("gone"),))))
    await asyncio.sleep(0)
    gone.cancel()
    assert await store.commit(Writes((message("here"),))) is Committed.DONE
    assert [row.id for row in await store.find(MessageRow, {})] == ["gone", "here"]


async def test_what_is_queued_when_the_store_closes_is_still_written(path: Path) -> None:
    async with open_store(path) as store:
        queued = [asyncio.create_task(store.commit(Writes((message(f"m-{n}"),)))) for n in range(200)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*queued) == [Committed.DONE] * 200
    async with open_store(path) as store:
        assert await count(store, MessageRow) == [200]
