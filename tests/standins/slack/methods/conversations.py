"""conversations.*: looking at channels and what was said in them."""

from ..api import Call, method, paged
from ..errors import JSON, ApiError
from ..records import Channel, Message
from ..shapes import channel_json, message_json

READS = ("channels:read", "groups:read", "im:read", "mpim:read")
SCOPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


@method("conversations.info", *READS)
async def info(call: Call) -> JSON:
    channel = call.channel(scoped="read")
    shown = channel_json(call.world, channel, call.user)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


@method("conversations.list", *READS)
async def list_(call: Call) -> JSON:
    return _listed(call, [one for one in _of_kinds(call) if not _hidden(call, one)])


@method("users.conversations", *READS)
async def of_user(call: Call) -> JSON:
    who = call.get("user") or call.user.id
    return _listed(call, [one for one in _of_kinds(call) if who in one.members and not _hidden(call, one)])


def _of_kinds(call: Call) -> list[Channel]:
    wanted = [one.strip() for one in call.get("types", "public_channel").split(",")]
    if any(one not in KINDS for one in wanted):
        raise ApiError("invalid_types")
    for one in wanted:
        call.scope(f"{SCOPES[one]}:read")
    kinds = {KINDS[one] for one in wanted}
    dead = call.flag("exclude_archived")
    every = (one for one in call.world.channels.values() if one.kind in kinds and not (dead and one.archived))
    return [one for one in every if call.world.reaches(one, call.team.id)]


def _hidden(call: Call, channel: Channel) -> bool:
    return channel.kind != "channel" and call.user.id not in channel.members


def _listed(call: Call, every: list[Channel]) -> JSON:
    shown, cursor = call.page(every, 1000)
    return paged({"channels": [channel_json(call.world, one, call.user) for one in shown]}, cursor)


@method("conversations.members", *READS)
async def members(call: Call) -> JSON:
    channel = call.channel(scoped="read")
    shown, cursor = call.page(channel.members, 1000)
    return paged({"members": shown}, cursor)


@method("conversations.history", "channels:history", "groups:history", "im:history", "mpim:history")
async def history(call: Call) -> JSON:
    """Newest first, without replies, unless they were broadcast."""
    channel = _readable(call)
    every = [one for one in channel.messages.values() if not one.thread_ts or one.broadcast]
    wanted = sorted(_within(call, every), key=lambda one: one.ts, reverse=True)
    return _pages(call, wanted)


@method("conversations.replies", "channels:history", "groups:history", "im:history", "mpim:history")
async def replies(call: Call) -> JSON:
    """The parent first, then its replies, oldest first."""
    channel = _readable(call)
    message = channel.messages.get(call.need("ts"))
    if message is None or message.ephemeral:
        raise ApiError("thread_not_found")
    parent = message.parent or message
    living = [one for one in parent.thread if not one.deleted and not one.ephemeral]
    return _pages(call, [parent, *_within(call, living)])


def _readable(call: Call) -> Channel:
    channel = call.channel(scoped="history")
    if call.user.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _within(call: Call, every: list[Message]) -> list[Message]:
    oldest, latest, ends = call.get("oldest", "0"), call.get("latest") or "9999999999", call.flag("inclusive")
    least, most = float(oldest or 0), float(latest)
    seen = [one for one in every if not one.ephemeral and not one.deleted]
    return [one for one in seen if (least < float(one.ts) < most) or (ends and float(one.ts) in (least, most))]


def _pages(call: Call, every: list[Message]) -> JSON:
    """At most 999, or 15 for an unlisted app that is sold."""
    most = 15 if call.rooms.app.commercial_unlisted else 999
    shown, cursor = call.page(every, most)
    metadata = call.flag("include_all_metadata")
    messages = [message_json(call.world, one, origin=call.rooms.origin, metadata=metadata) for one in shown]
    return paged({"messages": messages, "has_more": bool(cursor)}, cursor)
