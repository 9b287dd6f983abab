"""Everything that exists on this Discord, as plain records, and the clock it lives by."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum

from .errors import JSON, refuse

DISCORD_EPOCH = 1_420_070_400_000


class Kind(IntEnum):
    """Channel types."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = (Kind.ANNOUNCEMENT_THREAD, Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD)
EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15
SUPPRESS_NOTIFICATIONS = 1 << 12
REQUIRE_TAG = 1 << 4


class Clock:
    """Real time, and whatever the test lets go by on top of it."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._last_id = 0

    def now(self) -> float:
        return time.time() + self.ahead

    def snowflake(self) -> int:
        """A new id, later than every other."""
        self._last_id = max(self._last_id + 1, int(self.now() * 1000) - DISCORD_EPOCH << 22)
        return self._last_id


def stamp(moment: float) -> str:
    """As Discord writes a time."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="microseconds")


@dataclass(slots=True, eq=False)
class User:
    """A person or a bot."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    dms_open: bool = True

    @property
    def username(self) -> str:
        return "".join(letter if letter.isalnum() else "_" for letter in self.name.casefold())[:32]


@dataclass(slots=True, eq=False)
class Role:
    """A role; that of @everyone has the guild's id."""

    id: int
    name: str
    permissions: int
    position: int = 0
    mentionable: bool = False


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    user: User
    roles: list[int]
    joined: float
    nick: str | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Thread:
    """What a channel has more when it is a thread."""

    owner_id: int
    members: dict[int, float]
    changed: float
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archive_after: int = 1440
    tags: list[int] = field(default_factory=list)
    sent: int = 0


@dataclass(slots=True)
class Attachment:
    """A file that someone posted."""

    id: int
    name: str
    data: bytes
    media_type: str
    description: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A message, and who was pinged by it: `notified` are people, `pings` what was named (people, roles)."""

    id: int
    channel_id: int
    author: User
    content: str = ""
    at: float = 0.0
    kind: int = 0
    flags: int = 0
    edited: float | None = None
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    notified: frozenset[int] = frozenset()
    pings: frozenset[int] = frozenset()
    nonce: str | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    shown_as: str | None = None
    avatar_url: str | None = None
    reply_to: int | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    thread_id: int | None = None
    interaction: JSON | None = None
    only_for: int | None = None
    deleted: bool = False
    extra: JSON = field(default_factory=dict)
    late_edits: int = 0

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def speaker(self) -> str:
        """The name that people read."""
        return self.shown_as or self.author.name

    @property
    def text(self) -> str:
        """All the words in it as one reads them: content, embeds, components."""
        return "\n".join(words for words in (self.content, *_words(self.embeds), *_words(self.components)) if words)


READ = ("content", "title", "description", "name", "value", "text", "label", "placeholder")


def _words(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    elif isinstance(node, dict):
        for key in READ:
            value = node.get(key)
            if isinstance(value, str):
                yield value
        for value in node.values():
            if isinstance(value, (dict, list)):
                yield from _words(value)


@dataclass(slots=True, eq=False)
class Channel:
    """A channel, category, forum, thread or DM with its messages by id."""

    id: int
    kind: Kind
    name: str = ""
    guild_id: int | None = None
    parent_id: int | None = None
    topic: str | None = None
    position: int = 0
    flags: int = 0
    slowmode: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: tuple[int, ...] = ()
    tags: list[JSON] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    state: Thread | None = None

    @property
    def is_thread(self) -> bool:
        return self.state is not None

    @property
    def thread(self) -> Thread:
        if self.state is None:
            raise refuse(50024)
        return self.state

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


@dataclass(slots=True)
class Webhook:
    """An incoming webhook."""

    id: int
    token: str
    channel_id: int
    guild_id: int
    name: str
    owner_id: int
    application_id: int | None


@dataclass(slots=True, eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    available: bool = True
    has_bot: bool = True


class World:
    """All of it, by id."""

    def __init__(self, bot_name: str) -> None:
        self.clock = Clock()
        self.active_threads = 1000  # at most, in a guild; Discord does not tell its number
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.webhooks: dict[int, Webhook] = {}
        self.dms: dict[int, Channel] = {}
        self.files: dict[int, tuple[int, Attachment]] = {}
        self.changes: list[Message] = []
        self.bot = self.add_user(bot_name, bot=True)

    @property
    def application_id(self) -> int:
        return self.bot.id

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.clock.snowflake(), name, bot)
        self.users[user.id] = user
        return user

    def channel(self, id_: int) -> Channel:
        if (channel := self.channels.get(id_)) is None:
            raise refuse(10003)
        return channel

    def guild(self, id_: int) -> Guild:
        guild = self.guilds.get(id_)
        if guild is None or not guild.has_bot:
            raise refuse(10004)
        return guild

    def message(self, channel_id: int, id_: int) -> Message:
        message = self.channel(channel_id).messages.get(id_)
        if message is None:
            raise refuse(10008)
        return message

    def parent_of(self, channel: Channel) -> Channel:
        """The channel whose overwrites count: a thread has its parent's."""
        return self.channels[channel.parent_id] if channel.is_thread and channel.parent_id else channel

    def channels_of(self, guild: Guild) -> list[Channel]:
        return [one for one in self.channels.values() if one.guild_id == guild.id and not one.is_thread]

    def threads_of(self, guild: Guild, *, active: bool = True) -> list[Channel]:
        every = (one for one in self.channels.values() if one.guild_id == guild.id)
        return [one for one in every if one.state and not (active and one.state.archived)]

    def mutual(self, user: User) -> list[Guild]:
        """The guilds that both this user and the bot are in."""
        return [one for one in self.guilds.values() if one.has_bot and user.id in one.members]

    def dm_with(self, user: User) -> Channel:
        if user.id not in self.dms:
            channel = Channel(self.clock.snowflake(), Kind.DM, recipients=(self.bot.id, user.id))
            self.dms[user.id] = self.channels[channel.id] = channel
        return self.dms[user.id]
