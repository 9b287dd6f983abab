"""The doctor names what keeps Discord from working, and the whole starts from the command line."""

import asyncio
import os
import re
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from adapters.discord.permissions import NEEDS, invite, wanted
from tests import warm
from tests.adapters.discord.counter import a_counter
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.permissions import Permission

BATON = str(Path(sys.executable).with_name("baton"))
PAGE = Path(__file__).parents[3] / "docs" / "discord.md"


@pytest.fixture
async def server():
    async with DiscordStandIn(token="abc.def.ghi") as running:
        with running.points():
            yield running


@pytest.fixture
def guild(server):
    made = server.guild("Larkspur & Pine")
    made.support = made.role("Support", mentionable=True)
    made.help = made.channel("help")
    made.rosa = made.member("Rosa")
    return made


@pytest.fixture
async def counter(tmp_path, server, guild):
    async with a_counter(tmp_path, server) as it:
        await guild.owner.slash("/support setup", guild.general, staff_role=guild.support, panel=guild.help)
        it.room = next(one for one in server.world.channels.values() if one.name == "support-desk")
        yield it


async def failed(counter, **given):
    return {check.name: check.mend for check in await counter.checks(**given) if not check.ok}


async def test_a_desk_that_was_set_up_is_well(counter):
    assert await failed(counter) == {}


@pytest.mark.parametrize("need", [need for need in NEEDS if "staff" in need.where], ids=lambda need: need.name)
async def test_each_missing_permission_is_named_with_how_to_mend_it(counter, need):
    mine = counter.room.overwrites[counter.server.bot.id]
    bit = int(Permission[need.name.upper()])
    mine.allow, mine.deny = mine.allow & ~bit, mine.deny | bit
    found = {check.name: check for check in await counter.checks()}
    if need.name == "view_channel":
        assert any(
            check.name.startswith("discord: staff channel") or need.shown in check.name
            for check in found.values()
            if not check.ok
        )
        return
    check = found[f"discord: #support-desk {need.shown}"]
    assert check.ok is not need.required
    assert need.shown in check.mend


async def test_a_room_that_strangers_see_is_the_first_thing_to_mend(counter, guild):
    del counter.room.overwrites[guild.id]
    assert "View Channel" in (await failed(counter))["discord: #support-desk"]


async def test_a_role_that_nobody_may_call_is_named(counter, guild):
    guild.support.mentionable = False
    assert "mention this role" in (await failed(counter))["discord: @Support"]


async def test_a_panel_that_was_deleted_is_missed(counter, guild):
    guild.help.messages.clear()
    assert "panel" in (await failed(counter))["discord: panel in #help"]


async def test_a_staff_channel_that_was_deleted_is_missed(counter, guild):
    await guild.deletes_channel(counter.room)
    assert any(name.startswith("discord: staff channel") for name in await failed(counter))


async def test_support_doctor_says_the_same_to_an_admin(counter, guild):
    guild.support.mentionable = False
    answer = await guild.owner.slash("/support doctor", guild.general)
    assert "mention this role" in answer.text
    assert answer.ephemeral


async def test_the_invite_asks_for_what_is_needed_and_the_page_says_so():
    text = PAGE.read_text(encoding="utf-8")
    assert f"`{wanted().value}`" in text
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", text, re.M)
    assert rows == [(need.shown, need.why) for need in NEEDS]
    assert f"permissions={wanted().value}" in invite(1)
    assert not wanted().administrator
    assert not wanted().mention_everyone


# From the command line.


def environment(server, folder, **given):
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("BATON_")},
        "BATON_DATA_DIR": str(folder),
        "BATON_DISCORD_TOKEN": server.token,
        "BATON_DISCORD_API_URL": server.api_url,
        "BATON_DISCORD_GATEWAY_URL": server.gateway_url,
        "BATON_DISCORD_CDN_URL": server.cdn_url,
        "BATON_WEB_PORT": "0",
        **given,
    }


async def baton(server, folder, *words, **given):
    run = await asyncio.create_subprocess_exec(
        *warm.baton(*words),
        env=environment(server, folder, **given),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(run.communicate(), 60)
    return run.returncode, out.decode() + err.decode()


async def test_before_it_connects_the_shell_says_what_to_do_next(server, tmp_path):
    """In no server yet: the link that adds it, with the number of its permissions. The token is not shown."""
    code, said = await baton(server, tmp_path, "doctor", "--platform", "discord")
    assert code == 1
    assert f"permissions={wanted().value}" in said
    assert server.token not in said


async def test_a_token_that_discord_refuses_is_named_and_not_shown(server, tmp_path):
    code, said = await baton(
        server, tmp_path, "doctor", "--platform", "discord", BATON_DISCORD_TOKEN="wrong.wrong.wrong"
    )
    assert code == 1
    assert "refused" in said
    assert "wrong.wrong" not in said


async def test_discord_that_cannot_be_reached_is_named(server, tmp_path):
    nowhere = "http://127.0.0.1:9/api/v10"
    code, said = await baton(server, tmp_path, "doctor", "--platform", "discord", BATON_DISCORD_API_URL=nowhere)
    assert code == 1
    assert "BATON_DISCORD_API_URL" in said


async def test_the_sample_shop_stays_away_from_real_people_unless_told_otherwise(server, tmp_path):
    code, said = await baton(server, tmp_path, "run")
    assert code == 2
    assert "BATON_DEMO" in said


async def test_run_answers_on_discord_and_says_that_it_is_a_demonstration(server, guild, tmp_path):
    run = await asyncio.create_subprocess_exec(
        BATON, "run", env=environment(server, tmp_path, BATON_DEMO="1"), cwd=tmp_path, stdout=asyncio.subprocess.PIPE
    )
    try:
        await server.connected()
        await guild.rosa.dm("what are your opening hours")
        answer = await guild.rosa.hears("demonstration", within=20)
        assert "automated assistant" in answer.text
    finally:
        run.terminate()
        await asyncio.wait_for(run.wait(), 60)
    assert run.returncode == 0


async def test_without_a_playground_the_web_port_still_says_how_it_is(server, guild, tmp_path):
    """Ready once Discord is connected; and no page lets strangers be customers."""
    port = free_port()
    given = {"BATON_DEMO": "1", "BATON_WEB_PORT": str(port)}
    run = await asyncio.create_subprocess_exec(BATON, "run", env=environment(server, tmp_path, **given), cwd=tmp_path)
    try:
        await server.connected()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web:
            async with asyncio.timeout(60):
                while (await status(web, "/readyz")) != 200:  # noqa: ASYNC110 - it runs in another process
                    await asyncio.sleep(0.05)
            assert await status(web, "/healthz") == 200
            assert await status(web, "/metrics") == 200
            assert await status(web, "/") == 404
    finally:
        run.terminate()
        await asyncio.wait_for(run.wait(), 60)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def status(web, path):
    async with web.get(path) as answer:
        return answer.status


async def test_run_with_a_wrong_token_ends_and_names_the_setting(server, tmp_path):
    code, said = await baton(server, tmp_path, "run", BATON_DEMO="1", BATON_DISCORD_TOKEN="wrong.wrong.wrong")
    assert code == 2
    assert "BATON_DISCORD_TOKEN" in said
    assert "wrong.wrong" not in said
