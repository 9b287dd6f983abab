"""Files on their way to Discord: ours by reference, within its sizes, under harmless names."""

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.discord.cards import PICTURE
from adapters.discord.rest import Upload
from adapters.discord.shown import FILE_SIZE, FILES, REQUEST_SIZE, Message
from bot.events import File
from bot.text import file_name
from handoff.ports import Files

SIGNS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


@dataclass(frozen=True, slots=True)
class Fitting:
    """The files that Discord takes, and why it does not take the others."""

    files: tuple[File, ...]
    refused: tuple[str, ...]


def fitting(files: Iterable[File]) -> Fitting:
    kept: list[File] = []
    refused: list[str] = []
    for file in files:
        room = len(kept) < FILES and file.size + sum(other.size for other in kept) <= REQUEST_SIZE
        if file.size <= FILE_SIZE and room:
            kept.append(file)
        else:
            refused.append(f"{file_name(file.name)} is too large for Discord")
    return Fitting(tuple(kept), tuple(refused))


async def uploads(message: Message, files: Files) -> tuple[Upload, ...]:
    """The bytes of everything a message carries; raises FileNotFoundError for what is kept no more."""
    attached = [Upload(file_name(file.name), await files.read(file.ref)) for file in message.files]
    if not message.picture:
        return tuple(attached)
    data = await files.read(message.picture)
    return (*attached, Upload(picture_name(data), data))


def picture_name(data: bytes) -> str:
    """An embed shows a picture only if its name says what it is."""
    kind = next((kind for sign, kind in SIGNS.items() if data.startswith(sign)), "png")
    return f"{PICTURE}.{kind}"
