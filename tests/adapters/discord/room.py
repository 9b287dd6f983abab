"""The way in from Discord on the stand-in: the real client and our gateway, with the whole product behind it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.app import App, build
from adapters.discord.commands import Commands
from adapters.discord.follow_ups import FollowUps
from adapters.discord.gateway import DiscordGateway
from adapters.discord.messages import words_of
from adapters.discord.parts import Endpoints, Parts
from adapters.discord.syncing import Syncing
from adapters.settings import read_settings
from bot.codec import load
from bot.events import Inbound
from bot.service import Service
from bot.writes import InboxRow, MessageRow, OutboxRow, StoreUnavailable
from handoff.acts import Act
from tests.stage import MORNING
from tests.standins.discord import DiscordStandIn

TEAM = "main"


@dataclass
class Door:
    """The customer's door, which can be shut as a full disk shuts it."""

    service: Service
    shut: bool = False

    async def receive(self, event: Inbound) -> bool:
        if self.shut:
            raise StoreUnavailable("the disk is full")
        return await self.service.receive(event)


@dataclass
class Room:
    """Everything a test of the way in needs."""

    server: DiscordStandIn
    app: App
    gateway: DiscordGateway
    door: Door

    async def settles(self) -> None:
        """Until everything that was written is taken in and decided."""
        await self.server.settles()
        await self.gateway.backfill.done()
        await self.gateway.lines.idle()
        await self.app.intake.idle()

    async def events(self) -> list[Inbound]:
        """What reached the customer's door, in order."""
        await self.settles()
        rows = await self.app.store.find(InboxRow, {"lane": "customer"}, order=("at",))
        return [load(Inbound, row.payload) for row in rows if row.id.startswith("discord:")]

    async def acts(self) -> list[Act]:
        """What reached the desk's door."""
        await self.settles()
        rows = await self.app.store.find(InboxRow, {"lane": "desk"}, order=("at",))
        return [load(Act, row.payload) for row in rows if row.id.startswith("discord:")]

    async def told(self, person) -> list[MessageRow]:
        """The transcript of a person's conversation."""
        await self.settles()
        return list(await self.app.store.find(MessageRow, {"conversation": f"discord:{person.id}"}, order=("at",)))

    async def answers(self, person) -> list[OutboxRow]:
        """What is on its way to a person."""
        await self.settles()
        return list(await self.app.store.find(OutboxRow, {"conversation": f"discord:{person.id}", "kind": "post"}))


def syncing(app: App, gateway: DiscordGateway) -> Syncing:
    """The desk's commands beside our own."""
    shown = FollowUps(gateway.client, app.store, app.clock, TEAM)
    commands = Commands(app.store, app.desk, app.clock, gateway.roles, shown, TEAM, words_of, {})
    return Syncing(gateway.client.tree, app.store, app.clock, commands, TEAM)


@asynccontextmanager
async def a_room(path: Path, server: DiscordStandIn, **given) -> AsyncIterator[Room]:
    """A bot that is connected; what it keeps lies in `path`, so that a second one goes on from there."""
    settings = read_settings(env_file=None, data_dir=path)
    async with build(settings, real_time=lambda: MORNING) as app:
        door = Door(app.service)
        endpoints = Endpoints(server.api_url, server.gateway_url, server.cdn_url)
        parts = Parts(app.store, door, app.desk, app.files, app.clock, endpoints, **given)
        gateway = DiscordGateway(parts, guilds_within=0.05)
        gateway.connect(syncing(app, gateway))
        app.witnesses.watching.append(gateway.saw)
        await gateway.start(server.token)
        try:
            await server.connected()
            await _ready(gateway)
            yield Room(server, app, gateway, door)
        finally:
            await gateway.stop()


async def _ready(gateway: DiscordGateway) -> None:
    async with asyncio.timeout(20):
        await gateway.client.wait_until_ready()
        while not gateway.state.connected:
            await asyncio.sleep(0.01)
        await gateway.backfill.done()
