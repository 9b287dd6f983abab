"""Reaching one person alone: by direct message, or in a private thread where those are closed."""

from dataclasses import replace

from adapters.discord.refusals import DMS_CLOSED, WORDS
from adapters.discord.rest import No, Rest
from adapters.discord.rows import DmRow, GuildRow
from adapters.discord.shown import THREAD_NAME
from bot.writes import Writes, micros
from handoff.ports import Clock, Outcomes, Store

PRIVATE_THREAD = 12
WEEK = 10080


class Private:
    """Finds the channel of a person's private place, and another when Discord refuses it."""

    def __init__(self, rest: Rest, store: Store, clock: Clock, outcomes: Outcomes) -> None:
        self._rest, self._store, self._clock, self._outcomes = rest, store, clock, outcomes

    async def channel(self, team: str, user: int) -> int:
        """Where the person is reached now; opened if need be."""
        row = await self._row(team, user)
        if row.closed and row.thread:
            return int(row.thread)
        if row.channel:
            return int(row.channel)
        channel = await self._rest.open_dm(user)
        await self._keep(replace(row, channel=str(channel)))
        return channel

    async def elsewhere(self, team: str, user: int, refused: No) -> int:
        """A private thread in place of the channel that was refused; raises Refused where none can be had."""
        if refused.code not in DMS_CLOSED:
            raise refused
        row = await self._row(team, user)
        thread = int(row.thread) if row.thread else await self._thread(row, refused)
        await self._keep(replace(row, thread=str(thread), closed=True))
        return thread

    async def gone(self, team: str, user: int) -> None:
        """The channel that was kept is no more; the next message opens another."""
        row = await self._row(team, user)
        await self._keep(replace(row, thread="", closed=False) if row.closed else replace(row, channel=""))

    async def _thread(self, row: DmRow, refused: No) -> int:
        for guild in await self._guilds(row):
            try:
                return await self._started(int(guild.panel_channel), int(row.user))
            except No:
                continue
        raise self._outcomes.refused(f"{WORDS[refused.code]}, and no private thread could be made for them")

    async def _guilds(self, row: DmRow) -> list[GuildRow]:
        """Servers with a panel; the one the person came from first."""
        rows = await self._store.find(GuildRow, {"team": row.team, "left": 0})
        return sorted((guild for guild in rows if guild.panel_channel), key=lambda guild: guild.guild != row.guild)

    async def _started(self, panel: int, user: int) -> int:
        name = "Support, between you and the shop"[:THREAD_NAME]
        body = {"name": name, "type": PRIVATE_THREAD, "invitable": False, "auto_archive_duration": WEEK}
        thread = int((await self._rest.create_thread(panel, body))["id"])
        await self._rest.invite(thread, user)
        return thread

    async def _row(self, team: str, user: int) -> DmRow:
        found = await self._store.find(DmRow, {"team": team, "user": str(user)}, limit=1)
        return found[0] if found else DmRow(team, str(user))

    async def _keep(self, row: DmRow) -> None:
        await self._store.commit(Writes((replace(row, at=micros(self._clock.now())),)))
