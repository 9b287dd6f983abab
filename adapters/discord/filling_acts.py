"""What is pressed, typed or filled in, completed before the library reads it."""

from collections.abc import Iterable
from typing import Any

from adapters.discord.filling import channel, default, file, inside, member, message, role, user
from adapters.discord.shown import JSON

UPLOAD = 10 * 1024**2
PICKED = {6: "users", 7: "channels", 8: "roles", 9: "", 11: ""}
"""Kinds of options whose value is an id, and where it is told whose."""


def interaction(data: JSON, application: int) -> None:
    """Something pressed, typed or filled in."""
    default(data, version=1, attachment_size_limit=UPLOAD, application_id=application, app_permissions="0")
    data["entitlements"], data["authorizing_integration_owners"] = [], {}
    default(data, locale="en-US")
    _whereabouts(data)
    _whoever(data)
    inside(data, "guild", lambda one: default(one, id=data.get("guild_id")))
    if isinstance(data.get("message"), dict):
        default(data["message"], channel_id=data["channel"]["id"])
        message(data["message"])
    else:
        data.pop("message", None)
    if isinstance(data.get("data"), dict):
        _chosen(data["data"], data.get("guild_id"), data["channel"]["id"])


def _whereabouts(data: JSON) -> None:
    """The channel, which may be there only as an id."""
    data["channel"] = data.get("channel") or {}
    there: JSON = data["channel"]
    default(there, id=data.get("channel_id") or (data.get("message") or {}).get("channel_id") or 0)
    if data.get("guild_id"):
        there.setdefault("guild_id", data["guild_id"])
    channel(there)


def _whoever(data: JSON) -> None:
    """In a server a member, alone a user; whichever of the two was told."""
    told = data.get("member") or {}
    who = told.get("user") or data.get("user")
    if not isinstance(who, dict):
        return
    user(who)
    if data.get("guild_id"):
        data["member"] = {**told, "user": who}
        if told.get("roles") is None or told.get("permissions") is None:
            # Half of what they may do is not told: without the other half it is asked for.
            data["member"].pop("permissions", None)
        member(data["member"])
    else:
        data["user"] = who


def _chosen(data: JSON, guild_id: Any, here: Any) -> None:
    """What was picked: the command and its options, or the component."""
    if "custom_id" in data:
        default(data, component_type=3 if data.get("values") else 2, components=[])
        return
    default(data, type=1)
    if guild_id:
        data.setdefault("guild_id", guild_id)
    default(data, resolved={})
    resolved: JSON = data["resolved"]
    _options(data.get("options") or (), resolved)
    kinds = ("users", user), ("members", member), ("roles", role), ("channels", channel), ("messages", message)
    for kind, fill in (*kinds, ("attachments", file)):
        for id, one in (resolved.get(kind) or {}).items():
            one.setdefault("id", id)
            if kind == "messages":
                one.setdefault("channel_id", here)
            fill(one)
    if "target_id" in data:
        data["target_id"] = str(data["target_id"])


def _options(options: Iterable[JSON], resolved: JSON) -> None:
    """What was picked is told by its id, and what that is beside it."""
    for option in options:
        _options(option.get("options") or (), resolved)
        if option.get("type") in PICKED and "value" in option:
            option["value"] = str(option["value"])
            if kind := PICKED[option["type"]]:
                default(resolved, **{kind: {}})
                resolved[kind].setdefault(option["value"], {})
