"""Every message, edit and delete, live or caught up with: whose it is, in the order of its conversation."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.slack.customers import Customers
from adapters.slack.fetching import LANE, Pending
from adapters.slack.ids import dm_place, person_id, user_of
from adapters.slack.lines import Lines, moment_of
from adapters.slack.messages import JSON, Message, calls, is_talk, is_tombstone, stored, words_of
from adapters.slack.parts import Parts
from adapters.slack.seen import Seen
from adapters.slack.staff_room import StaffRoom
from adapters.slack.where import Where
from bot.codec import load
from bot.events import Deleted, Edited, Inbound, Person, Place
from bot.recording import message_id
from bot.writes import InboxRow, MessageRow
from handoff.acts import Act

log = logging.getLogger(__name__)
SWIFT = 120
"""Seconds after which a message that was changed before we knew it is an old one, and none of our business."""
Me = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The way in for everything that is typed. What it raises means: not kept, to be sent again."""

    parts: Parts
    customers: Customers
    staff_room: StaffRoom
    where: Where
    seen: Seen
    lines: Lines

    async def came(self, message: Message, me: str) -> None:
        """A message, new or found again."""
        if not message.ts or not is_talk(message.told, me):
            return
        async with self.lines.turn(_line(message), message.ts):
            if await self._taken(message, me):
                self.seen.saw(message)

    async def _taken(self, message: Message, me: str) -> bool:
        """Whether it is of a conversation that we follow."""
        if message.alone:
            await self.customers.wrote(message, me)
            return True
        if row := await self.where.case_thread(message.team, message.channel, message.thread):
            await self.staff_room.wrote(message, row, me)
            return True
        if calls(message.told, me):
            await self._called(message, me)
        elif message.thread:
            await self._under_a_call(message, me)
        return False

    async def _called(self, message: Message, me: str) -> None:
        if await self.where.is_staff_channel(message.team, message.space, message.channel):
            await self.staff_room.called(message, me)
        else:
            await self.customers.called(message, me)

    async def _under_a_call(self, message: Message, me: str) -> None:
        """Whoever called us goes on in that thread without calling again."""
        began = await self.where.began(message.space, message.channel, message.thread)
        if began == person_id(message.space, message.user):
            await self.customers.called(message, me)

    async def changed(self, message: Message, me: str) -> None:
        """An edit by its writer; previews, counts and languages that Slack adds leave no mark of one."""
        if is_tombstone(message.told):
            await self.gone(message, message.ts)
            return
        edited = message.told.get("edited") or {}
        if not edited or not is_talk({**message.told, "hidden": False}, me):
            return
        async with self.lines.turn(_line(message), message.ts):
            first = await self._first(message)
            if first is None:
                await self._before_its_own_event(message, str(edited.get("ts") or ""), me)
                return
            words = words_of(message.told, me, self.customers.people.names(message.space, ()))
            if not await self._reads_the_same(first, message, words):
                key = f"{message.key}:{edited.get('ts')}"
                await self._follow(first, key, Edited(message.ref, words))

    async def _before_its_own_event(self, message: Message, edited: str, me: str) -> None:
        """Slack keeps no order: what was changed at once is taken as it reads now."""
        if moment_of(edited)[0] - moment_of(message.ts)[0] <= SWIFT and await self._taken(message, me):
            self.seen.saw(message)

    async def gone(self, message: Message, ts: str) -> None:
        """A delete; only what we took in means anything."""
        message = replace(message, told={**message.told, "ts": ts})
        async with self.lines.turn(_line(message), ts):
            if first := await self._first(message):
                await self._follow(first, f"{message.key}:deleted", Deleted(message.ref))

    async def _first(self, message: Message) -> Inbound | Act | None:
        """The event that the message was when it came; None if we never took it in."""
        found = await self.parts.store.find(InboxRow, {"id": message.key}, limit=1)
        if not found:
            return None
        if found[0].lane == LANE:
            pending: Pending = load(Pending, found[0].payload)
            return pending.first
        return load(Inbound, found[0].payload) if found[0].lane == "customer" else load(Act, found[0].payload)

    async def _reads_the_same(self, first: Inbound | Act, message: Message, words: str) -> bool:
        id = message_id(_alone(first), message.ref)
        rows = await self.parts.store.find(MessageRow, {"team": first.team, "id": id}, limit=1)
        return bool(rows) and rows[0].text == stored(words)

    async def _follow(self, first: Inbound | Act, key: str, body: Edited | Deleted) -> None:
        now = self.parts.clock.now()
        if isinstance(first, Inbound):
            person = Person(first.person.id, first.person.name)
            await self.parts.service.receive(Inbound(key, first.team, _alone(first), person, now, body))
        else:
            await self.parts.desk.receive(Act(key, first.team, first.place, first.by, now, body))


def _line(message: Message) -> str:
    """What is kept in order: a DM as a whole, elsewhere each thread."""
    return message.channel if message.alone else f"{message.channel}/{message.thread or message.ts}"


def _alone(first: Inbound | Act) -> Place:
    """What was said in public went on in private, and that is where its line stands."""
    if isinstance(first, Act) or not first.place.public:
        return first.place
    team, user = user_of(first.person.id) or ("", "")
    return first.private or dm_place(team, user)


def told_of(event: JSON, message: JSON) -> JSON:
    """A message within an event about it, with the channel and kind that only the event tells."""
    return {**message, "channel": event.get("channel"), "channel_type": event.get("channel_type")}
