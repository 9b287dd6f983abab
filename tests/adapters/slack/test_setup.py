"""`/baton setup`: a private room is made, others' are looked at, and one that is shared outside is refused."""

import pytest

from bot.text import JOINER
from bot.writes import SettingRow
from handoff.routing import STAFF_PLACE
from tests.slack_house import a_house, a_slack


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture
async def house(slack, tmp_path):
    async with a_house(tmp_path, slack) as running:
        yield running


@pytest.fixture
def boss(slack):
    return slack.workspaces[0].member("Boss", admin=True)


async def said(person, line):
    return (await (await person.slash(line, person.workspace.general)).says()).text.replace(JOINER, "")


async def place(house):
    rows = await house.app.store.find(SettingRow, {"team": "main", "name": STAFF_PLACE})
    return rows[0].value


async def test_a_private_room_is_made_with_the_team_in_it(house, slack, boss):
    workspace = slack.workspaces[0]
    mina, lea, eve = (workspace.member(name) for name in ("Mina", "Lea", "Eve"))
    desk, leads = workspace.group("Desk", [mina]), workspace.group("Leads", [lea])
    told = await said(boss, f"/baton setup staff_role={desk.mention} lead_role={leads.mention}")
    room = house.room
    assert room.kind == "group" and {boss.id, mina.id, lea.id} <= set(room.members) and eve.id not in room.members
    assert "#support-desk" in told and "@desk" in told


async def test_setup_again_keeps_the_room(house, slack, boss):
    workspace = slack.workspaces[0]
    desk = workspace.group("Desk", [])
    for _ in range(2):
        await said(boss, f"/baton setup staff_role={desk.mention}")
    assert slack.calls["conversations.create"] == 1


async def test_without_staff_it_says_what_is_needed(house, boss):
    before = await place(house)
    assert "staff_role=@group" in await said(boss, "/baton setup")
    assert await place(house) == before


async def test_a_room_shared_with_others_is_refused_loudly(house, slack, boss):
    workspace = slack.workspaces[0]
    shared = workspace.channel("with-them", boss, private=True, external=[workspace.external("Zoe")])
    before = await place(house)
    desk = workspace.group("Desk", [])
    told = await said(boss, f"/baton setup staff={shared.mention} staff_role={desk.mention}")
    assert "shared with another organisation" in told and await place(house) == before


async def test_a_room_that_becomes_shared_gets_no_more_cases_and_its_admin_is_told(house, slack, boss):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    room = await house.set_up(workspace, mina, by=boss)
    workspace.shares(room, "T0OTHER1")
    assert "shared with another organisation" in (await boss.hears("shared", within=10)).text
    await ana.dm("can I talk to a human please")
    await house.settled()
    assert not [one for one in room.messages.values() if one.bot_id and one.buttons]


async def test_a_room_we_are_not_in_is_refused_or_joined(house, slack, boss):
    workspace = slack.workspaces[0]
    desk = workspace.group("Desk", [])
    hidden = workspace.channel("hidden", boss, private=True, bot=False)
    told = await said(boss, f"/baton setup staff={hidden.mention} staff_role={desk.mention}")
    assert "invite me" in told.casefold()


async def test_without_the_scope_the_admin_makes_the_room(house, slack, boss):
    workspace = slack.workspaces[0]
    workspace.grants(without=("groups:write",))
    desk = workspace.group("Desk", [])
    assert "staff=#channel" in await said(boss, f"/baton setup staff_role={desk.mention}")
    mine = workspace.channel("my-room", boss, private=True)
    assert "#my-room" in await said(boss, f"/baton setup staff={mine.mention} staff_role={desk.mention}")


async def test_nobody_but_an_admin_sets_up(house, slack):
    workspace = slack.workspaces[0]
    before = await place(house)
    told = await said(workspace.member("Eve"), f"/baton setup staff_role={workspace.group('Desk', []).mention}")
    assert "admin" in told and await place(house) == before
    assert not slack.calls["conversations.create"]


async def test_a_channel_that_gets_another_id_goes_on(house, slack, boss):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    room = await house.set_up(workspace, mina, by=boss)
    await ana.dm("can I talk to a human please")
    await house.settled()
    workspace.changes_id(room)
    await house.settled()
    await mina.presses("Claim", on=house.card)
    await house.settled()
    await mina.says(room, "hello Ana", thread=house.card)
    assert "hello Ana" in (await ana.hears("hello Ana")).text
    assert room.id in await place(house)
