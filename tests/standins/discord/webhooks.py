"""Webhooks: made in a channel, written through by whoever knows their token."""

from secrets import token_urlsafe
from typing import Any

from .api import Rooms
from .errors import JSON, refuse
from .limits import bad, check_webhook_name
from .permissions import Permission, require
from .records import Attachment, Channel, Kind, Message, User, Webhook
from .threads import post_in_forum

MOST = 15


async def make(rooms: Rooms, channel: Channel, owner: User, body: JSON, application: int | None) -> Webhook:
    world = rooms.world
    require(world, channel, owner, Permission.MANAGE_WEBHOOKS)
    if channel.kind not in (Kind.TEXT, Kind.ANNOUNCEMENT, Kind.FORUM) or channel.guild_id is None:
        raise refuse(50024)
    check_webhook_name(body.get("name") or "", "name")
    if sum(one.channel_id == channel.id for one in world.webhooks.values()) >= MOST:
        raise refuse(30007)
    name, id_ = body["name"].strip(), world.clock.snowflake()
    hook = Webhook(id_, token_urlsafe(50)[:68], channel.id, channel.guild_id, name, owner.id, application)
    world.webhooks[hook.id] = hook
    await rooms.events.webhooks(channel)
    return hook


def by_token(rooms: Rooms, id_: int, token: str) -> Webhook:
    hook = rooms.world.webhooks.get(id_)
    if hook is None:
        raise refuse(10015)
    if hook.token != token:
        raise refuse(50027)
    return hook


async def execute(rooms: Rooms, hook: Webhook, body: JSON, files: list[Attachment], thread_id: str | None) -> Message:
    """In its channel or one of that channel's threads; a forum's needs a thread or the name of a new one."""
    world = rooms.world
    check_webhook_name(body.get("username"), "username")
    home = world.channels[hook.channel_id]
    signed = _signed(rooms, hook, body)
    if home.kind is Kind.FORUM and not thread_id:
        return await _new_post(rooms, home, body, files, signed)
    channel = _thread(rooms, hook, thread_id) if thread_id else home
    return await rooms.posting.post(channel, NOBODY, body, files, powerful=True, **signed)


def _signed(rooms: Rooms, hook: Webhook, body: JSON) -> dict[str, Any]:
    shown_as = (body.get("username") or hook.name).strip()
    more: dict[str, Any] = {"webhook_id": hook.id, "shown_as": shown_as, "application_id": hook.application_id}
    return more | {"avatar_url": body.get("avatar_url")}


NOBODY = User(0, "a webhook", bot=True)
"""Nobody: a webhook's messages carry its own id and name."""


def _thread(rooms: Rooms, hook: Webhook, thread_id: str) -> Channel:
    thread = rooms.world.channels.get(int(thread_id))
    if thread is None or thread.parent_id != hook.channel_id or not thread.is_thread:
        raise refuse(10003)
    return thread


async def _new_post(
    rooms: Rooms, forum: Channel, body: JSON, files: list[Attachment], signed: dict[str, Any]
) -> Message:
    if not body.get("thread_name"):
        message = "Webhooks posted to forum channels must have a thread_name or thread_id"
        raise bad("thread_id", "BASE_TYPE_REQUIRED", message)
    given = {"name": body["thread_name"], "message": body, "applied_tags": body.get("applied_tags")}
    _, posted = await post_in_forum(rooms, forum, NOBODY, given, files, **signed)
    return posted


def message_of(rooms: Rooms, hook: Webhook, which: str, thread_id: str | None) -> Message:
    channel = _thread(rooms, hook, thread_id) if thread_id else rooms.world.channels[hook.channel_id]
    message = channel.messages.get(int(which)) if which.isdigit() else None
    if message is None or message.webhook_id != hook.id:
        raise refuse(10008)
    return message
