"""The gateway of the stand-in: breaks, replays, closing codes, odd events."""

import asyncio
import json
import zlib

import aiohttp
import discord
import pytest

from tests.standins.discord_tried.clients import ALL_INTENTS, Bot, until


async def test_an_intent_that_is_not_enabled_closes_the_gateway(server, guild, run):
    server.privileged["message_content"] = False
    client = Bot()
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.start(server.token)
    await client.close()


async def test_after_a_break_what_was_missed_is_replayed(server, bot, ana):
    async with server.gateway_away(resumable=True):
        await ana.dm("in the gap")
    await until(lambda: [one.content for one in bot.heard] == ["in the gap"])
    assert (server.gateway.resumes, server.gateway.identifies, bot.readies) == (1, 1, 1)


async def test_after_an_invalid_session_nothing_is_replayed_but_history_has_it(server, bot, ana):
    first = await ana.dm("before")
    async with server.gateway_away(resumable=False):
        await ana.dm("in the gap")
    await until(lambda: bot.readies == 2, within=10)
    assert [one.content for one in bot.heard] == ["before"]
    dm = bot.get_partial_messageable(first.channel_id)
    assert [one.content async for one in dm.history(after=first)] == ["in the gap"]


async def test_asked_to_reconnect_it_resumes(server, bot, ana):
    await server.asks_to_reconnect()
    await until(lambda: server.gateway.resumes == 1)
    await ana.dm("still here")
    await until(lambda: len(bot.heard) == 1)


async def test_twice_late_unknown_and_with_fields_missing(server, bot, ana):
    server.duplicates_next_event()
    await ana.dm("twice")
    await until(lambda: len(bot.heard) == 2)
    server.delays_next("MESSAGE_CREATE", 0.05)
    await ana.dm("late")
    assert len(bot.heard) == 2
    await until(lambda: len(bot.heard) == 3)
    await server.dispatches("SOMETHING_NEW", {"a": 1})
    server.omits("global_name", "flags", "mention_roles", "referenced_message", "public_flags")
    await ana.dm("sparse")
    await until(lambda: bot.heard[-1].content == "sparse")


async def test_dms_come_on_shard_zero_only(server, guild, run, ana):
    client = discord.AutoShardedClient(intents=ALL_INTENTS, shard_count=2, guild_ready_timeout=0.05)
    client.before_identify_hook = lambda *_, **__: asyncio.sleep(0)
    heard = []

    @client.event
    async def on_message(message):
        heard.append(message.content)

    await run(client)
    await until(lambda: len(server.gateway.connected) == 2)
    await ana.dm("hello")
    await ana.says(guild.general, "in the guild")
    await until(lambda: len(heard) == 2)
    assert sorted(heard) == ["hello", "in the guild"]


async def test_hello_then_acks(server, raw):
    assert (await raw.hears(10))["d"]["heartbeat_interval"] == server.gateway.heartbeat_ms
    await raw.socket.send_json({"op": 1, "d": None})
    await raw.hears(11)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 0}}, 4004),
        ({"op": 2, "d": {"token": "stand-in.token"}}, 4013),
        ({"op": 2, "d": {"token": "stand-in.token", "intents": 1 << 1}}, 4014),
        ({"op": 2, "d": {"token": "stand-in.token", "intents": 0, "shard": [2, 2]}}, 4010),
        ({"op": 99, "d": None}, 4003),
    ],
)
async def test_the_gateway_closes_with_the_documented_code(raw, sent, code):
    await raw.socket.send_json(sent)
    assert await raw.is_closed_with() == code


async def test_an_unknown_session_cannot_be_resumed(server, raw):
    await raw.socket.send_json({"op": 6, "d": {"token": server.token, "session_id": "none", "seq": 1}})
    assert (await raw.hears(9))["d"] is False


async def test_too_many_frames_close_the_gateway(raw):
    for _ in range(121):
        await raw.socket.send_json({"op": 1, "d": None})
    assert await raw.is_closed_with() == 4008


async def test_compressed_frames_share_one_stream(server):
    url = server.gateway_url + "?compress=zlib-stream"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        stream = zlib.decompressobj()
        assert json.loads(stream.decompress(await socket.receive_bytes()))["op"] == 10
        await socket.send_json({"op": 1, "d": None})
        frame = await socket.receive_bytes()
        assert frame.endswith(b"\x00\x00\xff\xff") and json.loads(stream.decompress(frame))["op"] == 11


async def test_a_line_that_breaks_without_a_word_is_resumed(server, guild, ana, run):
    dead = await run(Bot())
    dead.ws.socket._response.connection.transport.abort()
    await until(lambda: server.gateway.resumes == 1)
    await ana.dm("still there?")
    await until(lambda: [one.content for one in dead.heard] == ["still there?"])


async def test_the_application_can_read_which_intents_the_portal_gives(server, bot):
    assert (await bot.application_info()).flags.gateway_message_content_limited
    server.privileged["message_content"] = False
    assert not (await bot.application_info()).flags.gateway_message_content_limited
