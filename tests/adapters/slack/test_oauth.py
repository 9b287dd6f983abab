"""Installing by OAuth: the state once and in time, tokens sealed, a team of its own, renewed once, forgotten."""

import asyncio
import sqlite3
import time
from contextlib import closing

import aiohttp
import pytest

from adapters.slack.api import Away, Gone
from adapters.slack.rows import WorkspaceRow
from adapters.store.keys import make_key
from adapters.upkeep import teams
from bot.events import Place
from bot.writes import MessageRow, SettingRow
from handoff.acts import Act, Command, Teammate
from handoff.rows import CaseRow
from tests.slack_house import a_house, a_slack

LINK = Command("link")
KEY = make_key()


def by_install(server, **more):
    given = {"slack_bot_token": "", "slack_app_token": "", "slack_signing_secret": server.signing_secret, "key": KEY}
    return given | {"slack_client_id": server.app.client_id, "slack_client_secret": server.app.client_secret} | more


@pytest.fixture
async def slack():
    async with a_slack() as server:
        yield server


@pytest.fixture
async def house(slack, tmp_path):
    async with a_house(tmp_path, slack, **by_install(slack)) as running:
        slack.app.redirect_urls = [f"{running.url}/slack/oauth_redirect"]
        yield running


async def workspaces(house):
    return {row.name: row for row in await house.app.store.find(WorkspaceRow, {})}


async def joins(slack, house, name):
    workspace = slack.workspace(name, installed=False)
    boss = workspace.member("Boss", admin=True)
    page = await boss.installs(f"{house.url}/slack/install")
    assert page.status == 200 and "installed" in page.text, page
    return workspace, boss


async def test_two_workspaces_have_teams_and_desks_of_their_own(slack, house):
    first, boss = await joins(slack, house, "Larkspur")
    second, chief = await joins(slack, house, "Pine")
    kept = await workspaces(house)
    assert {row.team for row in kept.values()} == {f"slack-{first.id}", f"slack-{second.id}"}
    mina, ana = first.member("Mina"), first.member("Ana")
    await house.set_up(first, mina, by=boss)
    await ana.dm("can I talk to a human please")
    await house.settled()
    [case] = await house.app.store.find(CaseRow, {})
    assert case.team == f"slack-{first.id}"
    told = await (await chief.slash("/baton queue", second.general)).says()
    assert "Ana" not in told.text


async def test_a_workspace_that_gives_a_code_belongs_to_the_team_that_took_it(slack, house):
    workspace, boss = await joins(slack, house, "Larkspur")
    where = Place("terminal", "local", "shell")
    act = Act("shell:link", "main", where, Teammate("shell", "The operator", "admin"), house.app.clock.now(), LINK)
    code = (await house.app.desk.receive(act)).text.split("`")[1]
    told = await (await boss.slash(f"/baton join {code}", workspace.general)).says()
    assert "belongs to the team" in told.text
    assert (await workspaces(house))["Larkspur"].team == f"slack-{workspace.id}", "until it is next looked at"
    await house.set_up(workspace, workspace.member("Mina"), by=boss)
    await workspace.member("Ana").dm("can I talk to a human please")
    await house.settled()
    [case] = await house.app.store.find(CaseRow, {})
    assert case.team == "main"


async def test_tokens_lie_sealed(slack, house):
    workspace, _ = await joins(slack, house, "Larkspur")
    row = (await workspaces(house))["Larkspur"]
    assert row.token == workspace.bot_token and "xox" not in repr(row)
    written = [path.read_bytes() for path in house.app.settings.data_dir.glob("baton.db*")]
    assert not any(b"xox" in data for data in written)


async def test_a_new_team_has_the_workspaces_name(slack, house):
    await joins(slack, house, "Larkspur")
    [row] = await house.app.store.find(SettingRow, {"name": "shop_name", "team": f"slack-{slack.workspaces[0].id}"})
    assert row.value == "Larkspur"
    assert await teams(house.app.store, "main") == ("main", row.team), "and is looked after like the first"


async def test_whoever_declines_is_told_and_nothing_is_kept(slack, house):
    boss = slack.workspace("Larkspur", installed=False).member("Boss", admin=True)
    page = await boss.installs(f"{house.url}/slack/install", declines=True)
    assert page.status == 400 and "declined" in page.text and not await workspaces(house)


async def test_a_state_is_this_browsers_and_good_once_for_ten_minutes(slack, house):
    slack.workspace("Larkspur", installed=False).member("Boss", admin=True)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(f"{house.url}/slack/install", allow_redirects=False) as begun:
            state = begun.headers["Location"].partition("state=")[2].partition("&")[0]
            cookie = begun.cookies["baton_slack_state"].value
        back = f"{house.url}/slack/oauth_redirect?code=wrong&state="
        async with browser.get(back + "guessed") as answer:
            assert answer.status == 400 and "not good any more" in await answer.text()
        async with browser.get(back + state) as answer:
            assert "invalid_code" in await answer.text()
        async with browser.get(back + state) as answer:
            assert "not good any more" in await answer.text()
    async with aiohttp.ClientSession() as other, other.get(back + state) as answer:
        assert "not good any more" in await answer.text()
    assert cookie == state


