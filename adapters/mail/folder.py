"""Mails as files in a folder, where no server is set: for trying out, and for tests."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from adapters.mail.message import MailUnavailable, compose


@dataclass(frozen=True, slots=True)
class Kept:
    """One mail in the folder."""

    to: str
    subject: str
    text: str
    at: datetime


def _utc() -> datetime:
    return datetime.now(UTC)


class FolderMail:
    """Writes each mail once per key, whole or not at all."""

    def __init__(
        self, folder: Path, sender: str = "Baton <baton@example.com>", now: Callable[[], datetime] = _utc
    ) -> None:
        self._folder = folder
        self._sender = sender
        self._now = now

    async def send(self, key: str, to: str, subject: str, text: str) -> None:
        message = compose(key, self._sender, to, subject, text, self._now())
        await asyncio.to_thread(self._write, self._path(key), message.as_bytes())

    def recent(self, limit: int = 50) -> tuple[Kept, ...]:
        """The newest mails, newest last."""
        kept = sorted((_read(path) for path in self._folder.glob("*.eml")), key=lambda mail: mail.at)
        return tuple(kept[-limit:]) if limit > 0 else ()

    def _path(self, key: str) -> Path:
        # A hash, because a key may hold anything and be of any length.
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.eml"

    def _write(self, path: Path, data: bytes) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                _write_whole(path, data)
        except OSError as broken:
            raise MailUnavailable(f"The mail folder cannot be written to: {broken.strerror}") from broken


def _write_whole(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{secrets.token_hex(4)}.part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _read(path: Path) -> Kept:
    message = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=SMTP)
    date = message["Date"]
    text = message.get_content().replace("\r\n", "\n")
    at = date.datetime if date is not None else datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Kept(str(message["To"]), str(message["Subject"]), text, at)
