"""response_url: five uses in thirty minutes; ephemeral answers, and changes to the message that was pressed."""

import json
from typing import Any

from aiohttp import web

from .content import fields
from .errors import JSON, ApiError
from .faults import Faults
from .interactions import Interactions, Made
from .posting import Posting
from .records import Message


class Responding:
    """Says, in the app's name, what came by a response_url or in an acknowledgement."""

    def __init__(self, interactions: Interactions, posting: Posting, faults: Faults) -> None:
        self.interactions, self.posting, self.faults = interactions, posting, faults
        self.world = posting.world

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/actions/{team}/{id}", self.handle)
        app.router.add_post("/commands/{team}/{id}", self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        return await self.faults.around("response_url", request, self._handle)

    async def _handle(self, request: web.Request) -> web.Response:
        try:
            made = self.interactions.by_response_url(request.match_info["id"])
            self.says(made, json.loads(await request.text()))
        except ApiError as refused:
            return web.json_response(refused.body(), status=refused.status)
        return web.json_response({"ok": True})

    def says(self, made: Made, body: JSON) -> Message | None:
        """A new message, the pressed one changed, or the pressed one gone."""
        if _is(body.get("delete_original")):
            self.posting.delete(self._original(made))
            return None
        if _is(body.get("replace_original")):
            return self._replaced(made, body)
        if made.channel is None:
            raise ApiError("channel_not_found")
        words = fields(self.world, made.channel, body)
        only_for = None if body.get("response_type") == "in_channel" else made.user.id
        thread = body.get("thread_ts") or (made.thread_ts if only_for else None)
        message = self.posting.post(
            made.channel,
            self.world.bots[made.team_id],
            words.pop("raw"),
            only_for=only_for,
            thread_ts=thread,
            **words,
        )
        made.messages.append(message)
        return message

    def _original(self, made: Made) -> Message:
        original = made.source or (made.messages[0] if made.messages else None)
        if original is None or original.deleted:
            raise ApiError("message_not_found", status=404)
        return original

    def _replaced(self, made: Made, body: JSON) -> Message:
        original = self._original(made)
        words = fields(self.world, self.world.channels[original.channel_id], body)
        self.posting.edit(original, original.user, **words)
        made.messages.append(original)
        return original

    def acknowledged(self, made: Made, body: Any) -> None:
        """A slash command may be answered in the acknowledgement itself."""
        if isinstance(body, str) and body.strip():
            body = {"text": body}
        if isinstance(body, dict) and (body.get("text") or body.get("blocks") or body.get("attachments")):
            self.says(made, body)


def _is(value: object) -> bool:
    return str(value).lower() == "true"