async def test_a_state_that_is_old_is_refused(slack, house, monkeypatch):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(f"{house.url}/slack/install", allow_redirects=False) as begun:
            state = begun.headers["Location"].partition("state=")[2].partition("&")[0]
        now = time.time()
        monkeypatch.setattr("adapters.slack.tokens.time.time", lambda: now + 601)
        back = f"{house.url}/slack/oauth_redirect?code=x&state={state}"
        async with browser.get(back, headers={"Cookie": f"baton_slack_state={state}"}) as answer:
            assert "not good any more" in await answer.text()


async def test_a_token_is_renewed_once_by_however_many(slack, house, tmp_path):
    slack.app.token_rotation = True
    workspace, _ = await joins(slack, house, "Larkspur")
    async with a_house(tmp_path / "second", slack, **by_install(slack)) as other:
        # The other process is on the same database.
        other.gateway.workspaces.parts = house.gateway.parts
        before = await house.gateway.tokens.of(workspace.id)
        await ends_soon(house, workspace)
        house.gateway.workspaces.forget(workspace.id)
        both = (house.gateway.tokens, other.gateway.tokens)
        fresh = await asyncio.gather(*(tokens.of(workspace.id) for tokens in both for _ in range(3)))
        assert len(set(fresh)) == 1 and fresh[0] != before and slack.rooms.oauth.refreshed == 1


async def ends_soon(house, workspace):
    row = await house.gateway.workspaces.fresh(workspace.id)
    from dataclasses import replace

    await house.gateway.workspaces.keep(replace(row, expires=int((time.time() + 3600) * 1_000_000)))


async def test_a_renewal_that_fails_leaves_the_old_token_as_long_as_it_lives(slack, house):
    slack.app.token_rotation = True
    workspace, _ = await joins(slack, house, "Larkspur")
    before = await house.gateway.tokens.of(workspace.id)
    await ends_soon(house, workspace)
    slack.fails("oauth.v2.access", "internal_error", times=1)
    assert await house.gateway.tokens.of(workspace.id) == before


@pytest.mark.parametrize("how", ["uninstalls_app", "revokes_token"])
async def test_a_workspace_that_removes_us_is_forgotten(slack, house, how):
    workspace, boss = await joins(slack, house, "Larkspur")
    stays, _ = await joins(slack, house, "Pine")
    mina, ana, ben = workspace.member("Mina"), workspace.member("Ana"), stays.member("Ben")
    await house.set_up(workspace, mina, by=boss)
    await ana.dm("my most secret words, can I talk to a human")
    await ben.dm("words of another workspace")
    await house.settled()
    getattr(workspace, how)()
    await house.settled()
    row = (await workspaces(house))["Larkspur"]
    assert row.left and not row.token and not row.refresh
    for kind in (MessageRow,):
        assert not [one for one in await house.app.store.find(kind, {}) if "secret words" in one.text]
    for row in await house.inbox():
        assert "secret words" not in row.payload
    [case] = await house.app.store.find(CaseRow, {"team": f"slack-{workspace.id}"})
    assert "secret words" not in case.brief and case.name == ""
    assert [one for one in await house.app.store.find(MessageRow, {}) if "another workspace" in one.text]
    with pytest.raises(Gone):
        await house.gateway.tokens.of(workspace.id)
    # Nothing is left on the disk that a backup would carry on, but what SQLite frees by itself.


async def test_installed_again_it_works_again(slack, house):
    workspace, boss = await joins(slack, house, "Larkspur")
    workspace.uninstalls_app()
    await house.settled()
    page = await boss.installs(f"{house.url}/slack/install")
    assert page.status == 200
    ana = workspace.member("Ana")
    await ana.dm("hello")
    assert "automated assistant" in (await ana.hears()).text


async def test_a_token_that_does_not_open_is_named_once_and_all_else_goes_on(slack, house, caplog):
    spoilt, boss = await joins(slack, house, "Larkspur")
    stays, _ = await joins(slack, house, "Pine")
    ana, ben = spoilt.member("Ana"), stays.member("Ben")
    with closing(sqlite3.connect(house.app.store.path)) as db, db:
        other = "(select token from slack_workspaces where space=?)"
        db.execute(f"update slack_workspaces set token={other} where space=?", (stays.id, spoilt.id))
    house.gateway.workspaces.forget(spoilt.id)
    for _ in range(2):
        with pytest.raises(Away, match="does not open"):
            await house.gateway.tokens.of(spoilt.id)
    await ana.dm("hello")
    await ben.dm("hello")
    assert "automated assistant" in (await ben.hears()).text
    told = [line for line in caplog.messages if "does not open" in line]
    assert told == [f"the token of workspace {spoilt.id} does not open: install the app there again"]
    wrong = [check for check in await house.side.checks() if "does not open" in check.found]
    assert [(check.name, check.ok) for check in wrong] == [("slack: token of Larkspur", False)]
    await boss.installs(f"{house.url}/slack/install")
    await ana.dm("hello again")
    assert "automated assistant" in (await ana.hears()).text


async def test_without_a_key_nothing_is_installed(slack, tmp_path):
    from adapters.command_line.slack import ways
    from adapters.command_line.stopping import Stop
    from tests.slack_house import settings_of

    with pytest.raises(Stop, match="BATON_KEY"):
        ways(settings_of(tmp_path, slack, **by_install(slack, key="")))
