"""What Slack tells is kept before Slack is told so, acts once, and comes from people alone."""

import asyncio
import hashlib
import hmac
import json
import time

import aiohttp
import pytest

from adapters.slack.rows import MemberRow
from bot.writes import StoreUnavailable
from tests.slack_house import a_house, a_slack, by_http

WAYS = ("socket", "http")


def acknowledged(slack):
    """Something, once anything was."""
    return [attempt for attempt in slack.attempts if attempt.ack.ok] or None


def way(name, server):
    return by_http(server) if name == "http" else {}


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture(params=WAYS)
async def house(request, slack, tmp_path):
    async with a_house(tmp_path, slack, **way(request.param, slack)) as running:
        yield running


class Away:
    """A store that cannot be written to for a while."""

    def __init__(self, store):
        self.store, self.away = store, True
        self.real = store.intake

    async def intake(self, row):
        if self.away:
            raise StoreUnavailable("the disk is full")
        return await self.real(row)


def answers_of(person):
    return [one for one in person.sees(person.dm_channel) if one.user is not person.user]


async def test_a_message_is_answered(house, slack):
    ana = slack.workspaces[0].member("Ana")
    await ana.dm("hello")
    assert "automated assistant" in (await ana.hears()).text


async def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again(house, slack):
    ana, away = slack.workspaces[0].member("Ana"), Away(house.app.store)
    house.app.intake._store = away
    await ana.dm("hello")
    await slack.stirs.until(lambda: len(slack.attempts) >= 2 or None, 10, lambda: "it was not tried twice")
    assert not any(attempt.ack.ok for attempt in slack.attempts) and not answers_of(ana)
    away.away = False
    slack.passes(minutes=2)
    assert "automated assistant" in (await ana.hears()).text
    await house.settled()
    assert len(answers_of(ana)) == 1


@pytest.mark.parametrize("name", WAYS)
async def test_a_stop_between_acknowledgement_and_answer_loses_nothing(slack, tmp_path, name):
    ana = slack.workspaces[0].member("Ana")
    async with a_house(tmp_path, slack, **way(name, slack)):
        await ana.dm("hello")
        await slack.stirs.until(lambda: acknowledged(slack), 10, lambda: "never acknowledged")
    async with a_house(tmp_path, slack, **way(name, slack)) as again:
        await slack.stirs.until(lambda: answers_of(ana) or None, 20, lambda: "it was never answered")
        await again.settled()
        assert len(answers_of(ana)) == 1


async def test_four_deliveries_at_once_are_one(house, slack):
    ana = slack.workspaces[0].member("Ana")
    with slack.holds_events():
        await ana.dm("hello")
        envelope = slack.sent[-1]
    for _ in range(3):
        slack.repeats(envelope)
    await slack.settles()
    await house.settled()
    assert len(await house.inbox(lane="customer")) == 1 and len(answers_of(ana)) == 1


async def test_a_mention_and_its_message_are_one_turn(house, slack):
    workspace = slack.workspaces[0]
    ana, lobby = workspace.member("Ana"), workspace.channel("lobby")
    await ana.says(lobby, f"{workspace.bot.mention} where is my parcel")
    await house.settled()
    kinds = [one["event"]["type"] for one in slack.sent]
    assert {"app_mention", "message"} <= set(kinds)
    rows = await house.inbox(lane="customer")
    assert [row.id.endswith(":private") for row in rows] == [False, True], "once in public, once in private"


async def test_what_a_caller_adds_in_the_thread_is_heard_and_others_are_not(house, slack):
    workspace = slack.workspaces[0]
    ana, ben, lobby = workspace.member("Ana"), workspace.member("Ben"), workspace.channel("lobby")
    root = await ana.says(lobby, f"{workspace.bot.mention} I need help")
    await house.settled()
    before = len(await house.inbox(lane="customer"))
    await ben.says(lobby, "me too, what a shop", thread=root)
    await ben.says(lobby, "anybody for lunch?")
    await house.settled()
    assert len(await house.inbox(lane="customer")) == before
    await ana.says(lobby, "it is about my kettle", thread=root)
    await house.settled()
    assert len(await house.inbox(lane="customer")) > before


