"""views.*: modals and home tabs."""

from typing import Any

from ..api import Call, method
from ..blocks import check_view
from ..errors import JSON, ApiError
from ..interactions import Made
from ..records import View
from ..shapes import view_json


def _given(call: Call) -> JSON:
    given: Any = call.json("view")
    if not isinstance(given, dict):
        raise ApiError(
            "invalid_arguments", "missing required field: view" if given is None else "view must be an object"
        )
    return given


def _shown(call: Call, view: View) -> JSON:
    return {"view": view_json(call.world, view, call.rooms.app.id)}


def _trigger(call: Call, given: JSON) -> Made:
    """What would be refused anyway must not use up the trigger."""
    check_view(given, "modal")
    return call.rooms.interactions.exchange(call.need("trigger_id"), call.team.id)


@method("views.open")
async def open_(call: Call) -> JSON:
    given = _given(call)
    made = _trigger(call, given)
    made.view = call.rooms.views.open(call.team.id, made.user, given)
    call.rooms.interactions.stirred()
    return _shown(call, made.view)


@method("views.push")
async def push(call: Call) -> JSON:
    given = _given(call)
    made = _trigger(call, given)
    if not call.rooms.views.stack(call.team.id, made.user.id):
        raise ApiError("not_found")
    made.view = call.rooms.views.push(call.team.id, made.user, given)
    call.rooms.interactions.stirred()
    return _shown(call, made.view)


@method("views.update")
async def update(call: Call) -> JSON:
    given = _given(call)
    if call.get("external_id"):
        view = call.rooms.views.by_external(call.team.id, call.get("external_id"))
    else:
        view = call.world.views.get(call.need("view_id"))
    if view is None or view.team_id != call.team.id:
        raise ApiError("not_found")
    return _shown(call, call.rooms.views.update(view, given, call.get("hash")))


@method("views.publish")
async def publish(call: Call) -> JSON:
    given, user = _given(call), call.world.user(call.need("user_id"))
    if not call.rooms.app.home_tab:
        raise ApiError("not_enabled")
    return _shown(call, call.rooms.views.publish(call.team.id, user, given, call.get("hash")))
