"""`baton key rotate`: everything under the newest key, whatever stops it, and no old word left in any file."""

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from adapters.store import resealing
from adapters.store.admission import PLAIN, require_keys, under
from adapters.store.backup import backup
from adapters.store.errors import KeyMissing
from adapters.store.files import FileStore
from adapters.store.keys import Keyring, keyring, make_key
from adapters.store.rotation import Report
from adapters.store.sqlite import SqliteStore, open_store
from bot.writes import Change, MessageRow, OutboxRow, Writes
from tests.adapters.store.made import conversation, inbox, message, post
from tests.adapters.store.test_sealing import SECRET, everything, readable

ROOT = Path(__file__).parents[3]
OLD, NEW = make_key(), make_key()
LEFT_LYING = {"secure_delete": 0}
"""Some builds of SQLite overwrite what is deleted by themselves; not all do."""
MANY = 250
"""Rows of one kind: some units' worth."""


async def filled(path: Path, text: str) -> str:
    """A store with people's words in many rows, some of which were said over or taken back; the ref of a file."""
    keys = keyring(text)
    async with open_store(path, keys=keys, pragmas=LEFT_LYING) as store:
        await store.commit(Writes(everything()))
        await store.commit(Writes(tuple(message(f"n-{n}", text=f"{SECRET} {n} " * 9) for n in range(MANY))))
        await store.commit(Writes(tuple(inbox(f"o-{n}", at=0, payload=SECRET * 50, state="done") for n in range(MANY))))
        await store.purge("main", 1)
        await store.commit(Writes((conversation(2, "c-1", state="[]"),)))
        await store.commit(Writes(changes=(Change(MessageRow, {"id": "n-7"}, {"text": "never mind"}),)))
        return (await FileStore(path.parent / "files", 1000, keys).keep("zebra.txt", b"a zebra")).ref


async def rotated(path: Path, text: str) -> Report:
    keys = keyring(text)
    async with open_store(path, keys=keys, files=path.parent / "files", pragmas=LEFT_LYING) as store:
        return await store.rotation(FileStore(path.parent / "files", 1000, keys)).run()


async def says_the_same(path: Path, keys: Keyring, ref: str) -> None:
    async with open_store(path, keys=keys, files=path.parent / "files") as store:
        said = {row.id: row.text for row in await store.find(MessageRow, {})}
        assert len(said) == MANY + 1 and said["n-8"] == f"{SECRET} 8 " * 9 and said["n-7"] == "never mind"
        assert [row.payload for row in await store.find(OutboxRow, {})] == [f'["{SECRET}"]']
        assert await FileStore(path.parent / "files", 1000, keys).read(ref) == b"a zebra"


def lies(path: Path, text: str) -> tuple[int, int]:
    """Values and files under the first key of these."""
    with closing(sqlite3.connect(path)) as db:
        return under(db, keyring(text).newest.id.hex(), path.parent / "files")


async def test_of_a_plain_database_no_word_is_left_in_any_file(path: Path) -> None:
    ref = await filled(path, "")
    assert readable(path.parent) == sorted(["baton.db", ref])
    report = await rotated(path, NEW)
    assert (report.files, report.over, report.left, report.broken, report.emptied) == (1, [""], {}, 0, True)
    assert report.rows == MANY + len(everything())
    assert readable(path.parent) == []
    await says_the_same(path, keyring(NEW), ref)
    again = await rotated(path, NEW)
    assert (again.rows, again.files, again.over) == (0, 0, [])
    await asyncio.to_thread(backup, path, path.parent / "copy.db")
    assert readable(path.parent) == []


async def test_what_is_sealed_is_overwritten_at_once_not_only_at_the_end(path: Path) -> None:
    async with open_store(path, pragmas=LEFT_LYING) as store:
        await store.commit(Writes(tuple(row for n in range(9) for row in everything(n))))
    keys = keyring(NEW)
    async with open_store(path, keys=keys, pragmas=LEFT_LYING) as store:
        assert len(await store._read(resealing.due, MessageRow, 0)) == 9
        for kind in await store._read(resealing.kinds):
            rows = await store._read(resealing.due, kind, 0)
            await store._writer.write(partial(resealing.reseal, kind=kind, rows=rows))
        await store._writer.alone(resealing.emptied)
        assert readable(path.parent) == []


async def test_what_a_file_lies_under_is_known_though_nobody_wrote_it_down_or_all_was_forgotten(path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes(everything()))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("delete from seals")  # as a file of before has it
    async with open_store(path, keys=keyring(NEW)) as store:
        assert set(require_keys(path, keyring(NEW))) == {PLAIN, keyring(NEW).newest.id.hex()}
        await store.empty()
        await store.commit(Writes((message(),)))
    with pytest.raises(KeyMissing):
        await rotated(path, OLD)


async def test_a_fresh_file_with_a_key_never_was_plain(path: Path) -> None:
    async with open_store(path, keys=keyring(NEW)):
        assert require_keys(path, keyring(NEW)) == (keyring(NEW).newest.id.hex(),)


