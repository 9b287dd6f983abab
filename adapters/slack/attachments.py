"""Files that people share: fetched after the event is stored, from where Slack keeps them and from nowhere else.

The token goes along, so the address is looked at first and no redirect is followed. A token that
may not read files is answered with a page to sign in at, as if all were well: that is no file.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import aiohttp

from adapters.slack.api import JSON, Api, No, Tokens, Trouble
from adapters.slack.parts import Parts
from bot.events import File
from bot.text import clean

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024
AT_MOST = 10
"""Files of one message."""
TOGETHER = 3
"""Times the limit of one file that all files of a message may have."""
PATIENCE = aiohttp.ClientTimeout(total=25, sock_connect=5, sock_read=10)
KINDS = frozenset(
    "png jpg jpeg gif webp heic heif avif bmp tif tiff pdf txt log csv eml mp4 mov webm mp3 m4a ogg oga wav".split()
)
"""Endings of what helps a shop help: pictures, documents, recordings."""
GONE = ("tombstone", "hidden_by_limit")
Taken = tuple[tuple[File, ...], tuple[str, ...]]


class NotTaken(Exception):
    """Why a file was refused, in words for the one who sent it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A file as an event tells of it."""

    id: str
    name: str
    size: int = 0
    type: str = ""
    url: str = ""
    elsewhere: bool = False
    """It lies with another service, and Slack has only its address."""


def shared(told: Iterable[JSON]) -> tuple[Shared, ...]:
    """The files of a message, apart from those that are deleted."""
    return tuple(_shared(one) for one in told if one.get("mode") not in GONE)


def _shared(one: JSON) -> Shared:
    # Of a file that another organisation shared, the event says no more than its id.
    whole = one.get("file_access", "visible") != "check_file_info"
    return Shared(
        str(one.get("id") or ""),
        name_of(str(one.get("name") or "")),
        int(one.get("size") or 0),
        str(one.get("mimetype") or ""),
        str(one.get("url_private_download") or one.get("url_private") or "") if whole else "",
        bool(one.get("is_external")),
    )


@dataclass(frozen=True, slots=True)
class Attachments:
    """Downloads what people share and keeps it."""

    parts: Parts
    api: Api
    tokens: Tokens

    async def taken(self, team: str, space: str, files: Sequence[Shared]) -> Taken:
        """The files that were kept, and for each other one why not."""
        megabytes = (await self.parts.policy(team)).file_megabytes
        kept: list[File] = []
        refused: list[str] = []
        room = megabytes * MEGABYTE * TOGETHER
        for file in files[:AT_MOST]:
            try:
                kept.append(await self._one(space, file, megabytes, room))
                room -= kept[-1].size
            except NotTaken as why:
                refused.append(str(why))
        refused += [f"{file.name} is one file too many" for file in files[AT_MOST:]]
        return tuple(kept), tuple(refused)

    async def _one(self, space: str, file: Shared, megabytes: int, room: int) -> File:
        if not file.url and not file.elsewhere:
            file = await self._looked_up(space, file)
        if file.elsewhere:
            raise NotTaken(f"{file.name} is kept by another service, where I cannot fetch it")
        if ending(file.name) not in KINDS and file.type.partition("/")[0] not in ("image", "audio", "video"):
            raise NotTaken(f"{file.name} is not a kind of file I can take")
        if file.size > megabytes * MEGABYTE:
            raise NotTaken(f"{file.name} is larger than {megabytes} MB")
        if file.size > room:
            raise NotTaken(f"{file.name} is too much together with the others")
        data = await self._fetched(space, file, megabytes, min(room, megabytes * MEGABYTE))
        return await self.parts.files.keep(file.name, data)

    async def _looked_up(self, space: str, file: Shared) -> Shared:
        try:
            told = (await self.api.call(space, "files.info", file=file.id)).get("file") or {}
        except No as no:
            log.warning("file %s could not be looked up: %s", file.id, no.code)
            raise NotTaken(f"{file.name} is not shared with me") from None
        except Trouble:
            raise NotTaken(f"{file.name} could not be fetched, please send it again") from None
        found = _shared({**told, "file_access": "visible"})
        if not found.url:
            raise NotTaken(f"{file.name} is not shared with me")
        return found

    async def _fetched(self, space: str, file: Shared, megabytes: int, limit: int) -> bytes:
        """Its bytes; a broken line is tried once more."""
        where = urlsplit(file.url)
        if f"{where.scheme}://{where.netloc}" not in self.parts.endpoints.file_origins:
            log.warning("a file at another host was not fetched")
            raise NotTaken(f"{file.name} is not where Slack keeps its files")
        for again in (True, False):
            try:
                return await self._streamed(space, file, megabytes, limit)
            except (aiohttp.ClientError, OSError, TimeoutError, Trouble):
                if again:
                    await asyncio.sleep(0.3)
        raise NotTaken(f"{file.name} could not be fetched, please send it again")

    async def _streamed(self, space: str, file: Shared, megabytes: int, limit: int) -> bytes:
        bearer = {"Authorization": f"Bearer {await self.tokens.of(space)}"}
        data = bytearray()
        async with self.api.session.get(file.url, headers=bearer, allow_redirects=False, timeout=PATIENCE) as answer:
            if answer.status != 200:
                raise aiohttp.ClientPayloadError(f"status {answer.status}")
            if answer.content_type == "text/html":
                log.error("Slack asks us to sign in for a file: the scope files:read is missing")
                raise NotTaken(f"{file.name} could not be fetched: I am not allowed to read files here")
            async for chunk in answer.content.iter_chunked(CHUNK):
                data += chunk
                if len(data) > limit:
                    raise NotTaken(f"{file.name} is larger than {megabytes} MB")
        return bytes(data)


def name_of(told: str) -> str:
    """A file name that is only a name."""
    name = PurePosixPath(clean(told).replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable())[:100].strip(". ") or "file"


def ending(name: str) -> str:
    return name.rpartition(".")[2].casefold() if "." in name else ""
