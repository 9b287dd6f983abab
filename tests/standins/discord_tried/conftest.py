"""A server, a guild, Ana, and a connected client."""

import asyncio

import aiohttp
import pytest

from tests.standins.discord import DiscordStandIn
from tests.standins.discord_tried.clients import Bot, Raw, Rest


@pytest.fixture
async def server():
    async with DiscordStandIn() as server:
        with server.points():
            yield server


@pytest.fixture
async def run(server):
    clients = []

    async def start(client, *, ready=True):
        task = asyncio.create_task(client.start(server.token))
        clients.append((client, task))
        if ready:
            await server.connected()
            await client.wait_until_ready()
        return client

    yield start
    for client, task in clients:
        await client.close()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def guild(server):
    return server.guild("Larkspur & Pine")


@pytest.fixture
def ana(guild):
    return guild.member("Ana")


@pytest.fixture
async def bot(guild, run):
    return await run(Bot())


@pytest.fixture
async def rest(server):
    async with aiohttp.ClientSession() as session:
        yield Rest(server, session)


@pytest.fixture
async def raw(server):
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
        yield Raw(socket)
