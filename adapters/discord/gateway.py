"""The gateway: connected, kept connected, and caught up with after every gap."""

import asyncio
import logging
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
import discord

from adapters.discord.answers import Answers
from adapters.discord.arrivals import Arrivals
from adapters.discord.aside import Aside
from adapters.discord.attachments import Attachments
from adapters.discord.backfill import Backfill
from adapters.discord.client import Client
from adapters.discord.customers import Customers
from adapters.discord.dms import Dms
from adapters.discord.lines import Lines
from adapters.discord.live import Live
from adapters.discord.localised import Names
from adapters.discord.parts import Parts
from adapters.discord.presses import Component, Presses
from adapters.discord.purge import purge
from adapters.discord.roles import Roles
from adapters.discord.rows import GuildRow
from adapters.discord.seen import Seen
from adapters.discord.shards import advice
from adapters.discord.slash import Slash
from adapters.discord.staff_room import StaffRoom
from adapters.discord.waiting import Waiting
from adapters.discord.where import Where
from bot.ports import Trace
from bot.writes import Change, StoreUnavailable, Writes

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
STEADY = 120.0
"""Seconds connected after which a new failure counts as the first one."""
TO_CLOSE = 1.2
"""Seconds the library may take to say goodbye."""
AT_FIRST = 10.0
"""Seconds `start` waits to learn whether the token is any good."""


class CannotConnect(Exception):
    """Discord turned us away for good; the message says which setting to look at."""


class Syncs(Protocol):
    """Tells Discord of the commands; adapters.discord.syncing.Syncing."""

    async def everywhere(self) -> bool: ...

    async def server(self, guild: discord.abc.Snowflake) -> bool: ...


@dataclass(slots=True)
class State:
    """How it goes, for `/readyz` and the doctor."""

    problem: str = ""
    reads_content: bool = True
    logged_in: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def connected(self) -> bool:
        return self.ready.is_set()


