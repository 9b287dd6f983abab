"""What goes wrong with the file is said in words for the operator, and nothing is half written."""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from adapters.store import errors
from adapters.store.reader import open_reader
from adapters.store.sqlite import SqliteStore, open_store
from bot.writes import Committed, ConversationRow, InboxRow, MessageRow, OutboxRow, Row, Writes
from tests.adapters.store.made import conversation, inbox, message, post

NOBODY = 65534


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program has a write transaction open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield


@contextmanager
def unprivileged() -> Iterator[None]:
    """For root, file modes mean nothing: be somebody else meanwhile."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was == 0:
            os.seteuid(0)


async def refused(store: SqliteStore, count: int = 50) -> list[BaseException]:
    """What every one of many concurrent callers got."""
    units = [Writes((message(f"lost-{n}"), post(f"lost-{n}"))) for n in range(count)]
    got = await asyncio.gather(*map(store.commit, units), return_exceptions=True)
    return [outcome for outcome in got if isinstance(outcome, BaseException)]


async def test_while_locked_every_caller_hears_of_it_and_afterwards_it_goes_on(path: Path) -> None:
    async with open_store(path, pragmas={"busy_timeout": 20}) as store:
        await store.commit(Writes((message("before"),)))
        with locked(path):
            failures = await refused(store)
            assert len(failures) == 50
            assert {type(failure) for failure in failures} == {errors.DatabaseLocked}
            with pytest.raises(errors.DatabaseLocked, match="Another program keeps the database locked"):
                await store.intake(inbox())
            assert [row.id for row in await store.find(MessageRow, {})] == ["before"]
        assert await store.commit(Writes((message("after"), post("after")))) is Committed.DONE
        assert [row.id for row in await store.find(MessageRow, {})] == ["before", "after"]
        assert [row.number for row in await store.find(OutboxRow, {})] == [1]
        assert await store.waiting() == ()


async def test_a_lock_that_ends_in_time_is_waited_for(path: Path) -> None:
    async with open_store(path) as store:
        with locked(path):
            waiting = asyncio.create_task(store.commit(Writes((message(),))))
            await asyncio.sleep(0.05)
            assert not waiting.done()
        assert await waiting is Committed.DONE


async def test_when_full_what_fits_is_written_and_the_rest_refused_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        (pages,) = db.execute("pragma page_count").fetchone()
    async with open_store(path, pragmas={"max_page_count": pages + 20}) as store:
        units = [
            Writes((conversation(id=f"c-{n}"), message(f"m-{n}", text="x" * 3000), post(f"p-{n}"))) for n in range(200)
        ]
        outcomes = [await asyncio.gather(store.commit(unit), return_exceptions=True) for unit in units]
        flat = [outcome for (outcome,) in outcomes]
        kept = [n for n, outcome in enumerate(flat) if outcome is Committed.DONE]
        assert kept
        assert {type(outcome) for outcome in flat if outcome is not Committed.DONE} == {errors.DatabaseFull}
        assert [row.id for row in await store.find(MessageRow, {})] == [f"m-{n}" for n in kept]
        assert [row.id for row in await store.find(ConversationRow, {})] == [f"c-{n}" for n in kept]
        assert [row.number for row in await store.find(OutboxRow, {})] == list(range(1, len(kept) + 1))
        assert "make room" in str(next(outcome for outcome in flat if isinstance(outcome, errors.DatabaseFull)))


async def test_a_database_that_turns_read_only_refuses_and_can_still_be_read(path: Path) -> None:
    async with open_store(path, pragmas={"query_only": 0}) as store:
        await store.commit(Writes((message(),)))
    with pytest.raises(errors.DatabaseReadOnly, match="check the owner and mode"):
        async with open_store(path, pragmas={"query_only": 1}) as store:
            await store.intake(inbox())
    async with open_reader(path) as reader:
        assert await reader.find(MessageRow, {}) == (message(),)
        assert await reader.find(InboxRow, {}) == ()


@dataclass(frozen=True, slots=True)
class Orphan(Row):
    """A row whose parent is looked for only when the transaction commits."""

    table: ClassVar[str] = "orphans"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    parent: str


async def test_if_the_commit_itself_fails_nobody_is_told_done(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        parent = "references inbox (id) deferrable initially deferred"
        db.execute(f"create table orphans (id text primary key, parent text {parent})")
    async with open_store(path) as store:
        units = [Writes((message(f"m-{n}"),)) for n in range(10)] + [Writes((Orphan("o", "nobody"),))]
        outcomes = await asyncio.gather(*map(store.commit, units), return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {errors.StoreUnavailable}
        assert await store.find(MessageRow, {}) == ()
        assert await store.commit(Writes((message(),))) is Committed.DONE


@pytest.fixture
def foreign(migrated: Path) -> Iterator[Path]:
    """A database in a folder that everybody may enter, and nobody but its owner may write."""
    folder = Path(tempfile.mkdtemp(prefix="baton-store-"))
    path = Path(shutil.copy(migrated, folder / "baton.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


async def test_a_file_we_may_not_write_is_refused_at_start(foreign: Path) -> None:
    with unprivileged(), pytest.raises(errors.DatabaseReadOnly, match=str(foreign)):
        async with open_store(foreign):
            pass


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "baton.db"
    with pytest.raises(errors.DatabaseUnreachable, match="check that its folder exists"):
        async with open_store(path):
            pass
    assert not path.parent.exists()


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"SQLite format 3\x00" + b"\xff" * 8000])
async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "baton.db"
    path.write_bytes(content)
    with pytest.raises(errors.StoreUnavailable):
        async with open_store(path):
            pass
    assert path.read_bytes() == content


async def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "baton.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table recipes (name text)")
    for opened in (open_store(path), open_reader(path)):
        with pytest.raises(errors.NotADatabase, match="it holds other tables"):
            async with opened:
                pass
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select name from sqlite_master").fetchall() == [("recipes",)]


async def test_a_closed_store_refuses(path: Path) -> None:
    async with open_store(path) as store:
        pass
    with pytest.raises(errors.StoreUnavailable, match="closed"):
        await store.commit(Writes((message(),)))


def test_every_message_to_the_operator_says_what_to_do() -> None:
    for kind in errors.StoreUnavailable.__subclasses__():
        assert str(kind(Path("/data/baton.db"))).startswith(str(kind.__doc__)[:20])
        assert "/data/baton.db" in str(kind(Path("/data/baton.db")))
