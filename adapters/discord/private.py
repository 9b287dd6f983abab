"""Reaching one person alone: by direct message, in a private thread where those are closed, or else aside.

Aside is beneath what they pressed or commanded, as long as that can be followed up. Where they are not
there just now, what was to be said is held, and they are told in public where to press.
"""

import logging
from dataclasses import replace

from adapters.discord import wording
from adapters.discord.live import Live, Open
from adapters.discord.refusals import DMS_CLOSED, NO_MUTUAL_GUILD
from adapters.discord.rest import No, Rest
from adapters.discord.rows import DmRow, GuildRow
from adapters.discord.shown import THREAD_NAME
from bot.writes import Writes, micros
from handoff.ports import Clock, Outcomes, Store

log = logging.getLogger(__name__)
PRIVATE_THREAD = 12
IN_A_MOMENT = 0.5
MINUTE = 60 * 1_000_000
HELD = (
    "They take no direct messages from this bot, and no private thread could be made for them. "
    "They are shown it as soon as they press something on the panel or use a command"
)
"""What staff read; a row that failed so is sent again when its person is there."""
WEEK = 10080


class Private:
    """Finds the channel of a person's private place, and another when Discord refuses it."""

    def __init__(self, rest: Rest, store: Store, clock: Clock, outcomes: Outcomes, live: Live) -> None:
        self._rest, self._store, self._clock, self._outcomes, self._live = rest, store, clock, outcomes, live

    async def way(self, team: str, user: int) -> int | Open:
        """Where the person is reached now: a channel, opened if need be, or aside. Raises Refused if it is held."""
        row = await self._row(team, user)
        if row.closed and row.thread:
            return int(row.thread)
        if row.closed:
            if live := self._live.of(user):
                return live
            if self._live.is_coming(user) or micros(self._clock.now()) - row.at < MINUTE:
                # They were asked a moment ago, and each refusal counts with Discord.
                raise await self._held(row)
        if row.channel:
            return int(row.channel)
        channel = await self._rest.open_dm(user)
        await self._keep(replace(row, channel=str(channel)))
        return channel

    async def is_aside(self, team: str, user: int) -> bool:
        """Whether there is no other way to them, as far as we know."""
        row = await self._row(team, user)
        return row.closed and not row.thread

    async def elsewhere(self, team: str, user: int, refused: No) -> int | Open:
        """In place of the channel that was refused; raises Refused where the words have to be held."""
        if refused.code not in DMS_CLOSED:
            raise refused
        row = await self._row(team, user)
        if thread := int(row.thread) if row.thread else await self._thread(row):
            await self._keep(replace(row, thread=str(thread), closed=True))
            return thread
        live = self._live.of(user)
        if refused.code == NO_MUTUAL_GUILD and not live:
            raise refused
        await self._keep(replace(row, closed=True))
        if live:
            return live
        raise await self._held(row)

    def over(self, user: int) -> Exception:
        """What they pressed can be followed up no more: the words are held."""
        self._live.over(user)
        return self._outcomes.refused(HELD)

    async def gone(self, team: str, user: int) -> None:
        """The channel that was kept is no more; the next message opens another."""
        row = await self._row(team, user)
        await self._keep(replace(row, thread="", closed=False) if row.closed else replace(row, channel=""))

    async def _held(self, row: DmRow) -> Exception:
        """Nowhere to say it just now; who is being answered in this moment is waited for."""
        if self._live.is_coming(int(row.user)):
            return self._outcomes.busy(IN_A_MOMENT, "they are being answered just now")
        await self._pointed(row)
        return self._outcomes.refused(HELD)

    async def _pointed(self, row: DmRow) -> None:
        """Tell them where to press, under what they wrote in public; nothing of what is held is said."""
        guilds = await self._guilds(row)
        panel = int(guilds[0].panel_channel) if guilds else 0
        where, answers = self._live.call_of(int(row.user)) or (0 if row.closed else panel, 0)
        if not where:
            return
        words = wording.PRESS_PANEL.format(panel=f"<#{panel}>") if panel else wording.USE_COMMAND
        body = {"content": f"<@{row.user}> {words}", "allowed_mentions": {"parse": []}}
        if answers:
            body["message_reference"] = {"message_id": str(answers), "fail_if_not_exists": False}
        try:
            await self._rest.post(where, body, (), f"held{answers or self._clock.now().timestamp():.0f}"[:25])
        except No as no:
            log.warning("somebody could not be told where to press: %s", no)

    async def _thread(self, row: DmRow) -> int:
        """0 where none can be made."""
        for guild in await self._guilds(row):
            try:
                return await self._started(int(guild.panel_channel), int(row.user))
            except No:
                continue
        return 0

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
