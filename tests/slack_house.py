"""Baton with Slack joined to it, on the stand-in: for tests that look at one thing at the wire."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.app import App, build
from adapters.settings import Settings, read_settings
from adapters.slack.gateway import SlackGateway
from adapters.slack.ids import person_id
from adapters.slack.manifest import manifest
from bot.writes import BindingRow, InboxRow, Writes, micros
from tests.slack_stage import Side
from tests.stage import TEAM
from tests.standins.slack import SlackStandIn
from tests.standins.slack.people import Person
from tests.standins.slack.records import Channel, Message
from tests.standins.slack.workspace import Workspace

MOMENT = 0.002


@dataclass
class House:
    """A running Baton, and the Slack it is on."""

    app: App
    side: Side
    server: SlackStandIn
    url: str = ""
    """Where its web port is, if it has one."""

    @property
    def gateway(self) -> SlackGateway:
        return self.side.gateway

    async def settled(self) -> None:
        """Until all that was done is taken in, decided and shown."""
        server = self.server
        async with asyncio.timeout(60):
            while True:
                while self._under_way():  # noqa: ASYNC110 # the library tells nobody what it is at
                    await asyncio.sleep(MOMENT)
                await self.gateway.answers.idle()
                before = (len(server.sent), len(server.log))
                await self.app.delivery.idle()
                if (len(server.sent), len(server.log)) == before and not self._under_way():
                    return

    def _under_way(self) -> bool:
        server = self.server
        late = any(not one.done() for one in server.rooms.events.late)
        return bool(server.server.in_flight or server.delivery.under_way or late or self.app.intake.busy)

    async def set_up(self, workspace: Workspace, *staff: Person, by: Person | None = None) -> Channel:
        """The one command of docs/slack.md; the room for cases, with staff in it."""
        boss = by or workspace.member("Boss", admin=True)
        group = workspace.group("Support", list(staff))
        await boss.slash(f"/baton setup staff_role={group.mention}", workspace.general)
        await self.settled()
        return self.room

    @property
    def room(self) -> Channel:
        return next(one for one in self.server.world.channels.values() if one.name == "support-desk")

    @property
    def card(self) -> Message:
        """The newest case's."""
        return [one for one in self.room.messages.values() if one.bot_id and not one.parent and one.buttons][-1]

    async def binds(self, workspace: Workspace, person: Person, customer: str, team: str = TEAM) -> None:
        """Somebody is known to be a customer of the sample shop."""
        now = micros(self.app.clock.now())
        row = BindingRow(team, person_id(workspace.id, person.id), customer, "sample shop", "test", now)
        await self.app.store.commit(Writes((row,)))

    async def inbox(self, **where: Any) -> tuple[InboxRow, ...]:
        return await self.app.store.find(InboxRow, where)


def settings_of(path: Path, server: SlackStandIn, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "data_dir": path,
        "slack_bot_token": server.bot_token if server.workspaces else "",
        "slack_app_token": server.app_token,
        "slack_api_url": server.api_url,
        "slack_files_url": server.files_url,
    }
    return read_settings(env_file=None, **(given | more))


@asynccontextmanager
async def a_house(
    path: Path, server: SlackStandIn, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), **more: Any
) -> AsyncIterator[House]:
    """Running until the end of the block. Without an app token Slack calls it by HTTP."""
    settings = settings_of(path, server, **more)
    side = Side(settings)
    async with AsyncExitStack() as stack:
        built = build(settings, platforms=side.platforms, checks=side.checks, real_time=now)
        app = await stack.enter_async_context(built)
        url = await stack.enter_async_context(_listening(side))
        if not settings.slack_app_token.get_secret_value():
            server.delivers_to(f"{url}/slack/events")
        await stack.enter_async_context(side.connected())
        if settings.slack_app_token.get_secret_value():
            await server.connected(2, within=30)
        yield House(app, side, server, url)


@asynccontextmanager
async def _listening(side: Side) -> AsyncIterator[str]:
    pages = web.Application()
    pages.add_routes(side.routes())
    runner = web.AppRunner(pages, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def a_slack(**more: Any) -> AsyncIterator[SlackStandIn]:
    """A Slack on which the app was made from our own manifest."""
    async with SlackStandIn(manifest=manifest(**more)) as server:
        yield server


def by_http(server: SlackStandIn) -> dict[str, Any]:
    """Settings with which Slack calls us."""
    return {"slack_app_token": "", "slack_signing_secret": server.signing_secret}
