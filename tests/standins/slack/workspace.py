"""A workspace: its people, channels and groups, and what its admins do."""

from typing import TYPE_CHECKING, Any, Literal, Self

from .errors import JSON, Misused
from .people import Person
from .records import Channel, Group, Team, Token, User
from .shapes import user_json

if TYPE_CHECKING:
    from .standin import SlackStandIn

Guest = Literal["", "multi", "single"]


class Workspace:
    """One team, with the app in it or not."""

    def __init__(self, slack: "SlackStandIn", team: Team) -> None:
        self.slack, self.team = slack, team
        self.general = self.channel("general")
        self.general.is_general = True

    def __repr__(self) -> str:
        return f"<{self.team.name}>"

    @property
    def id(self) -> str:
        return self.team.id

    @property
    def name(self) -> str:
        return self.team.name

    # The app in it

    @property
    def bot(self) -> User:
        bot = self.slack.world.bot_of(self.id)
        if bot is None:
            raise Misused(f"the app is not installed in {self.name}")
        return bot

    @property
    def token(self) -> Token:
        """The newest living bot token."""
        living = self.slack.rooms.oauth.of(self.id)
        if not living:
            raise Misused(f"the app has no token for {self.name}")
        return living[-1]

    @property
    def bot_token(self) -> str:
        return self.token.value

    def installs_app(self) -> Self:
        """As an admin does who clicks Install in the app's configuration."""
        self.slack.rooms.oauth.installs(self.id, self.slack.app.scopes)
        if self.bot.id not in self.general.members:
            self.general.members.append(self.bot.id)
        return self

    def uninstalls_app(self) -> None:
        self.slack.rooms.oauth.uninstalls(self.id)

    def revokes_token(self) -> None:
        self.slack.rooms.oauth.revokes(self.token)

    def grants(self, *scopes: str, without: tuple[str, ...] = ()) -> None:
        """What the newest token may do: more, or less."""
        self.token.scopes = (self.token.scopes | set(scopes)) - set(without)

    # Its people

    def member(
        self,
        name: str,
        *,
        admin: bool = False,
        owner: bool = False,
        primary_owner: bool = False,
        guest: Guest = "",
        **more: Any,
    ) -> Person:
        """Someone of this workspace; full members are in #general, guests where they are invited."""
        flags = {"is_admin": admin or owner or primary_owner, "is_owner": owner or primary_owner}
        flags |= {"is_primary_owner": primary_owner, "is_restricted": bool(guest)}
        user = self.slack.world.add_user(self.team, name, is_ultra_restricted=guest == "single", **flags, **more)
        if not guest:
            self.general.members.append(user.id)
        return Person(self, user)

    def external(self, name: str, *, of: "Workspace | str" = "Elsewhere", **more: Any) -> Person:
        """Someone of another organisation, met here through Slack Connect: invite them to a shared channel."""
        team = of.team if isinstance(of, Workspace) else self.slack.world.team_named(of)
        team = team or self.slack.world.add_team(str(of))
        return Person(self, self.slack.world.add_user(team, name, **more))

    def other_bot(self, name: str) -> Person:
        """A bot that is not ours."""
        user = self.slack.world.add_user(self.team, name, is_bot=True)
        user.bot_id, user.app_id = self.slack.world.clock.id("B"), self.slack.world.clock.id("A")
        self.general.members.append(user.id)
        return Person(self, user)

    def group(self, name: str, people: "list[Person] | None" = None, *, handle: str = "") -> Group:
        """A user group, such as @desk."""
        made = Group(self.slack.world.clock.id("S"), self.id, name, handle or name.casefold().replace(" ", "-"))
        made.users = [one.id for one in people or ()]
        self.slack.world.groups[made.id] = made
        self.slack.world.names[made.id] = f"@{made.handle}"
        return made

    def changes(self, person: Person, **what: Any) -> None:
        """`changes(ana, is_admin=True)`, `changes(ana, deleted=True)`: the app hears user_change."""
        for key, value in what.items():
            setattr(person.user, key, value)
        person.user.updated = self.slack.world.clock.now()
        shown = user_json(person.user, team_id=self.id, email=False)
        self.slack.rooms.events.tell(self.id, {"type": "user_change", "user": shown})

    def deactivates(self, person: Person) -> None:
        self.changes(person, deleted=True)

    def regroups(self, group: Group, people: list[Person]) -> None:
        """Others are in it from here on."""
        before, group.users = set(group.users), [one.id for one in people]
        event: JSON = {"type": "subteam_members_changed", "subteam_id": group.id, "team_id": self.id}
        event |= {"added_users": [one for one in group.users if one not in before]}
        event |= {"removed_users": [one for one in before if one not in group.users]}
        self.slack.rooms.events.tell(self.id, event)

    # Its channels

    def channel(
        self,
        name: str,
        *members: Person,
        private: bool = False,
        bot: bool = True,
        external: "list[Person] | None" = None,
    ) -> Channel:
        """With the bot in it unless `bot=False`; whoever writes in a public channel joins it."""
        world = self.slack.world
        kind: Literal["channel", "group"] = "group" if private else "channel"
        channel = Channel(world.clock.id("C"), self.id, kind, name, members=[one.id for one in members])
        channel.creator = members[0].id if members else ""
        if bot and (user := world.bot_of(self.id)):
            channel.members.append(user.id)
        world.add_channel(channel)
        for person in external or ():
            self.shares(channel, person.user.team_id, quietly=True)
            channel.members.append(person.id)
        return channel

    def enters(self, channel: Channel, user: User, inviter: Person | None = None) -> None:
        if user.id in channel.members:
            return
        channel.members.append(user.id)
        self._moved("member_joined_channel", channel, user, {"inviter": inviter.id} if inviter else {})

    def leaves(self, channel: Channel, user: User) -> None:
        self._moved("member_left_channel", channel, user, {})
        channel.members.remove(user.id)

    def _moved(self, kind: str, channel: Channel, user: User, more: JSON) -> None:
        ts, letter = self.slack.world.clock.ts(), "C" if channel.kind == "channel" else "G"
        event = {"type": kind, "user": user.id, "channel": channel.id, "channel_type": letter, "team": user.team_id}
        self.slack.rooms.events.about(channel, event | {"event_ts": ts} | more)

    def invites_bot(self, channel: Channel, by: Person | None = None) -> None:
        self.enters(channel, self.bot, by)

    def removes_bot(self, channel: Channel) -> None:
        """The app hears channel_left (group_left), and nothing from there any more."""
        kind = "channel_left" if channel.kind == "channel" else "group_left"
        self.slack.rooms.events.about(channel, {"type": kind, "channel": channel.id})
        channel.members.remove(self.bot.id)

    def archives(self, channel: Channel, by: Person | None = None) -> None:
        channel.archived = True
        self._about(channel, "archive", {"user": by.id if by else ""})

    def unarchives(self, channel: Channel, by: Person | None = None) -> None:
        channel.archived = False
        self._about(channel, "unarchive", {"user": by.id if by else ""})

    def renames(self, channel: Channel, name: str) -> None:
        channel.name = name
        shown = {"id": channel.id, "name": name, "created": int(channel.created)}
        self.slack.rooms.events.about(channel, {"type": "channel_rename", "channel": shown})

    def _about(self, channel: Channel, what: str, more: JSON) -> None:
        kind = "channel" if channel.kind == "channel" else "group"
        event = {"type": f"{kind}_{what}", "channel": channel.id, "event_ts": self.slack.world.clock.ts()}
        self.slack.rooms.events.about(channel, event | more)

    def shares(self, channel: Channel, team: "str | Workspace", *, quietly: bool = False) -> None:
        """Slack Connect: another organisation is in it from here on."""
        team_id = team if isinstance(team, str) else team.id
        if team_id not in channel.shared_with:
            channel.shared_with.append(team_id)
        if not quietly:
            event = {"type": "channel_shared", "connected_team_id": team_id, "channel": channel.id}
            self.slack.rooms.events.about(channel, event | {"event_ts": self.slack.world.clock.ts()})

    def unshares(self, channel: Channel, team: "str | Workspace") -> None:
        team_id = team if isinstance(team, str) else team.id
        channel.shared_with.remove(team_id)
        event = {"type": "channel_unshared", "previously_connected_team_id": team_id, "channel": channel.id}
        left = {"is_ext_shared": channel.is_ext_shared, "event_ts": self.slack.world.clock.ts()}
        self.slack.rooms.events.about(channel, event | left)

    def changes_id(self, channel: Channel) -> str:
        """As when a private channel becomes shared; the old id is unknown afterwards. Returns it."""
        world, old = self.slack.world, channel.id
        channel.id = world.clock.id("C")
        world.channels[channel.id] = world.channels.pop(old)
        for message in channel.messages.values():
            message.channel_id = channel.id
        event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": channel.id}
        self.slack.rooms.events.about(channel, event | {"event_ts": world.clock.ts()})
        return old
