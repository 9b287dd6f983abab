"""Every record by its id, and the clock this Discord lives by."""

import time
from collections import deque
from datetime import UTC, datetime

from .errors import refuse
from .records import Attachment, Channel, Guild, Kind, Message, User, Webhook

DISCORD_EPOCH = 1_420_070_400_000
DM_WINDOW = 10.0


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


class World:
    """All of it, by id."""

    def __init__(self, bot_name: str) -> None:
        self.clock = Clock()
        self.active_threads = 1000  # at most, in a guild; Discord does not tell its number
        self.shards = 1  # that a bot is advised to have
        self.new_dms = 50  # that the bot may open in ten seconds; nobody knows the number
        self.dms_opened: deque[float] = deque(maxlen=1000)
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

    def opens_dm(self, user: User) -> Channel:
        """As the bot does it, which Discord limits."""
        now = self.clock.now()
        if user.id not in self.dms:
            if sum(now - at < DM_WINDOW for at in self.dms_opened) >= self.new_dms:
                raise refuse(40003)
            self.dms_opened.append(now)
        return self.dm_with(user)

    def dm_with(self, user: User) -> Channel:
        if user.id not in self.dms:
            channel = Channel(self.clock.snowflake(), Kind.DM, recipients=(self.bot.id, user.id))
            self.dms[user.id] = self.channels[channel.id] = channel
        return self.dms[user.id]
