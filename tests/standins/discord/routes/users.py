"""The bot itself, its application, its way to the gateway, and DMs."""

from typing import Any

from ..api import Call, route
from ..errors import JSON, refuse
from ..permissions import Permission
from ..records import User
from ..shapes import user_json


@route("GET /users/@me")
async def me(call: Call) -> JSON:
    return user_json(call.world.bot) | {"mfa_enabled": True, "locale": "en-US", "premium_type": 0, "verified": True}


@route("GET /users/{user_id}")
async def user(call: Call) -> JSON:
    if (found := call.world.users.get(call.id("user_id"))) is None:
        raise refuse(10013)
    return user_json(found)


@route("GET /users/@me/guilds")
async def my_guilds(call: Call) -> list[JSON]:
    mine = sorted((one for one in call.world.guilds.values() if one.has_bot), key=lambda one: one.id)
    after = int(call.query.get("after", 0))
    return [call.rooms.wire.guild_summary(one) for one in mine if one.id > after][: int(call.query.get("limit", 200))]


@route("DELETE /users/@me/guilds/{guild_id}")
async def leave(call: Call) -> None:
    guild = call.guild
    guild.has_bot = False
    guild.members.pop(call.world.bot.id, None)
    await call.rooms.events.guild_delete(guild, outage=False)


@route("POST /users/@me/channels")
async def open_dm(call: Call) -> JSON:
    found = call.world.users.get(int(call.body.get("recipient_id") or 0))
    if found is None or found is call.world.bot:
        raise refuse(10013)
    if found.bot:
        raise refuse(50007)
    return call.rooms.wire.channel(call.world.opens_dm(found))


@route("GET /applications/@me", "GET /oauth2/applications/@me", "PATCH /applications/@me")
async def application(call: Call) -> JSON:
    bot = call.world.bot
    return {
        "id": str(call.world.application_id),
        "name": bot.name,
        "bot": user_json(bot),
        "flags": call.rooms.events.application_flags,
        "flags_new": str(call.rooms.events.application_flags),
        "owner": owner_json(call),
        "install_params": install_params(),
        "integration_types_config": {"0": {"oauth2_install_params": install_params()}},
        "approximate_guild_count": len(call.world.guilds),
        **UNREMARKABLE,
    }


def owner_json(call: Call) -> JSON:
    """Whoever owns the first guild made this application."""
    guild = next(iter(call.world.guilds.values()), None)
    owner: User = call.world.users[guild.owner_id] if guild else call.world.bot
    return user_json(owner)


def install_params() -> JSON:
    return {"scopes": ["applications.commands", "bot"], "permissions": str(int(Permission.VIEW_CHANNEL))}


@route("GET /gateway")
async def gateway(call: Call) -> JSON:
    return {"url": call.rooms.gateway_url()}


@route("GET /gateway/bot")
async def gateway_bot(call: Call) -> Any:
    limits = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": call.rooms.gateway_url(), "shards": call.world.shards, "session_start_limit": limits}


UNREMARKABLE: JSON = {
    "team": None,
    "approximate_user_install_count": 0,
    "redirect_uris": [],
    "interactions_endpoint_url": None,
    "role_connections_verification_url": None,
    "event_webhooks_status": 1,
    "explicit_content_filter": 0,
    "is_discoverable": False,
    "is_monetized": False,
    "discoverability_state": 1,
    "discovery_eligibility_flags": 0,
    "integration_public": True,
    "integration_require_code_grant": False,
    "interactions_event_types": [],
    "interactions_version": 1,
    "internal_guild_restriction": 1,
    "max_participants": None,
    "rpc_application_state": 0,
    "storefront_available": False,
    "store_application_state": 1,
    "verification_state": 1,
    "monetization_eligibility_flags": 0,
    "monetization_state": 1,
    "creator_monetization_state": 1,
    "tags": [],
    "icon": None,
    "description": "",
    "type": None,
    "hook": True,
    "summary": "",
    "verify_key": "0" * 64,
    "bot_public": True,
    "bot_require_code_grant": False,
    "eligible_oauth2_scopes": [],
    "approximate_user_authorization_count": 0,
}
