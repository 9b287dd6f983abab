"""A message coming into being, changing and going, whoever is behind it."""

from collections.abc import Callable

from .errors import JSON, refuse
from .events import Events
from .limits import check_message, check_v2, walk
from .mentions import EVERYTHING, Allowed, ping, read_allowed
from .permissions import Permission, in_channel, require, sees
from .records import COMPONENTS_V2, LOADING, Attachment, Channel, Kind, Message, User
from .world import World

HOUR = 3600
OLD_EDITS = 5
NONCE_LIFE = 300.0
SENDABLE_FLAGS = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 13) | COMPONENTS_V2
REPLY = 19


class Posting:
    """The one place where messages are made."""

    def __init__(self, world: World, events: Events, stirred: Callable[[], None]) -> None:
        self.world, self.events, self.stirred = world, events, stirred
        self.nonces: dict[tuple[int, int, str], tuple[float, Message]] = {}

    def may_send(self, channel: Channel, author: User, body: JSON, files: list[Attachment]) -> None:
        """Permissions, and what a thread's state has to say."""
        if channel.kind in (Kind.CATEGORY, Kind.FORUM):
            raise refuse(50008)
        needed = [Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES]
        if files:
            needed.append(Permission.ATTACH_FILES)
        require(self.world, channel, author, *needed)
        if channel.is_thread and channel.thread.locked and not self._moderates(channel, author):
            raise refuse(160005)
        if (body.get("message_reference") or {}).get("message_id"):
            require(self.world, channel, author, Permission.READ_MESSAGE_HISTORY)

    def _moderates(self, channel: Channel, author: User) -> bool:
        return bool(in_channel(self.world, channel, author) & Permission.MANAGE_THREADS)

    def repeated(self, author: User, channel: Channel, body: JSON) -> Message | None:
        """The message this nonce already made, in the past few minutes."""
        nonce, now = body.get("nonce"), self.world.clock.now()
        if nonce is None or not body.get("enforce_nonce"):
            return None
        at, message = self.nonces.get((author.id, channel.id, str(nonce)), (0.0, None))
        return message if now - at < NONCE_LIFE else None

    async def post(
        self,
        channel: Channel,
        author: User,
        body: JSON,
        files: list[Attachment] | None = None,
        *,
        default: Allowed = EVERYTHING,
        powerful: bool = False,
        id_: int | None = None,
        **more: object,
    ) -> Message:
        """Make it, show it, tell the bot. `more` are fields of the message itself."""
        files = files or []
        flags = int(body.get("flags") or 0) & SENDABLE_FLAGS
        check_v2(body, flags)
        check_message(body, files, flags=flags, wordless=bool(more.get("extra")))
        message = Message(id_ or self.world.clock.snowflake(), channel.id, author, at=self.world.clock.now())
        message.flags = flags
        self._fill(message, body, files)
        for key, value in more.items():
            setattr(message, key, value)
        self._refer(channel, message, body)
        self._embeddable(channel, message, powerful=powerful or message.webhook_id is not None)
        ping(self.world, message, read_allowed(body, default), powerful=powerful)
        await self.add(channel, message)
        if body.get("nonce") is not None:
            key_ = (author.id, channel.id, str(body["nonce"]))
            self.nonces[key_] = (self.world.clock.now(), message)
        return message

    def _embeddable(self, channel: Channel, message: Message, *, powerful: bool) -> None:
        """Without EMBED_LINKS a message keeps its words and loses its embeds."""
        if not powerful and not in_channel(self.world, channel, message.author) & Permission.EMBED_LINKS:
            message.embeds = []

    def _fill(self, message: Message, body: JSON, files: list[Attachment]) -> None:
        message.content = (body.get("content") or "").strip()
        message.embeds = [{"type": "rich", **embed} for embed in body.get("embeds") or ()]
        message.components = numbered(body.get("components") or [])
        message.attachments = files
        message.nonce = str(body["nonce"]) if body.get("nonce") is not None else None
        if body.get("poll"):
            message.extra["poll"] = body["poll"]

    def _refer(self, channel: Channel, message: Message, body: JSON) -> None:
        reference = body.get("message_reference") or {}
        if not reference.get("message_id"):
            return
        message.reply_to, message.kind = int(reference["message_id"]), REPLY
        if message.reply_to not in channel.messages and reference.get("fail_if_not_exists", True):
            raise refuse(10008)

    async def add(self, channel: Channel, message: Message) -> None:
        """Put a finished message where it belongs."""
        if channel.is_thread and message.kind not in (1, 2, 21) and not message.only_for:
            await self._enliven(channel, message)
        channel.messages[message.id] = message
        for file in message.attachments:
            self.world.files[file.id] = (channel.id, file)
        self.changed(message)
        await self.events.message("MESSAGE_CREATE", message)

    async def _enliven(self, thread: Channel, message: Message) -> None:
        """Talking in a thread opens it again; who talks or is mentioned joins it."""
        state = thread.thread
        if thread.id != message.id:
            state.sent += 1
        if state.archived:
            state.archived, state.changed = False, self.world.clock.now()
            await self.events.thread("THREAD_UPDATE", thread)
        invited = [one for one in message.notified if one in self.world.users]
        talking = [] if message.webhook_id else [message.author.id]
        await self.join(thread, [*talking, *invited])

    async def join(self, thread: Channel, people: list[int]) -> None:
        fresh = [one for one in dict.fromkeys(people) if one not in thread.thread.members]
        if len(thread.thread.members) + len(fresh) > 1000:
            raise refuse(30033)
        for one in fresh:
            thread.thread.members[one] = self.world.clock.now()
        if fresh:
            await self.events.thread_members(thread, fresh, [])

    def changed(self, message: Message) -> None:
        """People look at what is new or different from here."""
        self.world.changes.append(message)
        self.stirred()

    async def edit(
        self,
        message: Message,
        body: JSON,
        files: list[Attachment],
        *,
        default: Allowed = EVERYTHING,
        powerful: bool = False,
        quietly: bool = False,
    ) -> Message:
        """Change what the body names and leave the rest. `quietly`: the first answer, not an edit."""
        channel, now = self.world.channels[message.channel_id], self.world.clock.now()
        if channel.is_thread and channel.thread.archived:
            raise refuse(50083)
        flags = message.flags | int(body.get("flags") or 0) & COMPONENTS_V2
        check_v2(body, flags)
        check_message(body, files, flags=flags, wordless=True)
        self._too_often(message, now)
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = [{"type": "rich", **embed} for embed in body["embeds"] or ()]
        if "components" in body:
            message.components = numbered(body["components"] or [])
        message.attachments = _kept(message, body) + files
        message.flags = flags & ~LOADING
        if flags & COMPONENTS_V2:
            message.content, message.embeds = "", []
        if not (message.content or message.embeds or message.components or message.attachments):
            raise refuse(50006)
        if "content" in body or "components" in body:
            before = message.notified
            ping(self.world, message, read_allowed(body, default), powerful=powerful)
            message.notified |= before
        message.edited = message.edited if quietly else now
        for file in files:
            self.world.files[file.id] = (channel.id, file)
        self.changed(message)
        await self.events.message("MESSAGE_UPDATE", message)
        return message

    def _too_often(self, message: Message, now: float) -> None:
        """Edits of messages older than an hour are few."""
        if now - message.at <= HOUR:
            return
        message.late_edits += 1
        if message.late_edits > OLD_EDITS:
            raise refuse(30046)

    async def delete(self, channel: Channel, messages: list[Message]) -> None:
        for message in messages:
            channel.messages.pop(message.id, None)
            message.deleted = True
            for file in message.attachments:
                self.world.files.pop(file.id, None)
            self.changed(message)
        lasting = [one.id for one in messages if not one.only_for]
        if lasting:
            await self.events.deleted(channel, lasting)

    async def react(self, message: Message, user: User, emoji: str) -> None:
        channel = self.world.channels[message.channel_id]
        if channel.is_thread and channel.thread.archived:
            raise refuse(50083)
        fresh = emoji not in message.reactions
        needed = [Permission.READ_MESSAGE_HISTORY, *([Permission.ADD_REACTIONS] if fresh else [])]
        require(self.world, channel, user, *needed)
        if fresh and len(message.reactions) >= 20:
            raise refuse(30010)
        who = message.reactions.setdefault(emoji, [])
        if user.id not in who:
            who.append(user.id)
            self.changed(message)
            await self.events.reaction("MESSAGE_REACTION_ADD", message, user.id, emoji)

    async def unreact(self, message: Message, user: User, emoji: str) -> None:
        who = message.reactions.get(emoji, [])
        if user.id not in who:
            raise refuse(10014)
        who.remove(user.id)
        if not who:
            del message.reactions[emoji]
        self.changed(message)
        await self.events.reaction("MESSAGE_REACTION_REMOVE", message, user.id, emoji)

    def visible(self, message: Message, user: User) -> bool:
        """Whether this person's client shows it."""
        if message.deleted:
            return False
        if message.only_for is not None:
            return message.only_for == user.id
        return sees(self.world, self.world.channels[message.channel_id], user)


def numbered(components: list[JSON]) -> list[JSON]:
    """Discord gives each component without one an `id`, in order."""
    for number, (_, component) in enumerate(walk(components), 1):
        component.setdefault("id", number)
        if component["type"] in (3, 5, 6, 7, 8):
            component.setdefault("min_values", 1)
            component.setdefault("max_values", 1)
    return components


def _kept(message: Message, body: JSON) -> list[Attachment]:
    """An edit that lists attachments drops every file it does not list."""
    if body.get("attachments") is None:
        return message.attachments
    kept = {int(one["id"]) for one in body["attachments"] if str(one.get("id", "")).isdigit()}
    return [one for one in message.attachments if one.id in kept]
