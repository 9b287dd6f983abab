"""The files that are the database's own, asked about without opening one.

Whoever opens and closes one of them by other means than SQLite, in a process that has the database open, takes away
every lock this process has on it: POSIX keeps locks by process, not by descriptor. The next program that reads the
database then takes itself for its last user and removes the log, with all that is yet to be written to it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from adapters.store.connection import uri
from adapters.store.errors import LogRemoved, unavailable
from adapters.store.lock import lock_of

ENDINGS = ("", "-wal", "-shm", "-journal", ".lock")
OPEN_FILES = Path("/proc")


def is_own(file: Path, database: Path) -> bool:
    """Whether it is one of them, whatever it is called here."""
    return any(_is(file, own) for own in _own(database))


def _own(database: Path) -> Iterator[Path]:
    return (database.with_name(f"{database.name}{ending}") for ending in ENDINGS)


def _is(file: Path, own: Path) -> bool:
    with suppress(OSError):
        return file.samefile(own)
    return file.absolute() == own.absolute()


def logs_ahead(database: Path) -> bool:
    """Whether it has a write-ahead log; asked through SQLite."""
    try:
        with closing(sqlite3.connect(uri(database, read_only=True), uri=True)) as db:
            mode: str = db.execute("pragma journal_mode").fetchone()[0]
    except sqlite3.Error as error:
        raise unavailable(database, error) from error
    return mode == "wal"


def require_log(database: Path) -> None:
    """Raise LogRemoved if a running Baton goes on writing to files that are gone; only Linux tells."""
    with suppress(OSError):
        holder = int(lock_of(database).read_text().strip() or 0)
        removed = {f"{own.resolve()} (deleted)" for own in _own(database)}
        if removed & set(_open_files(holder)):
            raise LogRemoved(database, f"process {holder}")


def _open_files(process: int) -> Iterator[str]:
    """Where its descriptors lead: read off their links, which opens none of them."""
    for link in (OPEN_FILES / str(process) / "fd").iterdir():
        with suppress(OSError):
            yield os.readlink(link)  # noqa: PTH115 - what it says, not a path that is there
