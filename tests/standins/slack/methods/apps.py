"""auth.*, api.test, apps.*, oauth.*: who the caller is, and whether it still may."""

from ..api import Call, method
from ..errors import JSON, ApiError


@method("api.test", needs="nothing")
async def api_test(call: Call) -> JSON:
    if call.get("error"):
        raise ApiError(call.get("error"))
    return {"args": {key: value for key, value in call.params.items() if key != "token"}}


@method("auth.test")
async def auth_test(call: Call) -> JSON:
    team, user = call.team, call.user
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        "user": user.handle,
        "user_id": user.id,
        "bot_id": user.bot_id,
        "enterprise_id": team.enterprise_id,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
async def auth_revoke(call: Call) -> JSON:
    if not call.flag("test"):
        call.rooms.oauth.revokes(call.shown)
    return {"revoked": not call.flag("test")}


@method("apps.uninstall")
async def uninstall(call: Call) -> JSON:
    app = call.rooms.app
    if call.get("client_id") != app.client_id:
        raise ApiError("invalid_client_id")
    if call.get("client_secret") != app.client_secret:
        raise ApiError("bad_client_secret")
    call.rooms.oauth.uninstalls(call.team.id)
    return {}


@method("apps.connections.open", "connections:write", needs="app")
async def connections_open(call: Call) -> JSON:
    return {"url": call.rooms.sockets.open()}


@method("apps.event.authorizations.list", "authorizations:read", needs="app")
async def authorizations(call: Call) -> JSON:
    call.need("event_context")
    every = [(team, bot) for team, bot in call.world.bots.items()]
    keys = {"enterprise_id": None, "is_bot": True, "is_enterprise_install": False}
    return {"authorizations": [{"team_id": team, "user_id": bot.id, **keys} for team, bot in every]}


@method("oauth.v2.access", needs="nothing")
async def access(call: Call) -> JSON:
    return call.rooms.oauth.access(call.params)
