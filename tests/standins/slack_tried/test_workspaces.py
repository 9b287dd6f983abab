"""Several workspaces: installing, rotating, leaving; other organisations; who is who."""

import aiohttp
import pytest
from aiohttp import web as http
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot, FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack import Misused
from tests.standins.slack_tried.apps import Served, client

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response["error"]


@pytest.fixture
async def shop(server, tmp_path):
    """A Bolt app that anybody may install."""
    with server.points():
        settings = AsyncOAuthSettings(
            client_id=server.app.client_id,
            client_secret=server.app.client_secret,
            scopes=["chat:write", "im:history"],
            installation_store=FileInstallationStore(base_dir=str(tmp_path)),
            state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(tmp_path)),
        )
        app = AsyncApp(signing_secret=server.signing_secret, oauth_settings=settings)
        app.enable_token_revocation_listeners()
        site = app.web_app()
        runner = http.AppRunner(site, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        await http.TCPSite(runner, "127.0.0.1", 0).start()
        app.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        server.app.redirect_urls = [f"{app.address}/slack/oauth_redirect"]
        server.delivers_to(f"{app.address}/slack/events")
        yield app
        await runner.cleanup()


async def test_a_workspace_installs_talks_and_leaves(server, shop):
    @shop.event("message")
    async def answer(event, say, context):
        await say(f"hello from {context.team_id}")

    pine, oak = (server.workspace(name, installed=False) for name in ("Pine", "Oak"))
    for workspace in (pine, oak):
        ana = workspace.member("Ana", admin=True)
        page = await ana.installs(f"{shop.address}/slack/install")
        assert page.status == 200 and "Thank you" in page.text
        assert workspace.token.scopes == {"chat:write", "im:history"}
        await ana.dm("hi")
        assert (await ana.hears("hello")).text == f"hello from {workspace.id}"
    ada = pine.member("Ada")
    pine.uninstalls_app()
    await server.settles(0.05)
    with pytest.raises(Misused, match="not installed"):
        await ada.dm("anybody?")
    store = shop.installation_store
    assert await store.async_find_bot(enterprise_id=None, team_id=pine.id) is None
    assert await store.async_find_bot(enterprise_id=None, team_id=oak.id)


async def test_a_browser_alone_is_approved_at_once(server, shop):
    server.workspace("Pine", installed=False).member("Ana", admin=True)
    async with aiohttp.ClientSession() as browser:
        asked = {"client_id": server.app.client_id, "scope": "chat:write", "state": "s", "redirect_uri": ""}
        async with browser.get(server.authorize_url, params=asked, allow_redirects=False) as answer:
            location = answer.headers["Location"]
    assert location.startswith(f"{shop.address}/slack/oauth_redirect?code=") and location.endswith("state=s")


async def test_installing_can_go_wrong(server, shop):
    ana = server.workspace("Pine", installed=False).member("Ana")
    page = await ana.installs(f"{shop.address}/slack/install", declines=True)
    assert page.status == 200 and "access_denied" in page.text
    with pytest.raises(Misused, match="redirect_uri"):
        await ana.installs(f"{server.authorize_url}?client_id={server.app.client_id}&redirect_uri=http://evil.example")
    with pytest.raises(Misused, match="client_id"):
        await ana.installs(f"{server.authorize_url}?client_id=1&redirect_uri=")
    bare, known = AsyncWebClient(base_url=server.api_url), server.app
    access = {"client_id": known.client_id, "client_secret": known.client_secret}
    assert await refused(bare.oauth_v2_access(code="nonsense", **access)) == "invalid_code"
    wrong = access | {"client_secret": "guess"}
    assert await refused(bare.oauth_v2_access(code="x", **wrong)) == "bad_client_secret"
    code = server.rooms.oauth.approves(ana.user, ana.workspace.id, known.client_id, ["chat:write"], "")
    other = server.rooms.oauth.approves(ana.user, ana.workspace.id, known.client_id, ["chat:write"], "")
    moved = bare.oauth_v2_access(code=other, redirect_uri="http://evil.example", **access)
    assert await refused(moved) == "bad_redirect_uri"
    assert (await bare.oauth_v2_access(code=code, **access))["access_token"].startswith("xoxb-")
    assert await refused(bare.oauth_v2_access(code=code, **access)) == "invalid_code"


async def test_tokens_rotate_and_refreshing_works_once(server):
    server.app.token_rotation = True
    workspace = server.workspace("Pine", installed=False)
    ana, app, bare = workspace.member("Ana"), server.app, AsyncWebClient(base_url=server.api_url)
    code = server.rooms.oauth.approves(ana.user, workspace.id, app.client_id, ["chat:write"], "")
    access = {"client_id": app.client_id, "client_secret": app.client_secret}
    first = await bare.oauth_v2_access(code=code, **access)
    assert first["expires_in"] == 43_200 and first["access_token"].startswith("xoxe.xoxb-")
    refresh = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]} | access
    second = await bare.oauth_v2_access(**refresh)
    assert await refused(bare.oauth_v2_access(**refresh)) == "invalid_refresh_token"
    for token in (first["access_token"], second["access_token"]):
        assert (await client(server, token).auth_test())["team_id"] == workspace.id
    server.passes(hours=13)
    assert await refused(client(server, second["access_token"]).auth_test()) == "token_expired"
    rotator = AsyncTokenRotator(**access, client=bare)
    held = {"bot_token": second["access_token"], "bot_refresh_token": second["refresh_token"]}
    bot = Bot(bot_id="B", bot_user_id="U", installed_at=0.0, bot_token_expires_at=1, **held)
    third = await rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=120)
    assert (await client(server, third.bot_token).auth_test())["ok"] and server.rooms.oauth.refreshed == 2


