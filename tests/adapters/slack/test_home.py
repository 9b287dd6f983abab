"""App Home: reasons as buttons for a customer, the desk for an admin, and nothing of it from the client's word."""

import pytest

from adapters.slack.ids import person_id
from bot.writes import ConfirmationRow, Writes
from tests.slack_house import TEAM, a_house, a_slack


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture
async def house(slack, tmp_path):
    async with a_house(tmp_path, slack) as running:
        yield running


async def test_somebody_we_know_finds_their_likely_reasons(house, slack):
    workspace = slack.workspaces[0]
    nora = workspace.member("Nora")
    await house.binds(workspace, nora, "nora")
    home = await nora.opens_home()
    await home.shows("How can I help")
    assert any("headphones" in label for label in home.buttons), home.buttons
    await home.presses(next(label for label in home.buttons if "headphones" in label))
    assert "headphones" in (await nora.hears("headphones")).text
    await home.shows("Messages")


async def test_somebody_we_do_not_know_finds_what_most_people_write_about(house, slack):
    ana = slack.workspaces[0].member("Ana")
    home = await ana.opens_home()
    await home.shows("How can I help")
    assert "Where is my order" in home.buttons


async def test_an_open_case_is_shown(house, slack):
    workspace = slack.workspaces[0]
    await house.set_up(workspace, workspace.member("Mina"))
    ana = workspace.member("Ana")
    await ana.dm("can I talk to a human please")
    await house.settled()
    home = await ana.opens_home()
    await home.shows("case #1")


async def test_it_follows_the_case_while_somebody_looks(house, slack):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    await house.set_up(workspace, mina)
    home = await ana.opens_home()
    await home.shows("How can I help")
    await ana.dm("can I talk to a human please")
    await home.shows("waits for a person")
    await house.settled()
    await mina.presses("Claim", on=house.card)
    await home.shows("is with Mina")


async def test_only_an_admin_finds_how_the_desk_stands(house, slack):
    workspace = slack.workspaces[0]
    boss, ana = workspace.member("Boss", admin=True), workspace.member("Ana")
    home = await boss.opens_home()
    await home.shows("The desk")
    assert "What the shop allows" in home.text and "return_days" in home.text
    other = await ana.opens_home()
    await other.shows("How can I help")
    assert "The desk" not in other.text and "return_days" not in other.text


async def test_whoever_opens_the_messages_tab_first_is_welcomed_once(house, slack):
    ana = slack.workspaces[0].member("Ana")
    await ana.opens_messages()
    assert "automated assistant" in (await ana.hears()).text
    await ana.opens_messages()
    await house.settled()
    assert len([one for one in ana.sees(ana.dm_channel) if one.user is not ana.user]) == 1


async def test_it_is_published_only_when_somebody_looks(house, slack):
    ana = slack.workspaces[0].member("Ana")
    await ana.dm("hello")
    await house.settled()
    assert not slack.calls["views.publish"]


async def test_in_the_agent_view_each_message_is_answered_in_its_thread(tmp_path):
    async with a_slack(agent=True) as server:
        workspace = server.workspace("Larkspur & Pine")
        async with a_house(tmp_path, server) as house:
            ana = workspace.member("Ana")
            first = await ana.dm("hello")
            await house.settled()
            second = await ana.dm("where is my order")
            await house.settled()
            assert first.thread and second.thread and all(one.user is not ana.user for one in first.thread)


async def test_what_is_kept_for_somebody_is_there_with_the_rest_a_press_away(house, slack):
    ana = slack.workspaces[0].member("Ana")
    home = await ana.opens_home()
    await home.shows("nothing in your message centre yet")
    who = person_id(ana.workspace.id, ana.id)
    rows = (ConfirmationRow(TEAM, f"c{n}", who, n + 1, "Refund", f"Sum {n}.") for n in range(7))
    await house.app.store.commit(Writes(tuple(rows)))
    home = await ana.opens_home()
    await home.shows("1 to 5 of 7")
    await home.presses("Older")
    assert "6 to 7 of 7" in (await ana.hears("6 to 7 of 7")).text
    answer = await (await ana.slash("/baton messages", ana.workspace.general)).says()
    assert "1 to 5 of 7" in answer.text
    await ana.presses("Older", on=answer)
    await house.settled()
    assert len([one for one in ana.sees(ana.dm_channel) if "6 to 7 of 7" in one.text]) == 2
