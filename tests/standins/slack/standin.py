"""The stand-in itself: start it, people it, break it, ask it what happened."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from . import installing
from .api import Rooms
from .app import App
from .breaking import Breaking
from .delivery import Ack, Delivery
from .errors import JSON, Misused
from .events import Events
from .files import Files
from .interactions import Interactions
from .modals import Views
from .oauth import OAuth
from .pointing import pointed
from .posting import Posting
from .posts import Posts
from .records import Token, View
from .responding import Responding
from .schema import Schema
from .server import Logged, Server
from .shapes import view_json
from .sockets import Link, Sockets
from .waiting import Stirs
from .workspace import Workspace
from .world import World


class SlackStandIn(Breaking):
    """A Slack of one's own on loopback: `async with SlackStandIn() as slack`."""

    def __init__(self, *, app_name: str = "Baton", manifest: JSON | None = None, schema: Path | None = None) -> None:
        self.stirs = Stirs()
        self.world = world = World()
        clock, stirred = world.clock, self.stirs.stirred
        self.app = App(clock.id("A"), app_name, "signing-secret-of-the-stand-in", "111.222", "client-secret")
        if manifest:
            self.app.takes(manifest)
        self.posts = Posts(self.app, clock)
        self.sockets = Sockets(self.app, clock, stirred, self._joined)
        self.delivery = Delivery(clock, stirred, lambda: self.app.delayed_events)
        self.delivery.transport = self.sockets
        self.events = events = Events(world, self.app, self.delivery, stirred)
        posting = Posting(world, events, stirred)
        interactions = Interactions(world, self.app, self.delivery, stirred)
        oauth, views = OAuth(world, self.app, events), Views(world, stirred)
        self.rooms = Rooms(world, self.app, events, posting, interactions, views, self.sockets, oauth)
        self.schema = Schema(schema)
        self.server = Server(self.rooms, self.schema, stirred)
        self.files = Files(world, self.server.faults)
        self.responding = Responding(interactions, posting, self.server.faults)
        self.app_token = f"xapp-1-{self.app.id}-stand-in"
        scopes = {"connections:write", "authorizations:read"}
        world.tokens[self.app_token] = Token(self.app_token, "app", scopes)
        self.typed_into: dict[tuple[str, str, str], dict[tuple[str, str], JSON]] = {}
        self.workspaces: list[Workspace] = []
        self._runner: web.AppRunner | None = None
        self.port = 0

    # Running

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024**2)
        for part in (self.server, self.files, self.responding):
            part.add_to(app)
        app.router.add_get("/link/", self.sockets.handle)
        installing.add_to(app, self)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        self.rooms.origin = self.rooms.events.origin = self.origin
        self.rooms.interactions.origin = self.sockets.origin = self.origin
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.closing.set()
        late = list(self.rooms.events.late)
        for task in late:
            task.cancel()
        ended = await asyncio.gather(*late, return_exceptions=True)
        await self.sockets.close()
        await self.posts.close()
        if self._runner:
            await self._runner.cleanup()
        own = [repr(one) for one in ended if isinstance(one, Exception)]
        if problems := [*self.server.mistakes, *own]:
            raise AssertionError("The stand-in itself is wrong:\n" + "\n".join(problems)) from error

    @property
    def origin(self) -> str:
        if not self.port:
            raise Misused("it is not running: async with SlackStandIn() as server")
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """For `AsyncWebClient(base_url=...)`."""
        return f"{self.origin}/api/"

    @property
    def files_url(self) -> str:
        return self.origin

    @property
    def authorize_url(self) -> str:
        """For `AsyncOAuthSettings(authorization_url=...)`."""
        return f"{self.origin}/oauth/v2/authorize"

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    @property
    def bot_token(self) -> str:
        """Of the first workspace."""
        return self._first.bot_token

    @property
    def _first(self) -> Workspace:
        if not self.workspaces:
            raise Misused('there is no workspace yet: server.workspace("Larkspur & Pine")')
        return self.workspaces[0]

    @contextmanager
    def points(self) -> Iterator[Self]:
        """New clients of slack_sdk talk to this server inside the block, and to Slack again after it."""
        with pointed(self.api_url, self.authorize_url):
            yield self

    # Where the app is

    def delivers_to(self, url: str) -> None:
        """Signed HTTP from here on: events, interactivity, commands and options all go to this address."""
        self.posts.url, self.delivery.transport = url, self.posts

    def delivers_by_socket(self) -> None:
        """Socket Mode, as at first."""
        self.delivery.transport = self.sockets

    async def verifies_url(self) -> Ack:
        """url_verification at the address of `delivers_to`."""
        return await self.posts.verifies_url()

    async def connected(self, connections: int = 1, within: float = 10.0) -> list[Link]:
        """Until so many Socket Mode connections are open."""

        def enough() -> list[Link] | None:
            links = [one for one in self.sockets.links if one.is_open]
            return links if len(links) >= connections else None

        failed = f"no {connections} Socket Mode connections in {within} s, only {len(self.sockets.links)}"
        return await self.stirs.until(enough, within, lambda: failed)

    async def _joined(self, within: float) -> None:
        try:
            await self.connected(1, within)
        except AssertionError:
            return

    # Peopling

    def workspace(self, name: str, *, installed: bool = True, enterprise_id: str | None = None) -> Workspace:
        """A new workspace and its #general, with the app in it unless `installed=False`."""
        made = Workspace(self, self.world.add_team(name, enterprise_id))
        self.workspaces.append(made)
        return made.installs_app() if installed else made

    def shows_view(self, view: View) -> JSON:
        return view_json(self.world, view, self.app.id)

    # Waiting

    async def settles(self, lull: float = 0.1) -> None:
        """Until no request is under way, nothing is being delivered and nothing happened for a moment."""
        await self.stirs.quiet(lambda: bool(self.server.in_flight or self.delivery.under_way), lull)

    def passes(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> None:
        """Time goes by for Slack: retries come due, triggers, tokens and links expire."""
        self.world.clock.passes(seconds + 60 * minutes + 3600 * hours)
        self.stirs.stirred()

    # Asking

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called."""
        return self.server.calls

    @property
    def log(self) -> list[Logged]:
        """Every call in order: `method`, `params`, `outcome`."""
        return self.server.log

    def called(self, method: str) -> list[JSON]:
        """What each call of a method said."""
        return [one.params for one in self.server.log if one.method == method]

    def forgets_calls(self) -> None:
        self.server.calls.clear()
        self.server.log.clear()

    @property
    def notified(self) -> frozenset[str]:
        """Everyone who was pinged by anything so far."""
        every = (message.notified for message in self.world.changes)
        return frozenset().union(*every)

    @property
    def budgets(self) -> Any:
        """The rate limits: `budgets.set(method, 5, per=5)`, `.realistic()`, `.unlimited()`, `.distributed()`."""
        return self.server.budgets
