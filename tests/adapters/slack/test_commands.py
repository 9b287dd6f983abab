"""`/baton …`: every verb of the one definition, typed as Slack's people type it."""

import pytest

from adapters.slack.api import No
from adapters.slack.options import meant, message_named, plain
from bot.writes import SettingRow
from handoff.commands import COMMANDS, NotUnderstood, read_words
from handoff.routing import LEAD_ROLE, STAFF_PLACE, STAFF_ROLE
from tests.slack_house import a_house, a_slack


class Slack:
    """Answers as a workspace with one group and two channels would."""

    def __init__(self, refuses=""):
        self.refuses = refuses

    async def call(self, space, method, **params):
        if self.refuses:
            raise No(self.refuses, method)
        if method == "usergroups.list":
            return {"usergroups": [{"id": "S0DESK1", "handle": "support-team", "name": "Support Team"}]}
        if params.get("cursor"):
            return {"channels": [{"id": "C0ROOM2", "name": "support-desk"}]}
        return {"channels": [{"id": "C0ROOM1", "name": "general"}], "response_metadata": {"next_cursor": "more"}}


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("setup staff_role=<!subteam^S0DESK1|@support-team>", {"staff_role": "slack:&S0DESK1"}),
        ("setup staff_role=<!subteam^S0DESK1>", {"staff_role": "slack:&S0DESK1"}),
        ("setup staff_role=<@U0MINA1>", {"staff_role": "slack:&U0MINA1"}),
        ("setup staff_role=<@U0MINA1|mina>", {"staff_role": "slack:&U0MINA1"}),
        ("setup staff_role=@support-team", {"staff_role": "slack:&S0DESK1"}),
        ("setup staff_role=Support-Team", {"staff_role": "slack:&S0DESK1"}),
        ("setup staff_role=S0DESK1", {"staff_role": "slack:&S0DESK1"}),
        ("setup staff_role=U0MINA1", {"staff_role": "slack:&U0MINA1"}),
        ("setup staff_role=discord:&1234567890123456", {"staff_role": "discord:&1234567890123456"}),
        ("setup staff=<#C0ROOM1|general>", {"staff": "slack:T1:C0ROOM1"}),
        ("setup staff=<#C0ROOM1>", {"staff": "slack:T1:C0ROOM1"}),
        ("setup staff=C0ROOM1", {"staff": "slack:T1:C0ROOM1"}),
        ("setup staff=#support-desk", {"staff": "slack:T1:C0ROOM2"}),
        ("setup staff=support-desk", {"staff": "slack:T1:C0ROOM2"}),
        ("setup staff=discord:1:2", {"staff": "discord:1:2"}),
        ("transfer #7 <@U0MINA1>", {"to": "slack:T1:U0MINA1"}),
        (
            "bind <@U0ANA11> theo he showed it",
            {"person": "slack:T1:U0ANA11", "customer": "theo", "reason": "he showed it"},
        ),
        ("reply #7 a &lt;b&gt; &amp; c", {"text": "a <b> & c"}),
        ("reply #7 see <https://shop.example/x>", {"text": "see https://shop.example/x"}),
        ("reply #7 see <https://shop.example|shop.example>", {"text": "see shop.example"}),
    ],
)
async def test_what_is_typed_becomes_what_the_desk_takes(typed, given):
    assert dict((await meant(read_words(typed), "T1", Slack())).given) == given


@pytest.mark.parametrize("typed", ["setup staff_role=@nobody", "setup staff=#nowhere"])
async def test_a_name_that_is_not_there_is_said(typed):
    with pytest.raises(NotUnderstood, match=r"no user group|no channel"):
        await meant(read_words(typed), "T1", Slack())


async def test_what_slack_does_not_let_us_look_up_can_be_given_by_its_id():
    with pytest.raises(NotUnderstood, match="missing_scope"):
        await meant(read_words("setup staff_role=@support-team"), "T1", Slack("missing_scope"))


@pytest.mark.parametrize(
    ("link", "ref"),
    [
        ("https://shop.slack.com/archives/C0ROOM1/p1700000000000100", "C0ROOM1/1700000000.000100"),
        ("https://shop.slack.com/archives/C0ROOM1/p1700000000000100?thread_ts=1.2&cid=C", "C0ROOM1/1700000000.000100"),
        ("C0ROOM1/1700000000.000100", "C0ROOM1/1700000000.000100"),
        ("some-key", "some-key"),
    ],
)
def test_a_message_is_named_by_its_link(link, ref):
    assert message_named(plain(link)) == ref


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture
async def house(slack, tmp_path):
    async with a_house(tmp_path, slack) as running:
        yield running


