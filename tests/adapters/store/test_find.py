"""Reading gives the rows that were written, typed, chosen and ordered as asked."""

import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.store.errors import StoreUnavailable
from adapters.store.reader import open_reader
from adapters.store.sqlite import SqliteStore, open_store
from adapters.store.tables import ROWS
from bot.writes import BindingRow, Committed, MessageRow, Row, SettingRow, Snapshot, Writes
from tests.adapters.store.made import TEAM, case, conversation, message

VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
}


def rows_of(kind: type[Row]) -> st.SearchStrategy[Row]:
    hints = get_type_hints(kind)
    made: dict[str, st.SearchStrategy[Any]] = {field.name: VALUES[hints[field.name]] for field in fields(kind)}
    if "version" in made:
        made["version"] = st.just(1)
    return st.builds(kind, **made)


@pytest.mark.parametrize("kind", ROWS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_every_row_comes_back_as_it_was_written(migrated: Path, kind: type[Row], data: st.DataObject) -> None:
    """Whatever the text: the database adds the number of an outbox row and nothing else."""
    row = data.draw(rows_of(kind))
    (migrated.parent / "row.db").unlink(missing_ok=True)
    copy = Path(shutil.copy(migrated, migrated.parent / "row.db"))
    async with open_store(copy, full=False, readers=1) as store:
        assert await store.commit(Writes((row,))) is Committed.DONE
        (found,) = await store.find(type(row), {column: getattr(row, column) for column in row.key})
    own = [field.name for field in fields(row) if (type(row).table, field.name) != ("outbox", "number")]
    assert [getattr(found, name) for name in own] == [getattr(row, name) for name in own]
    assert [type(getattr(found, name)) for name in own] == [type(getattr(row, name)) for name in own]


async def test_load_gives_the_conversation_its_binding_and_the_teams_settings(store: SqliteStore) -> None:
    assert await store.load(TEAM, "ann") == Snapshot()
    bound = BindingRow(TEAM, "ann", "c-1", "mail", "ann", 1)
    setting = SettingRow(TEAM, "limit", "100", 1, "ada")
    await store.commit(Writes((conversation(silent=True), bound, setting, conversation(id="bob"))))
    assert await store.load(TEAM, "ann") == Snapshot(conversation(silent=True), bound, {"limit": "100"})
    assert await store.load("other", "ann") == Snapshot()


async def test_find_chooses_by_every_column_given(store: SqliteStore) -> None:
    await store.commit(Writes(tuple(message(f"m-{n}", at=n, speaker="bot" if n % 2 else "staff") for n in range(6))))
    bots = await store.find(MessageRow, {"team": TEAM, "conversation": "ann", "speaker": "bot"}, order=("at",))
    assert [row.at for row in bots] == [1, 3, 5]
    among = await store.find(MessageRow, {"id": ("m-1", "m-2", "none")}, order=("at",))
    assert [row.at for row in among] == [1, 2]
    assert await store.find(MessageRow, {"id": ()}) == ()


async def test_find_goes_on_after_a_value_in_either_direction_up_to_a_limit(store: SqliteStore) -> None:
    await store.commit(Writes(tuple(message(f"m-{n}", at=n) for n in range(6))))
    later = await store.find(MessageRow, {"team": TEAM}, after=("at", 2), order=("at",), limit=2)
    assert [row.at for row in later] == [3, 4]
    newest = await store.find(MessageRow, {"team": TEAM}, order=("at",), newest_first=True, limit=2)
    assert [row.at for row in newest] == [5, 4]


async def test_rows_of_one_moment_come_as_they_were_written_also_after_an_edit(store: SqliteStore) -> None:
    names = [f"m-{n * 7 % 10}" for n in range(10)]
    await store.commit(Writes(tuple(message(name) for name in names)))
    await store.commit(Writes((message(names[3], text="edited"),)))
    found = await store.find(MessageRow, {"team": TEAM}, order=("at",))
    assert [row.id for row in found] == names
    turned = await store.find(MessageRow, {"team": TEAM}, order=("at",), newest_first=True)
    assert turned == found[::-1]


@pytest.mark.parametrize("asked", [{"where": {"nope": 1}}, {"where": {}, "order": ("at desc; --",)}])
async def test_find_refuses_what_is_no_column(store: SqliteStore, asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="MessageRow has no column"):
        await store.find(MessageRow, **asked)
    with pytest.raises(ValueError, match="MessageRow has no column"):
        await store.find(MessageRow, {}, after=("1=1 or at", 1))


async def test_flags_are_booleans_when_read(store: SqliteStore) -> None:
    await store.commit(Writes((case(urgent=True),)))
    (found,) = await store.find(type(case()), {"urgent": True})
    assert found.urgent is True


async def test_a_reader_goes_on_beside_the_writer_and_cannot_write(path: Path, store: SqliteStore) -> None:
    async with open_reader(path) as reader:
        await store.commit(Writes((message(),)))
        assert await reader.find(MessageRow, {}) == (message(),)
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            await reader._read(lambda db: db.execute("delete from messages"))
    assert await store.find(MessageRow, {}) == (message(),)


async def test_a_reader_works_when_nobody_writes(path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes((message(),)))
    async with open_reader(path) as reader:
        assert await reader.find(MessageRow, {}) == (message(),)


async def test_a_reader_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no data yet"):
        async with open_reader(tmp_path / "baton.db"):
            pass
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - nothing waits for this test
