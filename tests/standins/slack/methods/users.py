"""users.*, usergroups.*, bots.info, team.info and dnd.*: who is who."""

from ..api import Call, method, paged
from ..errors import JSON, ApiError
from ..records import User
from ..shapes import bot_json, group_json, team_json, user_json


def _shown(call: Call, user: User) -> JSON:
    return user_json(user, team_id=call.team.id, email="users:read.email" in call.shown.scopes)


@method("users.info", "users:read")
async def info(call: Call) -> JSON:
    user = call.world.user(call.need("user"))
    if not call.world.knows(call.team.id, user):
        raise ApiError("user_not_visible")
    shown = _shown(call, user)
    if not call.flag("include_locale"):
        shown.pop("locale", None)
    return {"user": shown}


@method("users.list", "users:read")
async def list_(call: Call) -> JSON:
    every = [one for one in call.world.users.values() if call.world.knows(call.team.id, one)]
    shown, cursor = call.page(every, 1000)
    return paged({"members": [_shown(call, one) for one in shown], "cache_ts": int(call.world.clock.now())}, cursor)


@method("users.lookupByEmail", "users:read.email")
async def lookup_by_email(call: Call) -> JSON:
    email = call.need("email").casefold()
    for user in call.world.users.values():
        if user.email.casefold() == email and user.team_id == call.team.id and not user.deleted and not user.is_bot:
            return {"user": _shown(call, user)}
    raise ApiError("users_not_found")


@method("usergroups.list", "usergroups:read")
async def groups(call: Call) -> JSON:
    every = [one for one in call.world.groups.values() if one.team_id == call.team.id]
    shown = [one for one in every if call.flag("include_disabled") or not one.disabled]
    return {"usergroups": [group_json(one, users=call.flag("include_users")) for one in shown]}


@method("usergroups.users.list", "usergroups:read")
async def group_users(call: Call) -> JSON:
    group = call.world.groups.get(call.need("usergroup"))
    if group is None or group.team_id != call.team.id:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


@method("bots.info", "users:read")
async def bot(call: Call) -> JSON:
    wanted = call.get("bot") or call.user.bot_id
    found = next((one for one in call.world.users.values() if one.bot_id == wanted and wanted), None)
    if found is None or found.team_id != call.team.id:
        raise ApiError("bot_not_found")
    return {"bot": bot_json(call.world, found)}


@method("team.info", "team:read")
async def team(call: Call) -> JSON:
    wanted = call.get("team")
    found = call.world.teams.get(wanted) if wanted else call.team
    if found is None:
        raise ApiError("team_not_found")
    return {"team": team_json(found)}


@method("dnd.info", "dnd:read")
async def dnd(call: Call) -> JSON:
    return _quiet(call.world.user(call.get("user") or call.user.id))


@method("dnd.teamInfo", "dnd:read")
async def dnd_team(call: Call) -> JSON:
    users = [call.world.user(one) for one in call.need("users").split(",")]
    return {"users": {one.id: _quiet(one) for one in users}}


def _quiet(user: User) -> JSON:
    return {"dnd_enabled": user.dnd, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1, "snooze_enabled": user.dnd}
