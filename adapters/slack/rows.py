"""What the Slack adapter keeps: workspaces, people as last seen, and which Slack thing stands for which of ours."""

from dataclasses import dataclass, field
from typing import ClassVar

from bot.writes import Row


@dataclass(frozen=True, slots=True)
class WorkspaceRow(Row):
    """A workspace we are installed in. The tokens are empty once it is gone."""

    table: ClassVar[str] = "slack_workspaces"
    key: ClassVar[tuple[str, ...]] = ("space",)
    sealed: ClassVar[tuple[str, ...]] = ("token", "refresh")
    broken: ClassVar[bool] = True

    space: str
    """The workspace's id (T...); for an install of a whole organisation the organisation's (E...)."""
    team: str
    """Our team that it belongs to."""
    name: str = ""
    enterprise: str = ""
    app: str = ""
    bot_user: str = ""
    bot: str = ""
    """The bot's id (B...), which its own messages bear."""
    scopes: str = ""
    token: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    expires: int = 0
    """When the token ends, 0 for one that does not."""
    joined: int = 0
    left: int = 0
    agent: bool = False
    """Whether the app has the agent view here: each message may begin a thread, and is answered in it."""


@dataclass(frozen=True, slots=True)
class MemberRow(Row):
    """Somebody as `users.info` last told of them; asked again after a quarter of an hour."""

    table: ClassVar[str] = "slack_members"
    key: ClassVar[tuple[str, ...]] = ("team", "space", "user")
    sealed: ClassVar[tuple[str, ...]] = ("name", "email")

    team: str
    space: str
    user: str
    name: str
    home: str
    """The workspace they belong to; another than `space` for Slack Connect."""
    email: str = ""
    admin: bool = False
    guest: bool = False
    bot: bool = False
    deleted: bool = False
    locale: str = ""
    zone: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class DmRow(Row):
    """How one person is reached alone: their DM and, in the agent view, the thread they wrote in last."""

    table: ClassVar[str] = "slack_dms"
    key: ClassVar[tuple[str, ...]] = ("team", "space", "user")

    team: str
    space: str
    user: str
    channel: str = ""
    thread: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class ThreadRow(Row):
    """A case's thread: `place` is str(Place) with its symbolic thread; Slack's is the card's own ts."""

    table: ClassVar[str] = "slack_threads"
    key: ClassVar[tuple[str, ...]] = ("team", "place")

    team: str
    place: str
    space: str
    channel: str
    ts: str
    case: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class SeenRow(Row):
    """The newest message of a DM or thread that was taken in; catching up starts behind it."""

    table: ClassVar[str] = "slack_seen"
    key: ClassVar[tuple[str, ...]] = ("team", "channel", "thread")

    team: str
    space: str
    channel: str
    thread: str
    last: str
    at: int


@dataclass(frozen=True, slots=True)
class ValueRow(Row):
    """What a digest stands for, where the value was too long for Slack."""

    table: ClassVar[str] = "slack_values"
    key: ClassVar[tuple[str, ...]] = ("team", "digest")
    sealed: ClassVar[tuple[str, ...]] = ("value",)

    team: str
    digest: str
    ask: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class MarkRow(Row):
    """A sign of failure that hangs at somebody's message until the message has arrived after all."""

    table: ClassVar[str] = "slack_marks"
    key: ClassVar[tuple[str, ...]] = ("team", "message")

    team: str
    message: str
    """As "<channel>/<ts>"."""
    emoji: str
    notice: str
    """Our reply that names the reason, as the message above."""
    at: int


@dataclass(frozen=True, slots=True)
class BegunRow(Row):
    """What is shown already of a post that takes several calls, until all of it is.

    Slack has no key by which it would know a message that is sent a second time.
    """

    table: ClassVar[str] = "slack_begun"
    key: ClassVar[tuple[str, ...]] = ("team", "outbox")

    team: str
    outbox: str
    """The outbox row's id."""
    shown: str
    """Messages as "<channel>/<ts>", files by their id, those not yet shared behind a "?"; joined by commas."""
    at: int


@dataclass(frozen=True, slots=True)
class StateRow(Row):
    """An OAuth `state` that was handed out: good once, for ten minutes."""

    table: ClassVar[str] = "slack_states"
    key: ClassVar[tuple[str, ...]] = ("digest",)
    once: ClassVar[bool] = True

    digest: str
    at: int
    used: bool = False
