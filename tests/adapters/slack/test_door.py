"""Whose an event is: the install that heard it, never its author; and what a broken store makes of a press."""

import pytest

from adapters.slack import wording
from adapters.slack.door import enterprise_of, spaces_of
from adapters.slack.fetching import LANE
from adapters.slack.parts import Parts
from adapters.slack.rows import WorkspaceRow
from adapters.slack.workspaces import Workspaces
from bot.writes import InboxRow, StoreUnavailable
from handoff.rows import CaseRow
from tests.slack_house import a_house, a_slack
from tests.stage import a_stage


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ({"team_id": "T9", "authorizations": [{"team_id": "T1"}]}, "T1"),
        ({"team_id": "T9", "context_team_id": "T1"}, "T1"),
        ({"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T9"}}, "T1"),
        ({"team": None, "view": {"app_installed_team_id": "T1"}, "user": {"id": "U1", "team_id": "T9"}}, "T1"),
        ({"team_id": "T1", "user_id": "U1"}, "T1"),
    ],
)
def test_it_is_the_installs(body, first):
    assert next(iter(spaces_of(body))) == first


def test_an_organisation_counts_only_where_its_install_hears():
    whole = {"authorizations": [{"enterprise_id": "E1", "team_id": "T1", "is_enterprise_install": True}]}
    assert enterprise_of(whole) == "E1"
    assert enterprise_of({"enterprise_id": "E1", "is_enterprise_install": "true"}) == "E1"
    assert enterprise_of({"enterprise_id": "E1", "is_enterprise_install": "false"}) == ""
    assert enterprise_of({"enterprise": {"id": "E1"}, "is_enterprise_install": True}) == "E1"


async def test_a_workspace_of_an_organisation_is_met_as_it_writes(tmp_path):
    async with a_stage(tmp_path) as stage:
        workspaces = Workspaces(Parts(stage.store, stage.service, stage.desk, stage.app.files, stage.clock))
        await workspaces.keep(WorkspaceRow("E1", "slack-E1", enterprise="E1", bot_user="UBOT", token="sealed"))
        met = await workspaces.of("T1", "E1")
        assert met is not None and (met.team, met.enterprise, met.token) == ("slack-E1", "E1", "")
        assert await workspaces.of("T2") is None
        assert await workspaces.homes("slack-E1") == {"E1", "T1"}


async def test_rows_of_a_lane_that_nobody_works_in_wait(tmp_path):
    """Baton without Slack leaves alone what Slack has to finish."""
    async with a_stage(tmp_path) as stage:
        await stage.store.intake(InboxRow("k1", "main", LANE, "slack:T1:U1", "{}", 1))
        assert await stage.app.intake.resume() == 0


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


class Broken:
    """A store that cannot be written to."""

    async def intake(self, row):
        raise StoreUnavailable("the disk is full")


async def test_what_could_not_be_kept_is_said_and_words_stay_in_the_form(slack, tmp_path):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    async with a_house(tmp_path, slack) as house:
        await house.set_up(workspace, mina)
        await ana.dm("can I talk to a human please")
        await house.settled()
        await mina.presses("Claim", on=house.card)
        await house.settled()
        form = await (await mina.presses("Reply", on=house.card)).opens()
        before, house.app.intake._store = house.app.intake._store, Broken()
        sent = await form.submits("Hello Ana, precious words")
        assert wording.NOT_KEPT_STAFF in sent.errors.values() and form.is_open
        told = await ana.presses("I don't need this any more")
        assert "couldn't save" in (await told.says()).text
        house.app.intake._store = before
        assert not (await form.submits("Hello Ana, precious words")).errors
        assert "precious" in (await ana.hears("precious")).text
        [case] = await house.app.store.find(CaseRow, {})
        assert case.stage != "closed"
