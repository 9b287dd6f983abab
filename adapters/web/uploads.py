"""Files on their way in and out. Nothing is held that is over the limit, and no line is dropped for it."""

import json
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath

from aiohttp import BodyPartReader, web

from adapters.web.shapes import Says, clean, read, refusal
from bot.events import File

MEGABYTE = 1024 * 1024
WORDS_AT_MOST = MEGABYTE
"""Room for the longest message, every character of it escaped."""
FILES_AT_MOST = 20
DRAINED_AT_MOST = 200 * MEGABYTE
"""A larger upload is cut off; until there we read on, so that the browser hears our answer."""
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}

Keep = Callable[[str, bytes], Awaitable[File]]


async def says(request: web.Request, keep: Keep, megabytes: int) -> tuple[Says, tuple[File, ...], tuple[str, ...]]:
    """A message with its attachments: the words, the files kept, and why others were not."""
    if not request.content_type.startswith("multipart/"):
        raise refusal("A message with files comes as a form.")
    words: object = None
    kept: list[File] = []
    refused: list[str] = []
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            if part.filename is None:
                words = json.loads(await _words(part))
                continue
            if isinstance(taken := await _taken(part, keep, megabytes, len(kept)), File):
                kept.append(taken)
            else:
                refused.append(taken)
        return read(Says, words), tuple(kept), tuple(refused)
    except ValueError:
        raise refusal("That was no message this page could have sent.") from None


async def _taken(part: BodyPartReader, keep: Keep, megabytes: int, before: int) -> File | str:
    """The file, kept; or why it was not."""
    name = _name(part.filename or "")
    data = await _within(part, megabytes * MEGABYTE)
    if data is None:
        return f"{name} is larger than {megabytes} MB"
    return await keep(name, data) if before < FILES_AT_MOST else f"{name} is one of more than {FILES_AT_MOST} files"


async def _words(part: BodyPartReader) -> str:
    """The words as they were sent; nothing is unpacked, so that nothing can swell."""
    data = await _within(part, WORDS_AT_MOST)
    if data is None:
        raise web.HTTPRequestEntityTooLarge(max_size=WORDS_AT_MOST, actual_size=WORDS_AT_MOST + 1)
    return data.decode("utf-8", "replace")


async def _within(part: BodyPartReader, limit: int) -> bytes | None:
    """The file's bytes; None if there were too many, which are read and let go."""
    data: bytearray | None = bytearray()
    size = 0
    while chunk := await part.read_chunk(256 * 1024):
        size += len(chunk)
        if size > DRAINED_AT_MOST:
            raise web.HTTPRequestEntityTooLarge(max_size=DRAINED_AT_MOST, actual_size=size)
        if size > limit:
            data = None
        elif data is not None:
            data += chunk
    return None if data is None else bytes(data)


def _name(given: str) -> str:
    """A file name that is only a name."""
    name = PurePosixPath(clean(given).replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable())[:120] or "file"


def picture(data: bytes) -> str:
    """The media type, if these are the bytes of a picture that browsers show; else nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _PICTURES.items() if data.startswith(start)), "")


def served(data: bytes) -> web.Response:
    """A file as it may be handed to a browser: pictures to look at, all else only to save."""
    kind = picture(data)
    headers = {"Content-Disposition": "inline" if kind else "attachment", "Content-Security-Policy": "sandbox"}
    return web.Response(body=data, content_type=kind or "application/octet-stream", headers=headers)
