"""From the invite to a working desk, where nobody but staff sees a case."""

import pytest

from adapters.discord.rows import GuildRow
from bot.writes import SettingRow
from handoff.routing import routing_of
from tests.adapters.discord.counter import TEAM, a_counter
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.permissions import Permission


@pytest.fixture
async def server():
    async with DiscordStandIn() as running:
        with running.points():
            yield running


@pytest.fixture
def guild(server):
    made = server.guild("Larkspur & Pine")
    made.support = made.role("Support", mentionable=True)
    made.leads = made.role("Leads", mentionable=True)
    made.help = made.channel("help")
    made.mina = made.member("Mina", roles=[made.support])
    made.rosa = made.member("Rosa")
    return made


@pytest.fixture
async def counter(tmp_path, server, guild):
    async with a_counter(tmp_path, server) as it:
        yield it


async def routing(counter):
    rows = await counter.app.store.find(SettingRow, {"team": TEAM})
    return routing_of({row.name: row.value for row in rows})


async def test_one_command_makes_a_room_that_only_staff_can_see(counter, guild):
    ada = guild.owner
    answer = await ada.slash(
        "/support setup", guild.general, staff_role=guild.support, lead_role=guild.leads, panel=guild.help
    )
    assert answer.ephemeral
    now = await routing(counter)
    assert now.staff_role == f"discord:&{guild.support.id}"
    assert now.lead_role == f"discord:&{guild.leads.id}"
    room = counter.server.world.channels[int(now.staff_place.channel)]
    assert (now.staff_place.platform, now.staff_place.space) == ("discord", str(guild.id))
    assert guild.mina.can_see(room)
    assert not guild.rosa.can_see(room)
    assert len(counter.hung) == 1
    rows = await counter.app.store.find(GuildRow, {"team": TEAM, "guild": str(guild.id)})
    assert rows[0].panel_channel == str(guild.help.id)
    assert rows[0].panel_message == str(counter.hung[0])
    assert "support-desk" in answer.text
    assert "help" in answer.text


async def test_the_doctor_is_content_after_it(counter, guild):
    await guild.owner.slash(
        "/support setup", guild.general, staff_role=guild.support, lead_role=guild.leads, panel=guild.help
    )
    failed = [(check.name, check.mend) for check in await counter.checks() if not check.ok]
    assert failed == []


async def test_without_a_role_it_asks_for_one_and_makes_nothing(counter, guild):
    before = len(counter.server.world.channels)
    answer = await guild.owner.slash("/support setup", guild.general, panel=guild.help)
    assert "staff_role" in answer.text
    assert len(counter.server.world.channels) == before
    assert (await routing(counter)).staff_place.platform == "web"


async def test_a_channel_that_everybody_sees_is_refused(counter, guild):
    answer = await guild.owner.slash("/support setup", guild.general, staff=guild.general, staff_role=guild.support)
    assert "Everybody can see" in answer.text
    assert (await routing(counter)).staff_role == "web:support"


async def test_a_hidden_channel_is_taken_as_it_is(counter, guild):
    room = guild.channel("cases", only=[guild.support])
    await guild.owner.slash("/support setup", guild.general, staff=room, staff_role=guild.support)
    assert (await routing(counter)).staff_place.channel == str(room.id)


async def test_what_is_missing_is_named_before_anything_is_kept(counter, guild):
    guild.bot_may(all_but=(Permission.MANAGE_THREADS, Permission.EMBED_LINKS))
    room = guild.channel("cases", only=[guild.support])
    answer = await guild.owner.slash("/support setup", guild.general, staff=room, staff_role=guild.support)
    assert "Manage Threads" in answer.text
    assert "Embed Links" in answer.text
    assert (await routing(counter)).staff_place.platform == "web"


async def test_without_the_right_to_make_channels_it_says_so(counter, guild):
    guild.bot_may(all_but=(Permission.MANAGE_CHANNELS,))
    answer = await guild.owner.slash("/support setup", guild.general, staff_role=guild.support)
    assert "Manage Channels" in answer.text
    assert (await routing(counter)).staff_role == "web:support"


async def test_everyone_is_no_role_of_the_desk(counter, guild):
    everyone = guild.record.roles[guild.id]
    answer = await guild.owner.slash("/support setup", guild.general, staff_role=everyone)
    assert "@everyone" in answer.text.replace("\u200b", "").replace("\u2060", "")
    assert (await routing(counter)).staff_role == "web:support"


async def test_twice_makes_one_room_and_hangs_one_panel_anew(counter, guild):
    for _ in range(2):
        await guild.owner.slash("/support setup", guild.general, staff_role=guild.support, panel=guild.help)
    named = [one for one in counter.server.world.channels.values() if one.name == "support-desk"]
    assert len(named) == 1


async def test_who_is_no_admin_sets_nothing_up_even_where_discord_lets_them_try(counter, guild):
    counter.server.rooms.commands.open_to_all = True
    answer = await guild.mina.slash("/support setup", guild.general, staff_role=guild.support)
    assert (await routing(counter)).staff_role == "web:support"
    assert "admin" in answer.text


async def test_a_forum_may_be_the_staff_channel(counter, guild):
    forum = guild.forum("cases", only=[guild.support])
    await guild.owner.slash("/support setup", guild.general, staff=forum, staff_role=guild.support)
    assert (await routing(counter)).staff_place.channel == str(forum.id)


async def test_a_department_has_a_channel_and_a_role_of_its_own(counter, guild):
    await guild.owner.slash("/support setup", guild.general, staff_role=guild.support)
    room, role = guild.channel("money", only=[guild.leads]), guild.leads
    await guild.owner.slash("/support setup", guild.general, department="billing", place=room, role=role)
    now = await routing(counter)
    assert now.place("billing").channel == str(room.id)
    assert now.role("billing") == f"discord:&{role.id}"
    assert now.place("general").channel != str(room.id)


async def test_what_is_left_to_do_is_said(counter, guild):
    """A role that cannot be mentioned, a stranger who was let in, no panel, no leads."""
    other, quiet = guild.role("Moderators"), guild.role("Helpers")
    room = guild.channel("cases", only=[quiet, other])
    answer = await guild.owner.slash("/support setup", guild.general, staff=room, staff_role=quiet)
    for words in ("@Moderators", "I cannot call @Helpers", "panel", "lead"):
        assert words in answer.text.replace("\u2060", "").replace("\u200b", "").replace("\\_", "_"), words


async def test_without_values_it_says_how_things_stand(counter, guild):
    await guild.owner.slash("/support setup", guild.general, staff_role=guild.support)
    answer = await guild.owner.slash("/support setup", guild.general)
    assert "support-desk" in answer.text
    assert "Support" in answer.text


async def test_a_customers_channel_may_be_in_another_server(counter, guild, server):
    """Its own cases stay where staff are; only someone the team knows as its admin may do it."""
    await guild.owner.slash("/support setup", guild.general, staff_role=guild.support)
    before = (await routing(counter)).staff_place
    second = server.guild("The fan club", bot=False)
    await second.adds_the_bot()
    await server.settles(0.3)
    for joined in counter.client.guilds:
        await counter.client.syncing.server(joined)
    boss = second.member(guild.owner, roles=[second.role("Boss", Permission.MANAGE_GUILD)])
    await boss.slash("/support setup", second.general, panel=second.general)
    assert (await routing(counter)).staff_place == before
    rows = await counter.app.store.find(GuildRow, {"team": TEAM, "guild": str(second.id)})
    assert rows[0].panel_channel == str(second.general.id)
    assert not [one for one in server.world.channels_of(second.record) if one.name == "support-desk"]
