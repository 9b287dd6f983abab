"""Which of our places a Discord channel is: a case's thread, a person's private one, a watched one."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import discord

from adapters.discord.ids import NAME
from adapters.discord.parts import Parts
from adapters.discord.rows import DmRow, GuildRow, ThreadRow
from bot.events import Place
from handoff.watching import watched

FRESH = 30.0
"""Seconds for which what a guild set up is taken as known."""


def guild_of(message: discord.Message) -> int:
    """The server, also where the library does not know it; 0 in a private chat."""
    if message.guild is not None:
        return message.guild.id
    return int(getattr(message.channel, "guild_id", None) or 0)


def watched_in(settings: Mapping[str, str], guild: int) -> tuple[str, ...]:
    """Ids of a server's channels that an admin has us watch."""
    here = f"{NAME}:{guild}:"
    return tuple(place.removeprefix(here) for place in watched(settings) if place.startswith(here))


def place_of(row: ThreadRow) -> Place:
    """The symbolic place that a thread's row was written for."""
    platform, space, channel, thread = row.place.split(":", 3)
    return Place(platform, space, channel, thread)


@dataclass(slots=True)
class Where:
    """Looks places up, and remembers those that do not change."""

    parts: Parts
    _cases: dict[int, ThreadRow] = field(default_factory=dict, init=False)
    _guilds: dict[int, tuple[float, frozenset[int]]] = field(default_factory=dict, init=False)

    async def case_of(self, message: discord.Message, me: int) -> ThreadRow | None:
        """The case in whose thread a message stands, or to whose card in a channel it answers."""
        if not _may_be_ours(message.channel, me):
            return await self._case_of_card(message)
        return await self.case_thread(message.channel.id)

    async def case_thread(self, channel: int) -> ThreadRow | None:
        """The case whose thread this is."""
        if channel not in self._cases:
            where = {"team": self.parts.team, "thread": str(channel)}
            for row in await self.parts.store.find(ThreadRow, where, limit=1):
                self._cases[channel] = row
        return self._cases.get(channel)

    async def _case_of_card(self, message: discord.Message) -> ThreadRow | None:
        """Where no thread could be started, staff answer the card itself."""
        answered = message.reference.message_id if message.reference else None
        if answered is None:
            return None
        where = {"team": self.parts.team, "card": str(answered), "thread": ""}
        return next(iter(await self.parts.store.find(ThreadRow, where, limit=1)), None)

    async def person_alone(self, message: discord.Message) -> bool:
        """Whether this is the private thread that stands for its writer's closed DMs."""
        channel = message.channel
        if isinstance(channel, discord.Thread) and not channel.is_private():
            return False
        if not isinstance(channel, discord.Thread | discord.PartialMessageable):
            return False
        where = {"team": self.parts.team, "user": str(message.author.id), "thread": str(channel.id)}
        return bool(await self.parts.store.find(DmRow, where, limit=1))

    async def watched(self, guild: int, channel: int) -> bool:
        """Whether every message there is meant for us: where the panel hangs, or as an admin set it."""
        known = self._guilds.get(guild)
        if known is None or known[0] < time.monotonic():
            known = (time.monotonic() + FRESH, await self._watched_in(guild))
            self._guilds[guild] = known
        return channel in known[1]

    async def _watched_in(self, guild: int) -> frozenset[int]:
        team = self.parts.team
        rows = await self.parts.store.find(GuildRow, {"team": team, "guild": str(guild)}, limit=1)
        settings = (await self.parts.store.load(team, "")).settings
        ids = [row.panel_channel for row in rows if not row.left] + list(watched_in(settings, guild))
        return frozenset(int(id) for id in ids if id.isdecimal())

    def forget(self, guild: int) -> None:
        """After a server was left or set up anew."""
        self._guilds.pop(guild, None)
        self._cases = {id: row for id, row in self._cases.items() if row.guild != str(guild)}


def _may_be_ours(channel: object, me: int) -> bool:
    """Our threads are those we started; a channel the library does not know may be one."""
    if isinstance(channel, discord.Thread):
        return channel.owner_id in (me, None, 0)
    return isinstance(channel, discord.PartialMessageable)
