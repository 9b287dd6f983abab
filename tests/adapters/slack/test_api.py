"""The Web API: what each way of not answering means, and that the token stays where it belongs."""

import logging

import pytest

from adapters.slack.api import Api, Away, Gone, Lost, No, Slow, Trouble
from adapters.slack.parts import Endpoints
from adapters.slack.status import set_status
from tests.adapters.slack.mailroom import OwnTokens, mailroom

POST, UPDATE = "chat.postMessage", "chat.update"


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        yield made


async def says(room, method=POST):
    where = {"channel": room.space.general.id, "text": "hello", "blocks": []}
    return await room.api.call(room.space.id, method, **where | ({"ts": "1.2"} if method == UPDATE else {}))


@pytest.mark.parametrize(
    ("how", "post", "harmless"),
    [
        ("drop before", Lost, Away),
        ("drop after accept", Lost, Away),
        ("html", Lost, Away),
        ("internal_error", Lost, Away),
        ("fatal_error", Lost, Away),
        ("service_unavailable", Lost, Away),
        (500, Lost, Away),
        (503, Lost, Away),
        ("request_timeout", Away, Away),
        ("token_expired", Away, Away),
        (403, Away, Away),
        (429, Slow, Slow),
        ("ratelimited", Slow, Slow),
        ("rate_limited", Slow, Slow),
        ("channel_not_found", No, No),
        ("token_revoked", Gone, Gone),
        ("invalid_auth", Gone, Gone),
    ],
)
async def test_each_way_of_not_answering_is_told_apart(room, how, post, harmless):
    for method, kind in ((POST, post), (UPDATE, harmless)):
        room.server.fails(method, how)
        with pytest.raises(Trouble) as met:
            await says(room, method)
        assert type(met.value) is kind
        assert room.server.calls[method] == 1, "nothing is sent again by itself"


async def test_somebodys_account_that_is_gone_is_not_the_apps(room):
    room.server.fails(POST, "account_inactive")
    with pytest.raises(No) as met:
        await says(room)
    assert type(met.value) is No


async def test_where_nobody_answers_nothing_was_accepted(room):
    async with Api(OwnTokens(room.server), Endpoints("http://127.0.0.1:1/api/")) as api:
        with pytest.raises(Away):
            await api.call(room.space.id, POST, channel="C1", text="x")


async def test_a_missing_scope_says_which(room):
    room.space.grants(without=("chat:write",))
    with pytest.raises(No) as met:
        await says(room)
    assert (met.value.code, met.value.needed) == ("missing_scope", "chat:write")


async def test_what_slack_asks_to_wait_for_one_method_holds_for_it_alone(room):
    room.server.fails(UPDATE, 429, seconds=40)
    with pytest.raises(Slow) as first:
        await says(room, UPDATE)
    with pytest.raises(Slow) as again:
        await says(room, UPDATE)
    assert first.value.retry_after == 40 and 39 < again.value.retry_after <= 40
    assert room.server.calls[UPDATE] == 1
    assert (await says(room))["ok"]


async def test_scopes_are_learnt_from_any_answer(room):
    await says(room)
    assert await room.api.may(room.space.id, "channels:join")
    room.space.grants(without=("channels:join",))
    await says(room)
    assert not await room.api.may(room.space.id, "channels:join")
    assert room.server.calls["auth.test"] == 0
    room.api.forget(room.space.id)
    assert not await room.api.may(room.space.id, "channels:join")
    assert room.server.calls["auth.test"] == 1


async def test_a_rotated_token_is_used_at_once_and_one_session_serves_all(room):
    await says(room)
    session = room.api.session
    other = room.server.workspace("Elsewhere")
    await room.api.call(other.id, POST, channel=other.general.id, text="x")
    room.tokens.known[room.space.id] = "xoxb-stale"
    with pytest.raises(Gone):
        await says(room)
    assert room.api.session is session


async def test_no_token_is_in_any_error_or_log_line(room, caplog):
    caplog.set_level(logging.DEBUG)
    token = room.space.bot_token
    for how in (*("drop before", "drop after accept", "html"), 500, 429, "internal_error", "token_revoked"):
        room.server.fails(POST, how)
        room.api.holds.clear()
        with pytest.raises(Trouble) as met:
            await says(room)
        assert met.value.__context__ is None and met.value.__cause__ is None
        assert token not in f"{met.value!r} {met.value}"
    assert token not in caplog.text


async def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(room, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with Api(OwnTokens(room.server), Endpoints(room.server.api_url)) as api:
        assert (await api.call(room.space.id, "auth.test"))["ok"]


async def test_a_status_is_shown_in_a_thread_alone_and_never_in_the_way(room):
    root = await room.ana.dm("where is it?")
    where = room.space.id, room.ana.dm_channel.id
    await set_status(room.api, *where, root.ts, "is looking it up…")
    assert room.ana.status(root) == "is looking it up…"
    await set_status(room.api, *where, "", "is looking it up…")
    room.server.fails("assistant.threads.setStatus", 500)
    await set_status(room.api, *where, root.ts, "is still looking…")
    assert room.server.calls["assistant.threads.setStatus"] == 2
