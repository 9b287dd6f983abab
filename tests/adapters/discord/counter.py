"""The commands' side of Discord on the stand-in: the real client, the whole product behind it, no gateway of ours."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import discord
from discord import app_commands

from adapters.app import App, build
from adapters.discord.commands import Commands
from adapters.discord.doctor import examine
from adapters.discord.follow_ups import FollowUps
from adapters.discord.localised import Names
from adapters.discord.messages import words_of
from adapters.discord.roles import Roles
from adapters.discord.setting_up import SettingUp
from adapters.discord.syncing import Syncing
from adapters.settings import read_settings
from bot.content import Reply
from bot.writes import StoreUnavailable
from handoff.acts import Act
from handoff.commands import Known
from handoff.desk import Desk
from handoff.scene import Check
from tests.stage import MORNING
from tests.standins.discord import DiscordStandIn

TEAM = "main"


@dataclass
class Door:
    """The desk's door, which can be shut as a full disk shuts it."""

    desk: Desk
    shut: bool = False

    async def receive(self, act: Act) -> Reply:
        if self.shut:
            raise StoreUnavailable("the disk is full")
        return await self.desk.receive(act)

    async def known(self, team: str) -> Known:
        return await self.desk.known(team)


class Client(discord.Client):
    """The real client, with nothing but the desk's commands on it."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True)
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.syncing: Syncing
        self.synced: list[bool] = []
        self.there = asyncio.Event()

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Names())
        self.synced.append(await self.syncing.everywhere())

    async def on_ready(self) -> None:
        for guild in self.guilds:
            self.synced.append(await self.syncing.server(guild))
        self.there.set()


@dataclass
class Counter:
    """Everything a test of the commands needs."""

    server: DiscordStandIn
    app: App
    client: Client
    door: Door
    hung: list[int] = field(default_factory=list)

    def shuts(self) -> None:
        """Nothing staff do can be kept from here on."""
        self.door.shut = True

    async def checks(self, reads_content: bool = True) -> Sequence[Check]:
        return await examine(self.client, reads_content, self.app.store, TEAM)


@asynccontextmanager
async def a_counter(path: Path, server: DiscordStandIn) -> AsyncIterator[Counter]:
    """A bot that is connected; what it keeps lies in `path`."""
    settings = read_settings(env_file=None, data_dir=path)
    client = Client()
    held: list[Counter] = []

    async def checks() -> Sequence[Check]:
        return await held[0].checks()

    async with build(settings, checks=checks, real_time=lambda: MORNING) as app:
        counter = Counter(server, app, client, Door(app.desk))
        held.append(counter)
        client.syncing = _joined(counter)
        running = asyncio.create_task(client.start(server.token))
        try:
            await asyncio.wait_for(client.there.wait(), 20)
            yield counter
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)


def _joined(counter: Counter) -> Syncing:
    app, client = counter.app, counter.client

    async def hang(room: discord.abc.GuildChannel, message: str) -> str:
        assert isinstance(room, discord.TextChannel)
        sent = await room.send("The panel")
        counter.hung.append(sent.id)
        return str(sent.id)

    roles = Roles(client, app.store, TEAM)
    setting_up = SettingUp(client, app.store, app.desk, app.clock, hang, TEAM)
    commands = Commands(
        app.store,
        counter.door,
        app.clock,
        roles,
        FollowUps(app.store, app.clock, TEAM),
        TEAM,
        words_of,
        {"setup": setting_up.run},
    )
    client.tree.error(commands.failed)
    return Syncing(client.tree, app.store, app.clock, commands, TEAM)