async def test_tokens_end(server, workspace, web, ana):
    assert await refused(client(server, "xoxb-guess").auth_test()) == "invalid_auth"
    workspace.revokes_token()
    assert await refused(web.auth_test()) == "token_revoked"
    workspace.installs_app()
    fresh = client(server)
    workspace.uninstalls_app()
    assert await refused(fresh.auth_test()) == "account_inactive"
    kinds = [one["event"]["type"] for one in server.sent]
    assert kinds == ["tokens_revoked", "tokens_revoked", "app_uninstalled"]


async def test_an_external_is_known_by_a_shared_channel(server, workspace, web):
    zoe, eve = workspace.external("Zoe", of="Acme"), workspace.external("Eve", of="Acme")
    shared = workspace.channel("acme", external=[zoe])
    info = (await web.users_info(user=zoe.id, include_locale=True))["user"]
    assert info["team_id"] == zoe.user.team_id != workspace.id
    assert "locale" not in info and "email" not in info["profile"] and "is_admin" not in info
    assert await refused(web.users_info(user=eve.id)) == "user_not_visible"
    assert (await web.conversations_info(channel=shared.id))["channel"]["is_ext_shared"]
    await zoe.says(shared, f"{workspace.bot.mention} help")
    await zoe.dm("and here")
    mention, message, private = server.sent
    assert mention["event"]["user_team"] == zoe.user.team_id and mention["is_ext_shared_channel"]
    assert {one["team_id"] for one in (mention, message, private)} == {workspace.id}
    await web.chat_postMessage(channel=zoe.id, text="hello")
    assert (await zoe.hears()).text == "hello"


async def test_externals_have_buttons_and_no_commands(server, workspace, app, web):
    seen = []

    @app.action("go")
    async def go(ack, body):
        await ack()
        seen.append((body["user"]["team_id"], body["team"]["id"]))

    server.app.command("/baton")
    server.app.shortcut("Get help", "help")
    zoe = workspace.external("Zoe")
    shared = workspace.channel("acme", external=[zoe])
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    await web.chat_postMessage(channel=shared.id, text="x", blocks=[{"type": "actions", "elements": [button]}])
    async with Served(app) as served:
        server.delivers_to(served.url)
        await zoe.presses("Go")
    assert seen == [(zoe.user.team_id, workspace.id)]
    with pytest.raises(Misused, match="no commands"):
        await zoe.slash("/baton help", shared)
    with pytest.raises(Misused, match="no shortcuts"):
        await zoe.shortcut("Get help", zoe.sees(shared)[0])


