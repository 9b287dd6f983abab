"""Everything the way in is made of, and the addresses of Discord itself."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import discord
import discord.gateway
import discord.http
import yarl

from bot.policy import Policy, policy_of
from bot.writes import SettingRow, micros
from handoff.acts import Teammate
from handoff.ports import Clock, Desk, Files, Service, Store


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where Discord is; a proxy or a stand-in may be in its place."""

    api: str = "https://discord.com/api/v10"
    gateway: str = "wss://gateway.discord.gg"
    cdn: str = "https://cdn.discordapp.com"

    def point(self) -> None:
        """Make the library call these; it keeps them on its classes, so they hold for the process."""
        discord.http.Route.BASE = self.api.rstrip("/")
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.gateway)
        discord.asset.Asset.BASE = self.cdn.rstrip("/")

    @property
    def files(self) -> frozenset[str]:
        """The only origins that attachments are fetched from."""
        own = urlsplit(self.cdn)
        known = {"https://cdn.discordapp.com", "https://media.discordapp.net"}
        return frozenset(known | {f"{own.scheme}://{own.netloc}"})


class Roles(Protocol):
    """Says who acts; looked up at the act itself."""

    async def of(self, interaction: discord.Interaction) -> Teammate: ...

    async def of_author(self, guild: int, user: discord.User | discord.Member) -> Teammate: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What is handed in by the one who joins the adapter to the app."""

    store: Store
    service: Service
    desk: Desk
    files: Files
    clock: Clock
    endpoints: Endpoints = Endpoints()
    reads_content: bool = True
    """Whether the Message Content intent is asked for."""
    team: str = "main"

    def now(self) -> int:
        return micros(self.clock.now())

    async def policy(self) -> Policy:
        """The team's settings as they are now."""
        rows = await self.store.find(SettingRow, {"team": self.team})
        return policy_of({row.name: row.value for row in rows})
