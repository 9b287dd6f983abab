"""Who somebody is at the desk is found out at the act, and only from the team's own servers."""

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.roles import homes, judged
from bot.codec import dump
from bot.events import Place
from bot.writes import SettingRow, Writes
from handoff.routing import Department, Routing
from tests.adapters.discord.counter import TEAM, a_counter
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.permissions import Permission

ROUTING = Routing(Place("discord", "1", "2"), "discord:&10", "discord:&20", {"billing": Department(role="discord:&30")})
NOTHING = discord.Permissions.none()


@pytest.mark.parametrize(
    ("has", "permissions", "role"),
    [
        (set(), NOTHING, "none"),
        ({"discord:&99"}, NOTHING, "none"),
        ({"discord:&10"}, NOTHING, "staff"),
        ({"discord:&30"}, NOTHING, "staff"),
        ({"discord:&20"}, NOTHING, "lead"),
        ({"discord:&10", "discord:&20"}, NOTHING, "lead"),
        (set(), discord.Permissions(manage_guild=True), "admin"),
        (set(), discord.Permissions(administrator=True), "admin"),
        ({"discord:&10"}, discord.Permissions(manage_channels=True, manage_roles=True, kick_members=True), "staff"),
    ],
)
def test_roles_and_permissions_make_a_role(has, permissions, role):
    assert judged(ROUTING, frozenset(has), permissions) == role


@given(st.frozensets(st.sampled_from(["discord:&10", "discord:&20", "", "web:support"])))
def test_a_desk_without_roles_has_no_staff(has):
    """An empty setting, or another platform's, is nobody's role."""
    assert judged(Routing(), has, NOTHING) == "none"


def test_the_teams_servers_are_those_where_cases_are_shown():
    settings = {
        "desk.staff_place": dump(Place("discord", "1", "2")),
        "desk.department.billing": dump(Department(Place("discord", "7", "8"))),
        "desk.department.general": dump(Department(Place("web", "demo", "staff"))),
    }
    assert homes(settings) == (1, 7)
    assert homes({"desk.staff_place": dump(Place("web", "demo", "staff"))}) == ()


@pytest.fixture
async def server():
    async with DiscordStandIn() as running:
        with running.points():
            yield running


@pytest.fixture
def guild(server):
    made = server.guild("Larkspur & Pine")
    made.support = made.role("Support", mentionable=True)
    made.mina = made.member("Mina", roles=[made.support], nick="Mina from the desk")
    return made


@pytest.fixture
def strangers(server):
    return server.guild("Somebody else's")


@pytest.fixture
async def counter(tmp_path, server, guild, strangers):
    async with a_counter(tmp_path, server) as it:
        await guild.owner.slash("/support setup", guild.general, staff_role=guild.support)
        yield it


async def place(counter):
    return (await counter.app.store.load(TEAM, "")).settings["desk.staff_place"]


async def test_the_owner_of_another_server_is_not_our_admin(counter, strangers):
    """Whoever can add the bot to a server of theirs must not reach the team's cases by it."""
    before, role = await place(counter), strangers.role("Mine")
    answer = await strangers.owner.slash("/support setup", strangers.general, staff_role=role)
    assert "admin" in answer.text
    assert await place(counter) == before
    assert "No case" not in (await strangers.owner.slash("/case queue", strangers.general)).text


async def test_our_staff_are_staff_in_another_server_too(counter, guild, strangers):
    mina = strangers.member(guild.mina)
    assert "No case" in (await mina.slash("/case queue", strangers.general)).text
    await guild.mina.loses(guild.support)
    assert "No case" not in (await mina.slash("/case queue", strangers.general)).text


async def test_who_left_our_server_is_nobody(counter, guild, strangers):
    mina = strangers.member(guild.mina)
    await guild.loses(guild.mina)
    assert "No case" not in (await mina.slash("/case queue", strangers.general)).text


async def test_managing_the_server_is_what_makes_an_admin(counter, guild):
    boss = guild.member("Boss", roles=[guild.role("Boss", Permission.MANAGE_GUILD)])
    assert "✓" in (await boss.slash("/support doctor", guild.general)).text


async def test_a_team_whose_staff_sit_on_another_platform_is_not_taken_over(counter, guild, strangers):
    """No case is shown on Discord at all: only the server that was set up before keeps its admins."""
    elsewhere = dump(Place("slack", "T1", "C1"))
    await counter.app.store.commit(Writes((SettingRow(TEAM, "desk.staff_place", elsewhere, 0, "test"),)))
    assert "admin" in (await strangers.owner.slash("/support doctor", strangers.general)).text
    assert "✓" in (await guild.owner.slash("/support doctor", guild.general)).text