async def test_a_file_from_elsewhere_must_be_asked_for(server, workspace, web):
    zoe = workspace.external("Zoe")
    shared = workspace.channel("acme", external=[zoe])
    await zoe.says(shared, files={"a.png": b"PNG"})
    shown = next(one["event"]["files"][0] for one in server.sent if one["event"]["type"] == "message")
    assert shown["file_access"] == "check_file_info"
    assert (await web.files_info(file=shown["id"]))["file"]["url_private_download"].endswith("a.png")


async def test_what_happens_to_channels(server, workspace, ana):
    desk = workspace.channel("desk", ana)
    workspace.shares(desk, "T0ELSEWHERE")
    old = workspace.changes_id(desk)
    await workspace.member("Ben").joins(desk)
    workspace.archives(desk, ana)
    workspace.unarchives(desk, ana)
    workspace.removes_bot(desk)
    await ana.says(desk, "alone at last")
    kinds = [one["event"]["type"] for one in server.sent]
    assert kinds == [
        "channel_shared",
        "channel_id_changed",
        "member_joined_channel",
        "channel_archive",
        "channel_unarchive",
        "channel_left",
    ]
    assert server.sent[1]["event"]["old_channel_id"] == old != desk.id


async def test_admins_guests_groups_and_bots(server, workspace, web):
    boss = workspace.member("Bea", owner=True)
    guest = workspace.member("Gus", guest="single")
    info = [(await web.users_info(user=one.id))["user"] for one in (boss, guest)]
    assert [(one["is_admin"], one["is_owner"], one["is_restricted"], one["is_ultra_restricted"]) for one in info] == [
        (True, True, False, False),
        (False, False, True, True),
    ]
    assert (await web.users_lookupByEmail(email=boss.user.email))["user"]["id"] == boss.id
    desk = workspace.group("Desk", [boss])
    assert (await web.usergroups_list(include_users=True))["usergroups"][0]["users"] == [boss.id]
    assert (await web.usergroups_users_list(usergroup=desk.id))["users"] == [boss.id]
    other = workspace.other_bot("Deploys")
    message = await other.says(workspace.general, "deployed")
    assert message.bot_id == other.user.bot_id and (await web.bots_info(bot=message.bot_id))["bot"]["name"] == "Deploys"
    assert not guest.can_see(workspace.general) and boss.can_see(workspace.general)
    workspace.regroups(desk, [guest])
    workspace.changes(boss, is_admin=False)
    group, user = (one["event"] for one in server.sent[1:])
    assert (group["added_users"], group["removed_users"]) == ([guest.id], [boss.id])
    assert user["type"] == "user_change" and user["user"]["is_admin"] is False
    workspace.deactivates(boss)
    assert await refused(web.conversations_open(users=boss.id)) == "user_disabled"


async def test_clients_are_pointed_here_and_back(server, workspace):
    with server.points():
        assert (await AsyncWebClient(token=server.bot_token).auth_test())["user_id"] == workspace.bot.id
    assert AsyncWebClient().base_url == "https://slack.com/api/"


async def test_agents_say_what_they_do(server, workspace, web, ana):
    server.app.agent_view = True
    await ana.opens_messages()
    root = await ana.dm("where is it")
    where = {"channel_id": root.channel_id, "thread_ts": root.ts}
    await web.assistant_threads_setStatus(status="is looking", **where)
    assert ana.status(root) == "is looking"
    server.passes(minutes=2)
    assert ana.status(root) == ""
    await web.assistant_threads_setStatus(status="is still looking", **where)
    await web.agents_sessions_setStatus(status="suspended", **where)
    assert (
        await refused(web.api_call("agents.sessions.setStatus", json={"status": "bored", **where})) == "invalid_status"
    )
    await web.chat_postMessage(channel=root.channel_id, thread_ts=root.ts, text="here")
    assert ana.status(root) == ""
    await ana.stops(root)
    kinds = [(one["event"]["type"], one["event"].get("tab")) for one in server.sent]
    assert kinds[0] == ("app_home_opened", "messages") and kinds[-1][0] == "agent_session_stopped"
