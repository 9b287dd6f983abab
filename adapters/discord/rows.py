"""The adapter's own rows: which Discord thing stands for which of ours. No secret is kept in them."""

from dataclasses import dataclass
from typing import ClassVar

from bot.writes import Row


@dataclass(frozen=True, slots=True)
class GuildRow(Row):
    """A server that belongs to a team, as `/support setup` left it. Guild "" holds what is global."""

    table: ClassVar[str] = "discord_guilds"
    key: ClassVar[tuple[str, ...]] = ("team", "guild")
    seldom: ClassVar[bool] = True

    team: str
    guild: str
    name: str = ""
    staff_channel: str = ""
    staff_role: str = ""
    lead_role: str = ""
    panel_channel: str = ""
    """Where the support panel hangs; private threads for people with closed DMs grow there."""
    panel_message: str = ""
    commands: str = ""
    """Digest of the commands that were synced last."""
    joined: int = 0
    left: int = 0
    """When the bot was removed; 0 while it is there."""


@dataclass(frozen=True, slots=True)
class DmRow(Row):
    """How one person is reached alone: the DM channel, or a private thread while DMs are closed."""

    table: ClassVar[str] = "discord_dms"
    key: ClassVar[tuple[str, ...]] = ("team", "user")
    seldom: ClassVar[bool] = True

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    """A private thread in a guild, where DMs were refused."""
    closed: bool = False
    """DMs were refused last time, so the thread is used; a DM from the person ends that."""
    guild: str = ""
    """The guild this person last came from."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class ThreadRow(Row):
    """A case's thread: `place` is str(Place) with its symbolic thread, `thread` is Discord's id."""

    table: ClassVar[str] = "discord_threads"
    key: ClassVar[tuple[str, ...]] = ("team", "place")
    seldom: ClassVar[bool] = True

    team: str
    place: str
    guild: str
    channel: str
    """The staff channel or forum it belongs to."""
    thread: str
    """Empty where no thread could be started: posts then reply to the card in the channel."""
    card: str
    """Id of the card's message."""
    case: int
    closed: bool = False
    """The card says the case is closed, so the thread is kept archived and locked."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class SeenRow(Row):
    """The newest message of a channel or thread that was taken in; backfill starts behind it."""

    table: ClassVar[str] = "discord_seen"
    key: ClassVar[tuple[str, ...]] = ("team", "channel")

    team: str
    channel: str
    last: str
    at: int


@dataclass(frozen=True, slots=True)
class ValueRow(Row):
    """What a component's digest stands for, where it was too long for Discord."""

    table: ClassVar[str] = "discord_values"
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

    table: ClassVar[str] = "discord_marks"
    key: ClassVar[tuple[str, ...]] = ("team", "message")

    team: str
    message: str
    """As "<channel id>/<message id>"."""
    emoji: str
    notice: str
    """Our reply that names the reason, as the message above."""
    at: int
