"""Killed between Slack's acknowledgement and the answer: what was acknowledged is answered, once."""

import asyncio

import pytest

from adapters.slack.ids import key_of
from tests.adapters.slack.test_doctor import BATON, environment
from tests.slack_house import a_slack


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


async def started(slack, folder):
    given = environment(slack, folder, BATON_DEMO="1")
    run = await asyncio.create_subprocess_exec(BATON, "run", env=given, cwd=folder, stdout=asyncio.subprocess.DEVNULL)
    await slack.connected(2, within=30)
    return run


def answers_of(person):
    return [one for one in person.sees(person.dm_channel) if one.user is not person.user]


async def test_what_was_acknowledged_is_answered_once(slack, tmp_path):
    workspace = slack.workspaces[0]
    people = [workspace.member(name) for name in ("Ana", "Ben", "Cleo")]
    run = await started(slack, tmp_path)
    try:
        for person in people:
            await person.dm("hello")
        await slack.stirs.until(lambda: acknowledged(slack, len(people)), 20, lambda: "never acknowledged")
        run.kill()
        await run.wait()
        run = await started(slack, tmp_path)
        await slack.stirs.until(lambda: all(map(answers_of, people)) or None, 30, lambda: "not all were answered")
        await slack.settles(1.0)
        assert [len(answers_of(person)) for person in people] == [1, 1, 1]
    finally:
        run.kill()
        await run.wait()


def acknowledged(slack, wanted):
    return len([attempt for attempt in slack.attempts if attempt.ack.ok]) >= wanted or None


def test_a_key_is_the_same_whichever_event_tells_of_a_message():
    assert key_of("T1", "C1", "1.000100") == "slack:T1:C1:1.000100"
