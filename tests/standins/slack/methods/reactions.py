"""reactions.*"""

import re

from ..api import Call, method
from ..errors import JSON, ApiError
from ..records import Message
from ..shapes import message_json

NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def _item(call: Call) -> Message:
    if not call.get("channel") or not call.get("timestamp"):
        raise ApiError("no_item_specified")
    channel = call.channel()
    if call.user.id not in channel.members:
        raise ApiError("not_in_channel" if channel.kind == "channel" else "channel_not_found")
    message = call.message(channel, "timestamp")
    if message.ephemeral or message.tombstone:
        raise ApiError("message_not_found")
    if channel.archived:
        raise ApiError("is_archived")
    return message


def _name(call: Call) -> str:
    name = call.need("name").strip(":")
    if not NAME.fullmatch(name):
        raise ApiError("invalid_name")
    return name


@method("reactions.add", "reactions:write")
async def add(call: Call) -> JSON:
    call.rooms.posting.react(_item(call), call.user, _name(call))
    return {}


@method("reactions.remove", "reactions:write")
async def remove(call: Call) -> JSON:
    call.rooms.posting.unreact(_item(call), call.user, _name(call))
    return {}


@method("reactions.get", "reactions:read")
async def get(call: Call) -> JSON:
    message = _item(call)
    shown = message_json(call.world, message, origin=call.rooms.origin)
    return {"type": "message", "channel": message.channel_id, "message": shown}
