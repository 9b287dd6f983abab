"""Signed HTTP and Socket Mode: what is heard, retried, redelivered."""

import asyncio

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from tests.standins.slack import InteractionFailed, SlackStandIn
from tests.standins.slack_tried.apps import Served, Socketed, bolt


class Stubborn:
    """Answers as it is told, and keeps what it got."""

    def __init__(self, *statuses, headers=None):
        self.statuses, self.headers, self.got, self.raw = list(statuses), headers or {}, [], []
        self.reached = asyncio.Event()

    async def async_dispatch(self, request):
        from slack_bolt.response import BoltResponse

        self.got.append(request.body)
        self.raw.append(request)
        self.reached.set()
        status = self.statuses.pop(0) if self.statuses else 200
        if status == "hang":
            await asyncio.Event().wait()
        if request.body.get("type") == "url_verification":
            return BoltResponse(status=200, body=request.body["challenge"])
        return BoltResponse(status=status, headers=self.headers)


@pytest.fixture
async def heard(server, workspace):
    async def start(*statuses, **options):
        served = await Served(Stubborn(*statuses, **options)).__aenter__()
        started.append(served)
        server.delivers_to(served.url)
        return served

    started = []
    yield start
    for one in started:
        await one.__aexit__()


async def test_requests_are_signed_as_the_sdk_expects(server, heard, ana):
    served = await heard()
    await ana.dm("hello")
    await server.settles(0.02)
    verifier, request = SignatureVerifier(server.signing_secret), served.app.raw[0]
    assert verifier.is_valid_request(request.raw_body, {key: value[0] for key, value in request.headers.items()})


async def test_old_signatures_are_refused_by_bolt(server, workspace, app, ana):
    async with Served(app) as served:
        server.delivers_to(served.url)
        server.posts.skew = -600
        await ana.dm("hello")
        await server.stirs.until(lambda: server.attempts or None, 5, str)
        assert server.attempts[0].ack.status == 401


async def test_url_verification(server, heard):
    await heard()
    assert (await server.verifies_url()).ok


async def test_failures_are_tried_again_at_once_after_a_minute_and_after_five(server, heard, ana):
    served = await heard(500, 500, 500, 500)
    await ana.dm("hello")
    await server.settles(0.02)
    assert [one.number for one in server.attempts] == [0, 1]
    server.passes(minutes=1)
    await server.settles(0.02)
    server.passes(minutes=5)
    await server.settles(0.02)
    assert [one.number for one in server.attempts] == [0, 1, 2, 3]
    assert len({one.event_id for one in server.attempts}) == 1
    nums = [one.get("X-Slack-Retry-Num") for one in served.requests]
    assert nums == [None, "1", "2", "3"] and served.requests[1]["X-Slack-Retry-Reason"] == "http_error"
    server.passes(hours=2)
    await server.settles(0.02)
    assert len(server.attempts) == 4


async def test_delayed_events_go_on_by_the_hour(server, heard, ana):
    server.app.delayed_events = True
    await heard(*[500] * 5)
    await ana.dm("hello")
    for minutes in (0, 1, 5, 60, 60):
        server.passes(minutes=minutes)
        await server.settles(0.02)
    assert [one.ack.ok for one in server.attempts] == [False] * 5 + [True]


async def test_no_retry_ends_it(server, heard, ana):
    await heard(500, headers={"X-Slack-No-Retry": ["1"]})
    await ana.dm("hello")
    await server.settles(0.02)
    server.passes(minutes=1)
    await server.settles(0.02)
    assert len(server.attempts) == 1


async def test_three_seconds_are_over_when_the_clock_says_so(server, heard, ana):
    served = await heard("hang")
    await ana.dm("hello")
    await served.app.reached.wait()
    server.passes(seconds=3.1)
    await server.settles(0.02)
    assert [one.ack.reason for one in server.attempts] == ["http_timeout", ""]


async def test_nobody_there_is_connection_failed(server, ana):
    server.delivers_to("http://127.0.0.1:9/slack/events")
    await ana.dm("hello")
    await server.settles(0.02)
    assert server.attempts[0].ack.reason == "connection_failed"


async def test_a_mention_comes_twice_with_one_ts(server, heard, workspace, ana):
    served = await heard()
    await ana.says(workspace.general, f"{workspace.bot.mention} help")
    await server.settles(0.02)
    first, second = served.app.got
    assert {first["event"]["type"], second["event"]["type"]} == {"app_mention", "message"}
    assert first["event_id"] != second["event_id"] and first["event"]["ts"] == second["event"]["ts"]
    assert first["authorizations"][0]["user_id"] == workspace.bot.id


async def test_only_what_is_subscribed_allowed_and_near_is_heard(server, heard, workspace, ana):
    served = await heard()
    away = workspace.channel("away", ana, bot=False)
    server.app.events -= {"reaction_added"}
    workspace.grants(without=("groups:history",))
    private = workspace.channel("private", ana, private=True)
    for channel in (away, private):
        await ana.says(channel, "hello")
    await ana.reacts(await ana.says(workspace.general, "hi"), "eyes")
    await server.settles(0.02)
    assert [one["event"]["text"] for one in served.app.got] == ["hi"]


async def test_the_bot_hears_of_itself(server, heard, workspace, web):
    served = await heard()
    ts = (await web.chat_postMessage(channel=workspace.general.id, text="one"))["ts"]
    await web.chat_update(channel=workspace.general.id, ts=ts, text="two")
    await server.settles(0.02)
    new, changed = served.app.got
    assert new["event"]["bot_id"] == workspace.bot.bot_id and changed["event"]["message"]["text"] == "two"


