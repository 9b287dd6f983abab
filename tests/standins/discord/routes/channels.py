"""A channel by its id: look, change, delete, overwrites."""

from ..api import Call, route
from ..channels import change_channel, overwrite
from ..errors import JSON, refuse
from ..permissions import Permission, in_channel, require
from ..records import Channel
from ..threads import change_thread


@route("GET /channels/{channel_id}")
async def get(call: Call) -> JSON:
    return call.rooms.wire.channel(call.channel, call.world.bot)


@route("PATCH /channels/{channel_id}")
async def change(call: Call) -> JSON:
    channel, bot = call.channel, call.world.bot
    if channel.guild_id is None:
        raise refuse(50003)
    if channel.is_thread:
        await change_thread(call.rooms, channel, bot, call.body)
    else:
        require(call.world, channel, bot, Permission.MANAGE_CHANNELS)
        if call.body.get("permission_overwrites") is not None:
            require(call.world, channel, bot, Permission.MANAGE_ROLES)
        change_channel(call.world.clock, channel, call.body, may=in_channel(call.world, channel, bot))
        await call.rooms.events.channel("CHANNEL_UPDATE", channel)
    return call.rooms.wire.channel(channel, bot)


@route("DELETE /channels/{channel_id}")
async def delete(call: Call) -> JSON:
    channel, bot = call.channel, call.world.bot
    shown = call.rooms.wire.channel(channel, bot)
    if channel.guild_id is None:
        return shown
    require(call.world, channel, bot, Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS)
    await remove(call, channel)
    return shown


async def remove(call: Call, channel: Channel) -> None:
    if channel.is_thread:
        await call.rooms.events.thread("THREAD_DELETE", channel)
    else:
        await call.rooms.events.channel("CHANNEL_DELETE", channel)
    inner = [one.id for one in call.world.channels.values() if one.parent_id == channel.id and one.is_thread]
    for id_ in (*inner, channel.id):
        call.world.channels.pop(id_, None)


@route("PUT /channels/{channel_id}/permissions/{overwrite_id}")
async def set_overwrite(call: Call) -> None:
    channel, bot = call.channel, call.world.bot
    require(call.world, channel, bot, Permission.MANAGE_ROLES)
    id_ = call.id("overwrite_id")
    channel.overwrites[id_] = overwrite(call.body, may=in_channel(call.world, channel, bot), id_=id_)
    await call.rooms.events.channel("CHANNEL_UPDATE", channel)


@route("DELETE /channels/{channel_id}/permissions/{overwrite_id}")
async def clear_overwrite(call: Call) -> None:
    channel = call.channel
    require(call.world, channel, call.world.bot, Permission.MANAGE_ROLES)
    if channel.overwrites.pop(call.id("overwrite_id"), None) is None:
        raise refuse(10009)
    await call.rooms.events.channel("CHANNEL_UPDATE", channel)
