"""What one unit writes: rows by the rules of bot.writes, changes, and the inbox row it ends."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from adapters.store.erasing import erase
from adapters.store.sealing import Value, bound_columns, keys_of, sealed_row, sealed_value
from adapters.store.statements import change_sql, conditions, looked_up, select_sql, sql_of
from adapters.store.writer import Withdrawn
from bot.writes import Change, Committed, InboxRow, OutboxRow, Row, TimerRow, Writes

FINISH = "update inbox set state='done', error='' where id=? and state='new'"
RAISE = "insert into places (team, place, last) values (?, ?, 1) on conflict (team, place) do update set last=last+1"
RAISED = "(select last from places where team=?{team} and place=?{place})"
WAKING: frozenset[type[Row]] = frozenset((OutboxRow, TimerRow))


class Stale(Withdrawn):
    """A row is no longer what it was when the unit was decided."""


def write_unit(cursor: sqlite3.Cursor, writes: Writes) -> Committed:
    """All of it; Committed.REPEAT if it was done before. Raises Stale or a constraint error.

    Changes and erasures come before rows: they speak of what was there before this unit.
    """
    if writes.done and cursor.execute(FINISH, (writes.done,)).rowcount == 0:
        return Committed.REPEAT
    for change in writes.changes:
        write_change(cursor, change)
    for erasure in writes.erasures:
        if not erase(cursor, erasure):
            raise Stale
    for row in writes.rows:
        way_of(type(row))(cursor, row)
    return Committed.DONE


def empty(cursor: sqlite3.Cursor) -> None:
    """Forget every row; not the schema, and not what rows may be sealed under."""
    tables = (
        "select name from sqlite_master where type='table' and name not like 'sqlite_%'"
        " and name not in ('alembic_version', 'seals')"
    )
    for (table,) in cursor.execute(tables).fetchall():
        cursor.execute(f'delete from "{table}"')  # noqa: S608 - a name that the schema itself gave


def write_change(cursor: sqlite3.Cursor, change: Change) -> None:
    """Every row that matches; none is no error."""
    if keys_of(cursor) and not set(change.kind.sealed).isdisjoint(change.to):
        _change_each(cursor, change)
        return
    shape, values = conditions(looked_up(change.kind, change.where, keys_of(cursor)))
    sql = change_sql(change.kind, shape, tuple(change.to))  # type: ignore[arg-type]  # a class is hashable
    cursor.execute(sql, (*change.to.values(), *values))


def _change_each(cursor: sqlite3.Cursor, change: Change) -> None:
    """Row by row: what is sealed is bound to its row."""
    kind, keys = change.kind, keys_of(cursor)
    shape, values = conditions(looked_up(kind, change.where, keys))
    names = bound_columns(kind.table, kind.key)
    which = select_sql(kind, shape, names)  # type: ignore[arg-type]  # a class is hashable
    for key in cursor.execute(which, values).fetchall():
        shape, values = conditions(dict(zip(names, key, strict=True)))
        sql = change_sql(kind, shape, tuple(change.to))  # type: ignore[arg-type]  # a class is hashable
        to = [sealed_value(value, kind, column, key, keys) for column, value in change.to.items()]
        cursor.execute(sql, (*to, *values))


Way = Callable[[sqlite3.Cursor, Any], object]
WAYS: dict[type[Row], Way] = {}


def way_of(kind: type[Row]) -> Way:
    """How rows of this class are written; found out once."""
    way = WAYS.get(kind)
    if way is None:
        way = WAYS[kind] = _way(kind)
    return way


def _way(kind: type[Row]) -> Way:
    if kind is OutboxRow:
        return _numbered()
    sql = sql_of(kind)
    if sql.replace:
        return _versioned(kind)
    text = sql.insert if kind.once else sql.put
    return lambda cursor, row: cursor.execute(text, columns_of(cursor, row))


def columns_of(cursor: sqlite3.Cursor, row: Row) -> Sequence[Value]:
    """The row as it goes into the database."""
    sql = sql_of(type(row))
    return sealed_row(sql.seals, sql.values(row), keys_of(cursor))


def _versioned(kind: type[Row]) -> Way:
    sql = sql_of(kind)
    insert, replace = sql.insert, sql.replace

    def write(cursor: sqlite3.Cursor, row: Any) -> None:
        if row.version == 1:
            cursor.execute(insert, columns_of(cursor, row))
        elif cursor.execute(replace, columns_of(cursor, row)).rowcount == 0:
            raise Stale

    return write


def _numbered() -> Way:
    """An outbox row gets the next number of its place, in place of the one it carries."""
    sql = sql_of(OutboxRow)
    own, team, place = (sql.columns.index(name) + 1 for name in ("number", "team", "place"))
    insert = sql.insert.replace(f"?{own},", f"{RAISED.format(team=team, place=place)},")

    def write(cursor: sqlite3.Cursor, row: OutboxRow) -> None:
        cursor.execute(RAISE, (row.team, row.place))
        cursor.execute(insert, columns_of(cursor, row))

    return write


def take_in(cursor: sqlite3.Cursor, arrival: InboxRow) -> bool:
    """Store an event; False if it was stored before."""
    sql = sql_of(InboxRow)
    return cursor.execute(f"{sql.insert} on conflict (id) do nothing", columns_of(cursor, arrival)).rowcount == 1


def wakes(writes: Writes) -> bool:
    """True if it gives the outbox or the timers something to do."""
    return not (WAKING.isdisjoint(map(type, writes.rows)) and WAKING.isdisjoint(c.kind for c in writes.changes))
