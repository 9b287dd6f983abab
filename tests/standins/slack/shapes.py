"""Records as Slack's JSON shows them."""

from typing import Any

from .errors import JSON
from .records import Channel, File, Group, Message, Team, User, View
from .world import World


def team_json(team: Team) -> JSON:
    shown: JSON = {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}
    return shown | ({"enterprise_id": team.enterprise_id} if team.enterprise_id else {})


def user_json(user: User, *, team_id: str, email: bool) -> JSON:
    """As seen from a workspace: of an external there is less."""
    external = user.team_id != team_id
    profile: JSON = {"real_name": user.name, "display_name": user.name, "team": user.team_id, "image_72": ""}
    if email and not external and not user.is_bot:
        profile["email"] = user.email
    if user.is_bot:
        profile |= {"bot_id": user.bot_id, "api_app_id": user.app_id}
    shown: JSON = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.handle,
        "deleted": user.deleted,
        "real_name": user.name,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": int(user.updated),
    }
    if external:
        return shown | {"is_stranger": user.is_stranger}
    keys = ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted", "tz", "locale")
    return shown | {key: getattr(user, key) for key in keys}


def bot_json(world: World, user: User) -> JSON:
    return {
        "id": user.bot_id,
        "app_id": user.app_id,
        "user_id": user.id,
        "name": user.name,
        "deleted": user.deleted,
        "updated": int(user.updated),
        "icons": {},
        "team_id": user.team_id,
    }


def channel_json(world: World, channel: Channel, viewer: User) -> JSON:
    shown: JSON = {
        "id": channel.id,
        "created": int(channel.created),
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_org_shared": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": bool(channel.pending_shared),
        "context_team_id": channel.team_id,
    }
    if channel.kind == "im":
        other = next((one for one in channel.members if one != viewer.id), viewer.id)
        return shown | {"user": other, "is_open": True, "is_user_deleted": world.users[other].deleted}
    return shown | {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_general": channel.is_general,
        "is_member": viewer.id in channel.members,
        "shared_team_ids": [channel.team_id, *channel.shared_with],
        "connected_team_ids": list(channel.shared_with),
        "pending_shared": list(channel.pending_shared),
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": int(channel.created)},
        "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": int(channel.created)},
    }


def file_json(file: File, origin: str) -> JSON:
    kind = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else "text"
    base = f"{origin}/files-pri/{file.team_id}-{file.id}"
    public = [channel for channel, _ in file.shares if channel.startswith("C")]
    return {
        "id": file.id,
        "created": int(file.at),
        "timestamp": int(file.at),
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.media_type,
        "filetype": kind,
        "user": file.user_id,
        "user_team": file.team_id,
        "mode": "hosted",
        "size": len(file.data),
        "is_external": False,
        "is_public": bool(public),
        "url_private": f"{base}/{file.name}",
        "url_private_download": f"{base}/download/{file.name}",
        "permalink": f"{origin}/files/{file.user_id}/{file.id}/{file.name}",
        "channels": public,
        "groups": [channel for channel, _ in file.shares if channel.startswith("G")],
        "ims": [channel for channel, _ in file.shares if channel.startswith("D")],
        "file_access": "visible",
        "has_rich_preview": False,
    }


def message_json(world: World, message: Message, *, origin: str, metadata: bool = False) -> JSON:
    """A message as an event, an answer or history carries it."""
    shown: JSON = {"type": "message", "ts": message.ts, "text": message.raw, "team": message.team_id}
    customised = message.subtype == "bot_message"
    shown |= {} if customised else {"user": message.user.id}
    shown |= _signed(world, message)
    optional: JSON = {
        "subtype": message.subtype,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "thread_ts": message.thread_ts,
        "edited": message.edited,
        "metadata": message.metadata if metadata else None,
        "files": [_file(world, message, one, origin) for one in message.files],
        "reactions": [{"name": one, "users": who, "count": len(who)} for one, who in message.reactions.items()],
    }
    shown |= {key: value for key, value in optional.items() if value}
    return shown | _threaded(message) | message.extra


def _file(world: World, message: Message, file: File, origin: str) -> JSON:
    """What came from another organisation must be asked for with files.info."""
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    if message.user.team_id != world.channels[message.channel_id].team_id:
        return {"id": file.id, "mode": "file_access", "file_access": "check_file_info"}
    return file_json(file, origin)


def _signed(world: World, message: Message) -> JSON:
    if not message.bot_id:
        return {}
    shown: JSON = {"bot_id": message.bot_id, "app_id": message.app_id}
    if message.subtype == "bot_message":
        return shown | {"username": message.username} | ({"icons": message.icons} if message.icons else {})
    return shown | {"bot_profile": bot_json(world, message.user)}


def _threaded(message: Message) -> JSON:
    if message.parent:
        return {"parent_user_id": message.parent.user.id}
    replies = [one for one in message.thread if not one.deleted and not one.ephemeral]
    if not replies:
        return {}
    who = list(dict.fromkeys(one.user.id for one in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(who),
        "reply_users": who[:5],
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def group_json(group: Group, *, users: bool) -> JSON:
    shown: JSON = {
        "id": group.id,
        "team_id": group.team_id,
        "is_usergroup": True,
        "is_external": False,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "date_delete": 1 if group.disabled else 0,
        "user_count": len(group.users),
    }
    return shown | ({"users": list(group.users)} if users else {})


def view_json(world: World, view: View, app_id: str) -> JSON:
    given = view.given
    values: dict[str, dict[str, Any]] = {}
    for (block_id, action_id), value in view.values.items():
        values.setdefault(block_id, {})[action_id] = value
    bot = world.bot_of(view.team_id)
    shown: JSON = {
        "id": view.id,
        "team_id": view.team_id,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": given.get("private_metadata", ""),
        "callback_id": given.get("callback_id", ""),
        "state": {"values": values},
        "hash": view.hash,
        "clear_on_close": bool(given.get("clear_on_close")),
        "notify_on_close": bool(given.get("notify_on_close")),
        "external_id": given.get("external_id", ""),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "app_id": app_id,
        "app_installed_team_id": view.team_id,
        "bot_id": bot.bot_id if bot else "",
    }
    texts = {key: given[key] for key in ("title", "submit", "close") if given.get(key)}
    return shown | {"title": None, "submit": None, "close": None} | texts
