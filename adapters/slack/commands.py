"""`/baton …`: the customer's words, and every verb of the desk from the one definition.

Slack offers no completion and no fields, so what is wrong is answered with what could be typed
instead. Who may do what is asked of the desk each time.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from adapters.slack import wording
from adapters.slack.customers import Who
from adapters.slack.options import meant
from adapters.slack.slash import VERBS, Slash
from adapters.slack.staff_room import StaffRoom
from bot.content import Reply
from bot.events import Place
from handoff.acts import Command
from handoff.commands import NotUnderstood, complete, read_words
from handoff.helping import helped
from handoff.wording import instead

Special = Callable[[Who, str, Place, Command, str], Awaitable[Reply]]
"""Does a verb that is more than the desk's on Slack; the last is the channel."""
SAID = 12
"""Suggestions in one answer."""


@dataclass(frozen=True, slots=True)
class Commands:
    """What is typed after the command's name."""

    slash: Slash
    staff_room: StaffRoom
    special: Mapping[str, Special]

    async def run(self, who: Who, key: str, line: str, channel: str) -> Reply:
        """Stored, done, and what the actor alone sees. Raises StoreUnavailable and Unsure."""
        verb, _, rest = line.strip().partition(" ")
        verb = verb.casefold().lstrip("/")
        if verb in ("help", "") and (helped := await self._help(who, rest.strip())) is not None:
            return helped
        if verb in VERBS or not verb:
            return await self.slash.run(who, key, verb or "help", rest, channel)
        return await self._verb(who, key, line, channel)

    async def _verb(self, who: Who, key: str, line: str, channel: str) -> Reply:
        room = self.staff_room
        try:
            command = await meant(read_words(line), who.space, room.fetching.attachments.api)
        except NotUnderstood as wrong:
            return await self._instead(who, line, str(wrong))
        place = await room.where.place(who.team, who.space, channel, "")
        if (special := self.special.get(command.verb)) is not None:
            return await special(who, key, place, command, channel)
        return await room.does(who, key, place, command)

    async def _instead(self, who: Who, line: str, wrong: str) -> Reply:
        """What could be typed; a customer who mistypes is told of their own words."""
        by = await self.staff_room.roles.of(who.team, who.space, who.user)
        if by.role == "none":
            return Reply(wording.HELP_CUSTOMER.format(command=self._name), notice=True)
        known = await self.staff_room.parts.desk.known(who.team)
        could = [one.text for one in complete(line.rstrip() + " ", by.role, known)][:SAID]
        more = f"\nIt could go on with: {', '.join(f'`{one}`' for one in could)}." if could else ""
        return Reply(instead(wrong) + instead(more), notice=True)

    async def _help(self, who: Who, about: str) -> Reply | None:
        """For staff what they can type; None for a customer, who is helped otherwise."""
        by = await self.staff_room.roles.of(who.team, who.space, who.user)
        if by.role == "none":
            return None
        try:
            told = helped(about, by.role, lambda line: f"/{self._name} {line}")
        except NotUnderstood as wrong:
            return Reply(instead(str(wrong)), notice=True)
        if about:
            return Reply(told)
        customer = wording.HELP_CUSTOMER.format(command=self._name)
        return Reply(f"{told}\n\n{wording.HELP_STAFF}\n\n{customer}")

    @property
    def _name(self) -> str:
        return self.staff_room.parts.command
