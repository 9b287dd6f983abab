"""Messages in any channel, and reactions to them."""

from collections.abc import Mapping

from ..api import Call, route
from ..errors import JSON, refuse
from ..limits import bad
from ..permissions import Permission, in_channel, require
from ..records import Channel, Kind, Message
from ..shapes import user_json

MESSAGE = "/channels/{channel_id}/messages/{message_id}"
TWO_WEEKS = 14 * 24 * 3600
DEPRECATED_SYSTEM = (1, 2, 3, 4, 5, 14, 15, 16, 17, 21)


@route("POST /channels/{channel_id}/messages")
async def create(call: Call) -> JSON:
    channel, bot, posting = call.channel, call.world.bot, call.rooms.posting
    _may_write_to(call, channel)
    posting.may_send(channel, bot, call.body, call.files)
    before = posting.repeated(bot, channel, call.body)
    return call.show(before or await posting.post(channel, bot, call.body, call.files))


def _may_write_to(call: Call, channel: Channel) -> None:
    """A DM arrives only where its owner lets it, and where both share a guild."""
    if channel.kind is not Kind.DM:
        return
    person = next(call.world.users[one] for one in channel.recipients if one != call.world.bot.id)
    if not call.world.mutual(person):
        raise refuse(50278)
    if not person.dms_open:
        raise refuse(50007)


@route("GET /channels/{channel_id}/messages")
async def history(call: Call) -> list[JSON]:
    """Newest first, whichever end was asked for. Without READ_MESSAGE_HISTORY: nothing."""
    channel, limit = call.channel, int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise bad("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    if not in_channel(call.world, channel, call.world.bot) & Permission.READ_MESSAGE_HISTORY:
        return []
    lasting = [one for one in channel.messages.values() if not one.only_for]
    return [call.show(one) for one in _window(lasting, call.query, limit)]


def _window(messages: list[Message], query: Mapping[str, str], limit: int) -> list[Message]:
    ends = {key: int(query[key]) for key in ("before", "after", "around") if key in query}
    ordered = sorted(messages, key=lambda one: one.id)
    match ends:
        case {"around": middle}:
            earlier = [one for one in ordered if one.id <= middle][-(limit // 2 + 1) :]
            later = [one for one in ordered if one.id > middle][: limit // 2]
            chosen = earlier + later
        case {"after": after}:
            chosen = [one for one in ordered if one.id > after][:limit]
        case {"before": before}:
            chosen = [one for one in ordered if one.id < before][-limit:]
        case _:
            chosen = ordered[-limit:]
    return chosen[::-1]


@route(f"GET {MESSAGE}")
async def get(call: Call) -> JSON:
    require(call.world, call.channel, call.world.bot, Permission.READ_MESSAGE_HISTORY)
    return call.show(_lasting(call.message))


@route(f"PATCH {MESSAGE}")
async def edit(call: Call) -> JSON:
    message = _lasting(call.message)
    if message.author is not call.world.bot or message.webhook_id not in (None, call.world.application_id):
        raise refuse(50005)
    if message.kind in DEPRECATED_SYSTEM:
        raise refuse(50021)
    return call.show(await call.rooms.posting.edit(message, call.body, call.files))


@route(f"DELETE {MESSAGE}")
async def delete(call: Call) -> None:
    channel, message = call.channel, _lasting(call.message)
    if message.author is not call.world.bot or message.webhook_id:
        _may_moderate(call, channel)
    if channel.is_thread and channel.thread.archived:
        raise refuse(50083)
    await call.rooms.posting.delete(channel, [message])


def _may_moderate(call: Call, channel: Channel) -> None:
    if channel.guild_id is None:
        raise refuse(50003)
    require(call.world, channel, call.world.bot, Permission.MANAGE_MESSAGES)


@route("POST /channels/{channel_id}/messages/bulk-delete")
async def bulk_delete(call: Call) -> None:
    channel, ids = call.channel, [int(one) for one in call.body.get("messages") or ()]
    _may_moderate(call, channel)
    if not 2 <= len(ids) <= 100:
        raise bad("messages", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
    messages = [channel.messages[one] for one in ids if one in channel.messages]
    if any(call.world.clock.now() - one.at > TWO_WEEKS for one in messages):
        raise refuse(50034)
    await call.rooms.posting.delete(channel, messages)


def _lasting(message: Message) -> Message:
    """An ephemeral message is only to be had through its interaction."""
    if message.only_for:
        raise refuse(10008)
    return message


@route("POST /channels/{channel_id}/typing")
async def typing(call: Call) -> None:
    call.rooms.posting.may_send(call.channel, call.world.bot, {}, [])
    call.rooms.posting.stirred()


@route(f"PUT {MESSAGE}/reactions/{{emoji}}/@me")
async def react(call: Call) -> None:
    await call.rooms.posting.react(_lasting(call.message), call.world.bot, call.params["emoji"])


@route(f"DELETE {MESSAGE}/reactions/{{emoji}}/@me")
async def unreact(call: Call) -> None:
    await call.rooms.posting.unreact(_lasting(call.message), call.world.bot, call.params["emoji"])


@route(f"GET {MESSAGE}/reactions/{{emoji}}")
async def who_reacted(call: Call) -> list[JSON]:
    who = _lasting(call.message).reactions.get(call.params["emoji"], [])
    return [user_json(call.world.users[one]) for one in who]


@route(f"DELETE {MESSAGE}/reactions/{{emoji}}/{{user_id}}")
async def unreact_other(call: Call) -> None:
    _may_moderate(call, call.channel)
    person = call.world.users.get(call.id("user_id"))
    if person is None:
        raise refuse(10013)
    await call.rooms.posting.unreact(_lasting(call.message), person, call.params["emoji"])


@route(f"DELETE {MESSAGE}/reactions", f"DELETE {MESSAGE}/reactions/{{emoji}}")
async def clear_reactions(call: Call) -> None:
    _may_moderate(call, call.channel)
    message, emoji = _lasting(call.message), call.params.get("emoji")
    gone = [emoji] if emoji else list(message.reactions)
    for one in gone:
        message.reactions.pop(one, None)
    name = "MESSAGE_REACTION_REMOVE_EMOJI" if emoji else "MESSAGE_REACTION_REMOVE_ALL"
    data = {"channel_id": str(message.channel_id), "message_id": str(message.id)}
    await call.rooms.events.in_channel(name, call.channel, data, 1 << 10, 1 << 13)
