"""Encryption at rest: what is sealed, that it opens where it belongs and nowhere else, and under which keys."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

import adapters.command_line.rooms
from adapters.settings import SettingsError, read_settings
from adapters.store.errors import DoesNotOpen, KeyMissing, Unstorable
from adapters.store.files import FileStore
from adapters.store.keys import NO_KEYS, Keyring, keyring, make_key
from adapters.store.reader import open_reader
from adapters.store.sealing import NOTHING, opened_row, sealed_row
from adapters.store.sqlite import SqliteStore, open_store
from adapters.store.statements import sql_of
from adapters.store.tables import schema
from adapters.store.unsealed import OPEN, WHY
from bot.writes import Change, CodeRow, ConfirmationRow, InboxRow, MessageRow, OutboxRow, Row, SettingRow, Writes
from handoff.rows import CaseRow
from tests.adapters.store.made import TEAM, case, conversation, inbox, message, post, timer

assert adapters.command_line.rooms, "every room's rows are known"
SECRET = "my zebra rucksack tore"
KINDS = {kind.table: kind for kind in Row.__subclasses__() if hasattr(kind, "table") and kind.__module__[:5] != "tests"}
OLD, NEW = make_key(), make_key()


@pytest.fixture
def keys() -> Keyring:
    return keyring(OLD)


def everything(number: int = 1) -> tuple[Row, ...]:
    """A row of most kinds, each with words of somebody's own."""
    return (
        inbox(f"in-{number}", payload=f'{{"text":"{SECRET}"}}'),
        conversation(1, f"c-{number}", name="Zebra Ann", state=f'["{SECRET}"]'),
        message(f"m-{number}", text=SECRET, name="Zebra Ann"),
        post(f"p-{number}", payload=f'["{SECRET}"]'),
        timer(f"t-{number}", payload="zebra"),
        case(number, conversation=f"c-{number}", name="Zebra Ann", brief=f'["{SECRET}"]', callback="+1 555 0100"),
        CodeRow(TEAM, f"k-{number}", "ann", "zebra@example.com", number),
        ConfirmationRow(TEAM, f"z-{number}", "ann", 1, "Zebra refund", SECRET),
        SettingRow(TEAM, f"snippet.{number}", SECRET, 1, "ada"),
    )


def readable(folder: Path) -> list[str]:
    """The files in which a customer's words, name or number can be read."""
    words = re.compile(rb"zebra|555 0100", re.I)
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and words.search(path.read_bytes()))


def whole(path: Path) -> bytes:
    return path.read_bytes()


def test_every_column_of_text_is_sealed_or_stays_open_for_a_reason() -> None:
    for table in schema().tables.values():
        sealed = {*KINDS[table.name].sealed} if table.name in KINDS else set()
        named = [name for names in OPEN.get(table.name, {}).values() for name in names.split()]
        texts = {column.name for column in table.columns if isinstance(column.type, sa.Text)}
        assert sorted(named) == sorted(texts - sealed), f"{table.name}: mark it as sealed, or say why it is open"
    assert {why for reasons in OPEN.values() for why in reasons} == WHY.keys()
    assert OPEN.keys() == schema().tables.keys()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_is_marked_are_words_and_not_part_of_the_key(kind: type[Row], migrated: Path) -> None:
    hints = get_type_hints(kind)
    assert {hints[name] for name in kind.sealed} <= {str}
    assert not {*kind.sealed} & {*kind.key} and {*kind.alike} <= {*kind.sealed}
    with closing(sqlite3.connect(migrated)) as db:
        columns = db.execute(f"pragma table_info({kind.table})").fetchall()
        indexed = {
            name
            for (_, index, *_) in db.execute(f"pragma index_list({kind.table})").fetchall()
            for (_, _, name) in db.execute(f"pragma index_info({index})").fetchall()
        }
    assert tuple(name for _, name in sorted((c[5], c[1]) for c in columns if c[5])) == kind.key
    assert not {*kind.sealed} & indexed - {*kind.alike}, "an index on what is sealed finds nothing"


def anything(kind: type[Row]) -> st.SearchStrategy[Row]:
    of: dict[object, st.SearchStrategy[object]] = {
        str: st.text(st.characters(exclude_categories=["Cs"])),
        bool: st.booleans(),
        int: st.integers(0, 2**40),
    }
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: of.get(hints[field.name], st.none()) for field in fields(kind)})


@given(st.sampled_from([kind for kind in KINDS.values() if kind.sealed]).flatmap(anything))
def test_any_row_comes_back_as_it_was_and_its_words_are_not_in_it(row: Row) -> None:
    sql, keys = sql_of(type(row)), keyring(f"{NEW}, {OLD}")
    lies = sealed_row(sql.seals, sql.values(row), keys)
    assert type(row)(*opened_row(sql.seals, lies, keys)) == row
    for name in type(row).sealed:
        plain, value = getattr(row, name), lies[sql.columns.index(name)]
        assert value == plain if plain in NOTHING else isinstance(value, bytes)
        assert len(plain) < 5 or not isinstance(value, bytes) or plain.encode() not in value


