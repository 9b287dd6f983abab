"""Connections to the file, and the one way to run something on a connection's thread."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import aiosqlite

from adapters.store.errors import unavailable
from adapters.store.keys import NO_KEYS, Keyring
from adapters.store.sealing import Connection, equip

T = TypeVar("T")
Pragmas = Mapping[str, str | int]

WRITER: Pragmas = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "temp_store": "memory",
    "cache_size": -16_000,
    "wal_autocheckpoint": 2000,
    "journal_size_limit": 64 * 1024 * 1024,
}
READER: Pragmas = {"busy_timeout": 5000, "temp_store": "memory"}
QUICK: Pragmas = {"busy_timeout": 0, "temp_store": "memory"}
"""The loop waits for nobody."""
STATEMENTS = 256
"""Prepared statements a connection keeps; more than we have shapes of statement."""


def set_up(db: sqlite3.Connection, pragmas: Pragmas, keys: Keyring = NO_KEYS) -> None:
    equip(db, keys)
    for name, value in pragmas.items():
        db.execute(f"pragma {name}={value}").fetchall()


def uri(path: Path, *, read_only: bool) -> str:
    return f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"


async def connect(
    path: Path, pragmas: Pragmas, *, keys: Keyring = NO_KEYS, read_only: bool = False
) -> aiosqlite.Connection:
    """Open the file, in autocommit: transactions begin and end where we say so.

    The writer's connection is used by its thread and by the loop, never by both at once.
    """
    address = uri(path, read_only=read_only)
    try:
        db = await aiosqlite.connect(
            address,
            uri=True,
            isolation_level=None,
            cached_statements=STATEMENTS,
            check_same_thread=False,
            factory=Connection,
        )
    except sqlite3.Error as error:
        raise unavailable(path, error) from error
    try:
        await on_thread(db, set_up, pragmas, keys)
    except sqlite3.Error as error:
        await db.close()
        raise unavailable(path, error) from error
    return db


async def on_thread(db: aiosqlite.Connection, work: Callable[..., T], *given: object) -> T:
    """Run `work(connection, *given)` on the connection's own thread, in one hop.

    aiosqlite has no public call for that, and its public calls hop once for each
    statement, which costs more than the statement.
    """
    done: T = await db._execute(work, db._conn, *given)  # type: ignore[no-untyped-call]  # untyped in aiosqlite
    return done
