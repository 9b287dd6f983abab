"""Application commands: everywhere, or in one guild."""

from ..api import Answer, Call, route
from ..commands import Scope
from ..errors import JSON, refuse

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(call: Call) -> Scope:
    if call.id("application_id") != call.world.application_id:
        raise refuse(10002)
    if "guild_id" not in call.params:
        return None
    return call.world.guild(call.id("guild_id")).id


@route(f"GET {GUILD}/permissions")
async def all_permissions(call: Call) -> list[JSON]:
    scope = _scope(call)
    every = call.rooms.commands.permissions
    return [_permissions(call, command) for guild, command in every if guild == scope]


@route(f"GET {GUILD}/{{command_id}}/permissions")
async def permissions(call: Call) -> JSON:
    _scope(call)
    if (call.id("guild_id"), call.id("command_id")) not in call.rooms.commands.permissions:
        raise refuse(10066)
    return _permissions(call, call.id("command_id"))


def _permissions(call: Call, command: int) -> JSON:
    guild = call.id("guild_id")
    held = call.rooms.commands.permissions[guild, command]
    shown: JSON = {"id": str(command), "application_id": str(call.world.application_id)}
    return shown | {"guild_id": str(guild), "permissions": held}


@route(f"PUT {GUILD}/{{command_id}}/permissions")
async def set_permissions(call: Call) -> JSON:
    """Only with a bearer token of an admin; a bot is refused."""
    raise refuse(50001)


@route(f"GET {GLOBAL}", f"GET {GUILD}")
async def every(call: Call) -> list[JSON]:
    return call.rooms.commands.of(_scope(call))


@route(f"PUT {GLOBAL}", f"PUT {GUILD}")
async def overwrite(call: Call) -> list[JSON]:
    return call.rooms.commands.overwrite(_scope(call), call.body)


@route(f"POST {GLOBAL}", f"POST {GUILD}")
async def upsert(call: Call) -> Answer:
    fresh, command = call.rooms.commands.upsert(_scope(call), call.body)
    return Answer(201 if fresh else 200, command)


@route(f"GET {GLOBAL}/{{command_id}}", f"GET {GUILD}/{{command_id}}")
async def get(call: Call) -> JSON:
    return call.rooms.commands.get(_scope(call), call.id("command_id"))


@route(f"PATCH {GLOBAL}/{{command_id}}", f"PATCH {GUILD}/{{command_id}}")
async def change(call: Call) -> JSON:
    return call.rooms.commands.change(_scope(call), call.id("command_id"), call.body)


@route(f"DELETE {GLOBAL}/{{command_id}}", f"DELETE {GUILD}/{{command_id}}")
async def delete(call: Call) -> None:
    call.rooms.commands.delete(_scope(call), call.id("command_id"))
