"""No statement that runs often reads a whole table, however large it has grown."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adapters.store import outbox, purge, reader, units
from adapters.store.statements import Where, change_sql, conditions, find_sql
from bot.writes import MessageRow, OutboxRow, Row, Scalar, TimerRow
from handoff.rows import CaseRow

OPEN = ("queued", "sending", "unknown")


@pytest.fixture
def db(migrated: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(migrated)) as opened:
        yield opened


def whole_tables(db: sqlite3.Connection, sql: str, values: tuple[Scalar, ...]) -> list[str]:
    """The tables of ours that the statement would read from end to end."""
    steps = [row[3] for row in db.execute(f"explain query plan {sql}", values)]
    tables = {name for (name,) in db.execute("select name from sqlite_master where type='table'")} | {"o", "c"}
    scanned = [match[1] for step in steps if (match := re.fullmatch(r"SCAN (\w+)", step))]
    return [name for name in scanned if name in tables]


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (outbox.CLAIM, (1, 2, 3)),
        (outbox.NEXT, ()),
        (outbox.PENDING, ("",)),
        (outbox.DUE, (1, 1)),
        (outbox.RELEASE, ()),
        (outbox.REQUEUE, ("x",)),
        (outbox.SETTLE, tuple(range(9))),
        (reader.WAITING, ()),
        (reader.CONVERSATION, ("main", "ann")),
        (reader.BINDING, ("main", "ann")),
        (reader.SETTINGS, ("main",)),
        (units.FINISH, ("in-1",)),
        (units.RAISE, ("main", "place")),
    ],
)
def test_statements_of_the_hot_path_use_an_index(db: sqlite3.Connection, sql: str, values: tuple[Scalar, ...]) -> None:
    assert whole_tables(db, sql, values) == []


@pytest.mark.parametrize(
    ("kind", "where", "order"),
    [
        (OutboxRow, {"state": "failed"}, ()),
        (OutboxRow, {"team": "main", "bundle": "k", "state": "sent"}, ("number",)),
        (OutboxRow, {"state": OPEN}, ("place", "number")),
        (OutboxRow, {"state": OPEN[:2]}, ()),
        (MessageRow, {"team": "main", "conversation": "ann"}, ("at",)),
        (MessageRow, {"team": "main", "case": 7, "speaker": "customer", "deleted": 0}, ("at",)),
        (CaseRow, {"team": "main"}, ("number",)),
        (CaseRow, {"team": "main", "conversation": "ann"}, ("number",)),
        (CaseRow, {"team": "main", "stage": ("waiting", "claimed")}, ()),
    ],
)
def test_searches_that_run_often_use_an_index(
    db: sqlite3.Connection, kind: type[Row], where: Where, order: tuple[str, ...]
) -> None:
    shape, values = conditions(where)
    sql = find_sql(kind, shape, order, True)  # type: ignore[arg-type]  # a class is hashable
    assert whole_tables(db, sql, (*values, 10)) == []


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (TimerRow, {"team": "main", "conversation": "ann", "state": "set"}),
        (OutboxRow, {"team": "main", "conversation": "ann", "state": "queued", "voice": "bot"}),
        (OutboxRow, {"id": "x", "state": "failed"}),
    ],
)
def test_changes_find_their_rows_by_an_index(db: sqlite3.Connection, kind: Any, where: Where) -> None:
    shape, values = conditions(where)
    assert whole_tables(db, change_sql(kind, shape, ("state",)), ("x", *values)) == []


def test_new_cases_are_found_by_their_number(db: sqlite3.Connection) -> None:
    sql = find_sql(CaseRow, (("team", "= ?"), ("number", "> ?")), ("number",), False)
    assert whole_tables(db, sql, ("main", 7, 10)) == []
    steps = [row[3] for row in db.execute(f"explain query plan {sql}", ("main", 7, 10))]
    assert any("number>?" in step for step in steps)


@pytest.mark.parametrize("table", purge.RULES)
def test_old_rows_are_removed_by_a_part_of_their_table_at_a_time(db: sqlite3.Connection, table: str) -> None:
    sql = purge.removing(table)
    assert whole_tables(db, sql, ("main", 1, 2, 3)) == []


def test_a_search_for_anything_else_would_be_noticed(db: sqlite3.Connection) -> None:
    shape, values = conditions({"source": "77"})
    sql = find_sql(MessageRow, shape, (), False)
    assert whole_tables(db, sql, (*values, 10)) == ["messages"]
