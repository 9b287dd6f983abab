"""Every record by its id."""

from collections.abc import Iterable

from .clock import Clock
from .errors import ApiError, Misused
from .records import Channel, File, Group, Message, Team, Token, User, View


class World:
    """All of it: workspaces, people, channels, files, views and tokens."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, Group] = {}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.tokens: dict[str, Token] = {}
        self.bots: dict[str, User] = {}
        self.dms: dict[tuple[str, str], Channel] = {}
        self.changes: list[Message] = []
        self.names: dict[str, str] = {}

    def add_team(self, name: str, enterprise_id: str | None = None) -> Team:
        domain = "".join(letter for letter in name.casefold() if letter.isalnum())
        team = Team(self.clock.id("T"), name, domain, enterprise_id)
        self.teams[team.id] = team
        return team

    def add_user(self, team: Team, name: str, **given: object) -> User:
        user = User(self.clock.id("U"), name, team.id, updated=self.clock.now())
        for key, value in given.items():
            setattr(user, key, value)
        user.email = user.email or f"{user.handle}@example.com"
        self.users[user.id] = user
        self.names[user.id] = f"@{name}"
        return user

    def add_channel(self, channel: Channel) -> Channel:
        channel.created = self.clock.now()
        self.channels[channel.id] = channel
        self.names[channel.id] = f"#{channel.name}"
        return channel

    def bot_of(self, team_id: str) -> User | None:
        """The app's bot user in a workspace, while it is installed there."""
        return self.bots.get(team_id)

    def dm_between(self, team_id: str, bot: User, user: User) -> Channel:
        key = (bot.id, user.id)
        if key not in self.dms:
            channel = Channel(self.clock.id("D"), team_id, "im", members=[user.id, bot.id], creator=user.id)
            if user.team_id != team_id:
                channel.shared_with = [user.team_id]
            self.dms[key] = self.add_channel(channel)
        return self.dms[key]

    def user(self, id_: str) -> User:
        if (user := self.users.get(id_)) is None:
            raise ApiError("user_not_found")
        return user

    def message(self, channel: Channel, ts: str) -> Message:
        message = channel.messages.get(ts)
        if message is None or message.deleted:
            raise ApiError("message_not_found")
        return message

    def knows(self, team_id: str, user: User) -> bool:
        """Whether people of this workspace can find that user: their own, or through a shared channel."""
        if user.team_id == team_id:
            return True
        return any(user.id in one.members for one in self.channels.values() if self.reaches(one, team_id))

    @staticmethod
    def reaches(channel: Channel, team_id: str) -> bool:
        return channel.team_id == team_id or team_id in channel.shared_with

    def sees(self, channel: Channel, user: User) -> bool:
        """Members see it; public channels are open to full members of the workspace."""
        if user.id in channel.members:
            return True
        guest = user.is_restricted or user.is_ultra_restricted
        return channel.kind == "channel" and self.reaches(channel, user.team_id) and not guest

    def visible(self, message: Message, user: User) -> bool:
        """Whether this person's client shows it."""
        if message.deleted:
            return False
        if message.only_for is not None and message.only_for != user.id:
            return False
        return self.sees(self.channels[message.channel_id], user)

    def team_named(self, name: str) -> Team | None:
        return next((one for one in self.teams.values() if one.name == name), None)

    def installed(self, channel: Channel) -> Iterable[str]:
        """Workspaces whose app is in the channel, the channel's own first."""
        teams = [channel.team_id, *channel.shared_with]
        return [one for one in teams if (bot := self.bots.get(one)) and bot.id in channel.members]

    def known_channel(self, channel: Channel) -> Channel:
        if channel.id not in self.channels:
            raise Misused(f"there is no channel {channel.name!r} any more")
        return channel
