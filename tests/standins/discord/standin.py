"""The stand-in itself: start it, people it, break it, ask it what happened."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from .api import Rooms
from .budgets import Budgets
from .cdn import Cdn
from .commands import Commands
from .errors import JSON, Misused
from .events import Events
from .faults import Fault, How
from .gateway import Gateway
from .guilds import GuildHandle
from .interactions import Interactions
from .manners import Manners
from .people import Person
from .permissions import in_channel
from .posting import Posting
from .records import Channel, Guild, User
from .schema import Schema
from .server import BASE, Server
from .waiting import Stirs
from .wire import Wire
from .world import World


class DiscordStandIn:
    """A Discord of one's own on loopback: `async with DiscordStandIn() as discord`."""

    def __init__(self, *, token: str = "stand-in.token", bot_name: str = "Baton", schema: Path | None = None) -> None:
        self.token = token
        self.stirs = Stirs()
        self.world = World(bot_name)
        wire = Wire(self.world)
        events = Events(self.world, wire, self.stirs.stirred)
        posting = Posting(self.world, events, self.stirs.stirred)
        self.gateway = events.gateway = Gateway(token, events)
        interactions = Interactions(self.world, events, posting, self.stirs.stirred)
        commands = Commands(self.world)
        self.rooms = Rooms(
            self.world,
            wire,
            events,
            posting,
            interactions,
            commands,
            content_intent=lambda: self.gateway.allowed["message_content"],
            members_intent=lambda: self.gateway.allowed["members"],
            gateway_url=lambda: self.gateway_url,
        )
        self.schema = Schema(schema)
        self.server = Server(self.rooms, token, self.schema, self.stirs.stirred)
        self.gateway.manners = self.server.manners
        self.cdn = Cdn(self.world, wire)
        self._people: dict[int, Person] = {}
        self._runner: web.AppRunner | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.port = 0

    # Running

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        app = web.Application(client_max_size=64 * 1024**2)
        self.server.add_to(app)
        self.cdn.add_to(app)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.url, self.rooms.wire.cdn = self.gateway_url, self.cdn_url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        late = list(self.rooms.events.late)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self.gateway.close()
        if self._runner:
            await self._runner.cleanup()
        if problems := [*self.server.mistakes, *self.schema.violations]:
            raise AssertionError("The stand-in itself is wrong:\n" + "\n".join(problems)) from error

    @property
    def origin(self) -> str:
        if not self.port:
            raise Misused("it is not running: async with DiscordStandIn() as server")
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return self.origin + BASE

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def cdn_url(self) -> str:
        return self.origin

    @contextmanager
    def points(self) -> Iterator[Self]:
        """discord.py talks to this server inside the block, and to Discord again after it."""
        import discord
        import discord.gateway
        import yarl

        socket = discord.gateway.DiscordWebSocket
        before = discord.http.Route.BASE, socket.DEFAULT_GATEWAY, discord.asset.Asset.BASE
        discord.http.Route.BASE, discord.asset.Asset.BASE = self.api_url, self.cdn_url
        socket.DEFAULT_GATEWAY = yarl.URL(self.gateway_url)
        try:
            yield self
        finally:
            discord.http.Route.BASE, socket.DEFAULT_GATEWAY, discord.asset.Asset.BASE = before

    # Peopling

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def privileged(self) -> dict[str, bool]:
        """The portal's toggles: `members`, `presences`, `message_content` (on)."""
        return self.gateway.allowed

    def guild(self, name: str, *, bot: bool = True, **given: Any) -> GuildHandle:
        """A new server, its owner and a #general; with the bot in it, unless `bot=False`."""
        return GuildHandle.made(self, name, bot=bot, **given)

    def user(self, name: str) -> Person:
        """Someone who is in no server (yet)."""
        return self.person(self.world.add_user(name))

    def person(self, user: User, guild: Guild | None = None) -> Person:
        person = self._people.setdefault(user.id, Person(self, user, guild))
        person.guild = person.guild or guild
        return person

    def permissions_of(self, person: Person, channel: Channel) -> int:
        return in_channel(self.world, channel, person.user)

    # Waiting

    async def connected(self, within: float = 30.0, shards: int = 1) -> None:
        """Until a bot has identified, with so many of its shards (`world.shards` is what it is advised to have)."""
        await self.gateway.ready(within, shards)

    async def settles(self, lull: float = 0.1) -> None:
        """Until no request is under way and nothing happened for a moment."""
        busy = lambda: bool(self.server.in_flight or self.rooms.events.late)  # noqa: E731
        await self.stirs.quiet(busy, lull)

    def passes(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> None:
        """Time goes by for Discord: tokens and links expire, nonces are forgotten."""
        self.world.clock.ahead += seconds + 60 * minutes + 3600 * hours
        self.stirs.stirred()

    # Breaking

    def fails(
        self,
        route: str,
        how: How,
        *,
        times: int = 1,
        seconds: float = 0.0,
        code: int = 0,
        message: str = "",
        where: Channel | None = None,
    ) -> None:
        """The next `times` requests on a route fail: a status, "drop before", "drop after accept", or "delay".

        `seconds` is the delay, or what a 429 says to wait; `where` limits it to one channel.
        """
        fault = Fault(route, how, times, seconds, code, message, where.id if where else None)
        self.server.faults.add(fault)

    async def drops_gateway(self, *, resumable: bool = True) -> None:
        await self.gateway.drop(resumable=resumable)

    @asynccontextmanager
    async def gateway_away(self, *, resumable: bool = True, shard: int | None = None) -> AsyncIterator[None]:
        """Nobody (or not this shard) is connected inside the block; what happens in it is replayed if resumable."""
        async with self.gateway.away(resumable=resumable, shard=shard):
            yield

    async def asks_to_reconnect(self) -> None:
        await self.gateway.ask_to_reconnect()

    async def invalidates(self, *, resumable: bool = False, shard: int | None = None) -> None:
        await self.gateway.invalidate(resumable=resumable, shard=shard)

    def duplicates_next_event(self, times: int = 1) -> None:
        self.rooms.events.repeats += times

    def delays_next(self, event: str, seconds: float) -> None:
        """Such as the first DM, which is known to arrive late: `delays_next("MESSAGE_CREATE", 0.5)`."""
        self.rooms.events.delays.append((event, seconds))

    def omits(self, *keys: str) -> None:
        """Leave these optional keys out of every event from now on."""
        self.rooms.events.omitted = frozenset(keys)

    @property
    def manners(self) -> Manners:
        """How it words things: `manners.ways.append(bare)`, `manners.compresses = False`."""
        return self.server.manners

    async def dispatches(self, event: str, data: JSON, *, guild: GuildHandle | None = None) -> None:
        """Any event at all, such as one no client knows."""
        await self.rooms.events.tell(event, data, guild=guild.id if guild else None, raw=True)

    # Asking

    @property
    def calls(self) -> Counter[str]:
        """How often each route was called, by "METHOD /path/{parameter}"."""
        return self.server.calls

    @property
    def notified(self) -> frozenset[int]:
        """Everyone who was pinged by anything so far."""
        every = (message.notified for message in self.world.changes)
        return frozenset().union(*every)

    @property
    def invalid_requests(self) -> int:
        """401, 403 and 429 answers, which Discord counts towards a ban (10,000 in ten minutes)."""
        return self.server.invalid

    @property
    def budgets(self) -> Budgets:
        """The rate limits: `budgets.set(route, 5, per=5)`, `budgets.realistic()`, `budgets.globally(50)`."""
        return self.server.budgets

    def forgets_calls(self) -> None:
        self.server.calls.clear()
        self.server.log.clear()

    def soon_if_connected(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Told to the bot, if there is one, without anybody waiting for it."""
        if not self.gateway.sessions:
            return
        late = self.rooms.events.late
        assert self._loop is not None, "connected, so running"
        task = self._loop.create_task(work())
        late.add(task)
        task.add_done_callback(late.discard)