async def test_events_twice_late_and_backwards(server, heard, ana):
    served = await heard()
    server.duplicates_next_event()
    await ana.dm("one")
    await server.settles(0.02)
    assert len(served.app.got) == 2 and len({one["event_id"] for one in served.app.got}) == 1
    with server.holds_events(backwards=True):
        await ana.dm("two")
        await ana.dm("three")
    await server.settles(0.02)
    assert {one["event"]["text"] for one in served.app.got[2:]} == {"two", "three"}


async def test_any_event_and_an_old_one_again(server, heard, workspace, ana):
    served = await heard()
    sent = server.dispatches({"type": "something_new"}, workspace)
    await server.settles(0.02)
    server.repeats(sent)
    await server.settles(0.02)
    assert [one["event_id"] for one in served.app.got] == [sent["event_id"]] * 2


# Socket Mode


@pytest.fixture
async def link(server):
    """Opens a connection without a client; all are closed at the end."""
    sockets = []

    async def opens():
        headers = {"Authorization": f"Bearer {server.app_token}"}
        async with session.post(f"{server.api_url}apps.connections.open", headers=headers) as opened:
            url = (await opened.json())["url"]
        socket = await session.ws_connect(f"{url}&debug_reconnects=true")
        sockets.append(socket)
        hello = await socket.receive_json()
        assert hello["type"] == "hello" and hello["debug_info"]["approximate_connection_time"] == 360
        return socket

    async with aiohttp.ClientSession() as session:
        yield opens
        for socket in sockets:
            await socket.close()


async def test_what_one_connection_does_not_acknowledge_another_gets(server, link, workspace, ana):
    links = [await link() for _ in range(2)]
    assert len(await server.connected(2)) == 2
    await ana.dm("hello")
    waiting = [asyncio.create_task(one.receive_json()) for one in links]
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    first = done.pop()
    other = next(one for one in range(2) if waiting[one] is not first)
    await ana.dm("and more")  # it is the other's turn, so the first one's again after this
    more = await waiting[other]
    await links[other].send_json({"envelope_id": more["envelope_id"]})
    await server.stirs.until(lambda: server.attempts or None, 5, str)
    server.passes(seconds=3.1)
    again = await links[other].receive_json()
    assert again["payload"]["event_id"] == first.result()["payload"]["event_id"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    await links[other].send_json({"envelope_id": again["envelope_id"]})
    await server.settles(0.02)
    assert [one.ack.ok for one in server.attempts] == [True, False, True]


async def test_a_broken_line_hands_over_what_it_held(server, link, workspace, ana):
    first = await link()
    await ana.dm("hello")
    held = await first.receive_json()
    await first.close()
    second = await link()
    again = await second.receive_json()
    assert again["payload"] == held["payload"] and again["envelope_id"] != held["envelope_id"]
    await second.send_json({"envelope_id": again["envelope_id"]})
    await server.settles(0.02)


async def test_the_real_client_reconnects_when_asked(server, workspace, app, ana):
    heard = []

    @app.event("message")
    async def keep(event):
        heard.append(event["text"])

    async with Socketed(server, app):
        before = server.sockets.links[0].number
        await server.sockets.refreshes()
        await server.stirs.until(lambda: [one for one in server.sockets.links if one.number > before] or None, 5, str)
        await ana.dm("still there?")
        await server.settles(0.02)
    assert heard == ["still there?"]


async def test_a_line_for_testing_reconnects_lasts_six_minutes(server, link):
    socket = await link()
    server.passes(minutes=6)
    assert await socket.receive_json() == {
        "type": "disconnect",
        "reason": "refresh_requested",
        "debug_info": {"host": "applink-stand-in"},
    }


async def test_two_handlers_share_the_work(server, workspace, ana):
    apps, heard = [bolt(server), bolt(server)], []
    for app in apps:

        @app.event("message")
        async def keep(event):
            heard.append(event["text"])

    async with Socketed(server, apps[0]), Socketed(server, apps[1]):
        await server.connected(2)
        for number in range(10):
            await ana.dm(str(number))
        await server.settles(0.05)
        shares = [len(one.received) for one in server.sockets.links]
    assert sorted(heard, key=int) == [str(number) for number in range(10)] and all(shares)


async def test_ten_connections_and_no_more(server, link, workspace):
    async with aiohttp.ClientSession() as session:
        links = [await link() for _ in range(10)]
        headers = {"Authorization": f"Bearer {server.app_token}"}
        async with session.post(f"{server.api_url}apps.connections.open", headers=headers) as refused:
            assert (await refused.json())["error"] == "too_many_websockets"
        headers = {"Authorization": f"Bearer {server.bot_token}"}
        async with session.post(f"{server.api_url}apps.connections.open", headers=headers) as refused:
            assert (await refused.json())["error"] == "not_allowed_token_type"
        assert not any(one.closed for one in links)


async def test_an_act_nobody_acknowledges_fails_and_is_not_repeated(server, link, workspace, ana):
    server.app.command("/baton")
    socket = await link()
    asking = asyncio.create_task(ana.slash("/baton help"))
    await socket.receive_json()
    server.passes(seconds=3.1)
    with pytest.raises(InteractionFailed, match="timeout"):
        await asking
    await server.settles(0.02)
    assert len(server.attempts) == 1


async def test_a_manifest_is_all_that_is_granted():
    manifest = {
        "features": {"slash_commands": [{"command": "/help"}], "app_home": {"messages_tab_enabled": True}},
        "oauth_config": {"scopes": {"bot": ["chat:write", "im:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
    }
    async with SlackStandIn(manifest=manifest) as server:
        workspace = server.workspace("Small")
        eve = workspace.member("Eve")
        await eve.says(workspace.general, "nobody hears this")
        await eve.dm("but this")
        assert [one["event"]["text"] for one in server.sent] == ["but this"]
        assert workspace.token.scopes == {"chat:write", "im:history"}
