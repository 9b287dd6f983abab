"""The first answer to an interaction."""

from typing import Any

from ..api import Call, route
from ..errors import JSON
from ..interactions import Callback, Interaction
from ..records import EPHEMERAL


@route("POST /interactions/{interaction_id}/{interaction_token}/callback")
async def callback(call: Call) -> Any:
    token = call.params["interaction_token"]
    made = await call.rooms.interactions.answer(call.id("interaction_id"), token, call.body, call.files)
    if call.query.get("with_response") not in ("1", "true"):
        return None
    return _response(call, made)


def _response(call: Call, made: Interaction) -> JSON:
    shown: JSON = {"id": str(made.id), "type": int(made.kind)}
    answer: JSON = {"interaction": shown}
    if made.original is None:
        return answer
    shown |= {
        "response_message_id": str(made.original.id),
        "response_message_loading": made.thinking,
        "response_message_ephemeral": bool(made.original.flags & EPHEMERAL),
    }
    if made.callback in (Callback.MESSAGE, Callback.UPDATE):
        answer["resource"] = {"type": int(made.callback), "message": call.rooms.wire.message(made.original)}
    return answer
