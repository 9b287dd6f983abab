"""`baton key`: made, set over a plain folder, rotated beside a running Baton, dropped; and what is refused, how."""

import errno
from pathlib import Path

import pytest

from adapters.app import build
from adapters.command_line import key
from adapters.command_line.checks import sealing
from adapters.command_line.control import listening
from adapters.command_line.run import served
from adapters.command_line.stopping import Stop
from adapters.settings import Settings, read_settings
from adapters.store.keys import keyring, make_key
from adapters.store.sqlite import open_store
from bot.writes import StoreUnavailable, Writes
from tests.adapters.command_line.conftest import Shell
from tests.adapters.store.made import message

OLD, NEW = make_key(), make_key()
WORDS = b"marzipan"


def with_key(folder: Path, text: str) -> Settings:
    return read_settings(env_file=None, data_dir=folder, key=text)


def readable(data: Path) -> list[str]:
    return sorted(p.name for p in (*data.glob("baton.db*"), *data.glob("files/*/*")) if WORDS in p.read_bytes())


def named(text: str) -> str:
    return keyring(text).newest.id.hex()[:8]


async def rotated(settings: Settings) -> None:
    await key._rotate(settings, keyring(settings.key.get_secret_value()))


async def test_it_rotates_beside_a_running_baton_which_has_to_have_the_same_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_store(tmp_path / "baton.db") as store:
        await store.commit(Writes((message(text="my marzipan tore"),)))
    settings = with_key(tmp_path, OLD)
    async with build(settings) as app, listening(settings.socket, served(app)):
        await app.files.keep("x.txt", WORDS)
        assert readable(tmp_path)
        await rotated(settings)
        assert f"were sealed under key {named(OLD)}" in capsys.readouterr().out
        assert readable(tmp_path) == []
        with pytest.raises(Stop, match="restart it first"):
            await rotated(with_key(tmp_path, f"{NEW},{OLD}"))


async def test_without_one_running_it_does_so_itself_and_says_which_key_is_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with build(with_key(tmp_path, OLD)) as app:
        file = await app.files.keep("x.txt", WORDS)
    (tmp_path / "baton.db.before-0099").write_bytes(b"a copy")
    await rotated(with_key(tmp_path, f"{NEW},{OLD}"))
    told = capsys.readouterr().out
    assert f"Nothing lies under key {named(OLD)} any more: take it out of BATON_KEY." in told
    assert "baton.db.before-0099: made before a migration" in told
    key._open(tmp_path / "files" / file.ref[:2] / f"{file.ref}.sealed", keyring(NEW))
    assert WORDS.decode() in capsys.readouterr().out
    with pytest.raises(Stop, match="does not open"):
        key._open(tmp_path / "baton.db", keyring(NEW))


def test_a_key_is_printed_alone_and_the_advice_beside_it(shell: Shell) -> None:
    made = shell.run("key", "new")
    assert keyring(made.stdout.strip()) and made.stdout.count("\n") == 1 and "keep a copy" in made.stderr


async def test_a_start_with_another_key_ends_in_one_line(tmp_path: Path) -> None:
    async with open_store(tmp_path / "baton.db", keys=keyring(OLD)) as store:
        await store.commit(Writes((message(),)))
    with pytest.raises(StoreUnavailable, match="not in BATON_KEY; put that key there") as raised:
        await rotated(with_key(tmp_path, NEW))
    assert f"2 values and 0 files under key {named(OLD)}" in str(raised.value)
    assert "\n" not in str(raised.value) and NEW not in str(raised.value)


async def test_the_doctor_says_what_lies_readable_and_what_cannot_be_opened(tmp_path: Path) -> None:
    def found(text: str) -> tuple[bool, bool, str]:
        check = sealing(with_key(tmp_path, text))
        return check.ok, check.warning, f"{check.found} {check.mend}"

    async with open_store(tmp_path / "baton.db") as store:
        await store.commit(Writes((message(),)))
    assert found("")[:2] == (True, True) and "baton key new" in found("")[2]
    async with open_store(tmp_path / "baton.db", keys=keyring(OLD)) as store:
        await store.commit(Writes((message("m-2"),)))
    assert found(OLD) == (True, True, f"sealed under key {named(OLD)}, older rows under no key `baton key rotate`.")
    assert not found("")[0] and not found(NEW)[0] and "2 values and 0 files" in found(NEW)[2]
    await rotated(with_key(tmp_path, OLD))
    assert found(OLD)[:2] == (True, False)


async def test_the_doctor_misses_a_key_that_only_files_lie_under_as_a_start_does(tmp_path: Path) -> None:
    async with build(with_key(tmp_path, OLD)) as app:
        await app.files.keep("x.txt", WORDS)
        await app.store.empty()
    check = sealing(with_key(tmp_path, NEW))
    assert not check.ok and "0 values and" in check.found
    with pytest.raises(StoreUnavailable, match="0 values and"):
        async with build(with_key(tmp_path, NEW)):
            raise AssertionError("it started")


def test_before_the_first_start_the_doctor_only_speaks_of_the_key(tmp_path: Path) -> None:
    assert sealing(with_key(tmp_path, "")).warning and not sealing(with_key(tmp_path, NEW)).warning


async def test_a_full_disk_is_said_and_not_taken_for_the_end(tmp_path: Path) -> None:
    """Beside a running Baton nothing but the answer tells how it went."""
    settings = with_key(tmp_path, f"{NEW},{OLD}")
    async with build(with_key(tmp_path, OLD)) as app:
        await app.files.keep("x.txt", WORDS)
    async with build(settings) as app, listening(settings.socket, served(app)):

        async def full() -> tuple[int, int]:
            raise OSError(errno.ENOSPC, "No space left on device")

        app.files.reseal = full  # type: ignore[method-assign]
        with pytest.raises(Stop, match=r"No space left on device.*run this again"):
            await rotated(settings)
