"""Where rows become columns and back: what a row class marks as sealed is sealed here, and nowhere else.

A value is bound to its table and column and to the key of its row. Empty values stay as they are: that
there is nothing is not hidden.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.store.errors import DoesNotOpen
from adapters.store.keys import ALIKE, NO_KEYS, Keyring
from bot.writes import Row, Scalar

log = structlog.get_logger("store")
NOTHING = ("", "[]")
"""What stays plain: no words, an empty list."""
BOUND_TO = {"web_feed": ("id",)}
"""Where a row's key is given by the database, another column that is unique."""
Value = Scalar | bytes


@dataclass(frozen=True, slots=True)
class Seals:
    """Which columns of a row class are sealed, by their positions, and what they are bound to."""

    places: tuple[tuple[int, bytes, bool], ...]
    """Position, table and column, whether alike."""
    bound: tuple[int, ...]


class Connection(sqlite3.Connection):
    """A connection that knows its keys."""

    keys: Keyring = NO_KEYS


def keys_of(db: sqlite3.Connection | sqlite3.Cursor) -> Keyring:
    """What is sealed and opened with on this connection."""
    known = db.connection if isinstance(db, sqlite3.Cursor) else db
    return known.keys if isinstance(known, Connection) else NO_KEYS


def equip(db: sqlite3.Connection, keys: Keyring) -> None:
    """Give a connection its keys, and its statements the function `opened(value, 'table.column', key...)`."""
    if isinstance(db, Connection):
        db.keys = keys

    def opened(value: Value, column: str, *key: Scalar) -> Value:
        with suppress(DoesNotOpen):  # to a statement it is as if nothing stood there
            return opened_value(value, column, key, keys)
        return None

    db.create_function("opened", -1, opened, deterministic=True)


def bound_columns(table: str, key: tuple[str, ...]) -> tuple[str, ...]:
    return BOUND_TO.get(table, key)


def seals_of(kind: type[Row], columns: tuple[str, ...]) -> Seals:
    places = [
        (columns.index(name), _place(f"{kind.table}.{name}"), name in kind.alike)
        for name in columns
        if name in kind.sealed
    ]
    return Seals(tuple(places), tuple(map(columns.index, bound_columns(kind.table, kind.key))))


def sealed_row(seals: Seals, values: tuple[Scalar, ...], keys: Keyring) -> Sequence[Value]:
    """A row's values as they go into the database."""
    if not keys or not seals.places:
        return values
    made: list[Value] = list(values)
    row = _row(values[n] for n in seals.bound)
    for at, place, alike in seals.places:
        value = values[at]
        if isinstance(value, str) and value not in NOTHING:
            bound = place if alike else place + row
            made[at] = (keys.newest.seal_alike if alike else keys.newest.seal)(value.encode(), bound)
    return made


def opened_row(seals: Seals, values: Sequence[Any], keys: Keyring, *, instead: str | None = None) -> Sequence[Any]:
    """What the database gave, as a row's values; raises DoesNotOpen, or gives that as `instead`."""
    made, row = list(values), b""
    for at, place, alike in seals.places:
        value = values[at]
        if isinstance(value, bytes):
            row = row or _row(values[n] for n in seals.bound)
            try:
                made[at] = keys.open(value, place if alike else place + row).decode()
            except DoesNotOpen as no:
                if instead is None:
                    raise
                if not instead:  # whoever is given words in its place says so themselves
                    log.error("store.does_not_open", row=row.decode(), why=str(no))
                made[at] = instead
    return made


def sealed_value(value: Scalar, kind: type[Row], column: str, key: Iterable[Scalar], keys: Keyring) -> Value:
    """One value of a row whose key is known."""
    if not keys or column not in kind.sealed or not isinstance(value, str) or value in NOTHING:
        return value
    place = _place(f"{kind.table}.{column}")
    if column in kind.alike:
        return keys.newest.seal_alike(value.encode(), place)
    return keys.newest.seal(value.encode(), place + _row(key))


def opened_value(value: Value, column: str, key: Iterable[Scalar], keys: Keyring) -> Scalar:
    """One value, sealed or not, as words; `column` with its table."""
    if not isinstance(value, bytes):
        return value
    place = _place(column)
    return keys.open(value, place if value[:1] == ALIKE else place + _row(key)).decode()


def alikes(value: Scalar, kind: type[Row], column: str, keys: Keyring) -> tuple[Any, ...]:
    """What stands in a column by which rows are looked up, whichever key it is under, or plain."""
    words = str(value).encode()
    return (value, *(key.seal_alike(words, _place(f"{kind.table}.{column}")) for key in keys.keys))


def opened(column: str, *key: str) -> str:
    """In a statement: the words of a column, given with its table, of the row with that key."""
    return f"opened({', '.join((column, repr(column), *key))})"


def _place(column: str) -> bytes:
    return f"{column}|".encode()


def _row(key: Iterable[Scalar]) -> bytes:
    """No two keys give the same: each part says how long it is."""
    return "".join([f"{len(text)}:{text}," for text in map(str, key)]).encode()
