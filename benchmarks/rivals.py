"""Other ways to write the same units with the same durability: what ours is measured against.

All of them start from a database migrated by us, with the same indexes and pragmas and
the events already there, and end with the same rows in it.
"""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.store.connection import WRITER, set_up
from adapters.store.keys import NO_KEYS, Keyring
from adapters.store.sqlite import open_store
from adapters.store.tables import schema
from bot.writes import Committed, ConversationRow, MessageRow, OutboxRow, Row, Writes

Seconds = float
DONE = "update inbox set state='done', error='' where id=? and state='new'"
NUMBER = (
    "insert into places (team, place, last) values (?, ?, 1)"
    " on conflict (team, place) do update set last=last+1 returning last"
)
RAISE = NUMBER.removesuffix(" returning last")
RAISED = "(select last from places where team=? and place=?)"
MOVE = (
    "update conversations set name=?, place=?, state=?, silent=?, updated=?, version=?"
    " where team=? and id=? and version=?"
)


async def in_flight(units: Sequence[Writes], width: int, write: Callable[[Writes], Awaitable[object]]) -> Seconds:
    """Seconds until all are durable, with `width` callers who each wait for their own unit."""
    waiting = iter(units)

    async def caller() -> None:
        for unit in waiting:
            await write(unit)

    start = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(width)))
    return time.perf_counter() - start


async def ours(
    path: Path, units: Sequence[Writes], width: int, *, full: bool = True, keys: Keyring = NO_KEYS
) -> Seconds:
    async with open_store(path, full=full, keys=keys) as store:

        async def write(unit: Writes) -> None:
            if await store.commit(unit) is not Committed.DONE:
                raise AssertionError(unit)

        return await in_flight(units, width, write)


def _names(kind: type[Row]) -> list[str]:
    return [field.name for field in fields(kind)]


def _insert(kind: type[Row]) -> str:
    names = _names(kind)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"insert into {kind.table} ({quoted}) values ({', '.join('?' * len(names))})"


OPEN, SAY, POST = _insert(ConversationRow), _insert(MessageRow), _insert(OutboxRow)
opened, said, sent = (attrgetter(*_names(kind)) for kind in (ConversationRow, MessageRow, OutboxRow))
COLUMNS: dict[type[Row], list[str]] = {kind: _names(kind) for kind in (ConversationRow, MessageRow, OutboxRow)}
NUMBER_AT = COLUMNS[OutboxRow].index("number")
NUMBERED = f"{POST.rpartition('(')[0]}({', '.join(RAISED if name == 'number' else '?' for name in COLUMNS[OutboxRow])})"


def statements(unit: Writes) -> list[tuple[str, tuple[Any, ...]]]:
    """The unit by hand, but for the post, whose number is not known yet."""
    talk, asked, told, _ = unit.rows
    assert isinstance(talk, ConversationRow)
    moved = (talk.name, talk.place, talk.state, talk.silent, talk.updated, talk.version)
    first = (OPEN, opened(talk))
    later = (MOVE, (*moved, talk.team, talk.id, talk.version - 1))
    return [(DONE, (unit.done,)), first if talk.version == 1 else later, (SAY, said(asked)), (SAY, said(told))]


def posted(unit: Writes) -> tuple[tuple[str, str], tuple[Any, ...], int]:
    post = unit.rows[3]
    assert isinstance(post, OutboxRow)
    return (post.team, post.place), sent(post), NUMBER_AT


def numbered(unit: Writes) -> list[tuple[str, tuple[Any, ...]]]:
    """The post with its number found in the statement itself, the fastest we know."""
    place, post, at = posted(unit)
    return [(RAISE, place), (NUMBERED, (*post[:at], *place, *post[at + 1 :]))]


async def raw(path: Path, units: Sequence[Writes], width: int) -> Seconds:
    """The floor: sqlite3 by hand on one thread, 64 units a transaction, no loop, no guards, no savepoints."""
    prepared = [statements(unit) + numbered(unit) for unit in units]
    db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    set_up(db, WRITER)
    cursor = db.cursor()
    start = time.perf_counter()
    for begin in range(0, len(prepared), 64):
        cursor.execute("begin immediate")
        for unit in prepared[begin : begin + 64]:
            for sql, values in unit:
                cursor.execute(sql, values)
        cursor.execute("commit")
    spent = time.perf_counter() - start
    db.close()
    return spent


async def statement_at_a_time(path: Path, units: Sequence[Writes], width: int) -> Seconds:
    """aiosqlite as its manual shows it: a lock, a transaction a unit, an await a statement."""
    lock = asyncio.Lock()
    async with aiosqlite.connect(path, isolation_level=None, cached_statements=256) as db:
        for name, value in WRITER.items():
            await db.execute(f"pragma {name}={value}")

        async def write(unit: Writes) -> None:
            place, post, at = posted(unit)
            async with lock:
                await db.execute("begin immediate")
                for sql, values in statements(unit):
                    await db.execute(sql, values)
                (number,) = await (await db.execute(NUMBER, place)).fetchone() or (0,)
                await db.execute(POST, (*post[:at], number, *post[at + 1 :]))
                await db.commit()

        return await in_flight(units, width, write)


async def sqlalchemy(path: Path, units: Sequence[Writes], width: int) -> Seconds:
    """SQLAlchemy Core over aiosqlite: a transaction a unit, one at a time (more only wait for SQLite's lock)."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", pool_size=1, max_overflow=0, pool_timeout=600)
    event.listen(
        engine.sync_engine, "connect", lambda db, _: [db.execute(f"pragma {n}={v}") for n, v in WRITER.items()]
    )
    try:
        return await in_flight(units, width, lambda unit: _by_core(engine, unit))
    finally:
        await engine.dispose()


TABLES = schema().tables


def _dict(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS[type(row)]}


async def _by_core(engine: AsyncEngine, unit: Writes) -> None:
    inbox, places = TABLES["inbox"], TABLES["places"]
    talk, asked, told, post = unit.rows
    assert isinstance(talk, ConversationRow)
    assert isinstance(post, OutboxRow)
    conversations, lines = TABLES["conversations"], TABLES["messages"]
    async with engine.begin() as db:
        await db.execute(inbox.update().where(inbox.c.id == unit.done, inbox.c.state == "new").values(state="done"))
        same = (conversations.c.team == talk.team, conversations.c.id == talk.id)
        if talk.version == 1:
            await db.execute(conversations.insert().values(_dict(talk)))
        else:
            newer = conversations.c.version == talk.version - 1
            await db.execute(conversations.update().where(*same, newer).values(_dict(talk)))
        await db.execute(lines.insert().values(_dict(asked)))
        await db.execute(lines.insert().values(_dict(told)))
        counted = upsert(places).values(team=post.team, place=post.place, last=1)
        raised = {"last": places.c.last + 1}
        number = await db.scalar(
            counted.on_conflict_do_update(index_elements=["team", "place"], set_=raised).returning(places.c.last)
        )
        await db.execute(TABLES["outbox"].insert().values(_dict(post) | {"number": number}))


def rows_in(path: Path) -> dict[str, int]:
    """What a run left behind, to be compared between rivals."""
    db = sqlite3.connect(path)
    counts = {
        table: db.execute(f"select count(*) from {table}").fetchone()[0]
        for table in ("conversations", "messages", "outbox", "places")
    }
    counts["done"] = db.execute("select count(*) from inbox where state='done'").fetchone()[0]
    counts["versions"] = db.execute("select sum(version) from conversations").fetchone()[0]
    counts["numbers"] = db.execute("select sum(number) from outbox").fetchone()[0]
    db.close()
    return counts
