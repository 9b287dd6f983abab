"""Who somebody is at the desk: asked of Slack at each act, in the team's own workspaces alone."""

import pytest

from adapters.slack.api import Away, No
from adapters.slack.ids import role_id
from adapters.slack.parts import Parts
from adapters.slack.people import People, Unsure, member
from adapters.slack.roles import Groups, Roles
from adapters.slack.rows import WorkspaceRow
from adapters.slack.workspaces import Workspaces
from bot.writes import SettingRow, Writes
from handoff.routing import LEAD_ROLE, STAFF_ROLE
from tests.stage import a_stage


class Slack:
    """Tells of the people it was given; may be away."""

    def __init__(self):
        self.people, self.groups, self.away, self.asked = {}, {}, False, []

    async def call(self, space, method, **params):
        self.asked.append(method)
        if self.away:
            raise Away("the line is down")
        if method == "users.info":
            return {"user": {"team_id": space, **self.people[params["user"]]}}
        if params["usergroup"] not in self.groups:
            raise No("no_such_subteam", method)
        return {"users": self.groups[params["usergroup"]]}


@pytest.fixture
async def desk(tmp_path):
    async with a_stage(tmp_path) as stage:
        parts = Parts(stage.store, stage.service, stage.desk, stage.app.files, stage.clock)
        slack, workspaces = Slack(), Workspaces(parts)
        for space, team in (("T1", "main"), ("T2", "slack-T2")):
            await workspaces.keep(WorkspaceRow(space, team))
        rows = [
            SettingRow("main", STAFF_ROLE, role_id("S1"), 1, "test"),
            SettingRow("main", LEAD_ROLE, role_id("S2"), 1, "t"),
        ]
        await stage.store.commit(Writes(tuple(rows)))
        roles = Roles(parts, People(parts, slack, workspaces), Groups(slack), workspaces)
        slack.groups |= {"S1": ["UMINA"], "S2": ["ULEA"]}
        slack.people |= {
            "UBOSS": {"is_admin": True, "real_name": "Boss"},
            "UOWNER": {"is_owner": True},
            "UFIRST": {"is_primary_owner": True},
            "UMINA": {"profile": {"display_name": "Mina"}},
            "ULEA": {},
            "UEVE": {},
            "UGUEST": {"is_restricted": True, "is_admin": True},
            "UBOT": {"is_bot": True, "is_admin": True},
            "UGONE": {"deleted": True, "is_admin": True},
            "UZOE": {"team_id": "T9", "is_admin": True},
        }
        yield roles, slack, stage


@pytest.mark.parametrize(
    ("user", "role"),
    [
        ("UBOSS", "admin"),
        ("UOWNER", "admin"),
        ("UFIRST", "admin"),
        ("UMINA", "staff"),
        ("ULEA", "lead"),
        ("UEVE", "none"),
        ("UGUEST", "none"),
        ("UBOT", "none"),
        ("UGONE", "none"),
        ("UZOE", "none"),
    ],
)
async def test_a_role_is_what_slack_says(desk, user, role):
    roles, *_ = desk
    assert (await roles.of("main", "T1", user)).role == role


@pytest.mark.parametrize("team", ["main", "slack-T2"])
async def test_an_admin_of_one_workspace_is_nobody_at_anothers_desk(desk, team):
    roles, *_ = desk
    other = "T2" if team == "main" else "T1"
    assert (await roles.of(team, other, "UBOSS")).role == "none"


async def test_people_can_be_named_where_there_are_no_groups(desk):
    roles, slack, stage = desk
    slack.groups.clear()
    rows = [
        SettingRow("main", STAFF_ROLE, role_id("UMINA"), 1, "t"),
        SettingRow("main", LEAD_ROLE, role_id("ULEA"), 1, "t"),
    ]
    await stage.store.commit(Writes(tuple(rows)))
    assert [(await roles.of("main", "T1", user)).role for user in ("UMINA", "ULEA", "UEVE")] == [
        "staff",
        "lead",
        "none",
    ]


async def test_slack_is_not_asked_at_every_press(desk):
    roles, slack, _ = desk
    for _ in range(5):
        await roles.of("main", "T1", "UMINA")
    assert slack.asked.count("users.info") == 1 and slack.asked.count("usergroups.users.list") == 2


async def test_whom_slack_cannot_tell_of_does_nothing(desk):
    roles, slack, _ = desk
    slack.away = True
    with pytest.raises(Unsure):
        await roles.of("main", "T1", "UBOSS")


async def test_an_old_word_of_slacks_makes_nobody_an_admin(desk):
    roles, slack, _ = desk
    assert (await roles.of("main", "T1", "UBOSS")).role == "admin"
    roles.people.changed("T1", "UBOSS")
    slack.away = True
    with pytest.raises(Unsure):  # the groups cannot be asked for either
        await roles.of("main", "T1", "UBOSS")
    slack.away = False
    slack.people["UBOSS"] = {}
    roles.people._later.clear()
    assert (await roles.of("main", "T1", "UBOSS")).role == "none"


def test_in_an_organisation_its_admins_are_ours_and_all_its_workspaces_one_home():
    told = {"team_id": "T7", "enterprise_user": {"enterprise_id": "E1", "is_owner": True}}
    ours, others = member(told, "main", "T1", "U1", "E1", 1), member(told, "main", "T1", "U1", "E2", 1)
    assert (ours.home, ours.admin) == ("T1", True)
    assert (others.home, others.admin) == ("T7", False)
