"""People of a story at their Discord clients: the same methods as on the port's stage, done by hand."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from adapters.discord.ids import custom_id, person_id, role_id
from bot.content import Reply
from bot.events import File, Person, Press
from handoff.acts import Teammate
from handoff.commands import COMMANDS
from tests.discord_screen import BUTTON, MENU, components, read_back
from tests.stage import read_out
from tests.standins.discord.answers import Answer
from tests.standins.discord.interactions import Type
from tests.standins.discord.people import Person as Someone
from tests.standins.discord.records import Channel, Message

if TYPE_CHECKING:
    from tests.discord_stage import DiscordStage


@dataclass
class DiscordCustomer:
    """Someone in a DM with the bot, and everything they see there."""

    stage: "DiscordStage"
    client: Someone
    read: int = 0

    @property
    def person(self) -> Person:
        return Person(person_id(self.client.id), self.client.name)

    @property
    def dm(self) -> Channel:
        return self.client.dm_channel

    def news(self) -> Sequence[Reply]:
        """What was shown here since one last looked."""
        fresh = [one for one in self.stage.messages(self.client, self.dm) if one.id > self.read]
        self.read = max([self.read, *(one.id for one in fresh)])
        return [read_back(one, self.stage.posted) for one in fresh]

    @property
    def sees(self) -> list[Reply]:
        return self.stage.reads_back(self.client, self.dm)

    @property
    def text(self) -> str:
        """Everything in the last answer, as one reads it."""
        return read_out(self.sees[-1]) if self.sees else ""

    @property
    def buttons(self) -> list[str]:
        """The labels under the last answer."""
        last = self.sees[-1]
        asked = last.question.choices if last.question else ()
        return [choice.label for choice in (*asked, *last.offers)]

    async def gets(self) -> dict[str, bytes]:
        """Every file that was sent here, by name."""
        messages = self.stage.messages(self.client, self.dm)
        return {file.name: file.data for message in messages for file in message.attachments}

    async def says(self, text: str, *files: File, key: str = "") -> Sequence[Reply]:
        await self.stage.writes(self.client, self.dm, text, files, key)
        return self.news()

    async def says_in_public(self, text: str) -> list[str]:
        """In a channel where others read along; returns what was shown there."""
        stage = self.stage
        await stage.writes(self.client, stage.lobby, f"<@{stage.server.bot.id}> {text}", (), "")
        return [read_out(reply) for reply in stage.reads_back(self.client, stage.lobby)]

    async def opens(self) -> Sequence[Reply]:
        await self.client.slash("/help", self.dm)
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
            for act, whole in _pressable(self.client, message):
                if whole.startswith(label):
                    await act(whole, on=message)
                    await self.stage.settled()
                    return self.news()
        raise AssertionError(f"there is no button {label!r}; on the screen:\n{self.client.screen(self.dm)}")

    async def forges(self, press: Press) -> Sequence[Reply]:
        """Sends what no button on the screen would send; what only they are shown is heard too."""
        if not self.sees:
            await self.opens()  # on Discord a press always hangs on some message
        source = self.stage.messages(self.client, self.dm)[-1]
        data = {"custom_id": custom_id(press.ask, press.value), "component_type": BUTTON, "id": 1}
        answer = await self.client.acts(Type.COMPONENT, self.dm, data, source=source)
        await self.stage.settled()
        return [*self.news(), *(read_back(one, self.stage.posted) for one in answer.messages)]


def _pressable(client: Someone, message: Message) -> list[tuple[Callable[..., Awaitable[object]], str]]:
    found: list[tuple[Callable[..., Awaitable[object]], str]] = []
    for one in components(message):
        if one["type"] == MENU:
            found += [(client.chooses, option["label"]) for option in one["options"]]
        elif "url" not in one:
            found.append((client.presses, one["label"]))
    return found


@dataclass
class DiscordCrew:
    """A member of staff at their own client."""

    stage: "DiscordStage"
    client: Someone

    @property
    def who(self) -> Teammate:
        return Teammate(person_id(self.client.id), self.client.name, "staff")

    def thread(self, case: int) -> Channel | None:
        """What grew from the card of a case, if anything did."""
        every = self.stage.server.world.channels.values()
        return next((one for one in every if one.is_thread and one.name.split(" ")[0] == f"#{case}"), None)

    def _there(self, case: int) -> Channel:
        thread = self.thread(case)
        assert thread is not None, f"there is no thread of case {case}"
        return thread

    async def commands(self, verb: str, case: int = 0, **given: str) -> Reply:
        """Typed in the staff room, as Discord offers it: people are picked, words are written."""
        command = f"/{COMMANDS[verb].group} {verb}"
        numbers = {parameter.name for parameter in COMMANDS[verb].parameters if parameter.kind == "number"}
        picked: dict[str, Any] = {n: int(value) if n in numbers else self._picked(value) for n, value in given.items()}
        answer = await self.client.slash(command, self.stage.room, **picked, **({"case": case} if case else {}))
        await self.stage.settled()
        return self._read(answer)

    def _picked(self, value: str) -> object:
        """People, roles and channels are picked by name; everything else is typed."""
        world, guild = self.stage.server.world, self.stage.guild
        every: dict[str, object] = {person_id(id): self.stage.server.person(user) for id, user in world.users.items()}
        every |= {role_id(id): role for id, role in guild.record.roles.items()}
        every |= {f"discord:{guild.id}:{id}": channel for id, channel in world.channels.items()}
        return every.get(value, value)

    def _read(self, answer: Answer) -> Reply:
        replies = [read_back(one, self.stage.posted) for one in answer.messages]
        whole = "\n".join(reply.text for reply in replies)
        card = next((reply.card for reply in replies if reply.card), None)
        asked = next((reply.question for reply in replies if reply.question), None)
        offers = tuple(offer for reply in replies for offer in reply.offers)
        return Reply(whole, card, asked, offers, notice=any(reply.notice for reply in replies))

    async def types(self, case: int, text: str, *files: File, message: str = "") -> Reply:
        """In the thread; what comes back is what the bot answers there."""
        thread = self._there(case)
        before = len(self.stage.messages(self.client, thread))
        await self.stage.writes(self.client, thread, text, files, message)
        return next(iter(self.stage.reads_back(self.client, thread)[before:][::-1]), Reply())

    async def presses(self, case: int, label: str) -> Reply:
        """The newest button with these words in a case's thread (or the staff channel)."""
        where = self._there(case) if case else self.stage.room
        for message in reversed(self.stage.messages(self.client, where)):
            for act, whole in _pressable(self.client, message):
                if whole == label:
                    answer = await act(whole, on=message)
                    await self.stage.settled()
                    return self._read(cast(Answer, answer))
        raise AssertionError(f"there is no button {label!r} in the thread of case {case}")

    async def edits(self, case: int, message: str, text: str) -> None:
        await self.client.edits(self.stage.typed[message], text)
        await self.stage.settled()

    async def deletes(self, case: int, message: str) -> None:
        await self.client.deletes(self.stage.typed[message])
        await self.stage.settled()

    def sees(self, case: int = 0) -> list[Reply]:
        """What stands in the thread of a case (or the staff channel)."""
        where = self.thread(case) if case else self.stage.room
        return self.stage.reads_back(self.client, where) if where else []

    def reads(self, case: int = 0) -> list[str]:
        """The same, as one reads it."""
        return [read_out(reply) for reply in self.sees(case)]

    def ticked(self, message: str) -> bool:
        """Whether a message of theirs bears the sign that it has arrived."""
        return "✅" in self.stage.typed[message].reactions
