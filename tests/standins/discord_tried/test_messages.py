"""Messages, files and mentions of the stand-in, tried by the real client."""

import io

import discord
import pytest

from tests.standins.discord import Misused, Permission
from tests.standins.discord_tried.clients import BUTTON, MENU, OPTIONS, Bot, Echo, row, until


async def test_a_dm_reaches_the_real_client_and_is_answered(ana, run):
    client = await run(Echo())
    await ana.dm("where is my parcel")
    answer = await ana.hears("parcel")
    assert answer.content == "You said: where is my parcel"
    assert client.heard[0].guild is None


async def test_the_same_nonce_makes_one_message_until_minutes_have_passed(server, bot, ana):
    channel = await (await bot.fetch_user(ana.id)).create_dm()
    first = await channel.send("hello", nonce="row1")
    assert (await channel.send("hello", nonce="row1")).id == first.id
    server.passes(minutes=10)
    assert (await channel.send("hello", nonce="row1")).id != first.id


async def test_closed_dms_and_no_common_server_are_told_apart(server, bot, ana, guild):
    dm = await (await bot.fetch_user(ana.id)).create_dm()
    ana.dms_open = False
    with pytest.raises(discord.Forbidden) as closed:
        await dm.send("hello")
    ana.dms_open = True
    await guild.loses(ana)
    with pytest.raises(discord.Forbidden) as strangers:
        await dm.send("hello")
    assert (closed.value.code, strangers.value.code) == (50007, 50278)


async def test_edits_and_deletes_are_heard_by_clients_without_a_cache(guild, run, ana):
    client = await run(Bot(max_messages=None))
    message = await ana.dm("my order")
    await ana.edits(message, "my order 1042")
    await ana.deletes(message)
    await until(lambda: client.saw("raw_message_delete"))
    assert client.saw("raw_message_edit")[0].message.content == "my order 1042"
    assert client.saw("raw_message_delete")[0].message_id == message.id


async def test_without_the_intent_only_own_dms_and_mentions_have_words(server, guild, run, ana):
    client = await run(Bot(intents=discord.Intents.default()))
    await ana.says(guild.general, "a secret", files={"note.txt": b"x"})
    await ana.says(guild.general, f"hey {client.user.mention}")
    await ana.dm("private")
    await until(lambda: len(client.heard) == 3)
    assert [one.content for one in client.heard] == ["", f"hey {client.user.mention}", "private"]
    assert not client.heard[0].attachments
    server.privileged["message_content"] = False
    channel = client.get_channel(guild.general.id)
    assert [one.content async for one in channel.history(oldest_first=True)] == ["", f"hey {client.user.mention}"]


async def test_history_goes_both_ways(bot, guild, ana):
    sent = [await ana.says(guild.general, str(number)) for number in range(5)]
    channel = bot.get_channel(guild.general.id)
    after = [one.content async for one in channel.history(after=sent[1], oldest_first=True)]
    before = [one.content async for one in channel.history(before=sent[2], limit=1)]
    around = [one.content async for one in channel.history(around=sent[2], limit=3)]
    assert (after, before, sorted(around)) == (["2", "3", "4"], ["1"], ["1", "2", "3"])


async def test_files_go_up_and_down_and_their_links_run_out(server, bot, guild, ana):
    channel = bot.get_channel(guild.general.id)
    sent = await channel.send(file=discord.File(io.BytesIO(b"a parcel"), "photo.png", description="the box"))
    assert (ana.last().attachments[0].data, ana.last().attachments[0].name) == (b"a parcel", "photo.png")
    assert await sent.attachments[0].read() == b"a parcel"
    server.passes(hours=25)
    with pytest.raises(discord.NotFound):
        await sent.attachments[0].read()
    again = await channel.fetch_message(sent.id)
    assert await again.attachments[0].read() == b"a parcel"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "embeds"),
        ({"content": "x", "nonce": "x" * 26, "enforce_nonce": True}, "nonce"),
        ({"components": [row(BUTTON | {"label": "x" * 81})]}, "components"),
        ({"components": [row(BUTTON | {"custom_id": "x" * 101})]}, "components"),
        ({"components": [row(BUTTON)] * 2}, "components"),
        ({"components": [row(MENU | {"options": OPTIONS})]}, "components"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "x"}] * 41}, "components"),
        ({"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "x"}]}, "content"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
    ],
)  # fmt: skip
async def test_what_is_too_large_is_refused_by_its_path(guild, rest, body, path):
    status, answer = await rest("POST", f"/channels/{guild.general.id}/messages", body)
    assert (status, answer["code"], list(answer["errors"])) == (400, 50035, [path])


