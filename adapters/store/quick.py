"""Short work on a connection, done at once on the loop's own thread.

A trip to another thread and back costs several times what finding a few rows by their key
does, and over there each statement has to win the interpreter's lock back from the loop.
So work is begun here; what turns out not to be short is broken off, nothing of it having
happened, and is for a thread to do.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from math import inf
from pathlib import Path
from typing import TypeVar

from adapters.store.connection import QUICK, STATEMENTS, set_up, uri
from adapters.store.errors import code_of, unavailable
from adapters.store.keys import NO_KEYS, Keyring
from adapters.store.sealing import Connection

T = TypeVar("T")
SHORT = 0.002
"""Seconds the loop may be held up."""
STEPS = 1000
"""Steps of SQLite's own machine between two looks at the clock; a read by key takes less than a hundred."""
NOT_NOW = (sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class TooLong(Exception):
    """It cannot be done in a moment: by its size, or because somebody else holds a lock."""


class Quick:
    """One connection's work on the loop, while no thread uses the connection."""

    def __init__(self, db: sqlite3.Connection, short: float = SHORT) -> None:
        self.db = db
        self._short = short
        self._until = inf
        db.set_progress_handler(self._over, STEPS)

    def _over(self) -> bool:
        return time.perf_counter() > self._until

    def restart(self) -> None:
        """The next of several short pieces of work begins."""
        self._until = time.perf_counter() + self._short

    def do(self, work: Callable[..., T], *given: object) -> T:
        """`work(connection, *given)`, raising what it raises; then nothing of it has happened."""
        self.restart()
        try:
            done = work(self.db, *given)
        except BaseException as error:
            # Time must not be up for this: a rollback can be broken off too.
            self._until = inf
            if self.db.in_transaction:
                self.db.rollback()
            if code_of(error) & 0xFF in NOT_NOW:
                raise TooLong from error
            raise
        self._until = inf
        return done


@contextmanager
def reading(path: Path, short: float = SHORT, keys: Keyring = NO_KEYS) -> Iterator[Quick]:
    """A connection for the loop that cannot write, closed at the end."""
    try:
        opened = sqlite3.connect(
            uri(path, read_only=True),
            uri=True,
            isolation_level=None,
            cached_statements=STATEMENTS,
            factory=Connection,
        )
    except sqlite3.Error as error:
        raise unavailable(path, error) from error
    with closing(opened) as db:
        try:
            set_up(db, QUICK, keys)
        except sqlite3.Error as error:
            raise unavailable(path, error) from error
        yield Quick(db, short)
