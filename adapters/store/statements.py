# ruff: noqa: S608 - names of fields are put into statements, checked; values are bound
"""The SQL of each row class, made once from its fields and its rules of writing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

from adapters.store.keys import NO_KEYS, Keyring
from adapters.store.sealing import Seals, alikes, opened_row, seals_of
from bot.writes import Row, Scalar

R = TypeVar("R", bound=Row)
Where = Mapping[str, Scalar | tuple[Scalar, ...]]
LITERAL = re.compile(r"[a-z_]{1,30}")
OPEN = "(state='queued' or state='sending' or state='unknown')"
OPEN_STATES = frozenset(("queued", "sending", "unknown"))


@dataclass(frozen=True, slots=True)
class Sql:
    """How one row class is written and read; `?1`, `?2`... are its fields in their order."""

    columns: tuple[str, ...]
    values: Callable[[Row], tuple[Scalar, ...]]
    select: str
    insert: str
    put: str
    replace: str
    flags: tuple[int, ...]
    """Where the booleans are, which SQLite gives back as 0 and 1."""
    seals: Seals


KNOWN: dict[type[Row], Sql] = {}


def sql_of(kind: type[Row]) -> Sql:
    known = KNOWN.get(kind)
    if known is None:
        known = KNOWN[kind] = _made(kind)
    return known


def _made(kind: type[Row]) -> Sql:
    columns = tuple(field.name for field in fields(kind))
    hints = get_type_hints(kind)
    named = ", ".join(map(_quoted, columns))
    insert = f"insert into {kind.table} ({named}) values ({', '.join(f'?{n + 1}' for n in range(len(columns)))})"
    return Sql(
        columns,
        attrgetter(*columns),
        f"select {named} from {kind.table}",
        insert,
        f"{insert} {_upsert(kind, columns)}",
        _replace(kind, columns) if "version" in columns else "",
        tuple(n for n, column in enumerate(columns) if hints[column] is bool),
        seals_of(kind, columns),
    )


def _quoted(column: str) -> str:
    return f'"{column}"'


def _upsert(kind: type[Row], columns: tuple[str, ...]) -> str:
    others = ", ".join(f'"{column}"=excluded."{column}"' for column in columns if column not in kind.key)
    return f"on conflict ({', '.join(map(_quoted, kind.key))}) do update set {others}"


def _replace(kind: type[Row], columns: tuple[str, ...]) -> str:
    place = {column: f"?{n + 1}" for n, column in enumerate(columns)}
    to = ", ".join(f'"{column}"={place[column]}' for column in columns if column not in kind.key)
    key = " and ".join(f'"{column}"={place[column]}' for column in kind.key)
    return f"update {kind.table} set {to} where {key} and version={place['version']}-1"


def check(kind: type[Row], columns: Iterable[str]) -> None:
    """Names of columns become SQL, so they must be fields of the row class."""
    unknown = set(columns) - set(sql_of(kind).columns)
    if unknown:
        raise ValueError(f"{kind.__name__} has no column {', '.join(sorted(unknown))}")


def check_open(kind: type[Row], columns: Iterable[str]) -> None:
    """Also where there is no key: what may lie sealed is not searched or sorted by."""
    check(kind, columns)
    if closed := set(columns) & set(kind.sealed) - set(kind.alike):
        raise ValueError(f"rows of {kind.__name__} are not looked up by {', '.join(sorted(closed))}: it may be sealed")


def condition(column: str, value: Scalar | tuple[Scalar, ...]) -> tuple[str, str, tuple[Scalar, ...]]:
    """A comparison as (column, operator with its places, parameters).

    Partial indexes are chosen by the words of a statement: hence states are written into
    it, not bound, and what follows from a comparison anyway is said word for word.
    """
    match value:
        case tuple():
            same = f" and {OPEN}" if column == "state" and value and OPEN_STATES.issuperset(value) else ""
            return column, f"in ({', '.join('?' * len(value))}){same}", value
        case None:
            return column, "is null", ()
        case str() if column in ("state", "stage") and LITERAL.fullmatch(value):
            return column, f"= '{value}'", ()
        case int() if column == "case" and value:
            return column, '= ? and "case"<>0', (value,)
        case str() if column == "bundle" and value:
            return column, "= ? and bundle<>''", (value,)
        case _:
            return column, "= ?", (value,)


Conditions = tuple[tuple[str, str], ...]


def conditions(where: Where) -> tuple[Conditions, tuple[Scalar, ...]]:
    """The shape of a where clause, fit for a cache, and its parameters."""
    made = [condition(column, value) for column, value in where.items()]
    return tuple((column, test) for column, test, _ in made), tuple(v for _, _, values in made for v in values)


def looked_up(kind: type[Row], where: Where, keys: Keyring) -> Where:
    """The comparisons as they hold in the file, where a column of them is sealed."""
    if not keys or not kind.alike:
        return where
    return {
        column: alikes(value, kind, column, keys) if column in kind.alike and isinstance(value, str) else value
        for column, value in where.items()
    }


def _clause(shape: Conditions) -> str:
    return " and ".join(f'"{column}" {test}' for column, test in shape)


@lru_cache(1024)
def change_sql(kind: type[Any], shape: Conditions, to: tuple[str, ...]) -> str:
    check_open(kind, [column for column, _ in shape])
    check(kind, to)
    if not shape or not to:
        raise ValueError(f"a change of {kind.__name__} names no rows or no columns")
    return f"update {kind.table} set {', '.join(f'{_quoted(name)}=?' for name in to)} where {_clause(shape)}"


@lru_cache(256)
def select_sql(kind: type[Any], shape: Conditions, columns: tuple[str, ...]) -> str:
    """Some columns of all rows that match, in no order."""
    check_open(kind, [column for column, _ in shape])
    return f"select {', '.join(map(_quoted, columns))} from {kind.table} where {_clause(shape)}"


@lru_cache(1024)
def find_sql(kind: type[Any], shape: Conditions, order: tuple[str, ...], newest_first: bool) -> str:
    """Rows of equal order come as they were first written, hence the rowid at the end.

    With a plus, so that wanting this order alone never keeps an index from being used.
    """
    check_open(kind, (*(column for column, _ in shape), *order))
    way = " desc" if newest_first else ""
    ranks = ", ".join(f"{column}{way}" for column in (*map(_quoted, order), "rowid" if order else "+rowid"))
    where = f" where {_clause(shape)}" if shape else ""
    return f"{sql_of(kind).select}{where} order by {ranks} limit ?"


def read_rows(
    kind: type[R], found: Sequence[Sequence[Any]], keys: Keyring = NO_KEYS, *, instead: str | None = None
) -> tuple[R, ...]:
    """What a select of this row class gave, as rows; raises DoesNotOpen.

    With `instead` that stands where something does not open: for queues, which go on, and know what to
    do with an entry that they cannot read, and for what is of use also then.
    """
    flags, seals = sql_of(kind).flags, sql_of(kind).seals
    if keys and seals.places:
        found = [opened_row(seals, values, keys, instead=instead) for values in found]
    if not flags:
        return tuple(kind(*values) for values in found)
    return tuple(kind(*(bool(v) if n in flags else v for n, v in enumerate(values))) for values in found)