async def test_an_empty_message_and_a_large_file_are_refused(bot, guild):
    channel = bot.get_channel(guild.general.id)
    with pytest.raises(discord.HTTPException) as empty:
        await channel.send("")
    with pytest.raises(discord.HTTPException) as large:
        await channel.send(file=discord.File(io.BytesIO(bytes(10 * 1024**2 + 1)), "big.bin"))
    assert (empty.value.code, large.value.code, large.value.status) == (50006, 40005, 413)


async def test_who_is_notified_is_what_was_allowed(server, guild, ana, run):
    staff = guild.role("Support", mentionable=True)
    mina = guild.member("Mina", roles=[staff])
    client = await run(Bot(allowed_mentions=None))
    channel = client.get_channel(guild.general.id)
    words = f"{ana.mention} <@&{staff.id}> @everyone"

    async def notified(**allowed):
        sent = await channel.send(words, allowed_mentions=discord.AllowedMentions(**allowed) if allowed else None)
        return guild.general.messages[sent.id].notified

    assert await notified() == {ana.id, mina.id}, "the bot may not mention everyone"
    assert await notified(everyone=False, users=False, roles=[discord.Object(staff.id)]) == {mina.id}
    assert await notified(everyone=False, users=False, roles=False) == set()
    edited = await channel.send("quiet", allowed_mentions=discord.AllowedMentions.none())
    await edited.edit(content=ana.mention)
    assert ana.id in guild.general.messages[edited.id].notified, "an edit without allowed_mentions parses again"


async def test_archived_refuses_edits_and_wakes_when_spoken_in_locked_refuses_words(bot, guild, ana, rest):
    card = await bot.get_channel(guild.general.id).send("case 1")
    thread = await card.create_thread(name="case 1")
    said = await thread.send("hello")
    await thread.edit(archived=True)
    with pytest.raises(discord.HTTPException) as archived:
        await said.edit(content="changed")
    with pytest.raises(discord.HTTPException) as reacted:
        await said.add_reaction("✅")
    assert (archived.value.code, reacted.value.code) == (50083, 50083)
    record = guild.discord.world.channels[thread.id]
    await ana.says(record, "me again")
    assert not record.thread.archived
    await thread.edit(archived=True, locked=True)
    with pytest.raises(Misused, match="160005"):
        await ana.says(record, "and again")


async def test_a_moderator_clears_several_messages_at_once(bot, guild, ana):
    mod = guild.member("Mod", roles=[guild.role("Mods", Permission.MANAGE_MESSAGES)])
    sent = [await ana.says(guild.general, word) for word in ("one", "two")]
    with pytest.raises(Misused, match="Ana's, not Ben's"):
        await guild.member("Ben").deletes(sent[0])
    await mod.deletes(*sent)
    await until(lambda: bot.saw("raw_bulk_message_delete"))
    assert bot.saw("raw_bulk_message_delete")[0].message_ids == {one.id for one in sent}


async def test_reactions_of_both(bot, guild, ana):
    words = await ana.says(guild.general, "thanks")
    await bot.get_channel(guild.general.id).get_partial_message(words.id).add_reaction("✅")
    await ana.reacts(words, "👍")
    await until(lambda: bot.saw("raw_reaction_add"))
    assert words.reactions == {"✅": [bot.user.id], "👍": [ana.id]}


async def test_forwards_stickers_and_system_messages_come_as_discord_sends_them(bot, guild, ana):
    words = await ana.says(guild.general, "look at this")
    await ana.forwards(words)
    await ana.dm(extra={"sticker_items": [{"id": "1", "name": "wave", "format_type": 1}]})
    await ana.says(guild.general, extra={"type": 7})
    await until(lambda: len(bot.heard) == 4)
    assert bot.heard[1].content == "" and bot.heard[1].message_snapshots[0].content == "look at this"
    assert bot.heard[2].stickers[0].name == "wave" and bot.heard[3].type is discord.MessageType.new_member


async def test_answering_oneself_pings_nobody_answering_another_pings_them(bot, guild, ana):
    own = await bot.get_channel(guild.general.id).send("first")
    again = await own.reply("second", mention_author=True)
    words = await ana.says(guild.general, "third")
    answer = await bot.get_channel(guild.general.id).get_partial_message(words.id).reply("fourth", mention_author=True)
    assert guild.general.messages[again.id].pings == set()
    assert guild.general.messages[answer.id].notified == {ana.id}
