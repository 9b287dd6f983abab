"""A call of the HTTP API, and the table in which every route is written down once."""

import json
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from .errors import JSON, ApiError, refuse
from .limits import REQUEST_SIZE
from .permissions import Permission, require
from .records import Attachment, Channel, Guild, Message
from .world import Clock, World

if TYPE_CHECKING:
    from .commands import Commands
    from .events import Events
    from .interactions import Interactions
    from .posting import Posting
    from .wire import Wire


@dataclass(slots=True)
class Rooms:
    """All the parts of the server that a route may need."""

    world: World
    wire: "Wire"
    events: "Events"
    posting: "Posting"
    interactions: "Interactions"
    commands: "Commands"
    content_intent: Callable[[], bool]
    gateway_url: Callable[[], str]
    members_intent: Callable[[], bool]


@dataclass(slots=True)
class Call:
    """One request, read."""

    rooms: Rooms
    route: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = field(default_factory=dict)
    files: list[Attachment] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.rooms.world

    def id(self, name: str) -> int:
        """A path parameter that must be a snowflake."""
        value = self.params[name]
        if not value.isdigit():
            raise ApiError(400, 50035, "Invalid Form Body", _not_a_snowflake(name, value))
        return int(value)

    @property
    def channel(self) -> Channel:
        """The channel of the path, if the bot can see it."""
        channel = self.world.channel(self.id("channel_id"))
        require(self.world, channel, self.world.bot, Permission.VIEW_CHANNEL)
        return channel

    @property
    def guild(self) -> Guild:
        return self.world.guild(self.id("guild_id"))

    @property
    def message(self) -> Message:
        return self.world.message(self.channel.id, self.id("message_id"))

    def show(self, message: Message) -> JSON:
        """As the bot may read it over REST."""
        return self.rooms.wire.message(message, content=self.rooms.content_intent())


@dataclass(frozen=True, slots=True)
class Answer:
    """A body with a status other than 200."""

    status: int
    body: Any = None


Handler = Callable[[Call], Awaitable[Any]]
ROUTES: dict[str, Handler] = {}


def route(*names: str) -> Callable[[Handler], Handler]:
    """Write a handler down under "METHOD /path". What it returns is the body; None is 204."""

    def note(handler: Handler) -> Handler:
        ROUTES.update(dict.fromkeys(names, handler))
        return handler

    return note


async def read_body(request: web.Request, clock: Clock) -> tuple[Any, list[Attachment]]:
    """JSON, or a form of `payload_json` and `files[n]`."""
    if request.content_type == "multipart/form-data":
        return await _read_form(request, clock)
    text = await request.text()
    return (_parsed(text) if text else {}), []


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise refuse(50109) from None


async def _read_form(request: web.Request, clock: Clock) -> tuple[Any, list[Attachment]]:
    body: Any = {}
    parts: dict[str, tuple[str, bytes]] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise refuse(50035)
        data = bytes(await part.read(decode=True))
        size += len(data)
        if part.name == "payload_json":
            body = _parsed(data.decode())
        elif part.name and part.name.startswith("files["):
            parts[part.name[6:-1]] = (part.filename or "unknown", data)
    if size > REQUEST_SIZE:
        raise refuse(40005)
    return body, [_attachment(clock, number, *part, body) for number, part in parts.items()]


def _attachment(clock: Clock, number: str, filename: str, data: bytes, body: JSON) -> Attachment:
    holder = body.get("data") or body.get("message") or body
    told: JSON = next((one for one in holder.get("attachments") or () if str(one.get("id")) == number), {})
    name = told.get("filename") or filename
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Attachment(clock.snowflake(), name, data, media, told.get("description"))


def _not_a_snowflake(name: str, value: str) -> JSON:
    message = f'Value "{value}" is not snowflake.'
    return {name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": message}]}}
