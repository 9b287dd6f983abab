"""Webhooks by channel, by id and by token; an interaction's token is one as well."""

from ..api import Call, route
from ..errors import JSON, refuse
from ..interactions import Interaction
from ..limits import check_webhook_name
from ..permissions import Permission, require
from ..records import Webhook
from ..webhooks import by_token, execute, make, message_of

BY_TOKEN = "/webhooks/{webhook_id}/{webhook_token}"
MESSAGE = f"{BY_TOKEN}/messages/{{message_id}}"


@route("POST /channels/{channel_id}/webhooks")
async def create(call: Call) -> JSON:
    hook = await make(call.rooms, call.channel, call.world.bot, call.body, call.world.application_id)
    return call.rooms.wire.webhook(hook)


@route("GET /channels/{channel_id}/webhooks")
async def of_channel(call: Call) -> list[JSON]:
    channel = call.channel
    require(call.world, channel, call.world.bot, Permission.MANAGE_WEBHOOKS)
    return [_shown(call, one) for one in call.world.webhooks.values() if one.channel_id == channel.id]


@route("GET /guilds/{guild_id}/webhooks")
async def of_guild(call: Call) -> list[JSON]:
    guild = call.guild
    return [_shown(call, one) for one in call.world.webhooks.values() if one.guild_id == guild.id]


def _shown(call: Call, hook: Webhook) -> JSON:
    """The token of another application's webhook stays its secret."""
    shown = call.rooms.wire.webhook(hook)
    if hook.application_id not in (None, call.world.application_id):
        del shown["token"], shown["url"]
    return shown


def _by_id(call: Call) -> Webhook:
    hook = call.world.webhooks.get(call.id("webhook_id"))
    if hook is None:
        raise refuse(10015)
    require(call.world, call.world.channels[hook.channel_id], call.world.bot, Permission.MANAGE_WEBHOOKS)
    return hook


@route("GET /webhooks/{webhook_id}")
async def get(call: Call) -> JSON:
    return _shown(call, _by_id(call))


@route("PATCH /webhooks/{webhook_id}")
async def change(call: Call) -> JSON:
    hook = _by_id(call)
    if call.body.get("name"):
        check_webhook_name(call.body["name"], "name")
        hook.name = call.body["name"]
    if call.body.get("channel_id"):
        hook.channel_id = int(call.body["channel_id"])
    await call.rooms.events.webhooks(call.world.channels[hook.channel_id])
    return _shown(call, hook)


@route("DELETE /webhooks/{webhook_id}")
async def delete(call: Call) -> None:
    hook = _by_id(call)
    del call.world.webhooks[hook.id]
    await call.rooms.events.webhooks(call.world.channels[hook.channel_id])


@route(f"GET {BY_TOKEN}")
async def get_by_token(call: Call) -> JSON:
    return call.rooms.wire.webhook(by_token(call.rooms, call.id("webhook_id"), call.params["webhook_token"]))


@route(f"DELETE {BY_TOKEN}")
async def delete_by_token(call: Call) -> None:
    hook = by_token(call.rooms, call.id("webhook_id"), call.params["webhook_token"])
    del call.world.webhooks[hook.id]
    await call.rooms.events.webhooks(call.world.channels[hook.channel_id])


def _interaction(call: Call) -> Interaction | None:
    """The application's id in the place of a webhook's means an interaction."""
    if call.id("webhook_id") != call.world.application_id:
        return None
    return call.rooms.interactions.by_webhook(call.params["webhook_token"])


def _hook(call: Call) -> Webhook:
    return by_token(call.rooms, call.id("webhook_id"), call.params["webhook_token"])


@route(f"POST {BY_TOKEN}")
async def send(call: Call) -> JSON | None:
    if made := _interaction(call):
        message = await call.rooms.interactions.follow_up(made, call.body, call.files)
        return call.rooms.wire.message(message)
    message = await execute(call.rooms, _hook(call), call.body, call.files, call.query.get("thread_id"))
    waits = call.query.get("wait", "").casefold() in ("1", "true")
    return call.rooms.wire.message(message) if waits else None


@route(f"GET {MESSAGE}")
async def get_message(call: Call) -> JSON:
    if made := _interaction(call):
        message = call.rooms.interactions.message(made, call.params["message_id"])
    else:
        message = message_of(call.rooms, _hook(call), call.params["message_id"], call.query.get("thread_id"))
    return call.rooms.wire.message(message)


@route(f"PATCH {MESSAGE}")
async def edit_message(call: Call) -> JSON:
    which = call.params["message_id"]
    if made := _interaction(call):
        message = await call.rooms.interactions.edit(made, which, call.body, call.files)
    else:
        message = message_of(call.rooms, _hook(call), which, call.query.get("thread_id"))
        await call.rooms.posting.edit(message, call.body, call.files, powerful=True)
    return call.rooms.wire.message(message)


@route(f"DELETE {MESSAGE}")
async def delete_message(call: Call) -> None:
    if made := _interaction(call):
        message = call.rooms.interactions.message(made, call.params["message_id"])
    else:
        message = message_of(call.rooms, _hook(call), call.params["message_id"], call.query.get("thread_id"))
    await call.rooms.posting.delete(call.world.channels[message.channel_id], [message])
