"""What is looked at, copied or given out while Baton runs leaves its locks on the database alone, and so its log."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adapters.app import App, build
from adapters.command_line import admin, key
from adapters.command_line.checks import look, schema
from adapters.command_line.session import Session
from adapters.settings import read_settings
from adapters.store.backup import backup
from adapters.store.errors import DatabaseUnreachable, LogRemoved
from adapters.store.keys import keyring, make_key
from bot.events import Person
from bot.writes import Writes
from tests.adapters.store.made import message

HANNAH = Person("terminal:hannah", "Hannah")
COUNT = "select count(*) from messages where id like 'late-%'"
Doing = Callable[[App, Path], Coroutine[Any, Any, object]]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    settings = read_settings(env_file=None, data_dir=tmp_path / "data", key=make_key())
    async with build(settings, checks=lambda: look(settings)) as app:
        yield app


def seen_elsewhere(database: Path) -> int:
    """What another program reads, which opens the database and closes it again."""
    script = f"import sqlite3; db = sqlite3.connect({str(database)!r}); print(db.execute({COUNT!r}).fetchone()[0])"
    done = subprocess.run([sys.executable, "-c", f"{script}; db.close()"], capture_output=True, text=True, check=True)
    return int(done.stdout)


async def verb(app: App, *words: str) -> str:
    told: list[str] = []

    async def out(shape: dict[str, Any]) -> None:
        told.append(shape["text"])

    await admin.serve(app, {"line": " ".join(words)}, out)
    return "".join(told)


async def chatted(app: App, *files: Path) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []

    async def show(shape: dict[str, Any]) -> None:
        shown.append(shape)

    async with Session(app, HANNAH, show, Path.cwd()) as session:
        for file in files:
            await session.take(json.dumps({"file": str(file)}), as_json=True)
    return shown


async def doctor(app: App, tmp_path: Path) -> None:
    assert "✓ database: schema" in await verb(app, "doctor")


async def export(app: App, tmp_path: Path) -> None:
    await verb(app, "export", HANNAH.id)


async def copy(app: App, tmp_path: Path) -> None:
    await asyncio.to_thread(backup, app.settings.database, tmp_path / "copy.db")


async def rotate(app: App, tmp_path: Path) -> None:
    async def out(shape: dict[str, Any]) -> None:
        assert "were sealed" in shape["text"]

    id = keyring(app.settings.key.get_secret_value()).newest.id.hex()
    await key.serve(app, {"key": id}, out)


async def sent_as_a_file(app: App, tmp_path: Path) -> None:
    database = app.settings.database
    (tmp_path / "linked").symlink_to(database)
    (tmp_path / "same").hardlink_to(database)
    wanted = (database, database.with_name("baton.db-wal"), tmp_path / "linked", tmp_path / "same")
    shown = await chatted(app, *wanted)
    assert len([line for line in shown if "of Baton's own" in line.get("error", "")]) == len(wanted)


@pytest.mark.parametrize("doing", [doctor, export, copy, rotate, sent_as_a_file])
async def test_the_log_and_what_is_written_next_outlive_it(app: App, tmp_path: Path, doing: Doing) -> None:
    database = app.settings.database
    await app.store.commit(Writes((message("late-1"),)))
    await doing(app, tmp_path)
    assert await asyncio.to_thread(seen_elsewhere, database) == 1
    assert database.with_name("baton.db-wal").exists()
    await app.store.commit(Writes((message("late-2"),)))
    assert await asyncio.to_thread(seen_elsewhere, database) == 2
    assert schema(database).ok


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has open")
async def test_a_log_that_was_removed_is_told_and_nothing_is_copied_without_it(tmp_path: Path) -> None:
    settings = read_settings(env_file=None, data_dir=tmp_path / "data")
    async with build(settings) as app:
        await app.store.commit(Writes((message("late-1"),)))
        settings.database.with_name("baton.db-wal").unlink()
        found = schema(settings.database)
        assert not found.ok and "log was removed under a running Baton" in found.found
        with pytest.raises(LogRemoved, match="SIGTERM"):
            backup(settings.database, tmp_path / "copy.db")
        await app.store.commit(Writes((message("late-2"),)))
    assert seen_elsewhere(settings.database) == 2, "stopped in peace it has saved what it had"
    assert schema(settings.database).ok
    backup(settings.database, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copied:
        assert copied.execute(COUNT).fetchone() == (2,)


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal", ".lock"])
def test_a_backup_is_never_laid_over_a_file_of_the_database(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "baton.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table t (a)")
    with pytest.raises(DatabaseUnreachable, match="a file of its own"):
        backup(path, tmp_path / f"baton.db{ending}")
