"""The same stage over Slack: real Bolt on the stand-in, and people who write, press and look there."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from adapters.app import App, build
from adapters.command_line.slack import SlackSide
from adapters.settings import Settings, read_settings
from adapters.slack.gateway import SlackGateway
from adapters.slack.ids import person_id, role_id
from adapters.slack.manifest import manifest
from adapters.slack.pace import Pace, Rate
from bot.content import Reply
from bot.events import File
from bot.writes import BindingRow, OutboxRow, Writes, micros
from tests.shop_house import House, a_house
from tests.slack_people import SlackCrew, SlackCustomer
from tests.slack_screen import read_back
from tests.stage import MORNING, TEAM, Rank, Scene
from tests.standins.slack import SlackStandIn
from tests.standins.slack.people import Person as Someone
from tests.standins.slack.records import Channel, Group, Message
from tests.standins.slack.workspace import Workspace

MOMENT = 0.002
SOON = 3_000_000
TYPES = {"image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "text/plain": b"nothing to see"}


class Side(SlackSide):
    """What `baton run` connects; its gateway can be looked at, and time stands still for its pace too."""

    pace = Pace(Rate(per_second=10_000, burst=10_000))

    @property
    def gateway(self) -> SlackGateway:
        assert self._gateway is not None, "it is connected"
        return self._gateway


class SlackStage(Scene):
    """A shop's workspace after `/baton setup`: a private channel for staff, a public lobby, and everybody's DMs."""

    def __init__(
        self, app: App, server: SlackStandIn, side: Side, workspace: Workspace, house: House | None = None
    ) -> None:
        super().__init__(app, house)
        self.server, self.side, self.workspace = server, side, workspace
        self.boss = workspace.member("Boss", admin=True)
        self.support, self.leads = workspace.group("Support"), workspace.group("Leads")
        self.lobby = workspace.channel("lobby")
        self.typed: dict[str, Message] = {}
        self.posted: dict[str, File] = {}
        self._crew: dict[str, SlackCrew] = {}

    async def opens(self) -> None:
        """The one command of docs/slack.md."""
        groups = f"staff_role={self.support.mention} lead_role={self.leads.mention}"
        await self.boss.slash(f"/baton setup {groups}", self.workspace.general)
        await self.settled()

    @property
    def room(self) -> Channel:
        """Where cards hang."""
        return next(one for one in self.server.world.channels.values() if one.name == "support-desk")

    def channel_of(self, message: Message) -> Channel:
        return self.server.world.channels[message.channel_id]

    async def settled(self) -> None:
        """Until all that was done is taken in, decided and shown, as far as this moment of the clock goes."""
        async with asyncio.timeout(60):
            while True:
                while self._under_way():  # noqa: ASYNC110 # the library tells nobody what it is at
                    await asyncio.sleep(MOMENT)
                await self.side.gateway.answers.idle()
                before = self._moves()
                await self.app.delivery.idle()
                if self._moves() == before and not self._under_way() and not await self._tries_again():
                    return

    def _under_way(self) -> bool:
        server = self.server
        late = any(not one.done() for one in server.rooms.events.late)
        return bool(server.server.in_flight or server.delivery.under_way or late or self.app.intake.busy)

    def _moves(self) -> tuple[int, int]:
        return len(self.server.sent), len(self.server.log)

    async def _tries_again(self) -> bool:
        """What is tried again in a second or two, such as words whose thread was not there yet: those seconds pass."""
        now = micros(self.clock.now())
        rows = await self.store.find(OutboxRow, {"kind": "post", "state": "queued"})
        soon = [row.due - now for row in rows if now < row.due <= now + SOON]
        if soon:
            self.house.advance(self.app, timedelta(microseconds=min(soon)))
        return bool(soon)

    async def passes(self, **span: float) -> None:
        """Time goes by for the shop and for Slack."""
        self.server.passes(seconds=timedelta(**span).total_seconds())
        await super().passes(**span)

    async def customer(self, name: str, *, bound: bool = True) -> SlackCustomer:
        """One of the sample shop's people, new in the workspace."""
        client = self.workspace.member(name.capitalize())
        if bound:
            person = person_id(self.workspace.id, client.id)
            row = BindingRow(TEAM, person, name, "sample shop", "story", micros(self.clock.now()))
            await self.store.commit(Writes((row,)))
        return SlackCustomer(self, client)

    def teammate(self, name: str, role: Rank = "staff") -> SlackCrew:
        if name not in self._crew:
            client = self.workspace.member(name.capitalize(), admin=role == "admin")
            groups: list[Group] = [self.support, *([self.leads] if role == "lead" else [])]
            for group in groups:
                group.users.append(client.id)
            self.side.gateway.groups.forget()  # Slack tells of it where the app listens for it
            self.room.members.append(client.id)
            self._crew[name] = SlackCrew(self, client)
        return self._crew[name]

    def department(self, name: str) -> tuple[str, str]:
        """A channel and a group of its own, as the desk's commands take them."""
        group = self.workspace.group(f"{name} team")
        channel = self.workspace.channel(name, private=True)
        return f"slack:{self.workspace.id}:{channel.id}", role_id(group.id)

    def stands_at(self, place: str) -> list[Reply]:
        """What is shown in a channel, to somebody who may see it."""
        channel = self.server.world.channels[place.rpartition(":")[2]]
        every = channel.messages.values()
        return [self.reply(one) for one in every if one.bot_id and not one.deleted and not one.parent]

    def reads_back(self, client: Someone, where: Channel) -> list[Reply]:
        """What others wrote there, oldest first."""
        return [self.reply(one) for one in self.messages(client, where)]

    def reply(self, message: Message) -> Reply:
        return read_back(message, self.posted, self.workspace.id)

    def messages(self, client: Someone, where: Channel) -> list[Message]:
        """Ephemeral answers are no part of what stands there."""
        return [one for one in client.sees(where) if one.user is not client.user and not one.ephemeral]

    def attached(self, files: Sequence[File]) -> dict[str, bytes]:
        """Files of the kind and size that a story names."""
        self.posted |= {file.name: file for file in files}
        return {file.name: TYPES[file.media_type].ljust(file.size, b" ") for file in files}

    async def writes(
        self,
        client: Someone,
        where: Channel,
        text: str,
        files: Sequence[File],
        key: str,
        thread: Message | None = None,
    ) -> None:
        """A message; one whose key was there before is the same message, told to the bot again."""
        if again := self.typed.get(key):
            told = next(one for one in self.server.sent if one["event"].get("ts") == again.ts)
            self.server.repeats(told)
        else:
            message = await client.says(where, text, files=self.attached(files), thread=thread)
            self.typed[key or f"m{next(self.keys)}"] = message
        await self.settled()


def _settings(path: Path, server: SlackStandIn, house: House) -> Settings:
    return read_settings(
        env_file=None,
        data_dir=path,
        **house.settings,
        slack_bot_token=server.bot_token,
        slack_app_token=server.app_token,
        slack_api_url=server.api_url,
        slack_files_url=server.files_url,
    )


@asynccontextmanager
async def a_slack_stage(path: Path, now: Callable[[], datetime] = lambda: MORNING) -> AsyncIterator[SlackStage]:
    """The curtain up on the composition root with Slack joined to it, as `baton run` does."""
    async with SlackStandIn(manifest=manifest()) as server, a_house(path, now) as house:
        server.passes(seconds=now().timestamp() - time.time())
        workspace = server.workspace("Larkspur & Pine")
        settings = _settings(path, server, house)
        side = Side(settings)
        async with build(settings, platforms=side.platforms, real_time=house.now) as app, side.connected():
            await server.connected(2, within=30)
            await house.furnish(app)
            stage = SlackStage(app, server, side, workspace, house)
            await stage.opens()
            yield stage
