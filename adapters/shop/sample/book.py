"""The sample shop's own file: when it opened, its clock's offset, its ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.writes import micros, moment

_SCHEMA = """
create table if not exists meta (name text primary key, value integer not null) strict;
create table if not exists ledger (
    number integer primary key,
    key text not null unique,
    kind text not null,
    customer text not null,
    "order" text not null,
    amount text not null,
    currency text not null,
    at integer not null,
    request text not null,
    answer text not null,
    entry text not null
) strict;
"""


class Book:
    """Short transactions on one SQLite file; several processes may open it at once."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with self.writing() as connection:
            # Not executescript: it would commit the transaction it runs in.
            for statement in _SCHEMA.strip().split(";\n"):
                connection.execute(statement)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else can write beside."""
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")
        finally:
            # Closing rolls back what was not committed.
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            yield connection
        finally:
            connection.close()

    def opened(self, now: datetime) -> datetime:
        """The moment of first use; `now`, if this is it."""
        with self.writing() as connection:
            connection.execute("insert or ignore into meta values ('opened', ?)", (micros(now),))
            return moment(_value(connection, "opened"))

    def start_over(self, now: datetime) -> None:
        """Forget every payment and open anew at `now`."""
        with self.writing() as connection:
            connection.execute("delete from ledger")
            connection.execute("insert or replace into meta values ('opened', ?)", (micros(now),))

    def offset(self) -> timedelta:
        """How far the shop's clock was moved ahead."""
        with self.reading() as connection:
            return timedelta(microseconds=_value(connection, "offset"))

    def set_offset(self, offset: timedelta) -> None:
        value = offset // timedelta(microseconds=1)
        with self.writing() as connection:
            connection.execute("insert or replace into meta values ('offset', ?)", (value,))


def _value(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("select value from meta where name = ?", (name,)).fetchone()
    return int(row["value"]) if row else 0
