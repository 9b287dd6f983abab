"""What goes wrong between a client and Slack, and budgets."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from tests.standins.slack import Misused
from tests.standins.slack_tried.apps import Served, client

POST = "chat.postMessage"


async def said(web, workspace, text="hi"):
    return await web.chat_postMessage(channel=workspace.general.id, text=text)


@pytest.mark.parametrize(
    ("how", "error", "there"),
    [
        ("drop before", aiohttp.ServerDisconnectedError, 0),
        ("drop after accept", aiohttp.ServerDisconnectedError, 1),
        ("fails after accept", SlackApiError, 1),
        ("fatal_error", SlackApiError, 0),
        ("html", SlackApiError, 0),
        (503, SlackApiError, 0),
        (429, SlackApiError, 0),
    ],
)
async def test_a_call_fails_once_and_was_done_or_not(server, workspace, web, ana, how, error, there):
    server.fails(POST, how)
    with pytest.raises(error):
        await said(web, workspace)
    assert len(ana.sees()) == there
    await said(web, workspace)
    assert len(ana.sees()) == there + 1 and server.calls[POST] == 2


async def test_the_sdk_repeats_a_post_whose_answer_was_lost_unless_told_not_to(server, workspace, ana):
    from slack_sdk.web.async_client import AsyncWebClient

    default = AsyncWebClient(token=server.bot_token, base_url=server.api_url)
    server.fails(POST, "drop after accept")
    await said(default, workspace)
    assert [one.text for one in ana.sees()] == ["hi", "hi"]


async def test_a_call_that_hangs_lets_the_client_give_up(server, workspace, ana):
    server.fails(POST, "hang")
    web = client(server)
    web.timeout = 0.05
    with pytest.raises(asyncio.TimeoutError):
        await said(web, workspace)
    assert ana.sees() == []


async def test_a_fault_is_for_one_channel_and_one_method(server, workspace, web, ana):
    other = workspace.channel("other", ana)
    server.fails(POST, "internal_error", where=other)
    await said(web, workspace)
    with pytest.raises(SlackApiError, match="internal_error"):
        await web.chat_postMessage(channel=other.id, text="x")
    with pytest.raises(Misused, match="no method"):
        server.fails("chat.shout", 500)
    with pytest.raises(Misused, match="cannot fail by"):
        server.fails(POST, "on Mondays")


async def test_auth_test_fails_while_an_event_arrives(server, workspace, app, ana):
    """Bolt answers 200 and never runs the handler: the event is lost, as on Slack."""
    heard = []

    @app.event("message")
    async def keep(event):
        heard.append(event)

    async with Served(app) as served:
        server.delivers_to(served.url)
        server.fails("auth.test", 429, seconds=30)
        await ana.dm("hello")
        await server.settles(0.05)
        stored = [one.ack.status for one in server.attempts]
    assert heard == [] and stored == [200]


async def test_about_one_message_a_second_and_channel(server, workspace, web, ana):
    other = workspace.channel("other", ana)
    server.budgets.set(POST, 2, per=2)
    await said(web, workspace)
    await said(web, workspace)
    with pytest.raises(SlackApiError) as refused:
        await said(web, workspace)
    answer = refused.value.response
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "2")
    await web.chat_postMessage(channel=other.id, text="another channel")
    server.passes(seconds=2)
    await said(web, workspace)
    assert server.budgets.hit == {POST: 1}


async def test_tiers_and_an_app_that_is_sold_unlisted(server, workspace, web, ana):
    server.budgets.realistic()
    for _ in range(20):
        await web.conversations_list()
    with pytest.raises(SlackApiError, match="ratelimited"):
        await web.conversations_list()
    server.budgets.distributed()
    server.app.commercial_unlisted = True
    await web.conversations_history(channel=workspace.general.id)
    with pytest.raises(SlackApiError) as refused:
        await web.conversations_history(channel=workspace.general.id)
    assert 0 < int(refused.value.response.headers["Retry-After"]) <= 60
    await said(web, workspace)
    server.budgets.unlimited()
    assert await web.conversations_list()


async def test_a_client_that_waits_as_it_is_told_gets_through(server, workspace, ana):
    web = client(server)
    web.retry_handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=1)]
    server.fails(POST, 429, seconds=1)
    await said(web, workspace)
    assert len(ana.sees()) == 1


async def test_every_call_is_in_the_log_without_its_token(server, workspace, web):
    await said(web, workspace, "hello")
    assert server.called(POST) == [{"channel": workspace.general.id, "text": "hello"}]
    assert [(one.method, one.outcome) for one in server.log] == [(POST, "ok")]
    server.forgets_calls()
    assert not server.log and not server.calls


async def test_parameters_no_method_has_are_noted(server, workspace, web):
    if not server.schema.on:
        assert "slack-web-openapi.json" in server.schema.why_off
        return
    await said(web, workspace)
    assert not server.schema.unknown
    answer = await web.api_call(POST, json={"channel": workspace.general.id, "text": "x", "txet": "y"})
    assert list(server.schema.unknown) == [(POST, "txet")] and "txet" in answer["warning"]


async def test_every_method_here_is_in_slacks_reference(server):
    from tests.standins.slack.api import METHODS

    strange = [one for one in METHODS if server.schema.on and not server.schema.known(one)]
    assert strange == []


async def test_without_the_file_nothing_is_checked(tmp_path):
    from tests.standins.slack.schema import Schema

    schema = Schema(tmp_path / "none.json")
    assert not schema.on and schema.check(POST, {"nonsense": 1}) == []


async def test_files_and_response_urls_break_too(server, workspace, web, ana):
    server.fails("upload", 500)
    with pytest.raises(SlackRequestError, match="500"):
        await web.files_upload_v2(channel=workspace.general.id, content=b"x", filename="a.txt")
    server.fails("download", "drop before", times=2)
    url = f"{server.origin}/files-pri/T0-F0/a.txt"
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ServerDisconnectedError):  # aiohttp asks a second time by itself
            await session.get(url)
        async with session.get(url) as answer:
            assert answer.content_type == "text/html"
        made = server.rooms.interactions.made(workspace.id, ana.user, channel=workspace.general)
        server.fails("response_url", "drop after accept")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post(server.rooms.interactions.response_url(made), json={"text": "said"})
    assert ana.last().text == "said"
