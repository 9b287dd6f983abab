"""What a call (or a response_url) wants said, checked as Slack checks it."""

import json
from typing import Any

from .blocks import MARKDOWN, message_blocks
from .errors import JSON, ApiError
from .mentions import linked_names
from .records import Channel
from .world import World

UPDATE_MOST = 4000
METADATA_SIZE = 16 * 1024


def parsed(value: Any, refusal: str) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise ApiError(refusal) from None


def fields(world: World, channel: Channel, params: JSON) -> JSON:
    """`raw`, `blocks`, `attachments` as a message has them; refused when there is nothing to read."""
    text, markdown = params.get("text"), params.get("markdown_text")
    blocks = parsed(params.get("blocks"), "invalid_blocks_format")
    attachments = parsed(params.get("attachments"), "invalid_attachments")
    if markdown:
        if text or blocks:
            raise ApiError("markdown_text_conflict")
        if len(markdown) > MARKDOWN:
            raise ApiError("msg_too_long")
        blocks = [{"type": "markdown", "text": markdown}]
    blocks = message_blocks(blocks) if blocks else []
    if attachments and len(attachments) > 100:
        raise ApiError("too_many_attachments")
    raw = str(text if text is not None else markdown or "")
    if not raw.strip() and not blocks and not attachments:
        raise ApiError("no_text")
    if params.get("parse") == "full" or str(params.get("link_names")).lower() in ("1", "true"):
        raw = linked_names(world, channel, raw)
    return {"raw": raw, "blocks": blocks, "attachments": _checked(attachments or [])}


def _checked(attachments: list[JSON]) -> list[JSON]:
    for one in attachments:
        if one.get("blocks"):
            message_blocks(one["blocks"])
    return attachments


def metadata(params: JSON) -> JSON | None:
    """event_type and event_payload, both or nothing."""
    given = parsed(params.get("metadata"), "invalid_metadata_format")
    if not given:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("event_payload"), dict) or not given.get("event_type"):
        raise ApiError("invalid_metadata_format")
    if len(json.dumps(given)) > METADATA_SIZE:
        raise ApiError("metadata_too_large")
    return given
