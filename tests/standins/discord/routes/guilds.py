"""Guilds, their members, roles and channels."""

from ..api import Answer, Call, route
from ..channels import make_channel
from ..errors import JSON, refuse
from ..permissions import Permission, in_guild, require_below, require_in_guild, sees
from ..records import Member, Role
from ..shapes import member_json, role_json


@route("GET /guilds/{guild_id}")
async def get(call: Call) -> JSON:
    return call.rooms.wire.guild(call.guild)


@route("GET /guilds/{guild_id}/channels")
async def channels(call: Call) -> list[JSON]:
    return [call.rooms.wire.channel(one) for one in call.world.channels_of(call.guild)]


@route("POST /guilds/{guild_id}/channels")
async def create_channel(call: Call) -> Answer:
    guild = call.guild
    require_in_guild(guild, call.world.bot, Permission.MANAGE_CHANNELS)
    channel = make_channel(call.world, guild, call.body, may=in_guild(guild, call.world.bot))
    await call.rooms.events.channel("CHANNEL_CREATE", channel)
    return Answer(201, call.rooms.wire.channel(channel))


@route("GET /guilds/{guild_id}/threads/active")
async def active_threads(call: Call) -> JSON:
    bot = call.world.bot
    threads = [one for one in call.world.threads_of(call.guild) if sees(call.world, one, bot)]
    threads.sort(key=lambda one: one.id, reverse=True)
    joined = [one for one in threads if bot.id in one.thread.members]
    wire = call.rooms.wire
    members = [wire.thread_member(one, bot.id) for one in joined]
    return {"threads": [wire.channel(one, bot) for one in threads], "members": members, "has_more": False}


@route("GET /guilds/{guild_id}/members")
async def members(call: Call) -> list[JSON]:
    """A list of members is privileged."""
    if not call.rooms.members_intent():
        raise refuse(50001)
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
    found = sorted((one for one in call.guild.members.values() if one.user.id > after), key=lambda one: one.user.id)
    return [member_json(one) for one in found[:limit]]


@route("GET /guilds/{guild_id}/members/search")
async def search(call: Call) -> list[JSON]:
    words, limit = call.query.get("query", "").casefold(), int(call.query.get("limit", 1))
    every = call.guild.members.values()
    found = [one for one in every if (one.nick or one.user.name).casefold().startswith(words)]
    return [member_json(one) for one in found[:limit]]


@route("GET /guilds/{guild_id}/members/{user_id}")
async def member(call: Call) -> JSON:
    return member_json(_member(call))


def _member(call: Call) -> Member:
    if call.id("user_id") not in call.world.users:
        raise refuse(10013)
    if (found := call.guild.members.get(call.id("user_id"))) is None:
        raise refuse(10007)
    return found


@route("PATCH /guilds/{guild_id}/members/@me")
async def change_me(call: Call) -> JSON:
    mine = call.guild.members[call.world.bot.id]
    if "nick" in call.body:
        mine.nick = call.body["nick"] or None
    await call.rooms.events.member("GUILD_MEMBER_UPDATE", call.guild, mine)
    return member_json(mine)


@route("PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}")
async def give_role(call: Call) -> None:
    require_in_guild(call.guild, call.world.bot, Permission.MANAGE_ROLES)
    found, role = _member(call), _role(call)
    require_below(call.guild, call.world.bot, role)
    if role.id not in found.roles:
        found.roles.append(role.id)
        await call.rooms.events.member("GUILD_MEMBER_UPDATE", call.guild, found)


@route("DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}")
async def take_role(call: Call) -> None:
    require_in_guild(call.guild, call.world.bot, Permission.MANAGE_ROLES)
    found, role = _member(call), _role(call)
    require_below(call.guild, call.world.bot, role)
    if role.id in found.roles:
        found.roles.remove(role.id)
        await call.rooms.events.member("GUILD_MEMBER_UPDATE", call.guild, found)


@route("GET /guilds/{guild_id}/roles")
async def roles(call: Call) -> list[JSON]:
    return [role_json(one) for one in call.guild.roles.values()]


@route("POST /guilds/{guild_id}/roles")
async def create_role(call: Call) -> JSON:
    guild = call.guild
    require_in_guild(guild, call.world.bot, Permission.MANAGE_ROLES)
    name, granted = call.body.get("name") or "new role", int(call.body.get("permissions") or 0)
    role = Role(call.world.clock.snowflake(), name, granted, len(guild.roles), bool(call.body.get("mentionable")))
    if role.permissions & ~in_guild(guild, call.world.bot):
        raise refuse(50013)
    guild.roles[role.id] = role
    data = {"guild_id": str(guild.id), "role": role_json(role)}
    await call.rooms.events.tell("GUILD_ROLE_CREATE", data, guild=guild.id, intent=1)
    return role_json(role)


@route("GET /guilds/{guild_id}/roles/{role_id}")
async def role(call: Call) -> JSON:
    return role_json(_role(call))


def _role(call: Call) -> Role:
    if (found := call.guild.roles.get(call.id("role_id"))) is None:
        raise refuse(10011)
    return found
