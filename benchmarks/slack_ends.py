"""The three processes of the Slack benchmark: the stand-in with its people, Baton, and a plain Bolt app.

Slack calls both by signed HTTP, which is what an app of many workspaces uses.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiosqlite
from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from adapters.app import build
from adapters.command_line import collecting
from adapters.command_line.health import health
from adapters.command_line.slack import SlackSide
from adapters.settings import read_settings
from adapters.slack.gateway import EVENTS
from adapters.slack.ids import person_id
from adapters.slack.manifest import manifest
from benchmarks.ends import NO_SPEC, Crowd, crowds, introduce, rows_of, serving
from tests.standins.slack import SlackStandIn

HOST = "127.0.0.1"


class SlackCrowd(Crowd):
    """On Slack, in one workspace."""

    @property
    def address(self) -> dict[str, Any]:
        server = self.server
        given = {"token": server.bot_token, "secret": server.signing_secret, "api": server.api_url}
        people = [(person.workspace.id, person.id) for person in self.people]
        return given | {"files": server.files_url, "people": people}

    async def meets(self, said: str) -> None:
        self.server.delivers_to(said)
        await self.settles()

    def allows(self, *given: Any) -> None:
        if given:
            self.server.budgets.unlimited()
        else:
            self.server.budgets.realistic()

    def by_bot(self, message: Any) -> bool:
        return bool(message.bot_id)


def standin(line: Connection, names: tuple[str, ...], people: int) -> None:
    asyncio.run(crowds(line, names, partial(_crowd, people)))


async def _crowd(people: int) -> Crowd:
    server = await SlackStandIn(schema=NO_SPEC, manifest=manifest(url="https://baton.example.com")).__aenter__()
    workspace = server.workspace("Larkspur & Pine")
    return SlackCrowd(server, [workspace.member(f"Guest {n}") for n in range(people)])


def baton(line: Connection, folder: Path, at: dict[str, Any]) -> None:
    serving(line, lambda: _baton(folder, at))


def bolt(line: Connection, folder: Path, at: dict[str, Any]) -> None:
    serving(line, lambda: _bolt(folder, at))


@asynccontextmanager
async def _baton(folder: Path, at: dict[str, Any]) -> AsyncIterator[str]:
    """All of it, as `baton run` starts and serves it, with everybody known to the sample shop."""
    settings = read_settings(
        env_file=None,
        data_dir=folder,
        demo=True,
        log_level="warning",
        web_host=HOST,
        web_port=_free_port(),
        slack_bot_token=at["token"],
        slack_signing_secret=at["secret"],
        slack_api_url=at["api"],
        slack_files_url=at["files"],
    )
    side = SlackSide(settings)
    async with build(settings, platforms=side.platforms) as app:
        await introduce(app, (person_id(*person) for person in at["people"]))
        async with health(app, (side,)), side.connected():
            collecting.seldom()
            yield f"http://{HOST}:{settings.web_port}{EVENTS}"


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


def plain(db: aiosqlite.Connection, at: dict[str, Any]) -> AsyncApp:
    """An app as one writes it in an afternoon: a row, durable before the answer goes out."""
    client = AsyncWebClient(token=at["token"], base_url=at["api"])
    app = AsyncApp(client=client, signing_secret=at["secret"])

    @app.event("message")
    async def answer(event: dict[str, Any], say: AsyncSay) -> None:
        row = (event["ts"], event["user"], event["text"])
        await db.execute("insert into messages (ts, author, content) values (?, ?, ?)", row)
        await db.commit()
        await say("hello")

    return app


@asynccontextmanager
async def _bolt(folder: Path, at: dict[str, Any]) -> AsyncIterator[str]:
    """On Bolt's own server, with what `app.start()` would do around it."""
    columns = {"ts": "text", "author": "text", "content": "text"}
    async with rows_of(folder / "bolt.db", columns) as db:
        runner = web.AppRunner(plain(db, at).web_app(path=EVENTS))
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, 0).start()
            yield f"http://{HOST}:{runner.addresses[0][1]}{EVENTS}"
        finally:
            await runner.cleanup()
