"""Who may do what: roles, then the channel's overwrites, in the order Discord documents."""

from enum import IntFlag

from .errors import refuse
from .records import Channel, Guild, Kind, Role, User
from .world import World


class Permission(IntFlag):
    """The bits that a support bot and its people meet."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


ALL = (1 << 53) - 1
NOBODY = 0
EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.USE_EXTERNAL_APPS
)
"""What a new guild gives @everyone."""
IN_DM = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
)


def in_guild(guild: Guild, user: User) -> int:
    """What someone's roles allow, before any channel has its say."""
    member = guild.members.get(user.id)
    if member is None:
        return NOBODY
    if guild.owner_id == user.id:
        return ALL
    allowed = guild.roles[guild.id].permissions
    for role in member.roles:
        allowed |= guild.roles[role].permissions
    return ALL if allowed & Permission.ADMINISTRATOR else allowed


def in_channel(world: World, channel: Channel, user: User) -> int:
    """What someone may do in a channel, thread or DM."""
    if channel.guild_id is None:
        return int(IN_DM) if user.id in channel.recipients else NOBODY
    guild = world.guilds[channel.guild_id]
    allowed = in_guild(guild, user)
    if allowed in (ALL, NOBODY):
        return allowed
    allowed = _overwritten(allowed, guild, world.parent_of(channel), user)
    if not allowed & Permission.VIEW_CHANNEL:
        return NOBODY
    if channel.kind is Kind.PRIVATE_THREAD and not _let_in(channel, user, allowed):
        return NOBODY
    return allowed


def _let_in(thread: Channel, user: User, allowed: int) -> bool:
    return user.id in thread.thread.members or bool(allowed & Permission.MANAGE_THREADS)


def _overwritten(allowed: int, guild: Guild, channel: Channel, user: User) -> int:
    """@everyone's overwrite, then those of all roles together, then the member's own."""
    member, overwrites = guild.members[user.id], channel.overwrites
    deny = allow = 0
    if everyone := overwrites.get(guild.id):
        allowed = allowed & ~everyone.deny | everyone.allow
    for role in member.roles:
        if overwrite := overwrites.get(role):
            deny |= overwrite.deny
            allow |= overwrite.allow
    allowed = allowed & ~deny | allow
    if own := overwrites.get(user.id):
        allowed = allowed & ~own.deny | own.allow
    return allowed


def sees(world: World, channel: Channel, user: User) -> bool:
    if channel.guild_id is None:
        return user.id in channel.recipients
    return bool(in_channel(world, channel, user) & Permission.VIEW_CHANNEL)


def require(world: World, channel: Channel, user: User, *needed: Permission) -> None:
    """50001 where one cannot even look, 50013 where one may look but not do."""
    allowed = in_channel(world, channel, user)
    if not allowed & Permission.VIEW_CHANNEL:
        raise refuse(50001)
    if any(not allowed & one for one in needed):
        raise refuse(50013)


def require_in_guild(guild: Guild, user: User, *needed: Permission) -> None:
    if user.id not in guild.members:
        raise refuse(50001)
    if any(not in_guild(guild, user) & one for one in needed):
        raise refuse(50013)


def require_below(guild: Guild, user: User, role: Role) -> None:
    """Nobody gives or takes a role that stands as high as their own."""
    highest = max((guild.roles[one].position for one in guild.members[user.id].roles), default=0)
    if guild.owner_id != user.id and role.position >= highest:
        raise refuse(50013)
