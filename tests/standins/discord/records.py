"""What exists on this Discord, as plain records."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from .errors import JSON, refuse


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
