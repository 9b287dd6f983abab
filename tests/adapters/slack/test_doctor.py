"""The doctor names what keeps Slack from working, and the whole starts from the command line."""

import asyncio
import json
import os
import re
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from adapters.command_line.run import started
from adapters.settings import read_settings
from adapters.slack import doctor
from adapters.slack.manifest import EVENTS, SCOPES, as_json, as_yaml, bot_scopes, manifest
from tests import warm
from tests.slack_house import a_house, a_slack
from tests.standins.slack.app import EVENTS as KNOWN
from tests.standins.slack.app import SCOPES as THERE

BATON = str(Path(sys.executable).with_name("baton"))
PAGE = Path(__file__).parents[3] / "docs" / "slack.md"


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture
async def house(slack, tmp_path):
    async with a_house(tmp_path, slack) as running:
        yield running


@pytest.fixture
async def desk(house, slack):
    workspace = slack.workspaces[0]
    await house.set_up(workspace, workspace.member("Mina"))
    return workspace


async def found(house):
    return {check.name.removeprefix("slack: "): check for check in await house.side.checks()}


async def test_a_desk_that_works_has_nothing_to_mend(house, desk):
    assert [check for check in (await found(house)).values() if not check.ok or check.warning] == []


async def test_each_missing_scope_is_named_with_its_reason(house, desk, slack):
    desk.grants(without=("files:read", "reactions:write"))
    house.gateway.api.forget(desk.id)
    checks = await found(house)
    assert not checks["scope files:read"].ok and "photos" in checks["scope files:read"].mend
    assert checks["scope reactions:write"].ok and checks["scope reactions:write"].warning


@pytest.mark.parametrize(
    ("breaks", "name", "words"),
    [
        (lambda ws, room: ws.removes_bot(room), "staff channel", "hidden from me"),
        (lambda ws, room: ws.archives(room), "#support-desk", "archived"),
        (lambda ws, room: ws.shares(room, "T0OTHER1"), "#support-desk", "another organisation"),
    ],
)
async def test_what_is_wrong_with_the_staff_channel_is_named(house, desk, breaks, name, words):
    breaks(desk, house.room)
    await house.settled()
    checks = [check for key, check in (await found(house)).items() if key.startswith(name)]
    assert any(words in check.found and not check.ok and check.mend for check in checks), checks


async def test_a_group_that_is_gone_is_named(house, desk, slack):
    next(iter(slack.world.groups.values())).disabled = True
    assert any("not there any more" in check.found for check in (await found(house)).values())


async def test_a_messages_tab_that_is_off_is_seen_in_what_fails(house, desk, slack):
    ana = desk.member("Ana")
    await ana.dm("hello")
    await house.settled()
    slack.fails("chat.postMessage", "messages_tab_disabled", times=1, where=ana.dm_channel)
    await ana.dm("hello again")
    await house.settled()
    assert not (await found(house))["messages tab"].ok


async def test_it_is_asked_in_chat_too(house, desk):
    boss = desk.member("Rosa", admin=True)
    told = await (await boss.slash("/baton doctor", desk.general)).says()
    assert "private, and I am in it" in told.text


@pytest.mark.parametrize(
    ("given", "name", "words"),
    [
        (doctor.Tokens(bot="xapp-1", app="xapp-1"), "bot token", "an app-level token"),
        (doctor.Tokens(bot="xoxb-1", app="xoxb-1"), "app token", "a bot token"),
        (doctor.Tokens(bot="xoxb-1"), "how Slack reaches us", "not at all"),
        (doctor.Tokens(app="xapp-1", client="1.2"), "OAuth", "one half"),
        (doctor.Tokens(signing="x", client="1.2", client_secret="y"), "OAuth", "BATON_KEY"),
    ],
)
def test_the_shape_of_the_settings_is_looked_at_and_never_shown(given, name, words):
    [check] = [one for one in doctor.shapes(given) if one.name == f"slack: {name}"]
    assert words in check.found + check.mend and not check.ok


def test_both_platforms_run_side_by_side(tmp_path):
    tokens = {"discord_token": "a.b.c", "slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"}
    settings = read_settings(env_file=None, data_dir=tmp_path, demo=True, **tokens)
    assert [side.name for side in started(settings)] == ["Discord", "Slack"]


# The manifest


def test_the_manifest_names_nothing_that_slack_does_not_have():
    assert {scope.name for scope in SCOPES} <= THERE and EVENTS.keys() <= KNOWN.keys()
    assert all(set(KNOWN[event]) & set(bot_scopes(agent=False)) or not KNOWN[event] for event in EVENTS)


def test_it_reads_the_same_as_yaml_and_as_json():
    made = manifest(url="https://baton.example", agent=True, installs=True)
    assert json.loads(as_json(made)) == made
    values = [line.partition(" # ")[0].strip(" -") for line in as_yaml(made).splitlines()]
    assert all(json.dumps(scope) in values for scope in bot_scopes(agent=True))
    assert "https://baton.example/slack/events" in as_yaml(made)


def test_without_an_address_it_is_for_socket_mode_and_with_one_for_http():
    assert manifest()["settings"]["socket_mode_enabled"] and "request_url" not in as_json(manifest())
    assert not manifest(url="https://baton.example")["settings"]["socket_mode_enabled"]
    assert "agent_view" not in as_json(manifest()) and "assistant:write" not in as_json(manifest())


