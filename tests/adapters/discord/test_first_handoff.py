"""docs/discord.md as somebody follows it: one command, then a customer, a case, a person's answer."""

import pytest

from adapters.app import build
from adapters.command_line.discord import DiscordSide
from adapters.settings import read_settings
from tests.standins.discord import DiscordStandIn


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


def offered(guild):
    return "support" in guild.owner.offers(guild.general)


@pytest.fixture
async def app(tmp_path, server, guild):
    settings = read_settings(
        env_file=None,
        data_dir=tmp_path,
        demo=True,
        discord_token=server.token,
        discord_api_url=server.api_url,
        discord_gateway_url=server.gateway_url,
        discord_cdn_url=server.cdn_url,
    )
    side = DiscordSide(settings)
    async with build(settings, platforms=side.platforms) as app, side.connected():
        await server.connected()
        # The team's commands are put after the line is up; on a busy machine that takes its time.
        await server.stirs.until(lambda: offered(guild) or None, 10, lambda: "the team's commands were never put")
        await server.settles(0.3)
        yield app


async def test_from_the_panel_to_a_persons_answer(app, server, guild):
    await guild.owner.slash(
        "/support setup", guild.general, staff_role=guild.support, lead_role=guild.leads, panel=guild.help
    )
    panel = guild.rosa.last(guild.help)
    assert "demonstration" in panel.text
    await guild.rosa.presses("Live chat", on=panel)
    told = await guild.rosa.hears("person", where=guild.rosa.dm_channel, within=10)
    assert "demonstration" in told.text
    room = next(one for one in server.world.channels.values() if one.name == "support-desk")
    card = await guild.mina.hears("#1", where=room, within=10)
    assert guild.mina.id in server.notified
    assert guild.rosa.id not in server.notified
    await guild.mina.presses("Claim", on=card)
    await guild.rosa.hears("Mina", where=guild.rosa.dm_channel, within=10)
    thread = server.world.channels[card.id]
    await guild.mina.says(thread, "Hello Rosa, I have read it all.")
    await guild.rosa.hears("I have read it all", where=guild.rosa.dm_channel, within=10)
    await guild.rosa.dm("thank you, that is kind")
    await guild.mina.hears("that is kind", where=thread, within=10)
    await guild.mina.slash("/case close", thread)
    assert not guild.rosa.can_see(room)
    assert not guild.rosa.can_see(thread)


async def test_the_panel_is_brought_up_to_date_where_it_hangs(app, server, guild):
    for _ in range(2):
        await guild.owner.slash("/support setup", guild.general, staff_role=guild.support, panel=guild.help)
    panels = [one for one in guild.help.messages.values() if one.components and not one.ephemeral]
    assert len(panels) == 1
    panels[0].deleted = True
    guild.help.messages.clear()
    await guild.owner.slash("/support setup", guild.general, panel=guild.help)
    assert len([one for one in guild.help.messages.values() if one.components]) == 1
