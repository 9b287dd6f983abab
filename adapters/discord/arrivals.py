"""Every message, edit and delete, live or caught up with: whose it is, in the order of its channel."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import discord

from adapters.discord.customers import Customers
from adapters.discord.ids import dm_place, message_ref, user_of
from adapters.discord.lines import Lines
from adapters.discord.messages import calls, is_blank, is_talk, key_of, stored, words_of
from adapters.discord.parts import Parts
from adapters.discord.seen import Seen
from adapters.discord.staff_room import StaffRoom
from adapters.discord.where import Where, guild_of
from bot.codec import load
from bot.events import Deleted, Edited, Inbound, Person, Place
from bot.recording import message_id
from bot.writes import InboxRow, MessageRow, StoreUnavailable
from handoff.acts import Act

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The way in for everything that is typed."""

    parts: Parts
    customers: Customers
    staff_room: StaffRoom
    where: Where
    seen: Seen
    lines: Lines
    me: Callable[[], int]
    """Our own user id."""

    async def came(self, message: discord.Message) -> None:
        """A message, new or found again."""
        if not is_talk(message):
            return
        async with self.lines.turn(message.channel.id):
            try:
                taken = await self._taken(message)
            except StoreUnavailable:
                log.error("a message could not be looked up; it is caught up with later")
                return
            if taken:
                await self.seen.saw(message.channel.id, message.id)

    async def _taken(self, message: discord.Message) -> bool:
        """Whether somebody took it in."""
        guild, me = guild_of(message), self.me()
        if not guild:
            return await self.customers.wrote(message, me)
        if row := await self.where.case_of(message, me):
            return await self.staff_room.wrote(message, row, me)
        if await self.where.person_alone(message):
            return await self.customers.wrote(message, me)
        if is_blank(message):
            return False
        if calls(message, me):
            return await self._called(message, guild, me)
        return await self.where.watched(guild, message.channel.id) and await self.customers.called(message, me, guild)

    async def _called(self, message: discord.Message, guild: int, me: int) -> bool:
        if await self.staff_room.is_staff_channel(guild, message.channel.id):
            return await self.staff_room.called(message, guild, me)
        return await self.customers.called(message, me, guild)

    async def changed(self, message: discord.Message) -> None:
        """An edit by its writer; what Discord itself changes (previews, pins) leaves no edited time."""
        told_by_whom = getattr(message, "author", None) is not None
        if message.edited_at is None or (told_by_whom and not is_talk(message)) or is_blank(message):
            return
        async with self.lines.turn(message.channel.id):
            try:
                await self._changed(message, f"{_key(message)}:{message.edited_at.isoformat()}")
            except StoreUnavailable:
                log.error("an edit could not be kept; it is caught up with later")

    async def _changed(self, message: discord.Message, key: str) -> None:
        first = await self._first(message.channel.id, message.id)
        words = words_of(message, self.me())
        if first is None or await self._reads_the_same(first, message, words):
            return
        await self._follow(first, key, Edited(message_ref(message.channel.id, message.id), words))

    async def gone(self, channel: int, message: int) -> None:
        """A delete; it says neither who nor what, so only what we took in means anything."""
        async with self.lines.turn(channel):
            try:
                if first := await self._first(channel, message):
                    taken_back = Deleted(message_ref(channel, message))
                    await self._follow(first, f"{key_of(channel, message)}:deleted", taken_back)
            except StoreUnavailable:
                log.error("a delete could not be kept; it is caught up with later")

    async def _first(self, channel: int, message: int) -> Inbound | Act | None:
        """The event that the message was when it came; None if we never took it in."""
        found = await self.parts.store.find(InboxRow, {"id": key_of(channel, message)}, limit=1)
        if not found:
            return None
        return load(Inbound, found[0].payload) if found[0].lane == "customer" else load(Act, found[0].payload)

    async def _reads_the_same(self, first: Inbound | Act, message: discord.Message, words: str) -> bool:
        id = message_id(_alone(first), message_ref(message.channel.id, message.id))
        rows = await self.parts.store.find(MessageRow, {"team": self.parts.team, "id": id}, limit=1)
        return bool(rows) and rows[0].text == stored(words)

    async def _follow(self, first: Inbound | Act, key: str, body: Edited | Deleted) -> None:
        now = self.parts.clock.now()
        if isinstance(first, Inbound):
            person = Person(first.person.id, first.person.name)
            await self.parts.service.receive(Inbound(key, first.team, _alone(first), person, now, body))
        else:
            await self.parts.desk.receive(Act(key, first.team, first.place, first.by, now, body))


def _key(message: discord.Message) -> str:
    return key_of(message.channel.id, message.id)


def _alone(first: Inbound | Act) -> Place:
    """What was said in public went on in private, and that is where its line stands."""
    if isinstance(first, Act) or not first.place.public:
        return first.place
    return first.private or dm_place(user_of(first.person.id) or 0)