def test_the_page_explains_each_scope_and_no_other():
    table = PAGE.read_text().partition("<!-- scopes")[2].partition("<!-- end -->")[0]
    assert re.findall(r"^\| `([a-z:_.]+)` \|", table, re.MULTILINE) == [scope.name for scope in SCOPES]


# From the command line


def environment(server, folder, **given):
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("BATON_")},
        "BATON_DATA_DIR": str(folder),
        "BATON_SLACK_BOT_TOKEN": server.bot_token,
        "BATON_SLACK_APP_TOKEN": server.app_token,
        "BATON_SLACK_API_URL": server.api_url,
        "BATON_SLACK_FILES_URL": server.files_url,
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


async def test_before_it_connects_the_shell_says_how_it_is(slack, tmp_path):
    code, said = await baton(slack, tmp_path, "doctor", "--platform", "slack")
    assert code == 0 and "Socket Mode: Slack lets us connect" in said and "staff_role=@group" in said
    assert slack.bot_token not in said and slack.app_token not in said


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"BATON_SLACK_BOT_TOKEN": "xoxb-wrong"}, "the token is refused"),
        ({"BATON_SLACK_APP_TOKEN": "xapp-wrong"}, "Socket Mode"),
        ({"BATON_SLACK_API_URL": "http://127.0.0.1:9/api"}, "BATON_SLACK_API_URL"),
    ],
)
async def test_what_slack_refuses_is_named_and_not_shown(slack, tmp_path, given, words):
    code, said = await baton(slack, tmp_path, "doctor", "--platform", "slack", **given)
    assert code == 1 and words in said and "-wrong" not in said


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"BATON_SLACK_APP_TOKEN": ""}, "BATON_SLACK_SIGNING_SECRET"),
        ({"BATON_SLACK_CLIENT_ID": "1.2"}, "BATON_SLACK_CLIENT_SECRET"),
        ({"BATON_SLACK_CLIENT_ID": "1.2", "BATON_SLACK_CLIENT_SECRET": "x"}, "BATON_KEY"),
        ({"BATON_SLACK_BOT_TOKEN": "xoxb-wrong"}, "BATON_SLACK_BOT_TOKEN"),
        ({"BATON_SLACK_APP_TOKEN": "xapp-wrong"}, "BATON_SLACK_APP_TOKEN"),
        ({"BATON_DEMO": ""}, "BATON_DEMO"),
    ],
)
async def test_run_ends_and_names_the_setting(slack, tmp_path, given, words):
    code, said = await baton(slack, tmp_path, "run", **{"BATON_DEMO": "1", **given})
    assert code == 2 and words in said, said
    assert "-wrong" not in said


async def test_run_answers_on_slack_and_says_that_it_is_a_demonstration(slack, tmp_path):
    ana = slack.workspaces[0].member("Ana")
    given = environment(slack, tmp_path, BATON_DEMO="1")
    run = await asyncio.create_subprocess_exec(BATON, "run", env=given, cwd=tmp_path, stdout=asyncio.subprocess.PIPE)
    try:
        await slack.connected(2, within=30)
        await ana.dm("what are your opening hours")
        assert "automated assistant" in (await ana.hears("demonstration", within=20)).text
    finally:
        run.terminate()
        await asyncio.wait_for(run.wait(), 60)
    assert run.returncode == 0


@pytest.mark.parametrize("playground", ["on", "auto"])
async def test_slack_is_heard_on_the_web_port_beside_the_playground_and_without_it(slack, tmp_path, playground):
    port, ana = free_port(), slack.workspaces[0].member("Ana")
    http = {"BATON_SLACK_APP_TOKEN": "", "BATON_SLACK_SIGNING_SECRET": slack.signing_secret}
    given = environment(slack, tmp_path, BATON_DEMO="1", BATON_WEB_PORT=str(port), BATON_PLAYGROUND=playground, **http)
    slack.delivers_to(f"http://127.0.0.1:{port}/slack/events")
    run = await asyncio.create_subprocess_exec(BATON, "run", env=given, cwd=tmp_path, stdout=asyncio.subprocess.PIPE)
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web:
            await until(web, "/readyz", 200)
            assert await status(web, "/") == (200 if playground == "on" else 404)
            async with web.post("/slack/events", json={"type": "event_callback"}) as unsigned:
                assert unsigned.status == 401
        await ana.dm("what are your opening hours")
        assert "automated assistant" in (await ana.hears("demonstration", within=20)).text
    finally:
        run.terminate()
        await asyncio.wait_for(run.wait(), 60)


async def until(web, path, wanted):
    async with asyncio.timeout(30):
        while True:
            try:
                if await status(web, path) == wanted:
                    return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def status(web, path):
    async with web.get(path) as answer:
        return answer.status


async def test_the_manifest_is_printed_in_both_forms(slack, tmp_path):
    code, said = await baton(
        slack, tmp_path, "slack", "manifest", "--format", "json", "--http", "https://baton.example"
    )
    assert code == 0 and json.loads(said) == manifest(url="https://baton.example")
    code, said = await baton(slack, tmp_path, "slack", "manifest", BATON_SLACK_COMMAND="/larkspur")
    assert code == 0 and 'command: "/larkspur"' in said and "# answer" in said
    code, said = await baton(slack, tmp_path, "slack", "manifest", "--http", "http://baton.example")
    assert code == 2 and "https://" in said
