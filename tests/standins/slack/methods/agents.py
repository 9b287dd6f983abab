"""assistant.threads.* and agents.sessions.*: what an agent shows of its work."""

from ..api import Call, method
from ..errors import JSON, ApiError
from ..records import Channel, Message

STATUSES = ("processing", "active", "suspended", "closed")
WRITES = ("chat:write", "assistant:write")


def _thread(call: Call) -> tuple[Channel, Message]:
    channel = call.channel("channel_id")
    message = channel.messages.get(call.need("thread_ts"))
    if message is None:
        raise ApiError("thread_not_found")
    return channel, message


@method("assistant.threads.setStatus", *WRITES)
async def set_status(call: Call) -> JSON:
    """Shown until the app posts in the thread, or for two minutes."""
    channel, message = _thread(call)
    call.rooms.posting.statuses[channel.id, message.ts] = (call.get("status"), call.world.clock.now())
    call.rooms.posting.stirred()
    return {}


@method("assistant.threads.setTitle", *WRITES)
async def set_title(call: Call) -> JSON:
    channel, message = _thread(call)
    call.rooms.posting.titles[channel.id, message.ts] = call.need("title")
    return {}


@method("assistant.threads.setSuggestedPrompts", *WRITES)
async def set_suggested_prompts(call: Call) -> JSON:
    """With a thread_ts it says ok to an agent app, and shows nothing."""
    channel, prompts = call.channel("channel_id"), call.json("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise ApiError("invalid_arguments", "prompts must have 1 to 4 items")
    if any(not one.get("title") or not one.get("message") for one in prompts):
        raise ApiError("invalid_arguments", "a prompt needs title and message")
    if not (call.rooms.app.agent_view and call.get("thread_ts")):
        call.rooms.posting.prompts[channel.id] = [one["title"] for one in prompts]
    return {}


@method("agents.sessions.setStatus", "chat:write")
async def set_session_status(call: Call) -> JSON:
    status = call.need("status")
    if status not in STATUSES:
        raise ApiError("invalid_status")
    if not call.get("thread_ts"):
        raise ApiError("thread_ts_required")
    channel, message = _thread(call)
    if call.user.id not in channel.members:
        raise ApiError("not_authorized")
    call.rooms.posting.sessions[channel.id, message.ts] = status
    return {"status": status, "agent_status": status}
