"""What was written, changed and deleted while nobody listened is caught up with, once, at Slack's pace."""

import pytest

from bot.writes import MessageRow
from tests.slack_house import a_house, a_slack


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


async def words(house):
    """Every line of customers and staff that is not deleted."""
    rows = await house.app.store.find(MessageRow, {"deleted": 0}, order=("at",))
    return [row.text for row in rows if row.speaker in ("customer", "staff", "note")]


def missed(slack):
    """Slack tells nobody: the app was away for longer than it tries again."""
    return slack.holds_events()


async def begun(slack, path):
    """A customer in a case that Mina has; then Baton stops."""
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    async with a_house(path, slack) as house:
        await house.set_up(workspace, mina)
        first = await ana.dm("can I talk to a human please")
        await house.settled()
        await mina.presses("Claim", on=house.card)
        await house.settled()
        await mina.says(house.room, "hello Ana", thread=house.card)
        await house.settled()
        return mina, ana, first, house.room, house.card


async def away(slack, do):
    """What happens while nobody listens, and is never told."""
    slack.rooms.events.held = []
    await do()
    slack.rooms.events.held = None


async def test_both_sides_are_caught_up(slack, tmp_path):
    mina, ana, first, room, card = await begun(slack, tmp_path)

    async def meanwhile():
        await ana.dm("are you still there")
        await mina.says(room, "yes, one moment", thread=card)
        await ana.edits(first, "can I talk to a human, please")

    await away(slack, meanwhile)
    async with a_house(tmp_path, slack) as house:
        await house.gateway.caught_up()
        await house.settled()
        said = await words(house)
        assert {"are you still there", "yes, one moment", "can I talk to a human, please"} <= set(said)
        assert "yes, one moment" in ana.screen(ana.dm_channel)


async def test_nothing_is_taken_in_twice(slack, tmp_path):
    await begun(slack, tmp_path)
    async with a_house(tmp_path, slack) as house:
        before = await words(house)
        await house.gateway.caught_up()
        house.gateway.backfill.begin()
        await house.gateway.backfill.done()
        await house.settled()
        assert await words(house) == before


async def test_a_delete_is_caught_up_with(slack, tmp_path):
    _, ana, first, *_ = await begun(slack, tmp_path)
    await away(slack, lambda: ana.deletes(first))
    async with a_house(tmp_path, slack) as house:
        await house.gateway.caught_up()
        await house.settled()
        assert "can I talk to a human please" not in await words(house)


async def test_an_app_outside_the_marketplace_waits_as_long_as_slack_asks_and_sends_meanwhile(slack, tmp_path):
    """One page a minute; what is sent is not held up by it."""
    _, ana, *_ = await begun(slack, tmp_path)
    await away(slack, lambda: ana.dm("are you still there"))
    for method in ("conversations.history", "conversations.replies"):
        slack.fails(method, 429, times=1, seconds=2)
    async with a_house(tmp_path, slack) as house:
        await slack.stirs.until(lambda: slack.calls["conversations.replies"] or None, 10, lambda: "never asked")
        ben = slack.workspaces[0].member("Ben")
        await ben.dm("hello")
        assert "automated assistant" in (await ben.hears(within=10)).text
        await house.gateway.caught_up()
        await house.settled()
        assert "are you still there" in await words(house)


async def test_pages_are_of_fifteen(slack, tmp_path):
    _, ana, *_ = await begun(slack, tmp_path)

    async def many():
        for number in range(40):
            await ana.dm(f"line {number}")

    await away(slack, many)
    async with a_house(tmp_path, slack) as house:
        await house.gateway.caught_up()
        await house.settled()
        assert [one for one in await words(house) if one.startswith("line")] == [f"line {n}" for n in range(40)]
    asked = [one.params for one in slack.log if one.method == "conversations.history"]
    assert asked and all(int(one["limit"]) <= 15 for one in asked)