async def test_nothing_of_it_can_be_read_in_the_files_and_all_of_it_in_the_store(path: Path, keys: Keyring) -> None:
    async with open_store(path, keys=keys) as store:
        await store.commit(Writes(everything()))
        await store.intake(inbox("later", payload=SECRET))
        await FileStore(path.parent / "files", 1000, keys).keep("zebra.txt", SECRET.encode())
        assert readable(path.parent) == []
        [said] = await store.find(MessageRow, {})
        assert (said.text, said.name) == (SECRET, "Zebra Ann")
        assert (await store.load(TEAM, "c-1")).settings == {"snippet.1": SECRET}
        [claimed] = await store.claim(10, 5, 100)
        assert await store.settle(claimed, "unknown", now=11, error="zebra broke", due=12)
        assert [row.error for row in await store.find(OutboxRow, {})] == ["zebra broke"]
        assert [row.payload for row in await store.waiting()] == [f'{{"text":"{SECRET}"}}', SECRET]
        assert readable(path.parent) == []
    async with open_reader(path, keys) as reader:
        assert (await reader.find(CaseRow, {}))[0].callback == "+1 555 0100"


async def test_changes_reach_sealed_columns_of_every_row_they_match(path: Path, keys: Keyring) -> None:
    async with open_store(path, keys=keys) as store:
        await store.commit(Writes((message("a"), message("b"), message("c", conversation="bob"))))
        await store.commit(
            Writes(changes=(Change(MessageRow, {"conversation": "ann"}, {"text": SECRET, "edited": 5}),))
        )
        texts = {row.id: (row.text, row.edited) for row in await store.find(MessageRow, {})}
        assert texts == {"a": (SECRET, 5), "b": (SECRET, 5), "c": ("Where is my mug?", 0)}
        assert readable(path.parent) == []


async def test_an_address_is_found_whichever_key_it_lies_under_or_plain(path: Path) -> None:
    for n, text in enumerate(("", OLD, f"{NEW},{OLD}")):
        async with open_store(path, keys=keyring(text)) as store:
            await store.commit(Writes((CodeRow(TEAM, f"k{n}", "ann", "zebra@example.com", n),)))
            found = await store.find(CodeRow, {"team": TEAM, "address": "zebra@example.com"}, order=("at",))
            assert [(row.id, row.address) for row in found] == [(f"k{m}", "zebra@example.com") for m in range(n + 1)]
            assert await store.find(CodeRow, {"address": "ann@example.com"}) == ()


@pytest.mark.parametrize("where", [{"text": SECRET}, {"name": "Ann"}])
async def test_nobody_searches_by_what_may_be_sealed_also_where_it_is_not(
    store: SqliteStore, where: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="may be sealed"):
        await store.find(MessageRow, where)
    with pytest.raises(ValueError, match="may be sealed"):
        await store.find(MessageRow, {}, order=tuple(where))
    with pytest.raises((ValueError, Unstorable), match="may be sealed"):
        await store.commit(Writes(changes=(Change(MessageRow, where, {"edited": 1}),)))


def moved(db: sqlite3.Connection) -> None:
    db.execute("update messages set text=(select text from messages where id='m-2') where id='m-1'")


def other_column(db: sqlite3.Connection) -> None:
    db.execute("update messages set text=name where id='m-1'")


def tampered(db: sqlite3.Connection) -> None:
    [(value,)] = db.execute("select text from messages where id='m-1'").fetchall()
    db.execute("update messages set text=? where id='m-1'", (value[:-1] + bytes([value[-1] ^ 1]),))


def cut(db: sqlite3.Connection) -> None:
    db.execute("update messages set text=substr(text, 1, 20) where id='m-1'")


@pytest.mark.parametrize("meddle", [moved, other_column, tampered, cut])
async def test_what_was_meddled_with_does_not_open_and_says_where_it_stands(
    path: Path, keys: Keyring, meddle: Callable[[sqlite3.Connection], None]
) -> None:
    async with open_store(path, keys=keys) as store:
        await store.commit(Writes((message("m-1", text=SECRET), message("m-2", text="zebra two"))))
    with closing(sqlite3.connect(path)) as db, db:
        meddle(db)
    async with open_store(path, keys=keys) as store:
        with pytest.raises(DoesNotOpen, match=r"messages\.text.*changed, or moved") as raised:
            await store.find(MessageRow, {"id": "m-1"})
        assert "zebra" not in str(raised.value) and OLD not in str(raised.value)
        assert [row.text for row in await store.find(MessageRow, {"id": "m-2"})] == ["zebra two"]
        assert (await store.kept_of(TEAM, "ann"))["messages"][0]["text"] == "(it does not open)"


