"""Messages: written, changed, deleted, reacted to, by the bot and by people alike."""

from collections.abc import Callable, Iterable
from typing import Any

from .errors import JSON, ApiError
from .events import Events
from .mentions import ping
from .reading import TOKEN
from .records import Channel, File, Message, User
from .shapes import message_json
from .world import World

TRUNCATED = 40_000
GONE = "This message was deleted."


class Posting:
    """What happens to messages, and who is told."""

    def __init__(self, world: World, events: Events, stirred: Callable[[], None]) -> None:
        self.world, self.events, self.stirred = world, events, stirred
        self.unfurls: dict[str, JSON] = {}
        self.statuses: dict[tuple[str, str], tuple[str, float]] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.prompts: dict[str, list[str]] = {}
        self.sessions: dict[tuple[str, str], str] = {}

    def post(self, channel: Channel, user: User, text: str, **more: Any) -> Message:
        """A new message; `more` are fields of it."""
        message = Message(self.world.clock.ts(), channel.id, user, text[:TRUNCATED], names=self.world.names)
        message.team_id = user.team_id
        for key, value in more.items():
            setattr(message, key, value)
        if user.is_bot:
            message.bot_id, message.app_id = user.bot_id, user.app_id
            self.statuses.pop((channel.id, message.thread_ts or ""), None)
        if message.thread_ts:
            self._replies(channel, message)
        for file in message.files:
            file.shares.append((channel.id, message.ts))
        channel.messages[message.ts] = message
        ping(self.world, message)
        self.changed(message)
        if not message.ephemeral:
            self.events.message(message)
            self._shared(channel, message)
            self._unfurl(message)
        return message

    def _shared(self, channel: Channel, message: Message) -> None:
        for file in message.files:
            event: JSON = {"type": "file_shared", "file_id": file.id, "user_id": message.user.id}
            event |= {"file": {"id": file.id}, "channel_id": channel.id, "event_ts": self.world.clock.ts()}
            self.events.about(channel, event)

    def _replies(self, channel: Channel, message: Message) -> None:
        parent = channel.messages.get(message.thread_ts or "")
        if parent is None or (parent.deleted and not parent.tombstone):
            raise ApiError("thread_not_found")
        if parent.parent or parent.ephemeral:
            raise ApiError("cannot_reply_to_message")
        message.parent = parent
        if message.ephemeral:
            return
        parent.thread.append(message)
        parent.followers.add(parent.user.id)

    def changed(self, message: Message) -> None:
        self.world.changes.append(message)
        self.stirred()

    def _unfurl(self, message: Message) -> None:
        """A known link gets its preview: message_changed, and nobody edited anything."""
        links = [match[1].split("|")[0] for match in TOKEN.finditer(message.raw)]
        found = [card for url, card in self.unfurls.items() if any(one.startswith(url) for one in links)]
        if found and message.unfurls:
            before = self._shown(message)
            message.attachments = [*message.attachments, *found]
            self.changed(message)
            self.events.message(message, subtype="message_changed", before=before)

    def redescribes(self, message: Message) -> None:
        """message_changed without an edit, as when Slack detects the language."""
        before = self._shown(message)
        message.extra = message.extra | {"language": {"locale": "en", "is_reliable": True}}
        self.events.message(message, subtype="message_changed", before=before)

    def _shown(self, message: Message) -> JSON:
        return message_json(self.world, message, origin=self.events.origin, metadata=True)

    def edit(self, message: Message, user: User, *, marks: bool = True, **changes: Any) -> Message:
        before = self._shown(message)
        for key, value in changes.items():
            setattr(message, key, value)
        if marks and not message.ephemeral:
            message.edited = {"user": user.id, "ts": self.world.clock.ts()}
        ping(self.world, message)
        self.changed(message)
        self.events.message(message, subtype="message_changed", before=before)
        return message

    def delete(self, message: Message) -> None:
        """A parent with replies becomes a tombstone."""
        channel, before = self.world.channels[message.channel_id], self._shown(message)
        for file in message.files:
            file.deleted = True
        if any(not one.deleted for one in message.thread):
            message.tombstone, message.subtype, message.raw = True, "tombstone", GONE
            message.blocks, message.attachments, message.files = [], [], []
            message.reactions, message.edited, message.metadata = {}, None, None
            self.changed(message)
            self.events.message(message, subtype="message_changed", before=before)
            return
        message.deleted = True
        channel.messages.pop(message.ts, None)
        self.changed(message)
        self.events.message(message, subtype="message_deleted", before=before)

    def share(self, channel: Channel, user: User, files: Iterable[File], text: str = "", **more: Any) -> Message:
        return self.post(channel, user, text, files=list(files), subtype="file_share", **more)

    # Reactions

    def react(self, message: Message, user: User, name: str) -> None:
        who = message.reactions.setdefault(name, [])
        if user.id in who:
            raise ApiError("already_reacted")
        if len(message.reactions) > 23:
            message.reactions.pop(name)
            raise ApiError("too_many_emoji")
        who.append(user.id)
        self._reacted("reaction_added", message, user, name)

    def unreact(self, message: Message, user: User, name: str) -> None:
        who = message.reactions.get(name, [])
        if user.id not in who:
            raise ApiError("no_reaction")
        who.remove(user.id)
        if not who:
            del message.reactions[name]
        self._reacted("reaction_removed", message, user, name)

    def _reacted(self, kind: str, message: Message, user: User, name: str) -> None:
        self.changed(message)
        item = {"type": "message", "channel": message.channel_id, "ts": message.ts}
        event: JSON = {"type": kind, "user": user.id, "reaction": name, "item": item, "item_user": message.user.id}
        event["event_ts"] = self.world.clock.ts()
        self.events.about(self.world.channels[message.channel_id], event)
