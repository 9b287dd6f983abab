"""Commands are told to Discord only when they have changed: 200 new ones a day and server is all it takes."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

from adapters.discord.commands import Commands
from adapters.discord.rows import GuildRow
from bot.writes import Change, Writes, micros
from handoff.ports import Clock, Store

Tree = app_commands.CommandTree[Any]
Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
Payload = Sequence[dict[str, Any]]
EVERYWHERE = ""
"""The GuildRow of what is offered in direct messages too."""

log = structlog.get_logger("discord")


class Syncing:
    """Keeps a server's commands, and those for everybody, as they are in this program."""

    def __init__(self, tree: Tree, store: Store, clock: Clock, commands: Commands, team: str) -> None:
        self.tree, self._store, self._clock, self._team = tree, store, clock, team
        self._ours = tuple(commands.build())
        self._for_servers: Payload = ()

    async def everywhere(self) -> bool:
        """Those that are offered in every server and in direct messages; True if Discord was told."""
        return await self._sync(None)

    async def server(self, guild: discord.abc.Snowflake) -> bool:
        """Those of one server: call it when the server is there, as often as one likes."""
        for built in self._ours:
            self.tree.add_command(built, guild=guild, override=True)
        return await self._sync(guild)

    async def differs(self, guild: discord.abc.Snowflake | None) -> bool:
        """Whether Discord was told something else last, or nothing yet."""
        return await self._told(guild) != self._digest(await self._payload(guild))

    async def _sync(self, guild: discord.abc.Snowflake | None) -> bool:
        payload = await self._payload(guild)
        digest = self._digest(payload)
        if await self._told(guild) == digest:
            return False
        try:
            await self._tell(guild, payload)
        except (discord.HTTPException, app_commands.AppCommandError, aiohttp.ClientError, OSError) as no:
            # The bot works on with what Discord knows; `doctor` says so, and the next start tries again.
            log.warning("discord.commands_not_synced", guild=guild and guild.id, error=str(no)[:2000])
            return False
        await self._keep(guild, digest)
        return True

    async def _tell(self, guild: discord.abc.Snowflake | None, payload: Payload) -> None:
        """All of them at once; what Discord answers is not needed, so it is not read."""
        client = self.tree.client
        application = client.application_id or 0
        if guild is None:
            await client.http.bulk_upsert_global_commands(application, payload=payload)
        else:
            await client.http.bulk_upsert_guild_commands(application, guild.id, payload=payload)

    async def _payload(self, guild: discord.abc.Snowflake | None) -> Payload:
        """The same for every server, so made once."""
        if guild is None:
            return await payloads(self.tree, self.tree.get_commands(guild=None))
        self._for_servers = self._for_servers or await payloads(self.tree, self._ours)
        return self._for_servers

    def _digest(self, payload: Payload) -> str:
        written = json.dumps([self.tree.client.application_id, payload], sort_keys=True, default=str)
        return hashlib.sha256(written.encode()).hexdigest()[:32]

    async def _told(self, guild: discord.abc.Snowflake | None) -> str:
        found = await self._store.find(GuildRow, {"team": self._team, "guild": _key(guild)}, limit=1)
        return found[0].commands if found else ""

    async def _keep(self, guild: discord.abc.Snowflake | None, digest: str) -> None:
        """Only this column: `/support setup` writes the others."""
        where = {"team": self._team, "guild": _key(guild)}
        if await self._store.find(GuildRow, where, limit=1):
            await self._store.commit(Writes(changes=(Change(GuildRow, where, {"commands": digest}),)))
            return
        joined = micros(self._clock.now())
        await self._store.commit(Writes((GuildRow(self._team, _key(guild), commands=digest, joined=joined),)))


async def payloads(tree: Tree, built: Sequence[Command]) -> Payload:
    """What Discord is told of the commands."""
    every = sorted(built, key=lambda one: (one.name, type(one).__name__))
    if translator := tree.translator:
        return [await one.get_translated_payload(tree, translator) for one in every]
    return [one.to_dict(tree) for one in every]


def _key(guild: discord.abc.Snowflake | None) -> str:
    return str(guild.id) if guild else EVERYWHERE
