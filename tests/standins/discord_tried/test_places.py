"""Permissions, threads, forums, webhooks and guilds of the stand-in."""

import discord
import pytest

from tests.standins.discord import Misused, Permission
from tests.standins.discord_tried.clients import Bot, until


async def test_permissions_are_computed_and_enforced(guild, ana, bot, rest):
    staff = guild.role("Support")
    mina, desk = guild.member("Mina", roles=[staff]), guild.channel("desk", only=[staff])
    assert (mina.can_see(desk), ana.can_see(desk)) == (True, False)
    with pytest.raises(Misused):
        await ana.says(desk, "hello")
    guild.bot_may(all_but=(Permission.SEND_MESSAGES,))
    _, refused = await rest("POST", f"/channels/{desk.id}/messages", {"content": "x"})
    guild.hides(desk, staff)
    desk.overwrites.pop(guild.bot_role.id)
    _, unseen = await rest("POST", f"/channels/{desk.id}/messages", {"content": "x"})
    assert (refused["code"], unseen["code"]) == (50013, 50001)


async def test_a_thread_has_its_messages_id_and_comes_once(bot, guild, ana):
    channel = bot.get_channel(guild.general.id)
    card = await channel.send("case 1")
    thread = await card.create_thread(name="case 1")
    assert thread.id == card.id
    with pytest.raises(discord.HTTPException) as again:
        await card.create_thread(name="case 1")
    assert again.value.code == 160004
    await ana.says(guild.discord.world.channels[thread.id], "a note")
    await until(lambda: any(one.content == "a note" for one in bot.heard))
    assert isinstance(bot.heard[-1].channel, discord.Thread)


async def test_the_cap_on_active_threads(server, bot, guild):
    server.world.active_threads = 1
    channel = bot.get_channel(guild.general.id)
    first = await (await channel.send("1")).create_thread(name="1")
    second = await channel.send("2")
    with pytest.raises(discord.HTTPException) as full:
        await second.create_thread(name="2")
    assert full.value.code == 160006
    await first.edit(archived=True)
    await second.create_thread(name="2")


async def test_private_threads_are_seen_by_those_let_in(bot, guild, ana):
    ben, channel = guild.member("Ben"), bot.get_channel(guild.general.id)
    thread = await channel.create_thread(name="just us", invitable=False)
    assert thread.is_private()
    await thread.add_user(discord.Object(ana.id))
    record = guild.discord.world.channels[thread.id]
    assert (ana.can_see(record), ben.can_see(record)) == (True, False)


async def test_forum_posts_carry_tags_and_are_listed(guild, run):
    forum = guild.forum("cases", tags=["open", "closed"])
    client = await run(Bot())
    channel = client.get_channel(forum.id)
    opened = channel.available_tags[0]
    post = await channel.create_thread(name="case 1", content="the card", applied_tags=[opened])
    assert post.thread.id == post.message.id and post.thread.applied_tags == [opened]
    assert [one.id for one in await client.get_guild(guild.id).active_threads()] == [post.thread.id]
    await post.thread.edit(archived=True, applied_tags=[channel.available_tags[1]])
    assert [one.id async for one in channel.archived_threads()] == [post.thread.id]


async def test_a_webhook_speaks_under_a_name_and_in_a_thread(bot, guild, ana):
    channel = bot.get_channel(guild.general.id)
    thread = await (await channel.send("case 1")).create_thread(name="case 1")
    hook = await channel.create_webhook(name="Baton")
    sent = await hook.send("my words", username="Ana (customer)", wait=True, thread=thread)
    seen = ana.last(guild.discord.world.channels[thread.id])
    assert (seen.speaker, seen.text, seen.author.bot) == ("Ana (customer)", "my words", True)
    await hook.edit_message(sent.id, content="my new words", thread=thread)
    assert seen.text == "my new words" and seen.edited
    await hook.delete_message(sent.id, thread=thread)
    assert seen.deleted


@pytest.mark.parametrize("name", ["Discord Fan", "xClydex", "x" * 81])
async def test_a_webhook_may_not_have_such_names(bot, guild, name):
    hook = await bot.get_channel(guild.general.id).create_webhook(name="Baton")
    with pytest.raises(discord.HTTPException) as refused:
        await hook.send("hello", username=name, wait=True)
    assert refused.value.code == 50035


async def test_fifteen_webhooks_and_no_more(bot, guild):
    channel = bot.get_channel(guild.general.id)
    for number in range(15):
        await channel.create_webhook(name=f"hook {number}")
    with pytest.raises(discord.HTTPException) as full:
        await channel.create_webhook(name="one more")
    assert full.value.code == 30007 and len(await channel.webhooks()) == 15


async def test_removal_and_outage_are_told_apart(server, bot, guild):
    await guild.goes_down()
    await until(lambda: bot.saw("guild_unavailable"))
    assert not bot.saw("guild_remove")
    await guild.comes_back()
    await guild.removes_the_bot()
    await until(lambda: bot.saw("guild_remove"))


async def test_a_guild_and_its_channels_that_come_later_are_announced(server, bot):
    later = server.guild("Bean & Bramble")
    desk = later.channel("desk")
    await until(lambda: bot.saw("guild_join") and bot.get_channel(desk.id))
    assert bot.saw("guild_join")[0].name == "Bean & Bramble"


async def test_people_archive_open_and_start_threads_as_far_as_they_may(bot, guild, ana):
    mod = guild.member("Mod", roles=[guild.role("Mods", Permission.MANAGE_THREADS)])
    thread = await ana.starts_thread(await ana.says(guild.general, "a question"), "a question")
    ben = guild.member("Ben")
    with pytest.raises(Misused, match="50013"):
        await ben.archives(thread)
    await mod.archives(thread, lock=True)
    await until(lambda: bot.saw("raw_thread_update"))
    with pytest.raises(Misused, match="50013"):
        await ana.reopens(thread)
    await mod.reopens(thread)
    assert not thread.thread.archived


async def test_a_bot_sets_a_server_up_by_itself(server, bot, guild, ana):
    place = bot.get_guild(guild.id)
    hidden = {
        place.default_role: discord.PermissionOverwrite(view_channel=False),
        place.me: discord.PermissionOverwrite(view_channel=True),
    }
    desk = await place.create_text_channel("Case desk", overwrites=hidden)
    assert desk.name == "case-desk" and not ana.can_see(server.world.channels[desk.id])
    await desk.set_permissions(place.default_role, view_channel=True)
    assert ana.can_see(server.world.channels[desk.id])
    role = await place.create_role(name="Leads")
    member = await place.fetch_member(ana.id)
    await member.add_roles(role)
    assert role.id in (await place.query_members(user_ids=[ana.id]))[0]._roles
    forum = await place.create_forum("cases", available_tags=[discord.ForumTag(name="open", emoji="🟢")])
    assert [tag.name for tag in forum.available_tags] == ["open"]
    guild.bot_role.position = 0
    with pytest.raises(discord.Forbidden):
        await member.remove_roles(role)
    assert server.server.unknown == []


async def test_a_webhook_that_is_gone_is_unknown(bot, guild):
    hook = await bot.get_channel(guild.general.id).create_webhook(name="Baton")
    await hook.delete()
    with pytest.raises(discord.NotFound) as gone:
        await hook.send("hello", wait=True)
    assert gone.value.code == 10015
