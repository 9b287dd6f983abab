"""Catching up after a gap: what was written, changed and deleted while nobody listened.

Nothing is replayed once a session is lost, so history is read: one page for each channel
that matters, more only where there is more. Whatever was taken in before is recognised
by its key, so reading too much does no harm.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import discord

from adapters.discord.arrivals import Arrivals
from adapters.discord.ids import read_refs
from adapters.discord.parts import Parts
from adapters.discord.rows import DmRow, ThreadRow
from bot.writes import MessageRow, Scalar, StoreUnavailable, micros
from handoff.case import OPEN_STAGES
from handoff.rows import CaseRow

log = logging.getLogger(__name__)
AT_ONCE = 4
"""Channels read at a time."""
PAGE = 50
AT_MOST = 500
"""Messages of one channel that are caught up with."""
RECENT = timedelta(days=14)
DAY = timedelta(days=1)
DMS = 300
"""Private chats without an open case that are looked at, the newest first."""
Filter = Mapping[str, Scalar | tuple[Scalar, ...]]
UNREADABLE = (discord.DiscordException, OSError)


@dataclass(frozen=True, slots=True)
class Channel:
    """One line of messages to read, and who speaks there."""

    id: int
    guild: int
    conversation: str
    since: int = 0
    """Where to begin if nothing was read yet; all of a case's thread belongs to the case."""


@dataclass(slots=True)
class Backfill:
    """Reads what was missed; one run at a time, and another one if asked meanwhile."""

    parts: Parts
    arrivals: Arrivals
    client: discord.Client
    _task: asyncio.Task[None] | None = field(default=None, init=False)
    _again: bool = field(default=False, init=False)

    def begin(self) -> None:
        if self._task is not None and not self._task.done():
            self._again = True
            return
        self._task = asyncio.create_task(self._run(), name="discord backfill")

    async def done(self) -> None:
        if self._task is not None:
            await asyncio.wait({self._task})

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        self._again = True
        while self._again:
            self._again = False
            try:
                await self._everywhere()
            except StoreUnavailable:
                log.error("what was missed could not be caught up with: the store is away")

    async def _everywhere(self) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(channel: Channel) -> None:
            async with gate:
                await self._channel(channel)

        await asyncio.gather(*(one(channel) for channel in await self._channels()))

    async def _channels(self) -> tuple[Channel, ...]:
        """The threads of open cases, and the private chats where somebody wrote lately."""
        team = self.parts.team
        cases = await self.parts.store.find(CaseRow, {"team": team, "stage": OPEN_STAGES}, limit=10_000)
        threads = [channel for case in cases for channel in await self._threads(case)]
        since = micros(self.parts.clock.now() - RECENT)
        dms = await self.parts.store.find(
            DmRow, {"team": team}, after=("at", since), order=("at",), newest_first=True, limit=DMS
        )
        named = {case.conversation for case in cases}
        old = [row for row in await self._dms_of(named) if row not in dms]
        return tuple({channel.id: channel for channel in (*threads, *_private(dms), *_private(old))}.values())

    async def _threads(self, case: CaseRow) -> list[Channel]:
        rows = await self.parts.store.find(ThreadRow, {"team": case.team, "case": case.number}, limit=10)
        return [Channel(int(row.thread), int(row.guild), case.conversation) for row in rows if row.thread.isdecimal()]

    async def _dms_of(self, people: Iterable[str]) -> tuple[DmRow, ...]:
        users = tuple(person.removeprefix("discord:") for person in people if person.startswith("discord:"))
        if not users:
            return ()
        return await self.parts.store.find(DmRow, {"team": self.parts.team, "user": users}, limit=10_000)

    async def _channel(self, channel: Channel) -> None:
        kind = None if channel.guild else discord.ChannelType.private
        where = self.client.get_partial_messageable(channel.id, guild_id=channel.guild or None, type=kind)
        known = await self._known(channel)
        last = self.arrivals.seen.last(channel.id) or channel.since
        try:
            newest = [message async for message in where.history(limit=PAGE)][::-1]
            missed = await self._missed(where, newest, last)
        except UNREADABLE as no:
            log.warning("channel %s could not be read back: %s", channel.id, type(no).__name__)
            return
        for message in missed:
            await self.arrivals.came(message)
        await self._compare(channel, newest, known)

    async def _missed(
        self, where: discord.PartialMessageable, newest: Sequence[discord.Message], last: int
    ) -> list[discord.Message]:
        """Everything after the last that was seen."""
        if len(newest) < PAGE or newest[0].id <= last:
            return [message for message in newest if message.id > last]
        after = discord.Object(last)
        return [message async for message in where.history(limit=AT_MOST, after=after, oldest_first=True)]

    async def _compare(self, channel: Channel, newest: Sequence[discord.Message], known: Sequence[int]) -> None:
        """Edits and deletes of what the page spans. An empty page may only mean that we may not read it."""
        if not newest:
            return
        for message in newest:
            await self.arrivals.changed(message)
        there = {message.id for message in newest}
        reaches = newest[0].id if len(newest) == PAGE else 0
        for id in known:
            if id >= reaches and id not in there:
                await self.arrivals.gone(channel.id, id)

    async def _known(self, channel: Channel) -> list[int]:
        """What we took in of this channel lately, as it was before the page was read."""
        where: Filter = {"team": self.parts.team, "conversation": channel.conversation, "deleted": 0}
        rows = await self.parts.store.find(MessageRow, where, order=("at",), newest_first=True, limit=PAGE * 2)
        refs = (ref for row in rows if _of_discord(row.source) for ref in read_refs(row.source))
        return [message for place, message in refs if place == channel.id]


def _private(rows: Iterable[DmRow]) -> list[Channel]:
    """The DM, and the thread that stood for it."""
    found = []
    # By Discord's clock, which its ids tell: the shop's own may have been moved ahead.
    yesterday = discord.utils.time_snowflake(discord.utils.utcnow() - DAY)
    for row in rows:
        person = f"discord:{row.user}"
        if row.channel.isdecimal():
            found.append(Channel(int(row.channel), 0, person, yesterday))
        if row.thread.isdecimal():
            found.append(Channel(int(row.thread), int(row.guild or 0), person, yesterday))
    return found


def _of_discord(source: str) -> bool:
    channel, _, message = source.partition("/")
    return channel.isdecimal() and message.isdecimal()
