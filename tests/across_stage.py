"""One team on both platforms: real discord.py and real Bolt in one app, each with its stand-in."""

import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from adapters.app import App, build
from adapters.delivery.ports import Platform
from adapters.settings import read_settings
from adapters.slack.manifest import manifest
from tests.discord_stage import DiscordStage
from tests.discord_stage import Side as DiscordSide
from tests.slack_stage import Side as SlackSide
from tests.slack_stage import SlackStage
from tests.stage import MORNING
from tests.standins.discord import DiscordStandIn, Permission
from tests.standins.slack import SlackStandIn

Name = Literal["discord", "slack"]


@dataclass
class Across:
    """Both stages over the one app; staff sit on `staff`, customers on the other."""

    discord: DiscordStage
    slack: SlackStage
    staff: Name

    @property
    def desk(self) -> DiscordStage | SlackStage:
        return self.discord if self.staff == "discord" else self.slack

    @property
    def shop_floor(self) -> DiscordStage | SlackStage:
        return self.slack if self.staff == "discord" else self.discord

    def pings(self) -> int:
        """How often anybody was notified where staff sit."""
        channels = self.desk.server.world.channels.values()
        return sum(len(message.notified) for channel in channels for message in channel.messages.values())

    def joined(self) -> "Across":
        """From here on whoever waits for one platform waits for both, and a file is known on both."""
        self.slack.posted = self.discord.posted
        alone = self.discord.settled, self.slack.settled

        async def both() -> None:
            before = None
            while before != (before := (self.discord._moves(), self.slack._moves())):
                for settled in alone:
                    await settled()

        self.discord.settled = self.slack.settled = both  # type: ignore[method-assign]  # of these two objects alone
        return self


@asynccontextmanager
async def an_across_stage(path: Path, staff: Name) -> AsyncIterator[Across]:
    """The curtain up on `baton run` with both tokens set, after the one set-up of the platform where staff sit."""
    async with DiscordStandIn() as discord, SlackStandIn(manifest=manifest()) as slack:
        for server in (discord, slack):
            server.passes(seconds=MORNING.timestamp() - time.time())
        with discord.points():
            guild = discord.guild("Larkspur & Pine")
            roles = (
                guild.role("Support", mentionable=True),
                guild.role("Leads", mentionable=True),
                guild.role("Admins", Permission.MANAGE_GUILD),
            )
            workspace = slack.workspace("Larkspur & Pine")
            settings = read_settings(
                env_file=None,
                data_dir=path,
                discord_token=discord.token,
                discord_api_url=discord.api_url,
                discord_gateway_url=discord.gateway_url,
                discord_cdn_url=discord.cdn_url,
                slack_bot_token=slack.bot_token,
                slack_app_token=slack.app_token,
                slack_api_url=slack.api_url,
                slack_files_url=slack.files_url,
            )
            here, there = DiscordSide(settings), SlackSide(settings)

            def platforms(app: App) -> Iterable[Platform]:
                return (*here.platforms(app), *there.platforms(app))

            built = build(settings, platforms=platforms, real_time=lambda: MORNING)
            async with built as app, here.connected(), there.connected():
                await discord.connected()
                await slack.connected(2, within=30)
                stages = DiscordStage(app, discord, here, guild, roles), SlackStage(app, slack, there, workspace)
                across = Across(*stages, staff).joined()
                await across.desk.opens()
                yield across
