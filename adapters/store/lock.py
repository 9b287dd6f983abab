"""One process writes to a database file; a second is told who does."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.store.errors import AlreadyRunning, DatabaseReadOnly, DatabaseUnreachable


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the lock beside the database `path`; the system lets go of it however we end."""
    handle = _open(path)
    try:
        _take(handle, path)
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def lock_of(path: Path) -> Path:
    """The lock's file; in it stands the process that holds it, or held it last."""
    return path.with_name(f"{path.name}.lock")


def _open(path: Path) -> int:
    try:
        return os.open(lock_of(path), os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError as error:
        raise DatabaseUnreachable(path, error.strerror) from error
    except OSError as error:
        raise DatabaseReadOnly(path, error.strerror) from error


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 20, 0).decode(errors="replace").strip()
        raise AlreadyRunning(path, f"process {holder}" if holder else "") from None
