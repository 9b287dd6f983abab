"""The three processes of the Discord benchmark: the stand-in with its people, Baton, and a plain bot."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiosqlite
import discord

from adapters.app import build
from adapters.command_line import collecting
from adapters.command_line.discord import DiscordSide, endpoints
from adapters.settings import Settings, read_settings
from benchmarks.ends import NO_SPEC, Crowd, crowds, introduce, rows_of, serving
from tests.standins.discord import DiscordStandIn


class DiscordCrowd(Crowd):
    """On Discord."""

    @property
    def address(self) -> dict[str, Any]:
        server = self.server
        given = {"token": server.token, "api": server.api_url, "gateway": server.gateway_url, "cdn": server.cdn_url}
        return given | {"people": [person.id for person in self.people]}

    async def meets(self, said: str) -> None:
        await self.server.connected()
        await self.settles()

    def allows(self, *given: Any) -> None:
        (per_second,) = given
        self.server.budgets.globally(per_second)

    def by_bot(self, message: Any) -> bool:
        return message.author is self.server.bot


def standin(line: Connection, names: tuple[str, ...], people: int) -> None:
    asyncio.run(crowds(line, names, partial(_crowd, people)))


async def _crowd(people: int) -> Crowd:
    server = await DiscordStandIn(schema=NO_SPEC).__aenter__()
    guild = server.guild("Larkspur & Pine")
    return DiscordCrowd(server, [guild.member(f"Guest {n}") for n in range(people)])


def baton(line: Connection, folder: Path, at: dict[str, Any]) -> None:
    serving(line, lambda: _baton(folder, at))


def plain(line: Connection, folder: Path, at: dict[str, Any]) -> None:
    serving(line, lambda: _plain(folder, at))


def _settings(folder: Path, at: dict[str, Any]) -> Settings:
    return read_settings(
        env_file=None,
        data_dir=folder,
        demo=True,
        log_level="warning",
        discord_token=at["token"],
        discord_api_url=at["api"],
        discord_gateway_url=at["gateway"],
        discord_cdn_url=at["cdn"],
    )


@asynccontextmanager
async def _baton(folder: Path, at: dict[str, Any]) -> AsyncIterator[str]:
    """All of it, as `baton run` starts it, with everybody known to the sample shop."""
    side = DiscordSide(_settings(folder, at))
    async with build(_settings(folder, at), platforms=side.platforms) as app:
        await introduce(app, (f"discord:{id}" for id in at["people"]))
        async with side.connected():
            collecting.seldom()
            yield "ready"


class Plain(discord.Client):
    """A bot as one writes it in an afternoon: a row, durable before the answer goes out."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        intents = discord.Intents.default()
        intents.message_content = True
        super().__init__(intents=intents)
        self._db = db

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        row = (message.id, message.author.id, message.content)
        await self._db.execute("insert into messages (id, author, content) values (?, ?, ?)", row)
        await self._db.commit()
        await message.channel.send("hello")


@asynccontextmanager
async def _plain(folder: Path, at: dict[str, Any]) -> AsyncIterator[str]:
    endpoints(_settings(folder, at)).point()
    columns = {"id": "integer primary key", "author": "integer", "content": "text"}
    async with rows_of(folder / "plain.db", columns) as db:
        bot = Plain(db)
        running: asyncio.Task[None] = asyncio.create_task(_started(bot.start(at["token"])))
        try:
            yield "ready"
        finally:
            await bot.close()
            await running


async def _started(start: Coroutine[Any, Any, None]) -> None:
    await start
