"""A server as a test sees it: roles, channels and members made by their owner's hand."""

from typing import TYPE_CHECKING

from .channels import make_channel
from .errors import JSON, Misused
from .people import Person
from .permissions import ALL, EVERYONE, Permission
from .records import Channel, Guild, Kind, Member, Overwrite, Role
from .shapes import role_json

if TYPE_CHECKING:
    from .standin import DiscordStandIn

BOT_PERMISSIONS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.MANAGE_THREADS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.ADD_REACTIONS
    | Permission.MANAGE_WEBHOOKS
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_ROLES
    | Permission.USE_EXTERNAL_EMOJIS
)
"""What an invite link would ask for; a test may give less."""
BOT_POSITION = 100


class GuildHandle:
    """A server. Its records are at `.record`; what is made here is announced to the bot."""

    def __init__(self, discord: "DiscordStandIn", record: Guild) -> None:
        self.discord, self.record = discord, record
        self.general: Channel
        self.bot_role: Role

    @classmethod
    def made(
        cls, discord: "DiscordStandIn", name: str, *, bot: bool = True, bot_permissions: int = BOT_PERMISSIONS
    ) -> "GuildHandle":
        world = discord.world
        owner = world.add_user(f"{name} owner")
        guild = Guild(world.clock.snowflake(), name, owner.id, has_bot=False)
        guild.roles[guild.id] = Role(guild.id, "@everyone", int(EVERYONE))
        world.guilds[guild.id] = guild
        handle = cls(discord, guild)
        handle._let_in(owner.id, [])
        handle.bot_role = handle._make_role(world.bot.name, int(bot_permissions))
        handle.bot_role.position = BOT_POSITION
        handle.general = make_channel(world, guild, {"name": "general"})
        if bot:
            guild.has_bot = True
            handle._let_in(world.bot.id, [handle.bot_role.id])
            discord.soon_if_connected(lambda: discord.rooms.events.guild_create(guild, joined=True))
        return handle

    @property
    def id(self) -> int:
        return self.record.id

    @property
    def owner(self) -> Person:
        return self.discord.person(self.discord.world.users[self.record.owner_id], self.record)

    def _let_in(self, user_id: int, roles: list[int]) -> Member:
        user = self.discord.world.users[user_id]
        member = Member(user, roles, self.discord.world.clock.now())
        self.record.members[user_id] = member
        return member

    def _make_role(self, name: str, permissions: int, *, mentionable: bool = False) -> Role:
        world = self.discord.world
        role = Role(world.clock.snowflake(), name, permissions, len(self.record.roles), mentionable)
        self.record.roles[role.id] = role
        return role

    def role(self, name: str, *permissions: Permission, mentionable: bool = False) -> Role:
        """A role; with no permissions it is only a name for some people."""
        granted = 0
        for one in permissions:
            granted |= one
        role = self._make_role(name, granted, mentionable=mentionable)
        self._later("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role_json(role)})
        return role

    def member(
        self, who: str | Person, *, roles: list[Role] | tuple[Role, ...] = (), nick: str | None = None
    ) -> Person:
        """Someone new, or someone known, joins with these roles."""
        world = self.discord.world
        user = world.add_user(who) if isinstance(who, str) else who.user
        member = self._let_in(user.id, [one.id for one in roles])
        member.nick = nick
        if unknown := [one.name for one in roles if one.id not in self.record.roles]:
            raise Misused(f"{self.record.name} has no role {unknown}")
        events = self.discord.rooms.events
        self.discord.soon_if_connected(lambda: events.member("GUILD_MEMBER_ADD", self.record, member))
        return self.discord.person(user, self.record)

    def channel(
        self,
        name: str,
        *,
        kind: Kind = Kind.TEXT,
        only: list[Role] | tuple[Role, ...] = (),
        topic: str | None = None,
        tags: list[str] | tuple[str, ...] = (),
    ) -> Channel:
        """A channel; with `only`, one that nobody but these roles and the bot can see."""
        body: JSON = {"name": name, "type": int(kind), "topic": topic}
        body["available_tags"] = [{"name": one} for one in tags]
        channel = make_channel(self.discord.world, self.record, body)
        if only:
            self.hides(channel, *only, self.bot_role)
        self._later("CHANNEL_CREATE", self.discord.rooms.wire.channel(channel))
        return channel

    def forum(
        self, name: str, *, only: list[Role] | tuple[Role, ...] = (), tags: list[str] | tuple[str, ...] = ()
    ) -> Channel:
        return self.channel(name, kind=Kind.FORUM, only=only, tags=tags)

    def hides(self, channel: Channel, *but_from: Role) -> None:
        """From @everyone, but not from these."""
        channel.overwrites[self.id] = Overwrite(self.id, 0, deny=int(Permission.VIEW_CHANNEL))
        for role in but_from:
            channel.overwrites[role.id] = Overwrite(role.id, 0, allow=int(Permission.VIEW_CHANNEL))

    def bot_may(self, *, all_but: tuple[Permission, ...] = (), everything: bool = False) -> None:
        """Set what the bot's own role allows: the invite's permissions but these."""
        allowed = ALL if everything else int(BOT_PERMISSIONS)
        for one in all_but:
            allowed &= ~int(one)
            self.record.roles[self.id].permissions &= ~int(one)
        self.bot_role.permissions = allowed

    def _later(self, event: str, data: JSON) -> None:
        """Announce without making the test await."""
        tell = self.discord.rooms.events.tell
        self.discord.soon_if_connected(lambda: tell(event, data, guild=self.id, intent=1))

    # What the owner does

    async def adds_the_bot(self) -> None:
        """The invite link was followed."""
        self.record.has_bot = True
        self._let_in(self.discord.world.bot.id, [self.bot_role.id])
        await self.discord.rooms.events.guild_create(self.record, joined=True)

    async def removes_the_bot(self) -> None:
        events = self.discord.rooms.events
        await events.guild_delete(self.record, outage=False)
        self.record.has_bot = False
        self.record.members.pop(self.discord.world.bot.id, None)

    async def goes_down(self) -> None:
        """An outage at Discord, which is no removal."""
        self.record.available = False
        await self.discord.rooms.events.guild_delete(self.record, outage=True)

    async def comes_back(self) -> None:
        self.record.available = True
        await self.discord.rooms.events.guild_create(self.record, joined=False)

    async def loses(self, person: Person) -> None:
        """Someone leaves."""
        member = self.record.members.pop(person.id)
        await self.discord.rooms.events.member("GUILD_MEMBER_REMOVE", self.record, member)

    async def deletes_channel(self, channel: Channel) -> None:
        world = self.discord.world
        name = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        announce = self.discord.rooms.events.thread if channel.is_thread else self.discord.rooms.events.channel
        await announce(name, channel)
        for one in [one for one in world.channels.values() if channel.id in (one.id, one.parent_id)]:
            del world.channels[one.id]
