"""chat.*: words into channels."""

from ..api import Call, method
from ..content import UPDATE_MOST, fields, metadata
from ..errors import JSON, ApiError
from ..records import Channel, Message
from ..shapes import message_json

RESERVED = ("slackbot", "slack", "here", "channel", "everyone")


@method("chat.postMessage", "chat:write")
async def post_message(call: Call) -> JSON:
    channel = _to(call)
    _may_post(call, channel)
    words = fields(call.world, channel, call.params)
    raw = words.pop("raw")
    if len(raw) > 40_000:
        call.warnings.append("message_truncated")
    more = words | _dressed(call) | {"metadata": metadata(call.params), "thread_ts": call.get("thread_ts") or None}
    more["unfurls"] = call.flag("unfurl_links") or call.flag("unfurl_media", True)
    if more["thread_ts"] and call.flag("reply_broadcast"):
        more |= {"broadcast": True, "subtype": more.get("subtype") or "thread_broadcast"}
    message = call.rooms.posting.post(channel, call.user, raw, **more)
    return {"channel": channel.id, "ts": message.ts, "message": _shown(call, message)}


def _to(call: Call) -> Channel:
    """A channel, or a person, whose DM is opened."""
    wanted = call.need("channel")
    if wanted.startswith("U"):
        user = call.world.users.get(wanted)
        if user is None or not call.world.knows(call.team.id, user):
            raise ApiError("channel_not_found")
        return call.world.dm_between(call.team.id, call.user, user)
    if wanted.startswith("#"):
        named = (one for one in call.world.channels.values() if one.name == wanted[1:] and one.team_id == call.team.id)
        channel = next((one for one in named if one.kind == "channel"), None)
        if channel is None:
            raise ApiError("channel_not_found")
        return channel
    return call.channel()


def _may_post(call: Call, channel: Channel) -> None:
    app = call.rooms.app
    if channel.archived:
        raise ApiError("is_archived")
    if channel.kind == "im" and not app.messages_tab:
        raise ApiError("messages_tab_disabled")
    if channel.kind == "im" and any(call.world.users[one].deleted for one in channel.members):
        raise ApiError("account_inactive")
    if call.user.id not in channel.members and "chat:write.public" not in call.shown.scopes:
        raise ApiError("not_in_channel")
    if channel.restricted == "restricted_action_thread_only_channel" and call.get("thread_ts"):
        return
    if channel.restricted:
        raise ApiError(channel.restricted)


def _dressed(call: Call) -> JSON:
    """Another name and picture, where it is granted; refused where it is not."""
    given = {one: call.get(one) for one in ("username", "icon_url", "icon_emoji") if call.get(one)}
    if not given:
        return {}
    call.scope("chat:write.customize")
    if call.get("username").casefold() in RESERVED:
        raise ApiError("invalid_arguments", "username is reserved")
    icons = {"image_72": given["icon_url"]} if "icon_url" in given else {}
    icons |= {"emoji": given["icon_emoji"]} if "icon_emoji" in given else {}
    return {"subtype": "bot_message", "username": given.get("username") or call.user.name, "icons": icons}


def _shown(call: Call, message: Message) -> JSON:
    return message_json(call.world, message, origin=call.rooms.origin, metadata=True)


def _own(call: Call, refusal: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = call.message(channel)
    if message.ephemeral:
        raise ApiError("message_not_found")
    if message.bot_id != call.user.bot_id or not message.bot_id or message.tombstone:
        raise ApiError(refusal)
    return channel, message


@method("chat.update", "chat:write")
async def update(call: Call) -> JSON:
    """Text without blocks takes the blocks away; with blocks, nobody reads "(edited)"."""
    channel, message = _own(call, "cant_update_message")
    if channel.archived:
        raise ApiError("is_inactive")
    changes = fields(call.world, channel, call.params)
    if len(changes["raw"]) > UPDATE_MOST:
        raise ApiError("msg_too_long")
    if not changes["raw"]:
        changes["raw"] = message.raw
    if "attachments" not in call.params:
        changes["attachments"] = message.attachments
    if "metadata" in call.params:
        changes["metadata"] = metadata(call.params)
    call.rooms.posting.edit(message, call.user, marks=not changes["blocks"], **changes)
    return {"channel": channel.id, "ts": message.ts, "text": message.raw, "message": _shown(call, message)}


@method("chat.delete", "chat:write")
async def delete(call: Call) -> JSON:
    channel, message = _own(call, "cant_delete_message")
    call.rooms.posting.delete(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.postEphemeral", "chat:write")
async def post_ephemeral(call: Call) -> JSON:
    channel, user_id = call.channel(), call.need("user")
    if channel.archived:
        raise ApiError("is_archived")
    if call.user.id not in channel.members:
        raise ApiError("not_in_channel")
    if user_id not in channel.members:
        raise ApiError("user_not_in_channel")
    words = fields(call.world, channel, call.params)
    more = words | _dressed(call) | {"only_for": user_id, "thread_ts": call.get("thread_ts") or None}
    message = call.rooms.posting.post(channel, call.user, more.pop("raw"), **more)
    return {"message_ts": message.ts}


@method("chat.getPermalink", needs="any")
async def get_permalink(call: Call) -> JSON:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}
