"""The way in from Discord on the stand-in: the real client and our gateway, with the whole product behind it."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from adapters.app import App, build
from adapters.delivery.ports import Busy, CannotTell, Platform, Refused, Unknown, Unreached
from adapters.discord.commands import Commands
from adapters.discord.follow_ups import FollowUps
from adapters.discord.gateway import DiscordGateway
from adapters.discord.messages import words_of
from adapters.discord.parts import Endpoints, Parts
from adapters.discord.rows import ThreadRow
from adapters.discord.sending import Sending
from adapters.discord.syncing import Syncing
from adapters.settings import read_settings
from bot.codec import dump, load
from bot.events import Inbound, Place
from bot.service import Service
from bot.writes import InboxRow, MessageRow, OutboxRow, SettingRow, StoreUnavailable, Writes
from handoff.acts import Act
from handoff.ports import Outcomes
from handoff.routing import LEAD_ROLE, STAFF_PLACE, STAFF_ROLE
from handoff.rows import CaseRow
from tests.stage import MORNING
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.world import Channel

TEAM = "main"
BEGAN = time.monotonic()


@dataclass
class Door:
    """The customer's door, which can be shut as a full disk shuts it."""

    service: Service
    shut: bool = False
    held: asyncio.Event | None = None
    """Nothing gets through until it is set: a turn that takes long."""

    async def receive(self, event: Inbound) -> bool:
        if self.shut:
            raise StoreUnavailable("the disk is full")
        if self.held is not None:
            await self.held.wait()
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
        await self.app.delivery.idle()
        await self.server.settles()

    async def opens_the_desk(self, guild) -> None:
        """Cases of this server are shown in its own staff channel."""
        place = Place("discord", str(guild.id), str(guild.desk.id))
        role = f"discord:&{guild.support.id}"
        rows = (
            SettingRow(TEAM, STAFF_PLACE, dump(place), 0, "test"),
            SettingRow(TEAM, STAFF_ROLE, role, 0, "test"),
            SettingRow(TEAM, LEAD_ROLE, f"discord:&{guild.leads.id}", 0, "test"),
        )
        await self.app.store.commit(Writes(rows))

    async def case_of(self, person) -> CaseRow:
        """The open case of a person, once its thread is there."""
        await self.settles()
        where = {"team": TEAM, "conversation": f"discord:{person.id}"}
        return (await self.app.store.find(CaseRow, where, order=("number",)))[-1]

    async def thread_of(self, case: CaseRow) -> Channel:
        """Discord's thread of a case."""
        (row,) = await self.app.store.find(ThreadRow, {"team": TEAM, "case": case.number})
        return self.server.world.channels[int(row.thread)]

    @asynccontextmanager
    async def gap(self, *, resumable: bool = False, shard: int | None = None) -> AsyncIterator[None]:
        """Nobody (or not this shard) listens inside the block; after it everything is caught up with."""
        async with self.server.gateway_away(resumable=resumable, shard=shard):
            async with asyncio.timeout(10):
                while self.gateway.state.connected:  # noqa: ASYNC110 # the library tells nobody of a lost line
                    await asyncio.sleep(0.01)
            yield
        async with asyncio.timeout(20):
            await self.gateway.caught_up()

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
    shown = FollowUps(app.store, app.clock, TEAM)
    commands = Commands(app.store, app.desk, app.clock, gateway.roles, shown, TEAM, words_of, {})
    return Syncing(gateway.client.tree, app.store, app.clock, commands, TEAM)


@asynccontextmanager
async def a_room(path: Path, server: DiscordStandIn, *, token: str = "", **given) -> AsyncIterator[Room]:
    """A bot that is connected; what it keeps lies in `path`, so that a second one goes on from there."""
    settings = read_settings(env_file=None, data_dir=path)
    made: list[Room] = []

    def platforms(app: App) -> Iterable[Platform]:
        room = joined(app, server, **given)
        made.append(room)
        outcomes = Outcomes(Refused, Busy, Unreached, Unknown, CannotTell)
        app.delivery.tap.watch(lambda row, settlement: room.gateway.aside.settled(row, settlement.error))
        return (
            Sending(lambda: room.gateway.client, app.store, app.files, app.clock, outcomes, live=room.gateway.live),
        )

    async with build(settings, platforms=platforms, real_time=ticking) as app:
        (room,) = made
        app.witnesses.watching.append(room.gateway.saw)
        await room.gateway.start(token or server.token)
        try:
            await server.connected(shards=server.world.shards)
            async with asyncio.timeout(20):
                await room.gateway.caught_up()
            yield room
        finally:
            await room.gateway.stop()


def ticking() -> datetime:
    """A morning that goes on, over restarts too: what waits for its time must come to it."""
    return MORNING + timedelta(seconds=time.monotonic() - BEGAN)


def joined(app: App, server: DiscordStandIn, **given) -> Room:
    door = Door(app.service)
    endpoints = Endpoints(server.api_url, server.gateway_url, server.cdn_url)
    gateway = DiscordGateway(
        Parts(app.store, door, app.desk, app.files, app.clock, endpoints, **given), guilds_within=0.05
    )
    gateway.connect(syncing(app, gateway))
    return Room(server, app, gateway, door)
