"""The gateway: real Bolt, told by signed HTTP or by Socket Mode, and caught up with after every gap."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from adapters.slack.answers import Answers
from adapters.slack.api import Api
from adapters.slack.arrivals import Arrivals
from adapters.slack.attachments import Attachments
from adapters.slack.backfill import Backfill
from adapters.slack.bolting import Bolting
from adapters.slack.commands import Commands
from adapters.slack.customers import Customers
from adapters.slack.dms import Dms
from adapters.slack.door import ODD, Door
from adapters.slack.fetching import Fetching
from adapters.slack.happenings import Happenings
from adapters.slack.home import Home
from adapters.slack.installs import Installs, Joined
from adapters.slack.interactions import Interactions
from adapters.slack.introducing import Introducing
from adapters.slack.lines import Lines
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.presses import Presses
from adapters.slack.roles import Groups, Roles
from adapters.slack.seen import Seen
from adapters.slack.setting_up import SettingUp
from adapters.slack.sharing import Sharing
from adapters.slack.shortcuts import Shortcuts
from adapters.slack.slash import Slash
from adapters.slack.sockets import Sockets
from adapters.slack.staff_room import StaffRoom
from adapters.slack.tokens import Secrets, Tokens
from adapters.slack.waiting import Waiting
from adapters.slack.where import Where
from adapters.slack.workspaces import Workspaces
from bot.ports import Trace

log = logging.getLogger(__name__)
AT_FIRST = 10.0
"""Seconds `start` waits to learn whether the tokens are any good."""
EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"


class CannotConnect(Exception):
    """Slack turned us away for good; the message says which setting to look at."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How Slack reaches us, and what proves who we are."""

    secrets: Secrets = Secrets()
    app_token: str = ""
    signing_secret: str = ""
    sealed: bool = False
    """Whether what the store keeps lies sealed: tokens of installs are kept so or not at all."""


@dataclass(slots=True)
class State:
    """How it goes, for `/readyz` and the doctor."""

    problem: str = ""
    met: asyncio.Event = field(default_factory=asyncio.Event)
    """Slack has told who we are, or there is nothing to be told."""


