"""Connected, kept connected, and gone in time."""

import asyncio

import pytest

from adapters.discord.gateway import CannotConnect
from adapters.discord.rows import GuildRow, ThreadRow
from bot.writes import Writes
from tests.adapters.discord.room import TEAM, a_room
from tests.standins.discord import DiscordStandIn


async def test_a_wrong_token_is_said_and_not_tried_again(tmp_path, server, guild):
    with pytest.raises(CannotConnect, match="BATON_DISCORD_TOKEN"):
        async with a_room(tmp_path, server, token="wrong"):
            pass


async def test_a_line_that_drops_comes_back(room, guild, server):
    await guild.ana.dm("hello")
    await room.settles()
    for resumable in (True, False):
        async with room.gap(resumable=resumable):
            pass
    await server.asks_to_reconnect()
    await guild.ana.dm("still there")
    await guild.ana.hears()
    assert [event.body.text for event in await room.events()] == ["hello", "still there"]


async def test_a_dm_before_the_servers_are_told_is_answered(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        server.delays_next("GUILD_CREATE", 1.0)
        async with room.gap():
            pass
        await guild.ana.dm("early")
        assert [event.body.text for event in await room.events()] == ["early"]


async def test_stopping_takes_less_than_two_seconds_and_leaves_the_store_whole(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await guild.ana.dm("hello")
        async with asyncio.timeout(2):
            await room.gateway.stop()
        assert not room.gateway.state.connected
    async with a_room(tmp_path, server) as room:
        assert [event.body.text for event in await room.events()] == ["hello"]


async def test_a_server_that_removes_us_is_forgotten_and_its_customers_are_not(room, guild):
    await room.app.store.commit(_set_up(guild))
    await guild.ana.dm("I want to talk to a person please")
    await room.thread_of(await room.case_of(guild.ana))
    await guild.removes_the_bot()
    await room.settles()
    (row,) = await room.app.store.find(GuildRow, {"team": TEAM, "guild": str(guild.id)})
    assert row.left
    assert row.panel_channel == row.staff_channel == ""
    assert all(not row.thread for row in await room.app.store.find(ThreadRow, {"team": TEAM}))
    assert await room.told(guild.ana)


async def test_a_server_that_is_merely_away_keeps_everything(room, guild):
    await room.app.store.commit(_set_up(guild))
    await guild.goes_down()
    await room.settles()
    await guild.comes_back()
    await room.settles()
    (row,) = await room.app.store.find(GuildRow, {"team": TEAM, "guild": str(guild.id)})
    assert not row.left
    assert row.panel_channel == str(guild.help.id)


async def test_one_who_only_shares_another_server_is_answered_too(room, guild, server):
    other = server.guild("Elsewhere")
    zoe = other.member("Zoe")
    await zoe.dm("hello")
    assert [event.person.name for event in await room.events()] == ["Zoe"]


async def test_other_bots_and_webhooks_are_not_listened_to(room, guild, server: DiscordStandIn):
    data = {
        "id": "999",
        "channel_id": str(guild.help.id),
        "guild_id": str(guild.id),
        "author": {"id": "5", "username": "other", "discriminator": "0", "avatar": None, "bot": True},
        "content": f"<@{server.bot.id}> hi",
        "mentions": [{"id": str(server.bot.id), "username": "Baton", "discriminator": "0", "avatar": None}],
        "timestamp": "2026-11-22T09:00:00+00:00",
        "edited_timestamp": None,
        "embeds": [],
        "attachments": [],
        "type": 0,
    }
    await server.dispatches("MESSAGE_CREATE", data)
    human = {**data, "id": "1000", "webhook_id": "7", "author": {**data["author"], "bot": False}}
    await server.dispatches("MESSAGE_CREATE", human)
    system = {**data, "id": "1001", "type": 7, "author": {**data["author"], "bot": False}}
    await server.dispatches("MESSAGE_CREATE", system)
    assert await room.events() == []


def _set_up(guild):
    row = GuildRow(TEAM, str(guild.id), "Larkspur & Pine", str(guild.desk.id), panel_channel=str(guild.help.id))
    return Writes((row,))