async def test_events_need_no_authorisation_of_their_own(house, slack):
    ana = slack.workspaces[0].member("Ana")
    asked = slack.calls["auth.test"]
    slack.fails("auth.test", "ratelimited", times=100)
    for _ in range(3):
        await ana.dm("hello")
    await house.settled()
    assert slack.calls["auth.test"] == asked and len(await house.inbox(lane="customer")) == 3


async def test_bots_are_not_answered(house, slack):
    workspace = slack.workspaces[0]
    other, lobby = workspace.other_bot("Deploys"), workspace.channel("lobby")
    await other.says(lobby, f"{workspace.bot.mention} hello there")
    await other.says(other.dm_channel, "hello there")
    await house.settled()
    assert not await house.inbox(lane="customer")


async def test_what_we_post_and_change_ourselves_is_no_event_of_ours(house, slack):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    await house.set_up(workspace, mina)
    await ana.dm("can I talk to a human please")
    await house.settled()
    before = len(await house.inbox())
    await mina.presses("Claim", on=house.card)
    await house.settled()
    rows = [row.payload for row in await house.inbox()]
    assert "Release" in house.card.buttons and len(rows) > before
    assert not [row for row in rows if '"edited"' in row], "the card was changed, and nobody else's words were"


async def test_many_whom_slack_will_not_tell_of_wait_no_longer_than_one(house, slack):
    """Else what is written meanwhile would not be acknowledged in time."""
    ana = slack.workspaces[0].member("Ana")
    slack.fails("users.info", "hang", times=100)
    for number in range(8):
        await ana.dm(f"hello {number}")
    await slack.stirs.until(lambda: len(slack.attempts) >= 8 or None, 20, lambda: "not all were delivered")
    assert all(attempt.ack.ok for attempt in slack.attempts)


async def test_words_are_taken_in_the_order_they_were_written(house, slack):
    """As far as it is known: both are there before either is worked on."""
    ana = slack.workspaces[0].member("Ana")
    with slack.holds_events(backwards=True):
        await ana.dm("my name is Ana")
        await ana.dm("and my parcel is late")
    await slack.settles()
    await house.settled()
    assert len(await house.inbox(lane="customer")) == 2


async def test_an_edit_follows_its_message_and_a_preview_is_none(house, slack):
    ana = slack.workspaces[0].member("Ana")
    message = await ana.dm("where is my parcel https://shop.example/7731")
    await house.settled()
    slack.rooms.posting.redescribes(message)
    await house.settled()
    assert len(await house.inbox(lane="customer")) == 1
    await ana.edits(message, "where is my kettle")
    await house.settled()
    assert len(await house.inbox(lane="customer")) == 2


async def test_what_was_edited_before_it_arrived_is_taken_as_it_reads_now(house, slack):
    ana = slack.workspaces[0].member("Ana")
    with slack.holds_events(backwards=True):
        message = await ana.dm("where is my prcel")
        await ana.edits(message, "where is my parcel")
    await slack.settles()
    await house.settled()
    [row] = await house.inbox(lane="customer")
    assert "where is my parcel" in row.payload


async def test_a_delete_is_told_once(house, slack):
    ana = slack.workspaces[0].member("Ana")
    message = await ana.dm("my secret wish")
    await house.settled()
    await ana.deletes(message)
    await house.settled()
    assert [row.id.endswith(":deleted") for row in await house.inbox(lane="customer")] == [False, True]


async def test_a_secret_is_hidden_before_it_is_kept(house, slack):
    ana = slack.workspaces[0].member("Ana")
    await ana.dm("my card is 4111 1111 1111 1111")
    await house.settled()
    [row] = await house.inbox(lane="customer")
    assert "4111 1111" not in row.payload


async def test_a_name_that_slack_will_not_tell_keeps_nobody_waiting(house, slack):
    ana = slack.workspaces[0].member("Ana")
    slack.fails("users.info", "hang", times=100)
    await ana.dm("hello")
    assert "automated assistant" in (await ana.hears()).text
    [row] = await house.inbox(lane="customer")
    assert "A customer" in row.payload


async def test_a_line_that_breaks_is_made_again_and_what_was_under_way_comes_once(slack, tmp_path):
    async with a_house(tmp_path, slack) as house:
        ana = slack.workspaces[0].member("Ana")
        await slack.sockets.drops(slack.sockets.links[0])
        await ana.dm("hello")
        assert "automated assistant" in (await ana.hears(within=15)).text
        await house.settled()
        assert len(await house.inbox(lane="customer")) == 1