async def test_queues_go_on_over_what_does_not_open(path: Path, keys: Keyring) -> None:
    """Deliveries, timers and the inbox know what to do with an entry they cannot read: it is empty."""
    async with open_store(path, keys=keys) as store:
        await store.intake(inbox("in-2", payload="later"))
        rows = (post("p-1", payload=SECRET), post("p-2", "web:2", payload="later"), timer("t-2", event="later"))
        await store.commit(Writes((inbox("in-1", payload=SECRET), timer("t-1", event=SECRET), *rows)))
    with closing(sqlite3.connect(path)) as db, db:
        for table, column, first in (("outbox", "payload", "p"), ("timers", "event", "t"), ("inbox", "payload", "in")):
            other = f"(select {column} from {table} where id='{first}-2')"
            db.execute(f"update {table} set {column}={other} where id='{first}-1'")
    async with open_store(path, keys=keys) as store:
        claimed = {row.id: row.payload for row in await store.claim(10, 5, 100)}
        due = {row.id: row.event for row in await store.due_timers(10, 5)}
        waiting = {row.id: row.payload for row in await store.waiting()}
        assert claimed == {"p-1": "", "p-2": "later"}
        assert due == {"t-1": "", "t-2": "later"} and waiting == {"in-1": "", "in-2": "later"}


@pytest.mark.parametrize("given_keys", ["", make_key()], ids=["no key", "another"])
async def test_without_the_right_key_it_refuses_to_start_counts_and_changes_nothing(
    path: Path, keys: Keyring, given_keys: str
) -> None:
    folder = path.parent / "files"
    async with open_store(path, keys=keys) as store:
        await store.commit(Writes((message("m-1", text=SECRET), message("m-2", name=""))))
        ref = (await FileStore(folder, 1000, keys).keep("x.txt", b"zebra")).ref
    before = whole(path)
    for opened in (open_store(path, keys=keyring(given_keys), files=folder), open_reader(path, keyring(given_keys))):
        with pytest.raises(KeyMissing, match=r"BATON_KEY.*3 values and [01] files? under key [0-9a-f]{8}$") as raised:
            async with opened:
                pass
        assert "\n" not in str(raised.value) and OLD not in str(raised.value)
    assert whole(path) == before
    async with open_store(path, keys=keys, files=folder) as store:
        assert len(await store.find(MessageRow, {})) == 2
        assert await FileStore(folder, 1000, keys).read(ref) == b"zebra"


async def test_one_that_never_was_sealed_takes_any_key_and_a_new_one_is_never_plain(path: Path) -> None:
    for text in ("", NEW):
        async with open_store(path, keys=keyring(text)) as store:
            await store.commit(Writes((message(f"m-{len(text)}", text=SECRET),)))
    assert readable(path.parent) == ["baton.db"], "what was plain waits for `baton key rotate`"


def test_a_key_is_32_random_bytes_and_nothing_less() -> None:
    made = {make_key() for _ in range(50)}
    assert len(made) == 50 and all(re.fullmatch(r"\w[\w-]{42}", key, re.ASCII) for key in made)
    assert len(keyring(", ".join(made)).keys) == 50
    assert not keyring("") and not NO_KEYS and OLD not in repr(keyring(OLD)) + repr(vars(keyring(OLD).newest))


WRONG = {
    "all the same": "x" * 43,
    "a sentence": "a-secret-of-sixteen",
    "too long": f"{OLD}x",
    "the second is cut": f"{OLD} {OLD[:-1]}",
    "padded": f"{OLD}=",
    "other letters": "é" * 43,
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_another_form_is_refused_in_one_line_that_does_not_show_it(text: str) -> None:
    for read in (lambda: keyring(text), lambda: read_settings(env_file=None, key=text)):
        with pytest.raises((ValueError, SettingsError)) as raised:
            read()
        assert text not in str(raised.value) and OLD not in str(raised.value) and "\n" not in str(raised.value)
    assert read_settings(env_file=None, key=f" {NEW},{OLD} ").key.get_secret_value()


async def test_erasing_and_files_in_use_look_into_what_is_sealed(path: Path, keys: Keyring) -> None:
    ref = "ab" * 32
    named = replace(inbox("bind", payload='{"person":"ann"}'), lane="desk", conversation="", state="done")
    async with open_store(path, keys=keys) as store:
        await store.commit(Writes((named, message(files=f'[{{"ref":"{ref}"}}]'))))
        assert (await store.kept_of(TEAM, "ann"))["inbox"][0]["payload"] == '{"person":"ann"}'
        assert await store.in_use((ref, "cd" * 32)) == {ref}
        await store.purge(TEAM, 100, 100)
        assert [row.id for row in await store.find(InboxRow, {})] == []
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("select ref from gone_files").fetchall() == [(ref,)]


def test_the_decision_shows_every_column_as_it_is() -> None:
    page = (Path(__file__).parents[3] / "docs/decisions/encryption.md").read_text()
    lines = page.partition("<!-- columns -->")[2].partition("<!-- end -->")[0].strip().splitlines()[2:]
    shown = {table: (sealed, readable) for _, table, sealed, readable, _ in (line.split("|") for line in lines)}
    for table, reasons in OPEN.items():
        names = KINDS[table].sealed if table in KINDS else ()
        readable = "; ".join(f"{why}: {columns}" for why, columns in reasons.items())
        assert shown[f" `{table}` "] == (f" {' '.join(f'`{name}`' for name in names) or '-'} ", f" {readable} ")
    assert len(shown) == len(OPEN)
    assert all(f"| {word} | {what} |" in page for word, what in WHY.items())
