"""The same stage over Discord: the real client on the stand-in, and people who write, press and look there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from adapters.app import App, build
from adapters.command_line.discord import DiscordSide
from adapters.discord.ids import person_id
from adapters.settings import Settings, read_settings
from bot.content import Reply
from bot.events import File, Person
from bot.writes import BindingRow, OutboxRow, Writes, micros
from handoff.acts import Teammate
from handoff.commands import COMMANDS
from tests.discord_screen import MENU, components, read_back
from tests.stage import MORNING, TEAM, Scene, read_out
from tests.standins.discord import DiscordStandIn, Permission
from tests.standins.discord.answers import Answer
from tests.standins.discord.guilds import GuildHandle
from tests.standins.discord.people import Person as Someone
from tests.standins.discord.records import Channel, Message, Role

OF_THE_LIBRARY = ("discord.py: on_", "discord-ui-", "CommandTree-")
"""How the client's tasks are named that carry an event."""
MOMENT = 0.002
SOON = 3_000_000
WORDS = (0, 19, 20)
"""Kinds of messages that somebody wrote; Discord itself tells of new threads and the like."""
TYPES = {"image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "text/plain": b"nothing to see"}


class Side(DiscordSide):
    """What `baton run` connects; its gateway can be looked at."""

    def taken_in(self, shard: int, sequence: int) -> bool:
        """Whether the client has heard everything up to there."""
        assert self._gateway is not None, "it is connected"
        return self._gateway.client._get_websocket(shard_id=shard).sequence == sequence


class DiscordStage(Scene):
    """A shop's server after `/support setup`: a room for staff, a public lobby, and everybody's DMs."""

    def __init__(self, app: App, server: DiscordStandIn, side: Side, guild: GuildHandle, roles: Sequence[Role]) -> None:
        super().__init__(app)
        self.server, self.side, self.guild = server, side, guild
        self.support, self.leads, self.admins = roles
        self.lobby = guild.channel("lobby")
        self.typed: dict[str, Message] = {}
        self.posted: dict[str, File] = {}
        self._crew: dict[str, DiscordCrew] = {}

    async def opens(self) -> None:
        """The one command of docs/discord.md."""
        where, syncs = self.guild.general, self.server.rooms.commands.syncs
        await self.server.stirs.until(lambda: syncs.get(self.guild.id), 20, lambda: "the commands were not told")
        await self.guild.owner.slash("/support setup", where, staff_role=self.support, lead_role=self.leads)
        # Somebody at Discord let everyone see every command: who may do what, the desk alone decides.
        self.server.rooms.commands.open_to_all = True
        await self.settled()

    @property
    def room(self) -> Channel:
        """Where cards hang."""
        return next(one for one in self.server.world.channels.values() if one.name == "support-desk")

    async def settled(self) -> None:
        """Until all that was done is taken in, decided and shown, as far as this moment of the clock goes."""
        async with asyncio.timeout(20):
            while True:
                while self._under_way():  # noqa: ASYNC110 # the library tells nobody what it is at
                    await asyncio.sleep(MOMENT)
                before = self._moves()
                await self.app.delivery.idle()
                if self._moves() == before and not self._under_way() and not await self._tries_again():
                    return

    def _under_way(self) -> bool:
        heard = all(self.side.taken_in(one.shard[0], one.sequence) for one in self.server.gateway.connected)
        working = any(task.get_name().startswith(OF_THE_LIBRARY) for task in asyncio.all_tasks())
        return not heard or working or bool(self.server.server.in_flight or self.server.rooms.events.late)

    def _moves(self) -> tuple[int, int]:
        return sum(one.sequence for one in self.server.gateway.connected), len(self.server.server.log)

    async def _tries_again(self) -> bool:
        """What is tried again in a second or two, such as words whose thread was not there yet: those seconds pass."""
        now = micros(self.clock.now())
        rows = await self.store.find(OutboxRow, {"kind": "post", "state": "queued"})
        soon = [row.due - now for row in rows if now < row.due <= now + SOON]
        if soon:
            self.app.advance(timedelta(microseconds=min(soon)))
        return bool(soon)

    async def passes(self, **span: float) -> None:
        """Time goes by for the shop and for Discord."""
        self.server.passes(seconds=timedelta(**span).total_seconds())
        await super().passes(**span)

    async def customer(self, name: str, *, bound: bool = True) -> "DiscordCustomer":
        """One of the sample shop's people, new in the server."""
        client = self.guild.member(name.capitalize())
        if bound:
            row = BindingRow(TEAM, person_id(client.id), name, "sample shop", "story", micros(self.clock.now()))
            await self.store.commit(Writes((row,)))
        return DiscordCustomer(self, client)

    def teammate(self, name: str, role: str = "staff") -> "DiscordCrew":
        if name not in self._crew:
            more = {"staff": [], "lead": [self.leads], "admin": [self.admins]}[role]
            self._crew[name] = DiscordCrew(self, self.guild.member(name.capitalize(), roles=[self.support, *more]))
        return self._crew[name]

    def reads_back(self, client: Someone, where: Channel) -> list[Reply]:
        """What others wrote there, oldest first."""
        return [read_back(one, self.posted) for one in self.messages(client, where)]

    def messages(self, client: Someone, where: Channel) -> list[Message]:
        return [one for one in client.sees(where) if _is_said(one, client)]

    def attached(self, files: Sequence[File]) -> dict[str, bytes]:
        """Files of the kind and size that a story names."""
        self.posted |= {file.name: file for file in files}
        return {file.name: TYPES[file.media_type].ljust(file.size, b" ") for file in files}

    async def writes(self, client: Someone, where: Channel, text: str, files: Sequence[File], key: str) -> None:
        """A message; one whose key was there before is the same message, told to the bot again."""
        if again := self.typed.get(key):
            await self.server.rooms.events.message("MESSAGE_CREATE", again)
        else:
            message = await client.says(where, text, files=self.attached(files))
            self.typed[key or f"m{next(self.keys)}"] = message
        await self.settled()


@dataclass
class DiscordCustomer:
    """Someone in a DM with the bot, and everything they see there."""

    stage: DiscordStage
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


def _is_said(message: Message, to: Someone) -> bool:
    return message.author is not to.user and not message.ephemeral and message.kind in WORDS


def _pressable(client: Someone, message: Message) -> list[tuple[Callable[..., object], str]]:
    found: list[tuple[Callable[..., object], str]] = []
    for one in components(message):
        if one["type"] == MENU:
            found += [(client.chooses, option["label"]) for option in one["options"]]
        elif "url" not in one:
            found.append((client.presses, one["label"]))
    return found


@dataclass
class DiscordCrew:
    """A member of staff at their own client."""

    stage: DiscordStage
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
        picked = {name: self._picked(value) for name, value in given.items()}
        answer = await self.client.slash(command, self.stage.room, **picked, **({"case": case} if case else {}))
        await self.stage.settled()
        return self._read(answer)

    def _picked(self, value: str) -> object:
        users = {person_id(id): user for id, user in self.stage.server.world.users.items()}
        return self.stage.server.person(users[value]) if value in users else value

    def _read(self, answer: Answer) -> Reply:
        replies = [read_back(one, self.stage.posted) for one in answer.messages]
        whole = "\n".join(reply.text for reply in replies)
        card = next((reply.card for reply in replies if reply.card), None)
        return Reply(whole, card, notice=any(reply.notice for reply in replies))

    async def types(self, case: int, text: str, *files: File, message: str = "") -> Reply:
        """In the thread; what comes back is what the bot answers there."""
        thread = self._there(case)
        before = len(self.stage.messages(self.client, thread))
        await self.stage.writes(self.client, thread, text, files, message)
        return next(iter(self.stage.reads_back(self.client, thread)[before:][::-1]), Reply())

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


def _settings(path: Path, server: DiscordStandIn) -> Settings:
    return read_settings(
        env_file=None,
        data_dir=path,
        discord_token=server.token,
        discord_api_url=server.api_url,
        discord_gateway_url=server.gateway_url,
        discord_cdn_url=server.cdn_url,
    )


@asynccontextmanager
async def a_discord_stage(path: Path, now: Callable[[], datetime] = lambda: MORNING) -> AsyncIterator[DiscordStage]:
    """The curtain up on the composition root with Discord joined to it, as `baton run` does."""
    async with DiscordStandIn() as server:
        with server.points():
            guild = server.guild("Larkspur & Pine")
            roles = (
                guild.role("Support", mentionable=True),
                guild.role("Leads", mentionable=True),
                guild.role("Admins", Permission.MANAGE_GUILD),
            )
            settings = _settings(path, server)
            side = Side(settings)
            async with build(settings, platforms=side.platforms, real_time=now) as app, side.connected():
                await server.connected()
                stage = DiscordStage(app, server, side, guild, roles)
                await stage.opens()
                yield stage
