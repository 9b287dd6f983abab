"""Attachments: kept whole, found by their ref alone, named and typed without trusting a stranger."""

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.store.files import NAME_LENGTH, FileStore, FileTooLarge, media_type, safe_name

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", limit_bytes=1000)


async def test_a_file_comes_back_as_it_was_kept_also_after_a_restart(files: FileStore, tmp_path: Path) -> None:
    kept = await files.keep("mug.png", PNG)
    assert (kept.name, kept.media_type, kept.size) == ("mug.png", "image/png", len(PNG))
    assert await FileStore(tmp_path / "files", 1000).read(kept.ref) == PNG


async def test_the_same_bytes_lie_there_once_under_any_name_and_nothing_else_does(
    files: FileStore, tmp_path: Path
) -> None:
    kept = await asyncio.gather(*(files.keep(f"{n}.png", PNG) for n in range(20)))
    assert len({file.ref for file in kept}) == 1
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1  # noqa: ASYNC240 - nothing waits


async def test_a_file_at_the_limit_is_kept_and_one_above_is_not(files: FileStore, tmp_path: Path) -> None:
    await files.keep("full.txt", b"x" * 1000)
    with pytest.raises(FileTooLarge, match=r"film\.mov has 1001 bytes, more than the 1000"):
        await files.keep("../film.mov", b"x" * 1001)


@pytest.mark.parametrize(
    "ref", ["", "..", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/etc/passwd", "a" * 62 + "/."]
)
async def test_what_is_no_ref_of_ours_finds_nothing(files: FileStore, ref: str) -> None:
    await files.keep("mug.png", PNG)
    with pytest.raises(FileNotFoundError):
        await files.read(ref)


async def test_an_unknown_ref_finds_nothing(files: FileStore) -> None:
    with pytest.raises(FileNotFoundError):
        await files.read("a" * 64)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVE", "application/octet-stream"),
        (b"%PDF-1.7", "application/pdf"),
        ("Grüße\n\t".encode(), "text/plain"),
        (b"<svg onload=alert(1)>", "text/plain"),
        (b"MZ\x90\x00", "application/octet-stream"),
        (b"\x00text", "application/octet-stream"),
        (b" \x89PNG\r\n\x1a\n", "application/octet-stream"),
    ],
)
def test_the_type_is_that_of_the_bytes(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ann\\mug.png", "mug.png"),
        ("exe.\u202egpj.scr", "exe.gpj.scr"),
        ("a\x00b\n.txt", "ab.txt"),
        ("", "file"),
        ("...", "file"),
        ("//", "file"),
        ("Rechnung für Bär.pdf", "Rechnung für Bär.pdf"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        (".env", "env"),
    ],
)
def test_a_name_is_only_a_name(given_name: str, shown: str) -> None:
    assert safe_name(given_name) == shown


@given(st.text(max_size=400))
def test_any_name_becomes_a_short_harmless_one(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= NAME_LENGTH
    assert not set(safe) & set('/\\<>:"|?*\x00\n\u202e')
    assert not safe.startswith(".")
    assert safe_name(safe) == safe


async def test_what_a_crash_left_half_written_is_swept_and_what_is_being_written_is_not(
    files: FileStore, tmp_path: Path
) -> None:
    kept = await files.keep("mug.png", PNG)
    folder = files.path(kept.ref).parent
    left, written = folder / f"{kept.ref}.0a1b2c3d.part", folder / f"{kept.ref}.4e5f6a7b.part"
    for part in (left, written):
        part.write_bytes(b"half a mug")
    os.utime(left, (0, 0))
    assert await files.sweep() == 1
    assert (left.exists(), written.exists(), await files.read(kept.ref)) == (False, True, PNG)
