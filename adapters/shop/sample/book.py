"""The sample shop's own file: when it opened, its clock's offset, its ledger, its deeds."""

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.shop import ShopUnavailable
from bot.writes import micros, moment

_PATIENCE = 2.0
"""Seconds to wait for somebody else's transaction."""
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
create table if not exists deeds (
    number integer primary key,
    key text not null unique,
    kind text not null,
    customer text not null,
    subject text not null,
    at integer not null,
    request text not null,
    answer text not null,
    amount text not null,
    currency text not null
) strict;
"""


class Book:
    """Short transactions on one SQLite file; several processes may open it at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        # Reading must go on where writing cannot, so nothing is written that is there.
        if not self._made():
            self._make()
        self._watching: sqlite3.Connection | None = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else can write beside."""
        with self.reading() as connection:
            # Closing rolls back what was not committed.
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection; raises ShopUnavailable when the file cannot be used."""
        try:
            with closing(sqlite3.connect(self._path, isolation_level=None, timeout=_PATIENCE)) as connection:
                connection.row_factory = sqlite3.Row
                yield connection
        except sqlite3.Error as broken:
            raise ShopUnavailable(f"The sample shop's file {self._path} cannot be used: {broken}") from broken

    def edition(self) -> int | None:
        """A number that changes with every change, whoever made it; None if that cannot be told without waiting.

        To be asked from one thread only: SQLite counts what others did since this connection last looked.
        """
        try:
            if self._watching is None:
                # Whichever thread lets go of the book last closes it.
                self._watching = sqlite3.connect(self._path, isolation_level=None, timeout=0, check_same_thread=False)
                weakref.finalize(self, self._watching.close)
            return int(self._watching.execute("pragma data_version").fetchone()[0])
        except sqlite3.Error:
            return None

    def opened(self, now: datetime) -> datetime:
        """The moment of first use; `now`, if this is it."""
        with self.reading() as connection:
            if value := _value(connection, "opened"):
                return moment(value)
        with self.writing() as connection:
            connection.execute("insert or ignore into meta values ('opened', ?)", (micros(now),))
            return moment(_value(connection, "opened"))

    def start_over(self, now: datetime) -> None:
        """Forget every payment and every deed, and open anew at `now`."""
        with self.writing() as connection:
            connection.execute("delete from ledger")
            connection.execute("delete from deeds")
            connection.execute("insert or replace into meta values ('opened', ?)", (micros(now),))

    def offset(self) -> timedelta:
        """How far the shop's clock was moved ahead."""
        with self.reading() as connection:
            return timedelta(microseconds=_value(connection, "offset"))

    def set_offset(self, offset: timedelta) -> None:
        value = offset // timedelta(microseconds=1)
        with self.writing() as connection:
            connection.execute("insert or replace into meta values ('offset', ?)", (value,))

    def _made(self) -> bool:
        with self.reading() as connection:
            tables = connection.execute("select count(*) from sqlite_schema where name in ('meta', 'ledger', 'deeds')")
            return bool(tables.fetchone()[0] == 3)

    def _make(self) -> None:
        with self.writing() as connection:
            # Not executescript: it would commit the transaction it runs in.
            for statement in _SCHEMA.strip().split(";\n"):
                connection.execute(statement)


def _value(connection: sqlite3.Connection, name: str) -> int:
    row = connection.execute("select value from meta where name = ?", (name,)).fetchone()
    return int(row["value"]) if row else 0
