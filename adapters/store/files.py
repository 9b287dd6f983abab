"""Attachments as files below a folder, each named by the hash of its bytes; where there is a key, sealed."""

import asyncio
import hashlib
import os
import re
import secrets
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from adapters.store.errors import DoesNotOpen
from adapters.store.keys import HEAD, ID, NO_KEYS, Keyring
from bot.events import File

SEALED = ".sealed"
"""Behind the name of one that lies sealed: a stranger can send any bytes, but gives no names."""
PART = ".part"
REF = re.compile(r"[0-9a-f]{64}")
NAME_LENGTH = 100
MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
PLAIN_CONTROLS = "\t\n\r\f"
ON_ITS_WAY = 600.0
"""Seconds in which whoever was given a file that lay here already has written down that it is theirs as well."""


class FileTooLarge(ValueError):
    """The file is larger than may be kept."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(f"{name} has {size} bytes, more than the {limit} that may be kept")


class FileStore:
    """Keeps files; the same bytes are kept once, and never change."""

    def __init__(self, folder: Path, limit_bytes: int, keys: Keyring = NO_KEYS) -> None:
        self.folder = folder
        self._limit = limit_bytes
        self._keys = keys
        self._again: dict[str, float] = {}
        """When files that lay here already were last kept once more."""
        self._lock = threading.Lock()

    async def keep(self, name: str, data: bytes) -> File:
        """Store a file; its media type is read from its bytes, not from its name. Raises FileTooLarge."""
        name = safe_name(name)
        if len(data) > self._limit:
            raise FileTooLarge(name, len(data), self._limit)
        ref = await asyncio.to_thread(self._keep, data)
        return File(ref, name, media_type(data), len(data))

    async def read(self, ref: str) -> bytes:
        """Its bytes; raises FileNotFoundError, also for a ref that this store cannot have given."""
        if not REF.fullmatch(ref):
            raise FileNotFoundError(ref)
        return await asyncio.to_thread(self._read, ref)

    async def remove(self, ref: str) -> bool:
        """Take it off the disk, also if it is gone already; not if somebody else has just sent the same bytes."""
        return not REF.fullmatch(ref) or await asyncio.to_thread(self._remove, ref)

    async def reseal(self) -> tuple[int, int]:
        """Seal what is plain or lies under an older key, one after the other; how many that were.

        And how many do not open: they are left alone.
        """
        done = broken = 0
        if self._keys:
            await self.sweep()
            for ref in await asyncio.to_thread(lambda: tuple(all_files(self.folder))):
                try:
                    done += await asyncio.to_thread(self._reseal, ref)
                except DoesNotOpen:
                    broken += 1
        return done, broken

    async def sweep(self) -> int:
        """Remove what a crash left half written, and nothing that may still be being written; how many that were."""
        return await asyncio.to_thread(self._sweep)

    def path(self, ref: str) -> Path:
        """Where it lies, sealed or not."""
        sealed = self._sealed(ref)
        return sealed if sealed.exists() else self._plain(ref)

    def _plain(self, ref: str) -> Path:
        return self.folder / ref[:2] / ref

    def _sealed(self, ref: str) -> Path:
        return self.folder / ref[:2] / f"{ref}{SEALED}"

    def _read(self, ref: str) -> bytes:
        """It may be sealed between two looks."""
        plain, sealed = self._plain(ref), self._sealed(ref)
        for path in (sealed, plain, sealed):
            with suppress(FileNotFoundError):
                data = path.read_bytes()
                return data if path is plain else self._keys.open(data, _bound(ref))
        raise FileNotFoundError(ref)

    def _reseal(self, ref: str) -> bool:
        with self._lock:
            path, newest = self.path(ref), self._keys.newest
            if not path.exists():
                return False
            # Where a stop came between the two steps, both lie there: then only the second is left to do.
            due = path.suffix != SEALED or _key_of(path) != newest.id
            if due:
                _write(self._sealed(ref), newest.seal(self._read(ref), _bound(ref)))
            if plain := self._plain(ref).exists():
                self._plain(ref).unlink()
            return due or plain

    def _sweep(self) -> int:
        """What was being written when the power went: no ref was given for it, so nobody's erasure would find it."""
        late, gone = time.time() - ON_ITS_WAY, 0
        for part in self.folder.glob(f"??/*{PART}"):
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < late:
                    part.unlink()
                    gone += 1
        return gone

    def _keep(self, data: bytes) -> str:
        ref = hashlib.sha256(data).hexdigest()
        if not self._lies_here(ref):
            path = self._sealed(ref) if self._keys else self._plain(ref)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, self._keys.newest.seal(data, _bound(ref)) if self._keys else data)
        return ref

    def _lies_here(self, ref: str) -> bool:
        """It does from now on, too: what was to be removed is not, before the next row can speak of it."""
        with self._lock:
            if not self.path(ref).exists():
                return False
            self._again[ref] = time.monotonic()
            return True

    def _remove(self, ref: str) -> bool:
        with self._lock:
            late = time.monotonic() - ON_ITS_WAY
            self._again = {kept: at for kept, at in self._again.items() if at > late}
            if ref in self._again:
                return False
            self._plain(ref).unlink(missing_ok=True)
            self._sealed(ref).unlink(missing_ok=True)
            return True


def all_files(folder: Path) -> Iterator[str]:
    """The refs of all there are, sealed or not."""
    names = {path.name.removesuffix(SEALED) for path in folder.glob("??/*")}
    yield from sorted(name for name in names if REF.fullmatch(name))


def sealed_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each sealed one, and the id of the key it lies under."""
    for path in folder.glob(f"??/*{SEALED}"):
        yield path.name.removesuffix(SEALED), _key_of(path)


def plain_files(folder: Path) -> tuple[str, ...]:
    """The refs of those that anybody can read."""
    return tuple(path.name for path in folder.glob("??/*") if REF.fullmatch(path.name))


def opened_file(path: Path, keys: Keyring) -> bytes:
    """The bytes of a sealed one, wherever it was copied to under its own name; raises DoesNotOpen."""
    return keys.open(path.read_bytes(), _bound(path.name.removesuffix(SEALED)))


def _bound(ref: str) -> bytes:
    return f"files|{ref}".encode()


def _key_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)[ID]


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, and on disk before its ref is given away."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def media_type(data: bytes) -> str:
    """What the bytes are, as far as we show or forward such files by type."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "text/plain" if _is_text(data) else "application/octet-stream"


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return all(char in PLAIN_CONTROLS or unicodedata.category(char) != "Cc" for char in text)


def safe_name(name: str) -> str:
    """The last part of a name a stranger gave, without what could mislead a person or a file system."""
    shown = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    last = PurePosixPath(shown.replace("\\", "/")).name
    last = re.sub(r'[<>:"|?*]', "_", last).strip(". ")
    stem, dot, ending = last.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
    return last[:NAME_LENGTH] or "file"
