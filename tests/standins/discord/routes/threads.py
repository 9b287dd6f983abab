"""Starting threads and forum posts, listing them, and who is in them."""

from ..api import Answer, Call, route
from ..errors import JSON, refuse
from ..permissions import Permission, in_channel, require
from ..records import Channel, Kind
from ..threads import leave, post_in_forum, start_from_message, start_without_message

THREAD_MEMBERS = "/channels/{channel_id}/thread-members"


@route("POST /channels/{channel_id}/messages/{message_id}/threads")
async def from_message(call: Call) -> Answer:
    thread = await start_from_message(call.rooms, call.message, call.world.bot, call.body)
    return Answer(201, call.rooms.wire.channel(thread, call.world.bot))


@route("POST /channels/{channel_id}/threads")
async def without_message(call: Call) -> Answer:
    channel, bot = call.channel, call.world.bot
    if channel.kind is not Kind.FORUM:
        thread = await start_without_message(call.rooms, channel, bot, call.body)
        return Answer(201, call.rooms.wire.channel(thread, bot))
    thread, message = await post_in_forum(call.rooms, channel, bot, call.body, call.files)
    return Answer(201, call.rooms.wire.channel(thread, bot) | {"message": call.show(message)})


@route("GET /channels/{channel_id}/threads/archived/public")
async def archived_public(call: Call) -> JSON:
    return _archived(call, Kind.PUBLIC_THREAD)


@route("GET /channels/{channel_id}/threads/archived/private")
async def archived_private(call: Call) -> JSON:
    require(call.world, call.channel, call.world.bot, Permission.MANAGE_THREADS)
    return _archived(call, Kind.PRIVATE_THREAD)


def _archived(call: Call, kind: Kind) -> JSON:
    parent, bot, wire = call.channel, call.world.bot, call.rooms.wire
    require(call.world, parent, bot, Permission.READ_MESSAGE_HISTORY)
    assert parent.guild_id is not None
    every = call.world.threads_of(call.world.guilds[parent.guild_id], active=False)
    found = [one for one in every if one.parent_id == parent.id and one.kind is kind and one.thread.archived]
    found.sort(key=lambda one: one.thread.changed, reverse=True)
    limit = int(call.query.get("limit", 50))
    shown = found[:limit]
    members = [wire.thread_member(one, bot.id) for one in shown if bot.id in one.thread.members]
    return {"threads": [wire.channel(one, bot) for one in shown], "members": members, "has_more": len(found) > limit}


@route(f"GET {THREAD_MEMBERS}")
async def members(call: Call) -> list[JSON]:
    thread = call.channel
    return [call.rooms.wire.thread_member(thread, one) for one in thread.thread.members]


@route(f"GET {THREAD_MEMBERS}/{{user_id}}")
async def member(call: Call) -> JSON:
    thread = call.channel
    if call.id("user_id") not in thread.thread.members:
        raise refuse(10007)
    return call.rooms.wire.thread_member(thread, call.id("user_id"))


@route(f"PUT {THREAD_MEMBERS}/@me")
async def join(call: Call) -> None:
    await call.rooms.posting.join(_open(call), [call.world.bot.id])


@route(f"PUT {THREAD_MEMBERS}/{{user_id}}")
async def add(call: Call) -> None:
    """Whoever can talk in the thread may bring in someone who can see its channel."""
    thread = _open(call)
    require(call.world, thread, call.world.bot, Permission.SEND_MESSAGES_IN_THREADS)
    person = call.world.users.get(call.id("user_id"))
    if person is None:
        raise refuse(10013)
    if not in_channel(call.world, call.world.parent_of(thread), person) & Permission.VIEW_CHANNEL:
        raise refuse(50001)
    await call.rooms.posting.join(thread, [person.id])


@route(f"DELETE {THREAD_MEMBERS}/@me")
async def leave_it(call: Call) -> None:
    await leave(call.rooms, _open(call), call.world.bot.id)


@route(f"DELETE {THREAD_MEMBERS}/{{user_id}}")
async def remove(call: Call) -> None:
    thread = _open(call)
    require(call.world, thread, call.world.bot, Permission.MANAGE_THREADS)
    await leave(call.rooms, thread, call.id("user_id"))


def _open(call: Call) -> Channel:
    thread = call.channel
    if thread.thread.archived:
        raise refuse(50083)
    return thread
