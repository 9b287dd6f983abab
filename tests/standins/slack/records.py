"""What exists on this Slack, as plain records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .errors import JSON
from .reading import choices, labels, words

Kind = Literal["channel", "group", "im", "mpim"]


@dataclass(slots=True, eq=False)
class Team:
    """A workspace."""

    id: str
    name: str
    domain: str
    enterprise_id: str | None = None


@dataclass(slots=True, eq=False)
class User:
    """A person or a bot; `team_id` is the home workspace, which for an external is another one."""

    id: str
    name: str
    team_id: str
    email: str = ""
    is_bot: bool = False
    bot_id: str = ""
    app_id: str = ""
    is_admin: bool = False
    is_owner: bool = False
    is_primary_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    locale: str = "en-US"
    tz: str = "Europe/Madrid"
    dnd: bool = False
    updated: float = 0.0

    @property
    def handle(self) -> str:
        return "".join(letter if letter.isalnum() else "." for letter in self.name.casefold())[:21]

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(slots=True, eq=False)
class Group:
    """A user group, such as @desk."""

    id: str
    team_id: str
    name: str
    handle: str
    users: list[str] = field(default_factory=list)
    disabled: bool = False

    @property
    def mention(self) -> str:
        return f"<!subteam^{self.id}>"


@dataclass(slots=True, eq=False)
class File:
    """A file that someone uploaded; shared to nobody until it is completed."""

    id: str
    name: str
    user_id: str
    team_id: str
    at: float
    size: int = 0
    data: bytes = b""
    media_type: str = "application/octet-stream"
    title: str = ""
    alt_text: str = ""
    uploaded: bool = False
    completed: bool = False
    deleted: bool = False
    shares: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Message:
    """A message, and who was pinged by it: `notified` are people, `pings` what was named (U…, S…, "channel")."""

    ts: str
    channel_id: str
    user: User
    raw: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str = ""
    bot_id: str = ""
    app_id: str = ""
    team_id: str = ""
    username: str = ""
    icons: JSON = field(default_factory=dict)
    edited: JSON | None = None
    metadata: JSON | None = None
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    thread: list["Message"] = field(default_factory=list)
    parent: "Message | None" = None
    followers: set[str] = field(default_factory=set)
    only_for: str | None = None
    deleted: bool = False
    tombstone: bool = False
    broadcast: bool = False
    notified: frozenset[str] = frozenset()
    pings: frozenset[str] = frozenset()
    reaches: frozenset[str] = frozenset()
    unfurls: bool = True
    extra: JSON = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def speaker(self) -> str:
        """The name that people read."""
        return self.username or self.user.name

    @property
    def text(self) -> str:
        """All the words as one reads them: where there are blocks, `text` (see `raw`) is not shown."""
        return words(self.raw, self.blocks, self.attachments, self.names)

    @property
    def buttons(self) -> list[str]:
        return labels(self.blocks)

    @property
    def menus(self) -> list[list[str]]:
        """What each menu and each set of boxes offers."""
        return choices(self.blocks)


@dataclass(slots=True, eq=False)
class Channel:
    """A channel, private channel or DM, with its messages by ts."""

    id: str
    team_id: str
    kind: Kind
    name: str = ""
    creator: str = ""
    created: float = 0.0
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    topic: str = ""
    purpose: str = ""
    archived: bool = False
    is_general: bool = False
    shared_with: list[str] = field(default_factory=list)
    pending_shared: list[str] = field(default_factory=list)
    restricted: str = ""

    @property
    def is_ext_shared(self) -> bool:
        return bool(self.shared_with)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


@dataclass(slots=True, eq=False)
class View:
    """A modal or a home tab, and what has been filled in so far."""

    id: str
    team_id: str
    user_id: str
    kind: Literal["modal", "home"]
    given: JSON
    hash: str
    root_id: str = ""
    previous_id: str | None = None
    values: dict[tuple[str, str], JSON] = field(default_factory=dict)
    closed: bool = False

    @property
    def blocks(self) -> list[JSON]:
        blocks: list[JSON] = self.given["blocks"]
        return blocks


@dataclass(slots=True, eq=False)
class Token:
    """What a client shows: a bot's (xoxb), a person's (xoxp), an app's (xapp), or one with an end (xoxe)."""

    value: str
    kind: Literal["bot", "user", "app"]
    scopes: set[str]
    team_id: str = ""
    user_id: str = ""
    expires: float | None = None
    dead: str = ""