class DiscordGateway:
    """Everything that comes in from Discord. `client` is there from the start, for sending too."""

    def __init__(self, parts: Parts, guilds_within: float = 2.0) -> None:
        """`guilds_within`: seconds without another server after which all of them have been told."""
        self.parts = parts
        self.state = State(reads_content=parts.reads_content)
        self.client = Client(reads_content=parts.reads_content, guilds_within=guilds_within)
        self.answers, self.lines, self.waiting = Answers(), Lines(), Waiting()
        self.seen, self.where = Seen(parts), Where(parts)
        self.attachments = Attachments(parts)
        self.roles = Roles(self.client, parts.store, parts.team)
        self.live = Live(parts.now)
        self.aside = Aside(parts, self.live)
        self.customers = Customers(parts, self.attachments, Dms(parts), self.waiting, self.live)
        self.staff_room = StaffRoom(parts, self.roles, self.attachments, self.where)
        self.arrivals = Arrivals(
            parts, self.customers, self.staff_room, self.where, self.seen, self.lines, lambda: self.client.me
        )
        self.backfill = Backfill(parts, self.arrivals, self.client)
        self.client.gateway, self.client.arrivals = self, self.arrivals
        self.client.presses = Presses(parts, self.customers, self.staff_room, self.answers, self.aside)
        for built in Slash(parts, self.customers, self.answers, self.aside).build():
            self.client.tree.add_command(built)
        self._syncs: Syncs | None = None
        self._task: asyncio.Task[None] | None = None

    def connect(self, syncs: Syncs) -> None:
        """Give what tells Discord of the commands; done once, by the one who joins us to the app."""
        self._syncs = syncs

    def saw(self, trace: Trace) -> None:
        """A turn was decided: nobody waits for it any more."""
        self.waiting.saw(trace)

    async def start(self, token: str) -> None:
        """Connect, and stay so until `stop`. Raises CannotConnect if the token is refused.

        If Discord cannot be reached it is tried again and again, and this returns.
        """
        self.parts.endpoints.point()
        await self.seen.begin()
        self._task = asyncio.create_task(self._supervised(token), name="discord gateway")
        first = asyncio.create_task(self.state.logged_in.wait())
        await asyncio.wait({first, self._task}, timeout=AT_FIRST, return_when=asyncio.FIRST_COMPLETED)
        first.cancel()
        if self._task.done():
            await self.stop()
            raise CannotConnect(self.state.problem)

    async def stop(self) -> None:
        """Say goodbye, within two seconds; what was stored is taken up at the next start."""
        await self.backfill.close()
        await self._close()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.lines.idle(), 0.3)
        await self.waiting.close()
        await self.attachments.close()
        await self.seen.end()
        self.away()

    async def _close(self) -> None:
        """The library waits half a minute for a server that does not say goodbye, and swallows being cancelled."""
        closing = asyncio.create_task(self.client.close())
        await asyncio.wait({closing}, timeout=TO_CLOSE)
        left = {task for task in (closing, self._task) if task is not None}
        for _ in range(3):
            if left := {task for task in left if not task.done()}:
                for task in left:
                    task.cancel()
                await asyncio.wait(left, timeout=0.1)
        if left:
            await self.client.http.close()

    # The connection

    async def _supervised(self, token: str) -> None:
        """Connect again whatever happens, ever more slowly; only a refused token ends it."""
        pause, loop = FIRST_PAUSE, asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                await self._connected(token)
            except discord.LoginFailure:
                self._fails("BATON_DISCORD_TOKEN: Discord does not know this token; copy it anew from the portal.")
                return
            except discord.PrivilegedIntentsRequired:
                self._without_content()
                continue
            except Exception as error:  # the supervisor: the connection must come back whatever broke it
                log.exception("the connection to Discord ended")
                self._fails(f"Discord: {type(error).__name__}; trying again.")
            pause = FIRST_PAUSE if loop.time() - began > STEADY else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 # spreads load, keeps no secret

    async def _connected(self, token: str) -> None:
        """One life of the client, from login to its end."""
        told = await advice(self.parts.endpoints.api, token)
        if told.wait:
            log.error("Discord lets us connect again in %.0f s", told.wait)
            await asyncio.sleep(told.wait)
        self.client.reopen()
        self.client.shard_count = told.shards
        async with self.client:
            await self.client.start(token)

    def _fails(self, problem: str) -> None:
        self.state.problem = problem
        self.away()

    def _without_content(self) -> None:
        """The intent is off in the portal: staff answer by buttons and commands, and are told so."""
        log.error("Discord: the Message Content intent is off in the developer portal; going on without it")
        self.state.reads_content = False
        self.client.without_content()

    # What the client tells us

    async def set_up(self) -> None:
        """After the login, before the first event."""
        self.client.add_dynamic_items(Component)
        self.state.logged_in.set()
        await self.client.tree.set_translator(Names())
        if self._syncs is None:
            return
        try:
            await self._syncs.everywhere()
            rows = await self.parts.store.find(GuildRow, {"team": self.parts.team, "left": 0}, limit=10_000)
            for row in rows:
                if row.guild:
                    await self._syncs.server(discord.Object(int(row.guild)))
        except (discord.DiscordException, aiohttp.ClientError, OSError, StoreUnavailable) as no:
            log.warning("commands could not be told to Discord: %s", type(no).__name__)

    async def ready(self) -> None:
        """Connected, for the first time or again: whatever happened meanwhile is caught up with."""
        self.state.problem = ""
        self.backfill.begin()
        self.state.ready.set()
        for guild in self.client.guilds:
            await self._sync(guild)

    async def caught_up(self) -> None:
        """Until we are connected and nothing that was missed is left."""
        await self.state.ready.wait()
        await self.backfill.done()

    def away(self) -> None:
        self.state.ready.clear()

    async def met(self, guild: discord.Guild) -> None:
        """A server we were added to, or that is back."""
        self.where.forget(guild.id)
        back = Change(GuildRow, {"team": self.parts.team, "guild": str(guild.id)}, {"left": 0})
        try:
            await self.parts.store.commit(Writes(changes=(back,)))
        except StoreUnavailable:
            log.warning("that server %s is here could not be kept", guild.id)
        await self._sync(guild)

    async def left(self, guild: discord.Guild) -> None:
        """We were removed; a server that is merely unavailable does not come here."""
        self.where.forget(guild.id)
        await purge(self.parts, guild.id)

    async def _sync(self, guild: discord.Guild) -> None:
        if self._syncs is not None:
            await self._syncs.server(guild)