class SlackGateway:
    """Everything that comes in from Slack. `api` is there from the start, for sending too."""

    def __init__(self, parts: Parts, ways: Ways, joined: Joined | None = None) -> None:
        self.parts, self.ways, self.state = parts, ways, State()
        self.workspaces = Workspaces(parts)
        self.tokens = Tokens(self.workspaces, ways.secrets, lambda: self.api.client(""))
        self.api = Api(self.tokens, parts.endpoints)
        self.tokens.changed = self.api.forget
        self.sharing, self.seen, self.where, self.lines = Sharing(self.api), Seen(parts), Where(parts), Lines()
        self.answers = Answers(parts, self.api)
        self.people, self.groups = People(parts, self.api, self.workspaces), Groups(self.api)
        self.roles = Roles(parts, self.people, self.groups, self.workspaces)
        self.fetching = Fetching(parts, Attachments(parts, self.api, self.tokens), self.answers)
        self.waiting = Waiting(self.api)
        self.customers = Customers(parts, self.people, self.workspaces, Dms(parts), self.fetching, self.waiting)
        self.staff_room = StaffRoom(parts, self.roles, self.people, self.fetching, self.answers, self.where)
        self.arrivals = Arrivals(parts, self.customers, self.staff_room, self.where, self.seen, self.lines)
        self.slash = Slash(parts, self.customers)
        self.setting_up = SettingUp(parts, self.api, self.roles, self.where, self.sharing)
        self.home = Home(parts, self.api, self.roles, self.slash, self.setting_up.standing)
        self.door = Door(self.workspaces, self.arrivals, self._happenings(), bool(ways.secrets.bot_token))
        self.backfill = Backfill(parts, self.arrivals, self.api, self.workspaces)
        self.installs = Installs(parts, self.workspaces, self.tokens, ways.sealed, joined)
        self.app = self._bolt()
        self.introducing = Introducing(parts, self.api, self.workspaces, self._fails)
        self.sockets = Sockets(self.app, ways.app_token, lambda: self.api.client(""), self._fails)
        self._task: asyncio.Task[None] | None = None

    def _happenings(self) -> Happenings:
        return Happenings(
            self.parts,
            self.workspaces,
            self.tokens,
            self.people,
            self.groups,
            self.customers,
            self.home,
            self.sharing,
            self.where,
            self.seen,
            self.answers,
        )

    # Bolt

    def _bolt(self) -> AsyncApp:
        app = Bolting(self.door, self.workspaces, self.tokens).app(self.api.client(""), self.ways.signing_secret)
        special = {"setup": self.setting_up.run}
        presses = Presses(self.parts, self.slash, self.staff_room, self.answers)
        commands = Commands(self.slash, self.staff_room, special)
        shortcuts = Shortcuts(self.slash, self.staff_room)
        Interactions(self.door, presses, commands, shortcuts, self.home, self.answers).listen(app)
        return app

    def routes(self) -> Sequence[web.RouteDef]:
        """What Slack, and whoever installs us, find on the web port."""
        found = [web.post(EVENTS, self._posted)] if self.ways.signing_secret else []
        if self.ways.secrets.installs:
            found += [web.get(INSTALL, self.installs.begin), web.get(REDIRECT, self.installs.end)]
        return found

    async def _posted(self, request: web.Request) -> web.Response:
        try:
            asked = await to_bolt_request(request)
        except ODD:
            # Bolt reads the body before it looks at the signature, and stumbles over some.
            return web.Response(status=400)
        return await to_aiohttp_response(await self.app.async_dispatch(asked))

    def saw(self, trace: Trace) -> None:
        """A turn was decided: nobody waits for it any more."""
        self.waiting.saw(trace)

    def delivered(self, conversation: str) -> None:
        """Something was shown to a customer: their Home tab may say otherwise now."""
        if (who := self.home.stands_for(conversation)) is not None and not self.tokens.stopped:
            self.answers.soon(self.home.shows(who), f"slack home {who.user}")

    # From start to stop

    @property
    def connected(self) -> bool:
        """Whether anything can come in just now."""
        if not self.state.met.is_set():
            return False
        return self.sockets.connected if self.ways.app_token else bool(self.ways.signing_secret)

    async def start(self) -> None:
        """Connect, and stay so until `stop`. Raises CannotConnect if a token is refused.

        If Slack cannot be reached it is tried again and again, and this returns.
        """
        await self.seen.begin()
        self._task = asyncio.create_task(self._begin(), name="slack start")
        refused = (self.introducing.refused, self.sockets.refused)
        waits = [asyncio.create_task(one.wait()) for one in refused]
        ready = asyncio.create_task(self._ready())
        await asyncio.wait({*waits, ready}, timeout=AT_FIRST, return_when=asyncio.FIRST_COMPLETED)
        for task in (*waits, ready):
            task.cancel()
        await asyncio.gather(*waits, ready, return_exceptions=True)
        if any(one.is_set() for one in refused):
            await self.stop()
            raise CannotConnect(self.state.problem)

    async def _ready(self) -> None:
        await self.state.met.wait()
        if self.ways.app_token:
            await self.sockets.opened.wait()

    async def _begin(self) -> None:
        if self.ways.secrets.bot_token:
            await self.introducing.done()
            if self.introducing.refused.is_set():
                return
        self.state.met.set()
        if self.ways.app_token:
            self.sockets.begin()
            await self.sockets.opened.wait()
        self.backfill.begin()

    def _fails(self, problem: str) -> None:
        if problem and problem != self.state.problem:
            log.error("%s", problem)
        self.state.problem = problem

    async def caught_up(self) -> None:
        """Until we are connected and nothing that was missed is left."""
        await self._ready()
        if self._task is not None:
            await asyncio.wait({self._task})
        await self.backfill.done()

    async def stop(self) -> None:
        """Say goodbye, within two seconds; what was stored is taken up at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.backfill.close()
        await self.sockets.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.lines.idle(), 0.3)
        await self.waiting.close()
        await self.answers.close()
        await self.people.close()
        await self.seen.end()
        self.tokens.stopped = True
        await self.api.close()
