"""What a file is sealed under, and whether the keys there are will do; asked before anything is read or written.

The table `seals` names all that rows and files may lie under, "" being none. So a start reads a few ids, and
counts only to say how much it is that cannot be opened.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from adapters.store.connection import uri
from adapters.store.errors import KeyMissing, unavailable
from adapters.store.files import sealed_files
from adapters.store.keys import Keyring

PLAIN = ""
UNDER = "select id from seals"
ADD = "insert or ignore into seals (id, at) values (?, ?)"
REMOVE = "delete from seals where id=?"
ANYTHING = (
    "select exists (select 1 from settings) or exists (select 1 from inbox) or exists (select 1 from conversations)"
)
COUNT = 'select count(*) from "{0}" where substr("{1}", 2, 8)=?'
TABLES = "select name from sqlite_master where type='table' and name not like 'sqlite_%' and name<>'seals'"


def lies_under(db: sqlite3.Connection) -> tuple[str, ...]:
    """Ids of keys, and PLAIN; more than is true only until the next `baton key rotate`."""
    return tuple(id for (id,) in db.execute(UNDER).fetchall())


def admit(cursor: sqlite3.Cursor, path: Path, keys: Keyring, files: Path | None) -> None:
    """Write down what is sealed under from now on; raises KeyMissing, and changes nothing, where a key is not there."""
    db = cursor.connection
    known = lies_under(db)
    gone = [id for id in known if id and id not in keys]
    _refuse(path, [(id, *under(db, id, files)) for id in gone])
    cursor.executemany(REMOVE, [(id,) for id in gone])
    now = [keys.newest.id.hex()] if keys else [PLAIN]
    if keys and not known and cursor.execute(ANYTHING).fetchone()[0]:
        now.append(PLAIN)
    cursor.executemany(ADD, [(id, time.time_ns() // 1000) for id in now if id not in known])


def require_keys(path: Path, keys: Keyring, files: Path | None = None) -> tuple[str, ...]:
    """What it lies under, for one who reads; raises KeyMissing, also for what lies among `files`."""
    try:
        with closing(sqlite3.connect(uri(path, read_only=True), uri=True)) as db:
            known = lies_under(db)
            missing = [id for id in known if id and id not in keys]
            _refuse(path, [(id, *under(db, id, files)) for id in missing])
    except sqlite3.Error as error:
        raise unavailable(path, error) from error
    return known


def _refuse(path: Path, missing: list[tuple[str, int, int]]) -> None:
    said = [_said(id, values, files) for id, values, files in missing if values or files]
    if said:
        raise KeyMissing(path, ", ".join(said))


def _said(id: str, values: int, files: int) -> str:
    return f"{values} value{'s' * (values != 1)} and {files} file{'s' * (files != 1)} under key {id[:8]}"


def under(db: sqlite3.Connection, id: str, files: Path | None) -> tuple[int, int]:
    """How many values and files lie under a key; it reads all of them."""
    key = bytes.fromhex(id)
    columns = tuple(_texts(db))
    values = sum(db.execute(COUNT.format(*column), (key,)).fetchone()[0] for column in columns)
    return values, sum(found == key for _, found in sealed_files(files)) if files else 0


def _texts(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for (table,) in db.execute(TABLES).fetchall():
        for _, column, kind, *_ in db.execute(f'pragma table_info("{table}")').fetchall():
            if kind == "TEXT":
                yield table, column
