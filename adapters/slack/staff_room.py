"""The staff's side: words in a case's thread, commands by mention, and what is pressed or filled in."""

import asyncio
from dataclasses import dataclass

from adapters.slack.answers import Answers, Whom
from adapters.slack.attachments import shared
from adapters.slack.customers import Who
from adapters.slack.fetching import Fetching, Pending
from adapters.slack.ids import channel_place, dm_place
from adapters.slack.messages import Message, mentioned, words_of
from adapters.slack.options import meant
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.roles import Roles
from adapters.slack.rows import ThreadRow
from adapters.slack.where import Where, place_of
from bot.content import Reply
from bot.events import Place, Said
from bot.text import escape
from handoff.acts import Act, ActBody, Command, Teammate
from handoff.commands import NotUnderstood, read_words

PATIENCE = 2.0
"""Seconds that an act may take before Slack is let to send it again, which does no harm; it waits for three."""


class NotYet(Exception):
    """It is not known to be kept: Slack is not told that we have it, and sends it again."""


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """Takes what teammates do; who they are is looked up at each act."""

    parts: Parts
    roles: Roles
    people: People
    fetching: Fetching
    answers: Answers
    where: Where

    async def wrote(self, message: Message, row: ThreadRow, me: str) -> None:
        """In a case's thread. Raises StoreUnavailable, NotYet or Unsure."""
        by = await self.roles.of(message.team, message.space, message.user)
        words = words_of(message.told, me, self.people.names(message.space, mentioned(message.told)))
        said, files = Said(words, message.ref), shared(message.files)
        if files:
            pending = Pending(message.space, message.channel, message.thread, message.user, files)
            await self.fetching.teammate(pending, self._act(message, place_of(row), by, said), row.case)
        elif words.strip():
            await self._does(message, self._act(message, place_of(row), by, said))

    async def called(self, message: Message, me: str) -> None:
        """Mentioned in a staff channel itself: a command in words."""
        by = await self.roles.of(message.team, message.space, message.user)
        try:
            typed = words_of(message.told, me)
            verb = await meant(read_words(typed), message.space, self.fetching.attachments.api)
        except NotUnderstood as wrong:
            self.answers.tell(_whom(message), Reply(escape(str(wrong)), notice=True))
            return
        await self._does(message, self._act(message, channel_place(message.space, message.channel), by, verb))

    def _act(self, message: Message, place: Place, by: Teammate, body: ActBody) -> Act:
        return Act(
            message.key, message.team, place, by, self.parts.clock.now(), body, dm_place(message.space, message.user)
        )

    async def _does(self, message: Message, act: Act) -> None:
        """Kept, or not acknowledged; what comes back is shown to the actor later."""
        decided = self.answers.soon(self.parts.desk.receive(act), f"slack act {act.key}")
        await asyncio.wait({decided}, timeout=PATIENCE)
        if not decided.done():
            self.answers.soon(self._shown(message, decided))
            raise NotYet
        self.answers.tell(_whom(message), decided.result())

    async def _shown(self, message: Message, decided: "asyncio.Task[Reply]") -> None:
        await asyncio.wait({decided})
        if not decided.cancelled() and decided.exception() is None:
            await self.answers.told(_whom(message), decided.result())

    async def does(self, who: Who, key: str, place: Place, command: Command) -> Reply:
        """A verb, pressed, typed or filled in; what comes back is for the actor alone. Raises Unsure too."""
        by = await self.roles.of(who.team, who.space, who.user)
        alone_with = dm_place(who.space, who.user)
        reply = await self.parts.desk.receive(
            Act(key, who.team, place, by, self.parts.clock.now(), command, alone_with)
        )
        if command.verb == "join":
            self.roles.workspaces.forget(who.space)
        return reply


def _whom(message: Message) -> Whom:
    return Whom(message.team, message.space, message.user, message.channel, message.thread)