async def test_an_old_key_can_be_dropped_once_nothing_lies_under_it_and_not_before(path: Path) -> None:
    ref = await filled(path, OLD)
    async with open_store(path, keys=keyring(f"{NEW},{OLD}")) as store:
        await store.commit(Writes((post("new", payload="zebra"),)))
    values, files = lies(path, OLD)
    assert values > MANY and files == 1
    with pytest.raises(KeyMissing, match=f"{values} values and 1 file under key"):
        await rotated(path, NEW)
    report = await rotated(path, f"{NEW}, {OLD}")
    assert report.over == [keyring(OLD).newest.id.hex()] and lies(path, OLD) == (0, 0)
    async with open_store(path, keys=keyring(NEW), files=path.parent / "files") as store:
        assert [row.payload for row in await store.find(OutboxRow, {"id": "new"})] == ["zebra"]
        await store.commit(Writes(changes=(Change(OutboxRow, {"id": "new"}, {"state": "dropped"}),)))
        await store.purge("main", 10)
    await says_the_same(path, keyring(NEW), ref)


async def dies(path: Path, step: str, count: int) -> None:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.adapters.store.resealer", str(path), step, str(count)),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BATON_KEY": f"{NEW},{OLD}"},
    )
    assert await asyncio.wait_for(child.wait(), 60) == -signal.SIGKILL


async def test_killed_at_any_step_it_loses_nothing_and_goes_on_where_it_stopped(path: Path) -> None:
    ref, keys = await filled(path, OLD), keyring(f"{NEW},{OLD}")
    before = lies(path, OLD)[0]
    await dies(path, "row", 150)
    left = lies(path, OLD)[0]
    assert 0 < left < before, "some are done, some are not, and none by half"
    await says_the_same(path, keys, ref)
    for step in ("file", "squeeze", "forget"):
        await dies(path, step, 1)
        await says_the_same(path, keys, ref)
    assert lies(path, OLD) == (0, 0)
    assert (await rotated(path, f"{NEW},{OLD}")).over == [keyring(OLD).newest.id.hex()]
    await says_the_same(path, keyring(NEW), ref)


async def test_baton_goes_on_writing_and_reading_meanwhile(path: Path) -> None:
    await filled(path, "")
    keys = keyring(NEW)
    async with open_store(path, keys=keys) as store:
        running = asyncio.create_task(store.rotation(FileStore(path.parent / "files", 1000, keys)).run())
        written = await talked(store, running)
        report = await running
        assert report.emptied and written > 5
        talk = await store.load("main", "live")
        assert talk.conversation is not None and talk.conversation.version == written
        assert readable(path.parent) == []


async def talked(store: SqliteStore, until: "asyncio.Task[Report]") -> int:
    """Turns of a conversation whose words change with each, until that has ended."""
    n = 0
    while not until.done():
        n += 1
        line = message(f"live-{n}", text=SECRET)
        await store.commit(Writes((conversation(n, "live", state=f'["{SECRET}", {n}]'), line)))
        await store.find(MessageRow, {"conversation": "ann"}, limit=5)
    return n


async def test_what_does_not_open_is_left_alone_and_keeps_its_key(path: Path) -> None:
    await filled(path, OLD)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("update messages set text=(select text from messages where id='n-2') where id='n-1'")
    report = await rotated(path, f"{NEW},{OLD}")
    assert (report.broken, report.left) == (1, {keyring(OLD).newest.id.hex(): (2, 0)})
    with pytest.raises(KeyMissing, match="2 values and 0 files"):
        await rotated(path, NEW)


async def test_a_stop_between_a_sealed_file_and_its_plain_one_leaves_no_plain_one_for_good(path: Path) -> None:
    ref = await filled(path, "")
    plain = path.parent / "files" / ref[:2] / ref
    part = plain.with_name(f"{ref}.0a1b2c3d.part")
    part.write_bytes(b"half a zebra")
    os.utime(part, (0, 0))
    words = plain.read_bytes()
    await rotated(path, NEW)
    plain.write_bytes(words)  # as it lies when the power goes before it was taken away
    report = await rotated(path, NEW)
    assert (report.files, report.left) == (1, {}) and readable(path.parent) == []
    await says_the_same(path, keyring(NEW), ref)


async def test_a_file_that_does_not_open_keeps_nothing_else_from_being_sealed(path: Path) -> None:
    await filled(path, OLD)
    files = FileStore(path.parent / "files", 1000, keyring(OLD))
    refs = [(await files.keep(f"{n}.txt", b"zebra %d" % n)).ref for n in range(3)]
    spoilt = files.path(min(refs))
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"!!")
    report = await rotated(path, f"{NEW},{OLD}")
    assert (report.files, report.broken_files, report.emptied) == (3, 1, True)
    assert report.left == {keyring(OLD).newest.id.hex(): (0, 1)}
    assert [await FileStore(files.folder, 1000, keyring(NEW)).read(ref) for ref in sorted(refs)[1:]]