async def said(person, line, where=None):
    return (await (await person.slash(line, where or person.workspace.general)).says()).text


async def said_in_full(person, line, last):
    """What is too long for one message comes in several."""
    answer = await person.slash(line, person.workspace.general)
    await person.slack.stirs.until(
        lambda: last in answer.text or None, 5, lambda: f"{last!r} was not said: {answer.text}"
    )
    return answer.text


async def test_staff_are_told_every_verb_they_may_use_and_customers_none(house, slack):
    workspace = slack.workspaces[0]
    mina, boss, ana = workspace.member("Mina"), workspace.member("Boss", admin=True), workspace.member("Ana")
    await house.set_up(workspace, mina, by=boss)
    for who, role in ((mina, "staff"), (boss, "admin")):
        told = await said_in_full(who, "/baton help", "Or just write to me")
        for spec in COMMANDS.values():
            assert (spec.help in told) == spec.allows(role), spec.name
    assert "claim" not in await said(ana, "/baton help")
    assert "How it ended" in await said(mina, "/baton help close")
    assert "For example: /baton close #7 solved" in (await said(mina, "/baton help close")).replace("`", "")
    family = await said(mina, "/baton help policy")
    assert "/baton policy set setting value" in family and "claim" not in family
    assert "The nearest: `transfer`" in await said(mina, "/baton help trasnfer")


async def test_a_mistyped_command_says_what_could_be_typed(house, slack):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    await house.set_up(workspace, mina)
    assert "There is no command 'clame'" in await said(mina, "/baton clame 7")
    assert "solved" in await said(mina, "/baton close 7 reason=maybe")
    assert "/baton track" in await said(ana, "/baton clame 7")


@pytest.mark.parametrize("verb", [spec.name for spec in COMMANDS.values()])
async def test_nobody_but_staff_gets_anything_from_a_verb(house, slack, verb):
    workspace = slack.workspaces[0]
    await house.set_up(workspace, workspace.member("Mina"))
    settings = await house.app.store.find(SettingRow, {})
    text = await said(workspace.member("Eve"), f"/baton {verb} 1 theo because")
    theirs = verb == "help" and "answered you in private" in text
    assert theirs or "needs" in text or "/baton track" in text or "There is no" in text
    assert await house.app.store.find(SettingRow, {}) == settings


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("/baton track", "answered you in private"),
        ("/baton refund 7731", "answered you in private"),
        ("/baton human", "answered you in private"),
        ("/baton help", "answered you in private"),
        ("/baton messages", "nothing in your message centre"),
        ("/baton privacy", "What is kept"),
        ("/baton", "answered you in private"),
    ],
)
async def test_customers_command_in_any_channel_and_are_answered_alone(house, slack, line, shows):
    ana = slack.workspaces[0].member("Ana")
    answer = await ana.slash(line, ana.workspace.general)
    assert shows in (await answer.says()).text and answer.ephemeral
    await house.settled()
    if "private" in shows:
        assert [one for one in ana.sees(ana.dm_channel) if one.user is not ana.user]


async def test_setup_by_mention_in_the_staff_channel_is_a_command_too(house, slack):
    workspace = slack.workspaces[0]
    mina = workspace.member("Mina")
    room = await house.set_up(workspace, mina)
    await mina.says(room, f"{workspace.bot.mention} queue")
    await house.settled()
    assert "case" in mina.last(room).text.casefold() and mina.last(room).ephemeral


async def test_what_setup_keeps_is_what_the_desk_reads(house, slack):
    workspace = slack.workspaces[0]
    boss, mina = workspace.member("Boss", admin=True), workspace.member("Mina")
    leads = workspace.group("Leads", [mina])
    room = await house.set_up(workspace, mina, by=boss)
    await said(boss, f"/baton setup lead_role={leads.mention}")
    kept = {row.name: row.value for row in await house.app.store.find(SettingRow, {"team": "main"})}
    assert kept[LEAD_ROLE] == f"slack:&{leads.id}" and kept[STAFF_ROLE].startswith("slack:&S")
    assert room.id in kept[STAFF_PLACE]
