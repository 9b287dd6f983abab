"""What every test of the way in from Discord stands on."""

import pytest

from tests.adapters.discord.room import a_room
from tests.standins.discord import DiscordStandIn


@pytest.fixture
async def server():
    async with DiscordStandIn() as running:
        with running.points():
            yield running


@pytest.fixture
def guild(server):
    """A shop's server: a desk that only staff see, a channel for everybody, two teams and a customer."""
    made = server.guild("Larkspur & Pine")
    made.support = made.role("Support", mentionable=True)
    made.leads = made.role("Leads", mentionable=True)
    made.desk = made.channel("desk", only=[made.support, made.leads])
    made.help = made.channel("help")
    made.mina = made.member("Mina", roles=[made.support])
    made.tom = made.member("Tom", roles=[made.support])
    made.ana = made.member("Ana")
    return made


@pytest.fixture
async def room(tmp_path, server, guild):
    async with a_room(tmp_path, server) as it:
        await it.opens_the_desk(guild)
        yield it
