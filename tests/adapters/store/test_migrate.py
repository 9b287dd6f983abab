"""The schema: from empty to the newest, and what happens to files of other ages."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from adapters.store import migrate as migrating
from adapters.store.backup import backup
from adapters.store.errors import AlreadyRunning, DatabaseUnreachable, SchemaTooNew, StoreUnavailable
from adapters.store.laying import LAID_OUT, lay_out, sql_of
from adapters.store.migrate import HEAD, MIGRATIONS, migrate, revision, upgrade
from adapters.store.reader import open_reader
from adapters.store.sqlite import open_store
from adapters.store.tables import INDEXES, ROWS, schema
from bot import incidents, writes, written
from bot.writes import MessageRow, Row, Writes
from handoff import rows
from tests.adapters.store.made import message


def set_revision(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update alembic_version set version_num=?", (revision,))


def test_migrating_an_empty_file_gives_the_schema_as_declared(migrated: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{migrated}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema()) == []
    engine.dispose()


def test_a_new_file_is_laid_out_as_all_migrations_together_would_leave_it(migrated: Path, tmp_path: Path) -> None:
    upgrade(stepwise := tmp_path / "stepwise.db")
    assert LAID_OUT.read_text(encoding="utf-8") == sql_of(stepwise), "a migration was added: make schema"
    assert sql_of(migrated) == sql_of(stepwise)


def test_a_new_file_takes_all_steps_when_what_is_laid_out_is_older(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert not lay_out(path, NEXT)
    migrate(path, head=NEXT, scripts=next_version(tmp_path))
    assert revision(path) == NEXT


def test_who_comes_second_to_a_new_file_lays_nothing_out(migrated: Path) -> None:
    assert not lay_out(migrated, HEAD)
    assert revision(migrated) == HEAD


def test_partial_indexes_cover_the_rows_that_are_declared(migrated: Path) -> None:
    with closing(sqlite3.connect(migrated)) as db:
        made = dict(db.execute("select name, sql from sqlite_master where type='index' and sql is not null"))
    assert made.keys() == INDEXES.keys()
    for name, (_, _, where, unique) in INDEXES.items():
        assert made[name].partition(" WHERE ")[2] == where, name
        assert made[name].startswith("CREATE UNIQUE" if unique else "CREATE INDEX"), name


def test_every_row_class_has_a_table() -> None:
    named = [*vars(writes).values(), *vars(incidents).values(), *vars(written).values(), *vars(rows).values()]
    kinds = {kind for kind in named if isinstance(kind, type) and issubclass(kind, Row) and kind is not Row}
    assert kinds == {*ROWS}


def test_every_table_but_the_inbox_leads_with_the_team(migrated: Path) -> None:
    with closing(sqlite3.connect(migrated)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type='table'")]
        first = {table: db.execute(f"pragma table_info({table})").fetchone()[1] for table in tables}
    ours = {table: column for table, column in first.items() if table not in ("alembic_version", "sqlite_sequence")}
    routing = {"seals", "spaces", "links", "slack_workspaces", "slack_states"}
    assert {table for table, column in ours.items() if column != "team"} == {"inbox", "web_feed"} | routing
    assert ours["web_feed"] == "seq"


def test_head_is_the_newest_revision_and_revisions_count_up() -> None:
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]
    numbers = [int(revision[:4]) for revision in revisions]
    assert numbers == sorted(set(numbers))
    assert revisions[-1] == HEAD


NEXT = f"{int(HEAD[:4]) + 1:04}"
LATER = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("messages", sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
    {then}
"""


def next_version(folder: Path, then: str = "") -> Path:
    """The migrations of a Baton to come."""
    scripts = Path(shutil.copytree(MIGRATIONS, folder / "migrations"))
    (scripts / "versions" / f"{NEXT}_moods.py").write_text(LATER.format(then=then, next=NEXT, head=HEAD))
    return scripts


async def test_an_older_file_is_copied_and_then_migrated_with_all_its_rows(path: Path, tmp_path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes((message(),)))
    migrate(path, head=NEXT, scripts=next_version(tmp_path))
    copy = tmp_path / f"baton.db.before-{NEXT}"
    assert (revision(path), revision(copy)) == (NEXT, HEAD)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select id, mood from messages").fetchall() == [("m-1", "calm")]
    async with open_reader(copy) as reader:
        assert await reader.find(MessageRow, {}) == (message(),)


def test_a_later_migration_that_fails_is_undone_whole(path: Path, tmp_path: Path) -> None:
    scripts = next_version(tmp_path, then='op.execute("insert into nowhere values (1)")')
    with pytest.raises(StoreUnavailable, match="nowhere"):
        migrate(path, head=NEXT, scripts=scripts)
    assert revision(path) == HEAD
    with closing(sqlite3.connect(path)) as db:
        assert "mood" not in [column[1] for column in db.execute("pragma table_info(messages)")]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "baton.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table alembic_version (version_num text)")
        db.execute("create table outbox (other text)")
    with pytest.raises(Exception, match="outbox"):
        migrate(path)
    with closing(sqlite3.connect(path)) as db:
        tables = {name for (name,) in db.execute("select name from sqlite_master where type='table'")}
    assert tables == {"alembic_version", "outbox"}


async def test_a_newer_file_is_refused_and_untouched(path: Path) -> None:
    set_revision(path, "9999")
    before = path.read_bytes()  # noqa: ASYNC240 - nothing waits for this test
    for opened in (open_store(path), open_reader(path)):
        with pytest.raises(SchemaTooNew, match=f"its schema is 9999, this Baton knows {HEAD}"):
            async with opened:
                pass
    assert path.read_bytes() == before  # noqa: ASYNC240 - nothing waits for this test


@pytest.mark.parametrize("new", [False, True], ids=["current", "new"])
def test_a_file_is_opened_without_loading_the_migration_tools(path: Path, tmp_path: Path, new: bool) -> None:
    path = tmp_path / "new.db" if new else path
    code = (
        "import asyncio, sys; from pathlib import Path; from adapters.store.sqlite import open_store\n"
        "async def main():\n"
        "    async with open_store(Path(sys.argv[1])): pass\n"
        "asyncio.run(main()); print([name for name in ('alembic', 'sqlalchemy') if name in sys.modules])"
    )
    root = Path(migrating.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code, str(path)], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


async def test_a_second_writer_is_refused_while_readers_go_on(path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes((message(),)))
        with pytest.raises(AlreadyRunning, match=r"already runs.*process \d+"):
            async with open_store(path):
                pass
        async with open_reader(path) as reader:
            assert await reader.find(MessageRow, {}) == (message(),)
    async with open_store(path):
        pass


async def test_a_backup_is_whole_while_units_are_written(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with open_store(path) as store:
        for n in range(20):
            await store.commit(Writes((message(f"m-{n}"), message(f"n-{n}"))))
        backup(path, copy)
        await store.commit(Writes((message("later"),)))
    async with open_reader(copy) as reader:
        assert len(await reader.find(MessageRow, {})) == 40
    assert not (tmp_path / "copy.db.part").exists()


def test_a_backup_that_cannot_be_made_leaves_an_older_one(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(path, copy)
    before = copy.read_bytes()
    with pytest.raises(DatabaseUnreachable):
        backup(tmp_path / "none.db", copy)
    with pytest.raises(DatabaseUnreachable, match="a file of its own"):
        backup(path, path)
    with pytest.raises(DatabaseUnreachable):
        backup(path, tmp_path / "nowhere" / "copy.db")
    assert copy.read_bytes() == before
