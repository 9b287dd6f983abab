"""Consistent copies of a database, also while it is written."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from adapters.store.connection import uri
from adapters.store.errors import DatabaseUnreachable, unavailable
from adapters.store.own_files import is_own, require_log


def backup(path: Path, to: Path) -> None:
    """Copy the database as it is at one moment; `to` is replaced when the copy is whole."""
    if not path.is_file():
        raise DatabaseUnreachable(path, "there is no such file")
    if is_own(to, path):
        raise DatabaseUnreachable(to, "a backup needs a file of its own")
    require_log(path)
    copy(path, to)


def copy(path: Path, to: Path) -> None:
    part = to.with_name(f"{to.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(0o600)
        _copy(path, part)
        part.replace(to)
    except sqlite3.Error as error:
        raise unavailable(path, error) from error
    except OSError as error:
        raise DatabaseUnreachable(to, error.strerror) from error
    finally:
        with suppress(OSError):  # what kept it from being written keeps it from being removed
            part.unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    with (
        closing(sqlite3.connect(uri(path, read_only=True), uri=True)) as source,
        closing(sqlite3.connect(uri(part, read_only=False), uri=True)) as target,
    ):
        source.backup(target)
        target.execute("pragma journal_mode=delete")
    with part.open("rb") as whole:
        os.fsync(whole.fileno())
