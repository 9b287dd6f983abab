"""What can go wrong with the database, in words for the operator.

StoreUnavailable
├── DatabaseLocked
├── DatabaseFull
├── DatabaseReadOnly
├── DatabaseUnreachable
├── NotADatabase
├── SchemaTooNew
├── KeyMissing
├── LogRemoved
└── AlreadyRunning
"""

import sqlite3
from pathlib import Path

from bot import writes


class StoreUnavailable(writes.StoreUnavailable):
    """The database failed; nothing of this was written."""

    def __init__(self, path: Path, detail: object = "") -> None:
        said = f"{type(self).__doc__} ({path})"
        super().__init__(f"{said}: {detail}" if detail else said)


class DatabaseLocked(StoreUnavailable):
    """Another program keeps the database locked; close it, or wait until its backup has ended."""


class DatabaseFull(StoreUnavailable):
    """The disk is full, or the database has reached its size limit; make room and it goes on."""


class DatabaseReadOnly(StoreUnavailable):
    """The database cannot be written; check the owner and mode of the file and its folder."""


class DatabaseUnreachable(StoreUnavailable):
    """The database file cannot be opened; check that its folder exists and may be used."""


class NotADatabase(StoreUnavailable):
    """This file is not a database of Baton, or it is damaged; restore a backup or name another file."""


class SchemaTooNew(StoreUnavailable):
    """A newer Baton wrote this database; update Baton, or restore the copy made before the update."""


class AlreadyRunning(StoreUnavailable):
    """Baton already runs on this database; stop it first, or give this one another data folder."""


class KeyMissing(StoreUnavailable):
    """It is sealed under a key that is not in BATON_KEY; put that key there, behind a newer one if you have one."""


class LogRemoved(StoreUnavailable):
    """Its log was removed under a running Baton; stop it in peace (SIGTERM), which saves what it has, then start it."""


class DoesNotOpen(ValueError):
    """A sealed value does not open where it stands; only a backup has it."""

    def __init__(self, bound: bytes, why: str) -> None:
        where = bound.partition(b"|")[0].decode(errors="replace")
        super().__init__(f"{type(self).__doc__} ({where}): {why}")


class Unstorable(ValueError):
    """A row holds what no database can keep: broken Unicode, a number too large, an empty column."""


BROKEN: dict[int, type[StoreUnavailable]] = {
    sqlite3.SQLITE_BUSY: DatabaseLocked,
    sqlite3.SQLITE_LOCKED: DatabaseLocked,
    sqlite3.SQLITE_PROTOCOL: DatabaseLocked,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachable,
    sqlite3.SQLITE_PERM: DatabaseUnreachable,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CORRUPT: NotADatabase,
    sqlite3.SQLITE_IOERR: StoreUnavailable,
    sqlite3.SQLITE_NOMEM: StoreUnavailable,
    sqlite3.SQLITE_INTERRUPT: StoreUnavailable,
}
"""SQLite's primary result codes that say something about the file, not about a row."""

TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID)


def code_of(error: BaseException) -> int:
    """SQLite's extended result code, 0 for an error that SQLite did not raise."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def is_broken(error: BaseException) -> bool:
    """True if the database itself failed, so that no unit of the batch can go on."""
    return (code_of(error) & 0xFF) in BROKEN


def unavailable(path: Path, error: BaseException) -> StoreUnavailable:
    """The exception that tells the operator what `error` means."""
    return BROKEN.get(code_of(error) & 0xFF, StoreUnavailable)(path, error)
