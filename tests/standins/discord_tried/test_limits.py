"""Budgets, faults and the kit itself."""

import re
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from tests.standins.discord import DiscordStandIn, Misused
from tests.standins.discord_tried.clients import SEND


async def test_a_budget_is_told_in_headers_and_its_excess_refused(server, guild, rest):
    server.server.budgets.set(SEND, 2, per=0.2)
    answers = [await rest("POST", f"/channels/{guild.general.id}/messages", {"content": "x"}) for _ in range(3)]
    assert [status for status, _ in answers] == [200, 200, 429]
    assert answers[2][1]["retry_after"] <= 0.2 and rest.headers["Via"] and rest.headers["X-RateLimit-Scope"] == "user"
    assert server.invalid_requests == 1


async def test_the_real_client_waits_rather_than_exceed(server, bot, guild):
    server.server.budgets.set(SEND, 2, per=0.1)
    channel = bot.get_channel(guild.general.id)
    await channel.send("one more to learn the budget")
    for number in range(5):
        await channel.send(str(number))
    assert server.server.budgets.hit[SEND] == 0 and server.calls[SEND] == 6


async def test_a_line_that_drops_after_accepting_has_still_posted(server, bot, guild, ana):
    server.fails(SEND, "drop after accept")
    channel = bot.get_channel(guild.general.id)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("once", nonce="n1")
    await channel.send("once", nonce="n1")
    assert [one.text for one in ana.sees(guild.general)] == ["once"]
    server.fails(SEND, "drop before")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("lost")
    assert len(ana.sees(guild.general)) == 1


async def test_a_server_error_is_retried_by_the_client_with_the_same_nonce(server, bot, guild, ana):
    server.fails(SEND, 500)
    await bot.get_channel(guild.general.id).send("patience")
    assert [one.text for one in ana.sees(guild.general)] == ["patience"] and server.calls[SEND] == 2


async def test_a_fault_on_an_unknown_route_is_a_clear_mistake(server):
    with pytest.raises(Misused, match=re.escape(SEND)):
        server.fails("POST /messages", 500)


async def test_only_the_token_opens_the_api(server, rest):
    headers = {"Authorization": "Bot wrong"}
    async with rest.session.get(server.api_url + "/users/@me", headers=headers) as response:
        assert (response.status, response.headers["Content-Type"]) == (401, "application/json")
    assert (await rest("GET", "/no/such/route"))[0] == 404 and server.server.unknown == ["GET /api/v10/no/such/route"]


async def test_opening_dms_too_fast_is_refused(server, bot, guild, rest):
    server.world.new_dms = 2
    people = [guild.member(name) for name in ("Ana", "Ben", "Cleo")]
    answers = [await rest("POST", "/users/@me/channels", {"recipient_id": str(one.id)}) for one in people]
    assert [status for status, _ in answers] == [200, 200, 429] and answers[2][1]["code"] == 40003


async def test_old_messages_are_edited_a_few_times_only(server, guild, rest):
    _, sent = await rest("POST", f"/channels/{guild.general.id}/messages", {"content": "old"})
    server.passes(hours=2)
    path = f"/channels/{guild.general.id}/messages/{sent['id']}"
    answers = [await rest("PATCH", path, {"content": str(number)}) for number in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [429] and answers[5][1]["code"] == 30046


async def test_a_fault_may_be_for_one_channel_and_a_429_names_its_scope(server, bot, guild, ana, rest):
    server.fails(SEND, 429, seconds=0.05, where=guild.general)
    await rest("POST", f"/channels/{ana.dm_channel.id}/messages", {"content": "in the DM"})
    status, answer = await rest("POST", f"/channels/{guild.general.id}/messages", {"content": "x"})
    assert (status, answer["retry_after"], rest.headers["X-RateLimit-Scope"]) == (429, 0.05, "shared")
    await bot.get_channel(guild.general.id).send("through")


async def test_after_the_block_the_client_talks_to_discord_again():
    before = discord.http.Route.BASE
    async with DiscordStandIn() as server:
        with server.points():
            assert before != discord.http.Route.BASE == server.api_url
    assert before == discord.http.Route.BASE


async def test_without_the_openapi_file_it_says_that_it_does_not_validate(tmp_path):
    assert "there is no" in DiscordStandIn(schema=tmp_path / "none.json").schema.why_off


async def test_the_readmes_example_holds():
    readme = (Path(__file__).parents[1] / "discord" / "README.md").read_text()
    names: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", readme, re.S)[0], names)
    await names["test_a_parcel_is_found"]()
