"""Sending: what is shown, where, once, and what staff learn when it is not."""

import asyncio
from datetime import timedelta

import discord
import pytest

from adapters.delivery.ports import Busy, CannotTell, Refused, Unknown, Unreached
from adapters.discord.rows import DmRow, ValueRow
from bot.content import Card, Choice, Post, Question, Reply
from bot.events import Place
from tests.adapters.discord.mailroom import mailroom
from tests.standins.discord import Permission

SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        yield made


async def test_a_dm_is_opened_once_and_kept_over_a_restart(room):
    await room.posts("Your parcel is in Lyon.")
    room.starts_again()
    await room.posts("It is due **Tuesday**.")
    assert [message.content for message in room.ana.sees(room.ana.dm_channel)] == [
        "Your parcel is in Lyon.",
        "It is due **Tuesday**.",
    ]
    assert room.server.calls["POST /users/@me/channels"] == 1


async def test_a_question_shows_its_choices_and_a_press_says_which(room):
    asked = Question("q1", "reason", "What went wrong?", (Choice("Damaged", "damaged"), Choice("Late", "late")))
    await room.posts(Reply(question=asked))
    buttons = room.ana.last().components[0]["components"]
    assert [(one["label"], one["custom_id"]) for one in buttons] == [("Damaged", "q1|damaged"), ("Late", "q1|late")]


async def test_a_value_too_long_for_discord_is_kept_behind_a_digest(room):
    long = "order " * 40
    await room.posts(Reply("Which?", offers=(Choice("That one", long),)))
    made = room.ana.last().components[0]["components"][0]["custom_id"]
    (kept,) = await room.store.find(ValueRow, {"digest": made.removeprefix("h|")})
    assert (kept.ask, kept.value) == ("offer", long)


async def test_the_same_row_twice_is_shown_once(room):
    row = await room.posts("Once.")
    first = await room.delivers(row)
    assert first == await room.delivers(row)
    assert len(room.ana.sees(room.ana.dm_channel)) == 1


async def test_a_long_reply_comes_in_parts_in_order_and_once(room):
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(9))
    row = await room.posts(text)
    shown = [message.content for message in room.ana.sees(room.ana.dm_channel)]
    assert len(shown) > 1 and all(len(one) <= 2000 for one in shown)
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert len((await room.delivers(row)).split(",")) == len(shown) == len(room.ana.sees(room.ana.dm_channel))