# HTTP alone


@pytest.fixture
async def web(slack, tmp_path):
    async with a_house(tmp_path, slack, **by_http(slack)) as running:
        yield running


async def posted(house, body, *, at=None, secret=None):
    stamp = str(int(at if at is not None else time.time()))
    given = json.dumps(body)
    base = f"v0:{stamp}:{given}".encode()
    key = (secret or house.server.signing_secret).encode()
    signature = "v0=" + hmac.new(key, base, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
    }
    url = f"{house.url}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(url, data=given, headers=headers) as answer:
        return answer.status


def event_of(server, text="hello"):
    workspace = server.workspaces[0]
    ana = workspace.member("Ana")
    event = {"type": "message", "channel": ana.dm_channel.id, "channel_type": "im", "user": ana.id, "text": text}
    event["ts"] = server.world.clock.ts()
    return server.rooms.events.envelope(workspace.id, event)


@pytest.mark.parametrize(
    ("given", "status"),
    [({}, 200), ({"at": time.time() - 3600}, 401), ({"at": time.time() + 3600}, 401), ({"secret": "guessed"}, 401)],
)
async def test_only_slack_itself_and_only_now_is_believed(web, slack, given, status):
    assert await posted(web, event_of(slack), **given) == status
    await web.settled()
    assert len(await web.inbox(lane="customer")) == (1 if status == 200 else 0)


async def test_the_address_is_verified(web, slack):
    assert (await slack.verifies_url()).ok


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "message"},
        {"type": "message", "channel": "D1", "user": "U1", "ts": "not a time"},
        {"type": "message", "channel": "D1", "user": {"id": "U1"}, "ts": "1.1", "text": 7, "files": "none"},
        {"type": "message", "subtype": "message_changed", "channel": "D1", "message": None},
        {"type": "message", "subtype": "message_deleted", "channel": "D1"},
        {"type": "channel_id_changed"},
        {"type": "tokens_revoked"},
        {"type": "app_home_opened"},
        {"type": "nobody_knows_this"},
        {},
    ],
)
async def test_an_odd_event_is_no_reason_to_send_it_again(web, slack, odd):
    body = slack.rooms.events.envelope(slack.workspaces[0].id, odd)
    assert await posted(web, body) == 200


async def test_many_at_once_are_each_kept_and_answered_once(web, slack):
    events = [event_of(slack, f"hello {number}") for number in range(20)]
    statuses = await asyncio.gather(*(posted(web, event) for event in events for _ in range(2)))
    await web.settled()
    assert set(statuses) == {200} and len(await web.inbox(lane="customer")) == 20


async def test_staffs_words_wait_until_slack_says_whose_they_are(slack, tmp_path):
    """They are not taken for a stranger's, and not lost."""
    workspace = slack.workspaces[0]
    otto, ana = workspace.member("Otto"), workspace.member("Ana")
    async with a_house(tmp_path, slack) as house:
        await house.set_up(workspace, otto)
        await ana.dm("can I talk to a human please")
        await house.settled()
        house.gateway.people.changed(workspace.id, otto.id)
        house.gateway.people._known.pop((workspace.id, otto.id), None)
        house.app.store.find, real = _forgetful(house.app.store.find), house.app.store.find
        slack.fails("users.info", "internal_error", times=1)
        said = await otto.says(house.room, "hello Ana", thread=house.card)
        await slack.stirs.until(lambda: refused(slack), 10, lambda: "it was acknowledged at once")
        house.gateway.people._later.clear()
        house.app.store.find = real
        slack.passes(minutes=2)
        await slack.stirs.until(lambda: taken(slack, said), 20, lambda: "it was never taken")
        await house.settled()
        assert len([row for row in await house.inbox(lane="desk") if "hello Ana" in row.payload]) == 1


def _forgetful(find):
    async def found(kind, where, **more):
        return () if kind is MemberRow else await find(kind, where, **more)

    return found


def refused(slack):
    """At first, and once more at once; the next time is in a minute."""
    return len([attempt for attempt in slack.attempts if not attempt.ack.ok]) >= 2 or None


def taken(slack, message):
    told = [one for one in slack.attempts if one.parcel.payload.get("event", {}).get("ts") == message.ts]
    return [attempt for attempt in told if attempt.ack.ok] or None
