"""The customer's side: what people write and press becomes events of the service."""

from dataclasses import dataclass
from datetime import datetime

from adapters.slack.attachments import shared
from adapters.slack.dms import Dms
from adapters.slack.fetching import Fetching, Pending
from adapters.slack.ids import channel_place, dm_place, person_id
from adapters.slack.messages import JSON, Message, mentioned, words_of
from adapters.slack.parts import Parts
from adapters.slack.people import NAMELESS, People
from adapters.slack.waiting import Waiting
from adapters.slack.workspaces import Workspaces
from bot.events import Body, Inbound, Opened, Person, Place, Said

UNSHOWN = "(something I cannot show)"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who acts, and as far as it is known the DM where they are answered."""

    team: str
    space: str
    user: str


@dataclass(frozen=True, slots=True)
class Customers:
    """Takes what customers do; each thing is stored before it is acknowledged. All of it raises StoreUnavailable."""

    parts: Parts
    people: People
    workspaces: Workspaces
    dms: Dms
    fetching: Fetching
    waiting: Waiting

    async def wrote(self, message: Message, me: str) -> None:
        """In private."""
        if thread := await self.met(message):
            self.waiting.begins(message.key, message.space, message.channel, thread)
        await self._said(message, me, dm_place(message.space, message.user), None)

    async def called(self, message: Message, me: str) -> None:
        """Where others read along: only what may be said there is answered there, beneath their words."""
        thread = message.thread or message.ts
        place = channel_place(message.space, message.channel, thread=thread, public=True)
        await self._said(message, me, place, dm_place(message.space, message.user))

    async def met(self, message: Message) -> str:
        """Where they wrote: in the agent view each message begins a thread, and is answered in it. That thread."""
        workspace = await self.workspaces.of(message.space)
        agent = workspace is not None and workspace.agent
        thread = message.thread or (message.ts if agent else "")
        await self.dms.wrote(message.team, message.space, message.user, message.channel, thread)
        return thread if agent else ""

    async def _said(self, message: Message, me: str, place: Place, private: Place | None) -> None:
        names = self.people.names(message.space, mentioned(message.told))
        files = shared(message.files)
        words = words_of(message.told, me, names) or ("" if files or private else UNSHOWN)
        event = await self.event(
            Who(message.team, message.space, message.user), message.key, Said(words, message.ref), place, private
        )
        if files:
            pending = Pending(message.space, message.channel, message.thread, message.user, files)
            await self.fetching.customer(pending, event)
        else:
            await self.parts.service.receive(event)

    async def event(self, who: Who, key: str, body: Body, place: Place, private: Place | None = None) -> Inbound:
        """What somebody did, with the name they go by."""
        member = await self.people.known(who.team, who.space, who.user)
        person = Person(person_id(who.space, who.user), member.name or NAMELESS)
        return Inbound(key, who.team, place, person, self._now(), body, private)

    async def acted(self, who: Who, key: str, body: Body) -> bool:
        """Something pressed, picked or commanded, wherever that was: it goes on in private. True if it is new."""
        event = await self.event(who, key, body, dm_place(who.space, who.user))
        return await self.parts.service.receive(event)

    async def reported(self, who: Who, key: str, said: Said, files: list[JSON]) -> None:
        """Somebody else's message, given to us with its files."""
        event = await self.event(who, key, said, dm_place(who.space, who.user))
        found = shared(files)
        if found:
            await self.fetching.customer(Pending(who.space, "", "", who.user, found), event)
        else:
            await self.parts.service.receive(event)

    async def opened(self, who: Who, channel: str) -> None:
        """They look at the Messages tab: whoever has never written is welcomed, once."""
        person = person_id(who.space, who.user)
        if (await self.parts.store.load(who.team, person)).conversation is not None:
            return
        await self.dms.wrote(who.team, who.space, who.user, channel, "")
        await self.acted(who, f"slack:{who.space}:{who.user}:opened", Opened())

    def _now(self) -> datetime:
        return self.parts.clock.now()
