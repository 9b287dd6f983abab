"""Two connections in one process: a server's events come on its own, direct messages on the first."""

import pytest

from bot.events import Said
from tests.adapters.discord.room import a_room


@pytest.fixture
def guild(server):
    """A server that is the second shard's."""
    made = next(made for made in (server.guild("Larkspur & Pine") for _ in range(200)) if (made.id >> 22) % 2)
    made.support, made.leads = made.role("Support", mentionable=True), made.role("Leads", mentionable=True)
    made.desk = made.channel("desk", only=[made.support, made.leads])
    made.mina, made.ana = made.member("Mina", roles=[made.support]), made.member("Ana")
    return made


@pytest.fixture
async def room(tmp_path, server, guild):
    server.world.shards = 2
    async with a_room(tmp_path, server) as it:
        await it.opens_the_desk(guild)
        yield it


async def talking(room, guild):
    await guild.ana.dm("I want to talk to a person please")
    thread = await room.thread_of(await room.case_of(guild.ana))
    await guild.mina.slash("/case claim", thread)
    await room.settles()
    return thread


def heard(events):
    return [one.body.text for one in events if isinstance(one.body, Said)]


async def test_a_customer_on_the_first_and_staff_on_the_second_hear_each_other(room, guild, server):
    assert sorted(one.shard for one in server.gateway.connected) == [(0, 2), (1, 2)]
    thread = await talking(room, guild)
    await guild.mina.says(thread, "Hello Ana.")
    await room.settles()
    assert any("Hello Ana." in one.text for one in guild.ana.sees(guild.ana.dm_channel))
    await guild.ana.dm("thank you")
    await room.settles()
    assert any("thank you" in one.text for one in guild.mina.sees(thread))


@pytest.mark.parametrize("resumable", [True, False], ids=["resumed", "invalid"])
async def test_what_one_shard_missed_is_caught_up_with_and_nothing_of_the_other_comes_twice(
    room, guild, server, resumable
):
    thread = await talking(room, guild)
    async with room.gap(resumable=resumable, shard=1):
        await guild.mina.says(thread, "Are you still there?")
        await guild.ana.dm("I am still here")
    await server.connected(shards=2)
    await room.settles()
    assert heard(await room.acts()) == ["Are you still there?"]
    assert heard(await room.events()) == ["I want to talk to a person please", "I am still here"]
    assert sum("Are you still there?" in one.text for one in guild.ana.sees(guild.ana.dm_channel)) == 1


async def test_direct_messages_missed_by_the_first_shard_are_caught_up_with(room, guild, server):
    thread = await talking(room, guild)
    async with room.gap(shard=0):
        await guild.ana.dm("is anybody there")
        await guild.mina.says(thread, "I am looking into it.")
    await server.connected(shards=2)
    await room.settles()
    assert heard(await room.events()) == ["I want to talk to a person please", "is anybody there"]
    assert heard(await room.acts()) == ["I am looking into it."]
