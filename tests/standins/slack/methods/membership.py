"""conversations.*: opening, making and entering channels."""

from ..api import SCOPED, Call, method
from ..errors import JSON, ApiError
from ..records import Channel, Kind, User
from ..shapes import channel_json


def _shown(call: Call, channel: Channel) -> JSON:
    return {"channel": channel_json(call.world, channel, call.user)}


@method("conversations.open", "im:write", "mpim:write", "channels:manage", "groups:write")
async def open_(call: Call) -> JSON:
    if call.get("channel"):
        return _shown(call, call.channel())
    names = [one.strip() for one in call.get("users").split(",") if one.strip()]
    if not names:
        raise ApiError("users_list_not_supplied")
    if len(names) > 8:
        raise ApiError("too_many_users")
    users = [_reachable(call, one) for one in names]
    already = len(users) == 1 and (call.user.id, users[0].id) in call.world.dms
    if call.flag("prevent_creation") and not already:
        raise ApiError("channel_not_found")
    call.scope("im:write" if len(users) == 1 else "mpim:write")
    channel = call.world.dm_between(call.team.id, call.user, users[0]) if len(users) == 1 else _group_dm(call, users)
    full = channel_json(call.world, channel, call.user) if call.flag("return_im") else {"id": channel.id}
    return {"channel": full} | ({"no_op": True, "already_open": True} if already else {})


def _reachable(call: Call, user_id: str) -> User:
    user = call.world.user(user_id)
    if not call.world.knows(call.team.id, user):
        raise ApiError("user_not_visible")
    if user.deleted:
        raise ApiError("user_disabled")
    if user is call.user:
        raise ApiError("invalid_user_combination")
    return user


def _group_dm(call: Call, users: list[User]) -> Channel:
    members = sorted([call.user.id, *(one.id for one in users)])
    for channel in call.world.channels.values():
        if channel.kind == "mpim" and sorted(channel.members) == members:
            return channel
    name = f"mpdm-{'--'.join(one.handle for one in users)}-1"
    id_ = call.world.clock.id("G")
    return call.world.add_channel(Channel(id_, call.team.id, "mpim", name, call.user.id, members=members))


@method("conversations.join", "channels:join")
async def join(call: Call) -> JSON:
    channel = call.channel()
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    if call.user.id not in channel.members:
        joins(call, channel, call.user)
    return _shown(call, channel)


def joins(call: Call, channel: Channel, user: User, inviter: User | None = None) -> None:
    channel.members.append(user.id)
    kind = "C" if channel.kind == "channel" else "G"
    event: JSON = {"type": "member_joined_channel", "user": user.id, "channel": channel.id, "channel_type": kind}
    event |= {"team": user.team_id, "event_ts": call.world.clock.ts()} | ({"inviter": inviter.id} if inviter else {})
    call.rooms.events.about(channel, event)


@method("conversations.invite", "channels:manage", "groups:write", "channels:write.invites", "groups:write.invites")
async def invite(call: Call) -> JSON:
    channel = call.channel()
    if channel.archived:
        raise ApiError("is_archived")
    if call.user.id not in channel.members:
        raise ApiError("not_in_channel")
    for user_id in call.need("users").split(","):
        user = call.world.user(user_id.strip())
        if user is call.user:
            raise ApiError("cant_invite_self")
        if user.id in channel.members:
            raise ApiError("already_in_channel")
        joins(call, channel, user, call.user)
    return _shown(call, channel)


@method("conversations.create", "channels:manage", "groups:write")
async def create(call: Call) -> JSON:
    name, private = call.need("name"), call.flag("is_private")
    call.scope("groups:write" if private else "channels:manage")
    if name != name.lower() or len(name) > 80 or not all(one.isalnum() or one in "-_" for one in name):
        raise ApiError("invalid_name_specials")
    if any(one.name == name and one.team_id == call.team.id for one in call.world.channels.values()):
        raise ApiError("name_taken")
    kind: Kind = "group" if private else "channel"
    channel = Channel(call.world.clock.id("C"), call.team.id, kind, name, call.user.id, members=[call.user.id])
    return _shown(call, call.world.add_channel(channel))


@method("conversations.setTopic", "channels:manage", "groups:write", "channels:write.topic", "groups:write.topic")
async def set_topic(call: Call) -> JSON:
    channel = call.channel()
    if call.user.id not in channel.members:
        raise ApiError("not_in_channel")
    if len(call.get("topic")) > 250:
        raise ApiError("too_long")
    channel.topic = call.get("topic")
    more: JSON = {"subtype": f"{SCOPED[channel.kind].rstrip('s')}_topic", "extra": {"topic": channel.topic}}
    call.rooms.posting.post(channel, call.user, f"set the channel topic: {channel.topic}", **more)
    return {"topic": channel.topic} | _shown(call, channel)
