"""Files beneath the words they belong to: uploaded, then shared in one go.

Sharing a file has no key either, so that its ids are written down before. Which message shows it
Slack tells late or never; the file's own id finds it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from adapters.slack.api import Api, No
from adapters.slack.begun import Begun, Shown
from adapters.slack.shown import FILE_SIZE, FILES, JSON, Message
from adapters.slack.threads import Target
from bot.events import File
from bot.text import file_name
from bot.writes import OutboxRow
from handoff.ports import Files, Outcomes

SIGNS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
LOST_FILES = frozenset({"file_not_found", "file_deleted"})


@dataclass(frozen=True, slots=True)
class Fitting:
    """The files that Slack takes, and why it does not take the others."""

    files: tuple[File, ...]
    refused: tuple[str, ...]


def fitting(files: Iterable[File]) -> Fitting:
    kept: list[File] = []
    refused: list[str] = []
    for file in files:
        if 0 < file.size <= FILE_SIZE and len(kept) < FILES:
            kept.append(file)
        else:
            why = "is empty" if not file.size else "is too large or one too many for Slack"
            refused.append(f"{file_name(file.name)} {why}")
    return Fitting(tuple(kept), tuple(refused))


@dataclass(frozen=True, slots=True)
class Uploads:
    """Shares what a message carries, once."""

    api: Api
    files: Files
    begun: Begun
    outcomes: Outcomes

    async def share(self, row: OutboxRow, target: Target, message: Message, shown: Shown) -> Shown:
        """The same with its files; raises No where the workspace does not take them."""
        if shown.files or not (message.files or message.picture):
            return shown
        if shown.pending and await self._known(target, shown.pending):
            return replace(shown, files=shown.pending, pending=())
        sent = shown.pending or await self._sent(target, message)
        await self.begun.note(row, replace(shown, pending=sent))
        try:
            await self._complete(target, sent)
        except No as no:
            if no.code not in LOST_FILES or not shown.pending:
                raise
            # What was uploaded before has gone stale: once more from the start.
            return await self.share(row, target, message, replace(shown, pending=()))
        return replace(shown, files=sent, pending=())

    async def remove(self, space: str, channel: str, file: str) -> None:
        """The message that shows a file, and the file; one that is gone already is as well."""
        try:
            found = (await self.api.call(space, "files.info", file=file)).get("file") or {}
            for ts in _shares(found, channel):
                await self._gone(space, "chat.delete", channel=channel, ts=ts)
        except No as no:
            if no.code != "missing_scope" and no.code not in LOST_FILES:
                raise
        await self._gone(space, "files.delete", file=file)

    async def _gone(self, space: str, method: str, **what: str) -> None:
        try:
            await self.api.call(space, method, **what)
        except No as no:
            if no.code not in LOST_FILES | {"message_not_found", "cant_delete_message"}:
                raise

    async def _known(self, target: Target, files: tuple[str, ...]) -> bool:
        """Whether Slack has completed them: it knows a file from then on only."""
        try:
            await self.api.call(target.space, "files.info", file=files[0])
        except No as no:
            if no.code in LOST_FILES:
                return False
            raise
        return True

    async def _sent(self, target: Target, message: Message) -> tuple[str, ...]:
        """The bytes at Slack, and the ids under which they lie there."""
        return tuple([await self._one(target, name, data) for name, data in await self._bytes(message)])

    async def _one(self, target: Target, name: str, data: bytes) -> str:
        place = await self.api.call(target.space, "files.getUploadURLExternal", filename=name, length=len(data))
        await self.api.upload(str(place["upload_url"]), data)
        return str(place["file_id"])

    async def _bytes(self, message: Message) -> list[tuple[str, bytes]]:
        try:
            read = [(file_name(file.name), await self.files.read(file.ref)) for file in message.files]
            if message.picture:
                data = await self.files.read(message.picture)
                read.append((picture_name(data), data))
        except FileNotFoundError:
            raise self.outcomes.refused("A file of it is kept no more") from None
        return read

    async def _complete(self, target: Target, files: tuple[str, ...]) -> None:
        where: JSON = {"channel_id": target.channel} | ({"thread_ts": target.thread} if target.thread else {})
        await self.api.call(target.space, "files.completeUploadExternal", files=[{"id": one} for one in files], **where)


def picture_name(data: bytes) -> str:
    """A picture is shown only if its name says what it is."""
    return "picture." + next((kind for sign, kind in SIGNS.items() if data.startswith(sign)), "png")


def _shares(file: JSON, channel: str) -> list[str]:
    shares = (file.get("shares") or {}).values()
    return [str(one["ts"]) for by_channel in shares for one in by_channel.get(channel) or ()]
