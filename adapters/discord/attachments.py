"""Attachments: fetched at once, since their links expire, and only from where Discord keeps them.

Nothing is held that is over the limit, and a file that is not taken is named with the reason.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import aiohttp
import discord

from adapters.discord.parts import Parts
from bot.events import File
from bot.text import clean

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024
AT_MOST = 10
"""Files of one message; Discord itself takes no more."""
TOGETHER = 3
"""Times the limit of one file that all files of a message may have."""
PATIENCE = aiohttp.ClientTimeout(total=30, sock_connect=5, sock_read=10)
KINDS = frozenset(
    "png jpg jpeg gif webp heic heif avif bmp tif tiff pdf txt log csv eml mp4 mov webm mp3 m4a ogg oga wav".split()
)
"""Endings of what helps a shop help: pictures, documents, recordings."""
Taken = tuple[tuple[File, ...], tuple[str, ...]]


class NotTaken(Exception):
    """Why a file was refused, in words for the one who sent it."""


@dataclass(slots=True)
class Attachments:
    """Downloads what people attach and keeps it."""

    parts: Parts
    _session: aiohttp.ClientSession | None = field(default=None, init=False)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def taken(self, attached: Sequence[discord.Attachment]) -> Taken:
        """The files that were kept, and for each other one why not."""
        if not attached:
            return (), ()
        megabytes = (await self.parts.policy()).file_megabytes
        kept: list[File] = []
        refused: list[str] = []
        room = megabytes * MEGABYTE * TOGETHER
        for file in attached[:AT_MOST]:
            try:
                kept.append(await self._one(file, megabytes, room))
                room -= kept[-1].size
            except NotTaken as why:
                refused.append(str(why))
        refused += [f"{name_of(file)} is one file too many" for file in attached[AT_MOST:]]
        return tuple(kept), tuple(refused)

    async def _one(self, file: discord.Attachment, megabytes: int, room: int) -> File:
        name = name_of(file)
        if ending(name) not in KINDS and not _is_medium(file.content_type):
            raise NotTaken(f"{name} is not a kind of file I can take")
        if (file.size or 0) > megabytes * MEGABYTE:
            raise NotTaken(f"{name} is larger than {megabytes} MB")
        if (file.size or 0) > room:
            raise NotTaken(f"{name} is too much together with the others")
        data = await self._fetched(file.url, name, megabytes, min(room, megabytes * MEGABYTE))
        return await self.parts.files.keep(name, data)

    async def _fetched(self, url: str, name: str, megabytes: int, limit: int) -> bytes:
        """Its bytes, from a host that is Discord's; a broken line is tried once more."""
        where = urlsplit(url)
        if f"{where.scheme}://{where.netloc}" not in self.parts.endpoints.files:
            log.warning("an attachment at another host was not fetched")
            raise NotTaken(f"{name} is not where Discord keeps its files")
        for again in (True, False):
            try:
                return await self._streamed(url, name, megabytes, limit)
            except (aiohttp.ClientError, TimeoutError):
                if again:
                    await asyncio.sleep(0.3)
        raise NotTaken(f"{name} could not be fetched, please send it again")

    async def _streamed(self, url: str, name: str, megabytes: int, limit: int) -> bytes:
        """No redirect is followed: it could lead anywhere."""
        self._session = self._session or aiohttp.ClientSession(timeout=PATIENCE)
        data = bytearray()
        async with self._session.get(url, allow_redirects=False) as answer:
            if answer.status != 200:
                raise aiohttp.ClientPayloadError(f"status {answer.status}")
            async for chunk in answer.content.iter_chunked(CHUNK):
                data += chunk
                if len(data) > limit:
                    raise NotTaken(f"{name} is larger than {megabytes} MB")
        return bytes(data)


def name_of(file: discord.Attachment) -> str:
    """A file name that is only a name."""
    name = PurePosixPath(clean(file.filename or "").replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable())[:100].strip(". ") or "file"


def ending(name: str) -> str:
    return name.rpartition(".")[2].casefold() if "." in name else ""


def _is_medium(declared: str | None) -> bool:
    return bool(declared) and str(declared).partition("/")[0] in ("image", "audio", "video")
