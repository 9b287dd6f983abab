# ruff: noqa: S608 - names of row classes and their fields are put into statements
"""Sealing what lies there: plain rows after a key was set, and rows under an older key once there is a new one.

Found on a reading connection, sealed in small units between everybody else's: Baton may run meanwhile, and
what a stop leaves undone is found by the next. A row is written back only as it was read in that same unit.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from adapters.store.admission import REMOVE
from adapters.store.errors import DoesNotOpen
from adapters.store.keys import Keyring
from adapters.store.sealing import NOTHING, keys_of, sealed_row
from adapters.store.statements import read_rows, sql_of
from bot.writes import Row

TABLES = "select name from sqlite_master where type='table' and name not like 'sqlite_%'"
NO_ROWS = {"alembic_version", "places", "seals"}
"""Tables without a row class, and without a word of anybody's."""
STEP = 100
"""Rows in one unit, so that nobody who writes waits long."""


def kinds(db: sqlite3.Connection) -> tuple[type[Row], ...]:
    """The row classes with sealed columns; a table of a room that was never imported may not be passed over."""
    there = {name for (name,) in db.execute(TABLES)} - NO_ROWS
    known = {kind.table: kind for kind in Row.__subclasses__() if hasattr(kind, "table")}
    if unknown := there - known.keys():
        raise LookupError(f"nobody knows the rows of {', '.join(sorted(unknown))}")
    return tuple(kind for table, kind in known.items() if kind.sealed and table in there)


def due(db: sqlite3.Connection, kind: type[Row], after: int) -> tuple[int, ...]:
    """The next rows of which something is not under the newest key, by their numbers."""
    newest = keys_of(db).newest.id
    return tuple(n for (n,) in db.execute(_due(kind), {"newest": newest, "after": after, "limit": STEP}).fetchall())


def _due(kind: type[Row]) -> str:
    nothing = ", ".join(map(repr, NOTHING))
    tests = [
        f"""(case typeof("{c}") when 'blob' then substr("{c}", 2, 8)<>:newest else "{c}" not in ({nothing}) end)"""
        for c in kind.sealed
    ]
    return f"select rowid from {kind.table} where rowid>:after and ({' or '.join(tests)}) order by rowid limit :limit"


def reseal(cursor: sqlite3.Cursor, kind: type[Row], rows: Sequence[int]) -> int:
    """Seal these under the newest key; how many do not open, and stay as they are."""
    # What is overwritten would otherwise still be read in what is free of its page.
    cursor.execute("pragma secure_delete=on")
    broken = sum(not _reseal(cursor, kind, row, keys_of(cursor)) for row in rows)
    cursor.execute("pragma secure_delete=off")
    return broken


def _reseal(cursor: sqlite3.Cursor, kind: type[Row], row: int, keys: Keyring) -> bool:
    sql = sql_of(kind)
    found = cursor.execute(f"{sql.select} where rowid=?", (row,)).fetchall()
    try:
        for known in read_rows(kind, found, keys):
            values = sealed_row(sql.seals, sql.values(known), keys)
            to = {name: values[sql.columns.index(name)] for name in kind.sealed}
            names = ", ".join(f'"{name}"=?' for name in to)
            cursor.execute(f"update {kind.table} set {names} where rowid=?", (*to.values(), row))
    except DoesNotOpen:
        return False
    return True


def forget(cursor: sqlite3.Cursor, ids: Iterable[str]) -> None:
    """Nothing lies under these any more."""
    cursor.executemany(REMOVE, [(id,) for id in ids])


def how_many_plain(db: sqlite3.Connection) -> int:
    """Rows with something that is not sealed."""
    return sum(
        db.execute(f"select count(*) from {kind.table} where {_plain(kind)}").fetchone()[0] for kind in kinds(db)
    )


def _plain(kind: type[Row]) -> str:
    nothing = ", ".join(map(repr, NOTHING))
    return " or ".join(f"""(typeof("{c}")='text' and "{c}" not in ({nothing}))""" for c in kind.sealed)


def squeeze(db: sqlite3.Connection) -> bool:
    """Write the file anew, without what was deleted or overwritten before; False if somebody still reads the log.

    What is written meanwhile waits. The copy that SQLite makes on its way goes to its folder for such, not into memory.
    """
    db.execute("pragma temp_store=default")
    try:
        db.execute("vacuum")
    finally:
        db.execute("pragma temp_store=memory")
    return emptied(db)


def emptied(db: sqlite3.Connection) -> bool:
    """The log is in the file, and empty."""
    busy: int = db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    return not busy