async def test_a_lost_answer_is_unknown_and_sending_again_doubles_nothing(room):
    row = room.row(Post(Reply("Hello.")), room.dm)
    room.server.fails(SEND, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.sending.find(row) is None
    await room.delivers(row)
    assert len(room.ana.sees(room.ana.dm_channel)) == 1


async def test_long_after_a_lost_answer_the_channel_itself_is_read(room):
    await room.posts("Hello.")
    row = room.row(Post(Reply("Hello.")), room.dm)
    room.server.fails(SEND, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    room.clock.ahead = timedelta(minutes=10)
    for message in room.ana.dm_channel.messages.values():
        message.nonce = None
    found = await room.sending.find(row)
    assert found == f"{room.ana.dm_channel.id}/{room.ana.last().id}"


async def test_what_never_arrived_is_not_found_though_another_row_said_the_same(room):
    await room.posts("Hello.")
    row = room.row(Post(Reply("Hello.")), room.dm)
    room.clock.ahead = timedelta(minutes=10)
    assert await room.sending.find(row) is None


async def test_where_history_cannot_be_read_nobody_guesses(room):
    public = Place("discord", str(room.guild.id), str(room.guild.general.id), public=True)
    row = await room.posts("Hello.", public)
    room.clock.ahead = timedelta(minutes=10)
    room.guild.bot_may(all_but=(Permission.READ_MESSAGE_HISTORY,))
    with pytest.raises(CannotTell, match="Read Message History"):
        await room.sending.find(row)


async def test_a_closed_dm_becomes_a_private_thread_where_a_panel_is(room):
    await room.has_panel()
    room.ana.dms_open = False
    await room.posts("Your refund is on its way.")
    await room.posts("And one more thing.")
    thread = next(one for one in room.server.world.channels.values() if one.name.startswith("Support"))
    assert [one.content for one in room.ana.sees(thread) if one.content] == [
        "Your refund is on its way.",
        "And one more thing.",
    ]
    assert not room.guild.member("Ben").can_see(thread)
    (row,) = await room.store.find(DmRow, {})
    assert row.closed and row.thread == str(thread.id)


async def test_a_closed_dm_without_any_other_way_is_final(room):
    room.ana.dms_open = False
    with pytest.raises(Refused, match="direct messages"):
        await room.posts("Hello.")
    assert room.server.calls[SEND] == 1


async def test_somebody_without_a_common_server_is_final(room):
    await room.guild.loses(room.ana)
    with pytest.raises(Refused, match="no server"):
        await room.posts("Hello.")


async def test_a_missing_permission_is_named(room):
    public = Place("discord", str(room.guild.id), str(room.guild.general.id), public=True)
    room.guild.bot_may(all_but=(Permission.SEND_MESSAGES,))
    with pytest.raises(Refused, match="Send Messages"):
        await room.posts("Hello.", public)


async def test_a_channel_that_is_gone_is_final(room):
    await room.guild.deletes_channel(room.guild.general)
    with pytest.raises(Refused, match="gone"):
        await room.posts("Hello.", Place("discord", str(room.guild.id), str(room.guild.general.id), public=True))


async def test_a_line_that_breaks_before_anything_was_taken_is_tried_again_later(room):
    row = await room.posts("Hello.")
    room.server.fails(EDIT, "drop before")
    with pytest.raises(Unreached):
        await room.revises(row, Reply("Hello you."), room.dm)


async def test_a_long_rate_limit_is_waited_for_by_the_loop_not_here(room):
    await room.posts("Hello.")
    room.server.fails(SEND, 429, seconds=400)
    with pytest.raises(Busy) as wait:
        await room.posts("More.")
    assert wait.value.retry_after == 400


async def test_nothing_is_sent_before_the_client_is_there(room):
    room.client = None
    with pytest.raises(Busy, match="not connected"):
        await room.posts("Hello.")


async def test_nobody_is_pinged_by_words_only_by_name(room):
    hostile = f"@everyone {room.mina.mention} <@&{room.support.id}>"
    await room.opens_case()
    await room.mirrors(hostile, speaker=hostile)
    await room.posts(hostile, room.thread, case=7)
    row = await room.posts(hostile, room.thread, case=7)
    await room.revises(row, Reply(f"{hostile} again"), room.thread)
    assert not room.server.notified
    await room.posts(Reply("New.", mention=(f"discord:&{room.support.id}",)), room.thread, case=7)
    assert room.server.notified == {room.mina.id}


async def test_an_edit_calls_nobody_again(room):
    await room.opens_case()
    row = await room.posts("Hello.", room.thread, case=7)
    await room.revises(row, Reply("Hello.", mention=(f"discord:{room.mina.id}",)), room.thread)
    assert room.mina.mention in room.mina.last(room.case_thread).content
    assert not room.server.notified


async def test_a_card_shows_our_own_picture(room):
    file = await room.files.keep("door.png", PNG)
    await room.posts(Reply(card=Card("Delivered", (("Where", "porch"),), image=file.ref)))
    message = room.ana.last()
    assert message.embeds[0]["image"]["url"] == "attachment://picture.png"
    assert [(one.name, one.data) for one in message.attachments] == [("picture.png", PNG)]


async def test_files_go_along_under_harmless_names(room):
    file = await room.files.keep("../@every one`.png", PNG)
    await room.posts(Reply("Look.", files=(file,)))
    (shown,) = room.ana.last().attachments
    assert shown.data == PNG and "/" not in shown.name and "@" not in shown.name


async def test_a_colleagues_file_that_is_too_large_is_refused_by_name(room):
    file = await room.files.keep("film.mov", b"x" * (11 * 1024**2))
    with pytest.raises(Refused, match=r"film.mov is too large"):
        await room.posts(Reply("Look.", files=(file,)), voice="staff")


async def test_editing_grows_and_shrinks_with_the_words(room):
    row = await room.posts("short")
    long = "\n\n".join("word " * 300 for _ in range(3))
    await room.revises(row, Reply(long), room.dm)
    assert len(room.ana.sees(room.ana.dm_channel)) == 3
    await room.revises(row, Reply("short again"), room.dm)
    assert [one.content for one in room.ana.sees(room.ana.dm_channel)] == ["short again"]
    await room.withdraws(row, room.dm)
    await room.withdraws(row, room.dm)
    assert room.ana.sees(room.ana.dm_channel) == []


async def test_an_old_message_that_may_not_be_edited_any_more_is_said_anew(room):
    row = await room.posts("0")
    room.server.passes(hours=2)
    room.clock.ahead = timedelta(hours=2)
    for number in range(1, 8):
        await room.revises(row, Reply(str(number)), room.dm)
    assert room.ana.last().content == "7"
    await room.withdraws(row, room.dm)
    assert "7" not in [one.content for one in room.ana.sees(room.ana.dm_channel)]


async def test_changing_what_was_never_shown_is_refused_and_taking_it_back_is_done(room):
    row = room.row(Post(Reply("never")), room.dm)
    with pytest.raises(Refused, match="never shown"):
        await room.revises(row, Reply("other"), room.dm)
    await room.withdraws(row, room.dm)


async def test_a_demonstration_says_so_to_customers_only(tmp_path):
    async with mailroom(tmp_path, remark="A demonstration: nothing here is real.") as room:
        await room.opens_case()
        await room.posts("Hello.")
        assert room.ana.last().content == "Hello.\n-# A demonstration: nothing here is real."
        assert "demonstration" not in room.mina.last(room.desk).text


async def test_with_a_gateway_only_the_permission_that_is_missing_is_named(room):
    room.guild.bot_may(all_but=(Permission.ATTACH_FILES,))
    client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
    async with client:
        running = asyncio.create_task(client.start(room.server.token))
        await room.server.connected()
        await client.wait_until_ready()
        room.client = client
        public = Place("discord", str(room.guild.id), str(room.guild.general.id), public=True)
        file = await room.files.keep("door.png", PNG)
        with pytest.raises(Refused, match=r"permission on Discord: Attach Files in #general$"):
            await room.posts(Reply("Look.", files=(file,)), public)
        await client.close()
        await running
