"""The same stage over Discord: the real client on the stand-in, and people who write, press and look there."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from adapters.app import App, build
from adapters.command_line.checks import Check
from adapters.command_line.discord import DiscordSide
from adapters.discord.ids import person_id, role_id
from adapters.settings import Settings, read_settings
from bot.content import Reply
from bot.events import File
from bot.writes import BindingRow, Writes, micros
from tests.discord_people import DiscordCrew, DiscordCustomer
from tests.discord_screen import read_back
from tests.shop_house import House, a_house
from tests.stage import MORNING, TEAM, Rank, Scene
from tests.standins.discord import DiscordStandIn, Permission
from tests.standins.discord.guilds import GuildHandle
from tests.standins.discord.people import Person as Someone
from tests.standins.discord.records import Channel, Message, Role

OF_THE_LIBRARY = ("discord.py: on_", "discord-ui-", "CommandTree-")
"""How the client's tasks are named that carry an event."""
MOMENT = 0.002
WORDS = (0, 19, 20)
"""Kinds of messages that somebody wrote; Discord itself tells of new threads and the like."""
TYPES = {"image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "text/plain": b"nothing to see"}


class Side(DiscordSide):
    """What `baton run` connects; its gateway can be looked at."""

    async def found(self) -> dict[str, Check]:
        """What `/support doctor` finds, by name, once all servers have been told."""
        assert self._gateway is not None, "it is connected"
        await self._gateway.state.ready.wait()
        return {check.name: check for check in await self.checks()}

    def taken_in(self, shard: int, sequence: int) -> bool:
        """Whether the client has heard everything up to there."""
        assert self._gateway is not None, "it is connected"
        return self._gateway.client._get_websocket(shard_id=shard).sequence == sequence


class DiscordStage(Scene):
    """A shop's server after `/support setup`: a room for staff, a public lobby, and everybody's DMs."""

    def __init__(
        self,
        app: App,
        server: DiscordStandIn,
        side: Side,
        guild: GuildHandle,
        roles: Sequence[Role],
        house: House | None = None,
    ) -> None:
        super().__init__(app, house)
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
                if self._moves() == before and not self._under_way():
                    return

    def _under_way(self) -> bool:
        heard = all(self.side.taken_in(one.shard[0], one.sequence) for one in self.server.gateway.connected)
        working = any(task.get_name().startswith(OF_THE_LIBRARY) for task in asyncio.all_tasks())
        return not heard or working or bool(self.server.server.in_flight or self.server.rooms.events.late)

    def _moves(self) -> tuple[int, int]:
        return sum(one.sequence for one in self.server.gateway.connected), len(self.server.server.log)

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

    def teammate(self, name: str, role: Rank = "staff") -> "DiscordCrew":
        if name not in self._crew:
            more = {"staff": [], "lead": [self.leads], "admin": [self.admins]}[role]
            self._crew[name] = DiscordCrew(self, self.guild.member(name.capitalize(), roles=[self.support, *more]))
        return self._crew[name]

    def department(self, name: str) -> tuple[str, str]:
        """A channel and a role of its own, as the desk's commands take them."""
        role = self.guild.role(f"{name} team", mentionable=True)
        channel = self.guild.channel(name, only=[role])
        return f"discord:{self.guild.id}:{channel.id}", role_id(role.id)

    def stands_at(self, place: str) -> list[Reply]:
        """What is shown in a channel, to somebody who may see it."""
        channel = self.server.world.channels[int(place.rpartition(":")[2])]
        return self.reads_back(self.guild.owner, channel)

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


def _settings(path: Path, server: DiscordStandIn, house: House) -> Settings:
    return read_settings(
        env_file=None,
        data_dir=path,
        **house.settings,
        discord_token=server.token,
        discord_api_url=server.api_url,
        discord_gateway_url=server.gateway_url,
        discord_cdn_url=server.cdn_url,
    )


@asynccontextmanager
async def a_discord_stage(
    path: Path,
    now: Callable[[], datetime] = lambda: MORNING,
    rough: Callable[[DiscordStandIn], object] = lambda server: None,
) -> AsyncIterator[DiscordStage]:
    """The curtain up on the composition root with Discord joined to it, as `baton run` does.

    `rough` makes the server another one than Discord, before anything connects to it.
    """
    async with DiscordStandIn() as server, a_house(path, now) as house:
        rough(server)
        server.passes(seconds=now().timestamp() - time.time())
        with server.points():
            guild = server.guild("Larkspur & Pine")
            roles = (
                guild.role("Support", mentionable=True),
                guild.role("Leads", mentionable=True),
                guild.role("Admins", Permission.MANAGE_GUILD),
            )
            settings = _settings(path, server, house)
            side = Side(settings)
            built = build(settings, platforms=side.platforms, channels=side.channels, real_time=house.now)
            async with built as app, side.connected():
                await server.connected()
                await house.furnish(app)
                stage = DiscordStage(app, server, side, guild, roles, house)
                await stage.opens()
                yield stage


def _is_said(message: Message, to: Someone) -> bool:
    return message.author is not to.user and not message.ephemeral and message.kind in WORDS
