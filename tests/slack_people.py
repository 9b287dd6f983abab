"""People of a story at their Slack clients: the same methods as on the port's stage, done by hand."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.slack.ids import button_value, is_several, person_id, role_of, user_of
from bot.content import Reply
from bot.events import File, Person, Press
from handoff.acts import Teammate
from handoff.commands import COMMANDS
from tests.slack_screen import read_back
from tests.stage import read_out
from tests.standins.slack.people import Person as Someone
from tests.standins.slack.pressing import act
from tests.standins.slack.reading import elements
from tests.standins.slack.records import Channel, Message

if TYPE_CHECKING:
    from tests.slack_stage import SlackStage


@dataclass
class SlackCustomer:
    """Someone in a DM with the bot, and everything they see there."""

    stage: "SlackStage"
    client: Someone
    read: str = ""

    @property
    def person(self) -> Person:
        return Person(person_id(self.stage.workspace.id, self.client.id), self.client.name)

    @property
    def dm(self) -> Channel:
        return self.client.dm_channel

    def news(self) -> Sequence[Reply]:
        """What was shown here since one last looked."""
        fresh = [one for one in self.stage.messages(self.client, self.dm) if one.ts > self.read]
        self.read = max([self.read, *(one.ts for one in fresh)])
        return [self.stage.reply(one) for one in fresh]

    @property
    def sees(self) -> list[Reply]:
        return self.stage.reads_back(self.client, self.dm)

    @property
    def text(self) -> str:
        """Everything in the last answer, as one reads it; a picture stands beneath it as a message of its own."""
        return next((said for said in map(read_out, reversed(self.sees)) if said), "")

    @property
    def buttons(self) -> list[str]:
        """The labels under the last answer."""
        last = next(reply for reply in reversed(self.sees) if read_out(reply))
        asked = last.question.choices if last.question else ()
        return [choice.label for choice in (*asked, *last.offers)]

    async def gets(self) -> dict[str, bytes]:
        """Every file that was sent here, by name."""
        messages = self.stage.messages(self.client, self.dm)
        return {file.name: file.data for message in messages for file in message.files}

    async def says(self, text: str, *files: File, key: str = "") -> Sequence[Reply]:
        await self.stage.writes(self.client, self.dm, text, files, key)
        return self.news()

    async def says_in_public(self, text: str) -> list[str]:
        """In a channel where others read along; returns what was shown there."""
        stage = self.stage
        await stage.writes(self.client, stage.lobby, f"{stage.workspace.bot.mention} {text}", (), "")
        return [read_out(reply) for reply in stage.reads_back(self.client, stage.lobby)]

    async def opens(self) -> Sequence[Reply]:
        await self.client.slash("/baton help", self.dm)
        await self.stage.settled()
        return self.news()

    async def edits(self, message: str, text: str) -> Sequence[Reply]:
        await self.client.edits(self.stage.typed[message], text)
        await self.stage.settled()
        return self.news()

    async def deletes(self, message: str) -> Sequence[Reply]:
        await self.client.deletes(self.stage.typed[message])
        await self.stage.settled()
        return self.news()

    async def presses(self, label: str) -> Sequence[Reply]:
        """The newest button, or line of a menu, with these words (or these first words) on it."""
        for message in reversed(self.stage.messages(self.client, self.dm)):
            for does, whole in _pressable(self.client, message):
                if whole.startswith(label):
                    await does(whole)
                    await self.stage.settled()
                    return self.news()
        raise AssertionError(f"there is no button {label!r}; on the screen:\n{self.client.screen(self.dm)}")

    async def forges(self, press: Press) -> Sequence[Reply]:
        """Sends what no button on the screen would send; what only they are shown is heard too."""
        if not self.sees:
            await self.opens()  # on Slack a press always hangs on some message
        source = self.stage.messages(self.client, self.dm)[-1]
        action = {"type": "button", "value": button_value(press.ask, press.value)}
        answer = await act(self.client, source, {"block_id": "forged"}, {"action_id": "press|0"}, action)
        await self.stage.settled()
        return [*self.news(), *(self.stage.reply(one) for one in answer.messages)]


def _pressable(client: Someone, message: Message) -> list[tuple[Callable[[str], Awaitable[object]], str]]:
    found: list[tuple[Callable[[str], Awaitable[object]], str]] = []

    async def picked(label: str) -> None:
        """A menu of one is done with the pick, one of several with the button beneath."""
        await client.chooses(label, on=message)
        if any(is_several(one["action_id"]) for _, one in elements(message.blocks)):
            await client.presses("That's all", on=message)

    async def pressed(label: str) -> None:
        await client.presses(label, on=message)

    for _, one in elements(message.blocks):
        if one.get("options"):
            found += [(picked, option["text"]["text"]) for option in one["options"]]
        elif "url" not in one:
            found.append((pressed, one["text"]["text"]))
    return found


@dataclass
class SlackCrew:
    """A member of staff at their own client."""

    stage: "SlackStage"
    client: Someone

    @property
    def who(self) -> Teammate:
        return Teammate(person_id(self.stage.workspace.id, self.client.id), self.client.name, "staff")

    def thread(self, case: int) -> Message | None:
        """The card of a case, from which its thread grows, if it is there."""
        every = [one for channel in self.stage.server.world.channels.values() for one in channel.messages.values()]
        cards = [one for one in every if one.bot_id and not one.parent and re.search(rf"(^|\n)#{case} · ", one.text)]
        return cards[-1] if cards else None

    def _there(self, case: int) -> Message:
        thread = self.thread(case)
        assert thread is not None, f"there is no thread of case {case}"
        return thread

    async def commands(self, verb: str, case: int = 0, **given: str) -> Reply:
        """Typed in the staff room, since Slack takes no commands in threads."""
        words = [f"/baton {verb}", f"#{case}" if case and COMMANDS[verb].needs_case else ""]
        words += [f"--{name} {self._typed(value)}" for name, value in given.items()]
        answer = await self.client.slash(" ".join(filter(None, words)), self.stage.room)
        await self.stage.settled()
        replies = [self.stage.reply(one) for one in answer.messages]
        card = next((reply.card for reply in replies if reply.card), None)
        asked = next((reply.question for reply in replies if reply.question), None)
        offers, whole = tuple(offer for reply in replies for offer in reply.offers), "\n".join(r.text for r in replies)
        return Reply(whole, card, asked, offers, notice=any(reply.notice for reply in replies))

    def _typed(self, value: str) -> str:
        """People, groups and channels are picked by name; everything else is typed."""
        if role := role_of(value):
            return f"<!subteam^{role}>" if role.startswith("S") else f"<@{role}>"
        known = user_of(value)
        if known and known[1] in self.stage.server.world.users:
            return f"<@{known[1]}>"
        if known and known[1] in self.stage.server.world.channels:
            return f"<#{known[1]}>"
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'

    async def types(self, case: int, text: str, *files: File, message: str = "") -> Reply:
        """In the thread; what comes back is what the bot answers there, to them alone or to all."""
        card = self._there(case)
        before = len(self._answered(card))
        await self.stage.writes(self.client, self.stage.channel_of(card), text, files, message, thread=card)
        fresh = self._answered(card)[before:]
        return self.stage.reply(fresh[-1]) if fresh else Reply()

    def _answered(self, card: Message) -> list[Message]:
        where = self.stage.channel_of(card)
        every = self.client.sees(where, thread=card)
        return [one for one in every if one is not card and one.user is not self.client.user]

    async def presses(self, case: int, label: str) -> Reply:
        """The newest button with these words in a case's thread (or the staff channel); the answer is theirs alone."""
        card = self._there(case) if case else None
        there = self._answered(card) if card else self.stage.messages(self.client, self.stage.room)
        for message in reversed(there):
            for does, whole in _pressable(self.client, message):
                if whole == label:
                    await does(whole)
                    await self.stage.settled()
                    told = [one for one in (self._answered(card) if card else ()) if one.ephemeral]
                    return self.stage.reply(told[-1]) if told else Reply()
        raise AssertionError(f"there is no button {label!r} in the thread of case {case}")

    async def edits(self, case: int, message: str, text: str) -> None:
        await self.client.edits(self.stage.typed[message], text)
        await self.stage.settled()

    async def deletes(self, case: int, message: str) -> None:
        await self.client.deletes(self.stage.typed[message])
        await self.stage.settled()

    def sees(self, case: int = 0) -> list[Reply]:
        """What stands in the thread of a case (or the staff channel)."""
        if not case:
            return [
                self.stage.reply(one) for one in self.stage.messages(self.client, self.stage.room) if not one.parent
            ]
        card = self.thread(case)
        shown = self._answered(card) if card else []
        return [self.stage.reply(one) for one in shown if not one.ephemeral]

    def reads(self, case: int = 0) -> list[str]:
        """The same, as one reads it."""
        return [read_out(reply) for reply in self.sees(case)]

    def ticked(self, message: str) -> bool:
        """Whether a message of theirs bears the sign that it has arrived."""
        return "white_check_mark" in self.stage.typed[message].reactions


__all__ = ["SlackCrew", "SlackCustomer", "read_back"]
