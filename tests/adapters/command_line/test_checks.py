"""The doctor finds what is wrong, and says how to mend it."""

import sqlite3
from pathlib import Path

import pytest

from adapters.command_line import checks
from adapters.command_line.doctor import line_of
from adapters.settings import read_settings
from adapters.store.migrate import migrate

MOUNTS = """\
overlay / overlay rw 0 0
/dev/sda1 /var/lib/baton ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdb1 /mnt/a\\040b xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/data", "overlay"),
        ("/var/lib/baton", "ext4"),
        ("/var/lib/baton/data", "ext4"),
        ("/var/lib/batons", "overlay"),
        ("/tmp/x", "tmpfs"),
        ("/mnt/a b/c", "xfs"),
    ],
)
def test_the_disk_under_a_folder_is_found(folder: str, kind: str) -> None:
    assert checks.filesystem_of(Path(folder), MOUNTS) == kind


def test_a_misspelt_setting_is_warned_of() -> None:
    assert checks.names(["BATON_WEBPORT", "PATH"]).warning
    assert "BATON_WEBPORT" in checks.names(["BATON_WEBPORT"]).found
    assert not checks.names(["BATON_WEB_PORT", "PATH"]).warning


def test_a_disk_that_does_not_last_is_warned_of() -> None:
    here = checks.lasting(Path("/dev/shm"))
    if checks.filesystem_of(Path("/dev/shm"), Path("/proc/self/mounts").read_text()) == "tmpfs":
        assert here.warning
        assert "volume" in here.mend


def test_a_database_that_is_current_and_logged_ahead_is_well(tmp_path: Path) -> None:
    path = tmp_path / "baton.db"
    migrate(path)
    assert not checks.schema(path).ok
    with sqlite3.connect(path) as db:
        db.execute("pragma journal_mode=wal")
    assert checks.schema(path).ok


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "baton.db"
    path.write_bytes(b"no database at all, but long enough to look like one" * 100)
    found = checks.schema(path)
    assert not found.ok
    assert "not a database" in found.found
    assert found.mend in line_of(found)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = checks.writable(tmp_path / "file" / "data")
    assert not found.ok
    assert "BATON_DATA_DIR" in found.mend


def test_a_mail_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    url = "smtp://me:hunter2@127.0.0.1:1"
    found = checks.mail(read_settings(env_file=None, data_dir=tmp_path, smtp_url=url))
    assert not found.ok
    assert "hunter2" not in line_of(found)


def test_an_empty_or_broken_knowledge_folder_is_told(tmp_path: Path) -> None:
    assert not checks.knowledge(tmp_path).ok
    (tmp_path / "empty.md").touch()
    assert "empty.md" in checks.knowledge(tmp_path).found
