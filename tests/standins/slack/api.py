"""A call of the Web API, and the table in which every method is written down once."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .errors import JSON, ApiError
from .records import Channel, Message, Team, Token, User
from .world import World

if TYPE_CHECKING:
    from .app import App
    from .events import Events
    from .interactions import Interactions
    from .modals import Views
    from .oauth import OAuth
    from .posting import Posting
    from .sockets import Sockets

Needs = Literal["bot", "app", "any", "nothing"]


@dataclass(slots=True)
class Rooms:
    """All the parts of the server that a method may need."""

    world: World
    app: "App"
    events: "Events"
    posting: "Posting"
    interactions: "Interactions"
    views: "Views"
    sockets: "Sockets"
    oauth: "OAuth"
    origin: str = ""


@dataclass(slots=True)
class Call:
    """One request, read."""

    rooms: Rooms
    method: str
    params: JSON
    token: Token | None
    warnings: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.rooms.world

    @property
    def shown(self) -> Token:
        if self.token is None:
            raise ApiError("not_authed")
        return self.token

    @property
    def team(self) -> Team:
        return self.world.teams[self.shown.team_id]

    @property
    def user(self) -> User:
        """Who the token speaks for."""
        return self.world.users[self.shown.user_id]

    def need(self, name: str) -> str:
        value = self.params.get(name)
        if value in (None, ""):
            raise ApiError("invalid_arguments", f"missing required field: {name}")
        return str(value)

    def get(self, name: str, default: str = "") -> str:
        value = self.params.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.params.get(name)
        return default if value is None else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        value = self.get(name) or str(default)
        if not value.isdigit():
            raise ApiError("invalid_arguments", f"{name} must be a number")
        return int(value)

    def json(self, name: str, otherwise: str = "invalid_arguments") -> Any:
        """A parameter that is JSON, or a string of it in a form."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError(otherwise) from None

    def scope(self, *needed: str) -> None:
        """One of these must have been granted."""
        if not self.shown.scopes & set(needed):
            provided = ",".join(sorted(self.shown.scopes))
            raise ApiError("missing_scope", needed=needed[0], provided=provided)

    def channel(self, name: str = "channel", *, scoped: str = "") -> Channel:
        """A channel the bot may know of; `scoped` is "history", "read" or "write", whose scope differs by kind."""
        id_ = self.need(name)
        channel = self.world.channels.get(id_)
        if channel is None or not self.world.reaches(channel, self.team.id):
            raise ApiError("channel_not_found")
        if channel.kind != "channel" and self.user.id not in channel.members:
            raise ApiError("channel_not_found")
        if scoped:
            self.scope(f"{SCOPED[channel.kind]}:{scoped}")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        return self.world.message(channel, self.need(name))

    def page(self, every: list[Any], most: int, default: int = 100) -> tuple[list[Any], str]:
        """What fits into this page, and the cursor for the next."""
        limit = min(self.number("limit", default) or default, most)
        cursor = self.get("cursor")
        if cursor and not cursor.startswith("at-"):
            raise ApiError("invalid_cursor")
        start = int(cursor[3:]) if cursor else 0
        more = start + limit < len(every)
        return every[start : start + limit], f"at-{start + limit}" if more else ""


SCOPED = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
Handler = Callable[[Call], Awaitable[JSON | None]]


@dataclass(frozen=True, slots=True)
class Method:
    """A handler, the scopes of which one is needed, and what kind of token."""

    handle: Handler
    scopes: tuple[str, ...]
    needs: Needs


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, needs: Needs = "bot") -> Callable[[Handler], Handler]:
    """Write a handler down; what it returns is the body besides `ok`."""

    def note(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, scopes, needs)
        return handler

    return note


def paged(body: JSON, cursor: str) -> JSON:
    return body | {"response_metadata": {"next_cursor": cursor}}
