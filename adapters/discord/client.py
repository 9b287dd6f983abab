"""The library's client with our events on it; each is handed on and nothing is decided here."""

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from adapters.discord.answering import complete
from adapters.discord.filling import application
from adapters.discord.tolerant import INCOMPLETE, tolerate, tolerate_frames

if TYPE_CHECKING:
    from adapters.discord.arrivals import Arrivals
    from adapters.discord.gateway import DiscordGateway
    from adapters.discord.presses import Presses

LONGEST_WAIT = 30.0
"""Seconds the library may sit out a rate limit; longer ones come back to the outbox, which plans them."""
COMPONENT, FORM = discord.InteractionType.component, discord.InteractionType.modal_submit


def intents(*, reads_content: bool) -> discord.Intents:
    """What we listen to: nothing about members or their presence."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=reads_content)


class Client(discord.AutoShardedClient):
    """One connection for each shard, all in this process; direct messages come on the first."""

    gateway: "DiscordGateway"
    arrivals: "Arrivals"
    presses: "Presses"

    def __init__(self, *, reads_content: bool, guilds_within: float) -> None:
        super().__init__(
            intents=intents(reads_content=reads_content),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
            guild_ready_timeout=guilds_within,
        )
        self.tree: app_commands.CommandTree[Client] = app_commands.CommandTree(self)
        tolerate(self._connection)
        tolerate_frames()
        complete(self.http)

    @property
    def me(self) -> int:
        """Our own user id, 0 before we are logged in."""
        return self.user.id if self.user else 0

    def reopen(self) -> None:
        """Fit to connect once more; the library keeps a connector that it has closed."""
        if self.is_closed():
            self.clear()
            self.http.connector = discord.utils.MISSING

    def without_content(self) -> None:
        """Ask for one privilege less at the next connection."""
        self._connection._intents = intents(reads_content=False)

    async def application_info(self) -> discord.AppInfo:
        """About our application; where that is not told, the little we know without it."""
        try:
            return await super().application_info()
        except (discord.NotFound, discord.Forbidden, *INCOMPLETE):
            about = {"id": self.me}
            application(about)
            return discord.AppInfo(self._connection, about)  # type: ignore[arg-type]  # filled in just now

    async def setup_hook(self) -> None:
        await self.gateway.set_up()

    async def on_ready(self) -> None:
        await self.gateway.ready()

    async def on_shard_ready(self, shard: int) -> None:
        await self.gateway.ready()

    async def on_resumed(self) -> None:
        await self.gateway.ready()

    async def on_disconnect(self) -> None:
        self.gateway.away()

    async def on_message(self, message: discord.Message) -> None:
        await self.arrivals.came(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        await self.arrivals.changed(event.message)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        await self.arrivals.gone(event.channel_id, event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        for message in sorted(event.message_ids):
            await self.arrivals.gone(event.channel_id, message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """The net under the dynamic items, whose message may lack its components; and every form."""
        if interaction.type is COMPONENT:
            await self.presses.component(interaction)
        elif interaction.type is FORM:
            await self.presses.submitted(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.gateway.met(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self.gateway.met(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.gateway.left(guild)
