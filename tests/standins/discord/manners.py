"""How the server words what it tells: as Discord does, until a test asks for another way.

Servers that speak Discord's protocol differ in what they leave out, how they write ids, and which routes
they have. A way here is a function of a payload; it is used on events and on answers alike, after
the stand-in has checked its own answers.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from .errors import JSON

Way = Callable[[str, Any], Any]
"""Of the event's name or the route, and the payload."""


@dataclass(slots=True)
class Manners:
    """All of it, one switch each."""

    ways: list[Way] = field(default_factory=list)
    compresses: bool = True
    tells_limits: bool = True
    says_all_twice: bool = False
    has_no: set[str] = field(default_factory=set)
    """Routes that answer 404, by "METHOD /path" or by a path's beginning."""

    def worded(self, what: str, payload: Any) -> Any:
        if not self.ways:
            return payload
        told = json.loads(json.dumps(payload))
        for way in self.ways:
            told = way(what, told)
        return told

    def lacks(self, route: str) -> bool:
        path = route.split(" ", 1)[1]
        return any(route == one or (one.startswith("/") and path.startswith(one)) for one in self.has_no)


NEEDED = frozenset("id name username content type roles permissions".split())
"""What is kept even where it is empty."""
OF_AN_EVENT = frozenset(
    "mentions embeds roles permissions position owner_id thread_metadata channel guild components parent_id".split()
)
"""Facts that an answer to a question keeps, and an event may well leave out."""
OPTIONAL = frozenset(
    """discriminator avatar global_name nick joined_at flags public_flags tts pinned mention_roles mention_everyone
    timestamp edited_timestamp nonce member_count message_count total_message_sent proxy_url content_type
    rate_limit_per_user last_message_id channel_type applied_tags
    version locale guild_locale app_permissions entitlements entitlement_sku_ids context attachment_size_limit
    authorizing_integration_owners bot_public bot_require_code_grant verify_key owner description
    resume_gateway_url guilds shard application session_type private_channels relationships _trace v
    component_type preferred_locale default_message_notifications verification_level features
    permission_overwrites interaction_metadata message_reference.channel_id""".split()
)


def bare(what: str, payload: Any) -> Any:
    """Nothing that one could do without: no empty values, no optional ones, and in events not even useful ones."""
    dropped = OPTIONAL if " " in what else OPTIONAL | OF_AN_EVENT
    if what.startswith("GUILD_"):
        dropped = OPTIONAL - {"permission_overwrites"}
    if " " in what:
        dropped = dropped - {"permission_overwrites"}
    return _bare(payload, dropped)


def _bare(node: Any, dropped: frozenset[str]) -> Any:
    if isinstance(node, list):
        return [_bare(one, dropped) for one in node]
    if not isinstance(node, dict):
        return node
    if "value" in node and "name" in node:  # an option that was typed
        return node
    kept = {key: value for key, value in node.items() if key not in dropped or _is_pressed(node, key)}
    return {key: _bare(value, dropped) for key, value in kept.items() if key in NEEDED or value not in (None, [], {})}


def _is_pressed(node: JSON, key: str) -> bool:
    """A form's fields and a row's buttons are what the thing is, not something about it."""
    return key == "components" and ("custom_id" in node or node.get("type") in (1, 18))


UNREAD = ("PUT /applications", "PATCH /channels", "POST /interactions", "PATCH /webhooks", "PUT /channels")


def mute(what: str, payload: Any) -> Any:
    """A status and no body, where whoever asked has no need of one."""
    return None if what.startswith(UNREAD) else payload


def numbers(what: str, payload: Any) -> Any:
    """Ids as numbers, as some libraries for servers write them."""
    return _numbers(payload)


def _numbers(node: Any, key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: _numbers(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_numbers(one, key) for one in node]
    is_id = key == "id" or key.endswith("_id") or key in ("roles", "mention_roles", "permissions", "applied_tags")
    return int(node) if is_id and isinstance(node, str) and node.isdecimal() and key != "custom_id" else node


def novel(what: str, payload: Any) -> Any:
    """Everything has something more about it, and what there may be several of has one more, of a kind unheard of."""
    return _novel(payload)


def _novel(node: Any) -> Any:
    if isinstance(node, list):
        return [_novel(one) for one in node]
    if not isinstance(node, dict):
        return node
    told = {key: _novel(value) for key, value in node.items()}
    if not all(map(str.isdecimal, node)):  # what is kept by its id has no room for more
        told["something_new"] = {"kind": 99}
    if "author" in node and "channel_id" in node:
        told["components"] = [*told.get("components", []), {"type": 99, "id": 7, "something_new": True}]
        told["embeds"] = [*told.get("embeds", []), {"type": "hologram"}]
    if "channels" in node and isinstance(node["channels"], list):
        told["channels"] = [*told["channels"], {"id": "77", "type": 99, "name": "holodeck", "guild_id": node.get("id")}]
    return told


SHAPES: tuple[tuple[str, frozenset[str]], ...] = (
    ("MessageResponse", frozenset(("author", "channel_id"))),
    ("GuildMemberResponse", frozenset(("roles", "joined_at", "deaf"))),
    ("UserResponse", frozenset(("username", "discriminator"))),
    ("ThreadResponse", frozenset(("thread_metadata", "owner_id"))),
    ("GuildChannelResponse", frozenset(("position", "guild_id"))),
    ("MessageAttachmentResponse", frozenset(("filename", "url"))),
)
"""By what one knows a thing, and what Discord's own description calls it."""
BESIDES = frozenset(
    """guild_id member user permissions permission_overwrites parent_id content_type poll sticker_items webhook_id bot
    message_snapshots message_reference referenced_message available_tags recipients topic nonce""".split()
)
"""Not required of every one, but where it is there it is what the thing is."""


def by(path: Path) -> Way:
    """Only what Discord's OpenAPI file requires of a thing."""
    required = _required(path)

    def way(what: str, payload: Any) -> Any:
        return _by(payload, required)

    return way


def _by(node: Any, required: dict[str, frozenset[str]]) -> Any:
    if isinstance(node, list):
        return [_by(one, required) for one in node]
    if not isinstance(node, dict):
        return node
    shape = next((name for name, marks in SHAPES if marks <= node.keys()), "")
    kept = required[shape] | BESIDES if shape in required else node.keys()
    return {key: _by(value, required) for key, value in node.items() if key in kept}


@cache
def _required(path: Path) -> dict[str, frozenset[str]]:
    schemas = json.loads(path.read_text())["components"]["schemas"]
    return {name: frozenset(schemas[name].get("required", ())) for name, _ in SHAPES if name in schemas}
