"""The staff's side of Discord: threads, cards, forms and menus, with and without message content."""

import asyncio

import pytest

from bot.writes import MessageRow
from tests.adapters.discord.room import a_room


async def a_case(room, guild):
    """Ana asked for a person; the thread grew from the card."""
    await guild.ana.dm("I want to talk to a person please")
    case = await room.case_of(guild.ana)
    return case, await room.thread_of(case)


async def test_a_card_is_claimed_by_its_button_and_the_customer_hears_it(room, guild):
    await a_case(room, guild)
    guild.mina.opens(guild.desk)
    await guild.mina.presses("Claim")
    assert (await room.case_of(guild.ana)).owner == f"discord:{guild.mina.id}"
    assert any("Mina" in message.text for message in guild.ana.sees(guild.ana.dm_channel))


async def test_the_owners_words_reach_the_customer(room, guild):
    _, thread = await a_case(room, guild)
    guild.mina.opens(guild.desk)
    await guild.mina.presses("Claim")
    await room.settles()
    await guild.mina.says(thread, "Hello Ana, I am looking at it")
    await guild.ana.hears("I am looking at it")


async def test_an_edit_and_a_delete_follow_to_the_customer(room, guild):
    _, thread = await a_case(room, guild)
    guild.mina.opens(guild.desk)
    await guild.mina.presses("Claim")
    await room.settles()
    said = await guild.mina.says(thread, "it comes on Mnday")
    await guild.ana.hears("it comes on Mnday")
    await room.settles()
    await guild.mina.edits(said, "it comes on Monday")
    await room.settles()
    assert any("it comes on Monday" in m.text for m in guild.ana.sees(guild.ana.dm_channel))
    await guild.mina.deletes(said)
    await room.settles()
    assert not any("it comes on" in m.text for m in guild.ana.sees(guild.ana.dm_channel))


async def test_the_customers_words_are_mirrored_into_the_thread(room, guild):
    _, thread = await a_case(room, guild)
    await guild.ana.dm("the kettle leaks from below")
    await guild.mina.hears("the kettle leaks from below", where=thread)


async def test_words_in_an_unclaimed_thread_offer_claim_and_send(room, guild):
    _, thread = await a_case(room, guild)
    await guild.mina.says(thread, "Hello Ana, one moment")
    answer = await guild.mina.hears("Claim and send", where=thread)
    assert not answer.notified
    assert not any("one moment" in m.text for m in guild.ana.sees(guild.ana.dm_channel))
    await guild.mina.presses("Claim and send")
    await room.settles()
    assert any("one moment" in m.text for m in guild.ana.sees(guild.ana.dm_channel))


async def test_only_the_owners_words_go_out_and_a_colleague_is_told_once(room, guild):
    _, thread = await a_case(room, guild)
    guild.mina.opens(guild.desk)
    await guild.mina.presses("Claim")
    await room.settles()
    await guild.tom.says(thread, "try turning it off")
    await guild.tom.hears("Mina", where=thread)
    await room.settles()
    before = len(thread.messages)
    await guild.tom.says(thread, "and on again")
    await room.settles()
    assert len(thread.messages) == before + 1
    assert not any("turning it off" in m.text for m in guild.ana.sees(guild.ana.dm_channel))


async def test_somebody_without_the_role_is_refused_by_us_too(room, guild):
    """Even if Discord lets them see the card."""
    await a_case(room, guild)
    bob = guild.member("Bob")
    await bob.gets(guild.support)
    bob.opens(guild.desk)
    await bob.loses(guild.support)
    guild.desk.overwrites.clear()
    answer = await bob.presses("Claim")
    assert answer.ephemeral
    assert (await room.case_of(guild.ana)).owner == ""


async def test_reply_opens_a_form_whose_words_reach_the_customer(room, guild):
    await a_case(room, guild)
    guild.mina.opens(guild.desk)
    await guild.mina.presses("Claim")
    await room.settles()
    answer = await guild.mina.presses("Reply")
    assert answer.is_modal
    await answer.submits(text="I have sent you another kettle")
    await room.settles()
    assert any("another kettle" in m.text for m in guild.ana.sees(guild.ana.dm_channel))


async def test_two_who_claim_at_once_get_one_owner(room, guild):
    await a_case(room, guild)
    guild.mina.opens(guild.desk)
    guild.tom.opens(guild.desk)
    await asyncio.gather(guild.mina.presses("Claim"), guild.tom.presses("Claim"), return_exceptions=True)
    owner = (await room.case_of(guild.ana)).owner
    assert owner in (f"discord:{guild.mina.id}", f"discord:{guild.tom.id}")


async def test_a_press_works_after_a_restart(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await room.opens_the_desk(guild)
        await a_case(room, guild)
    async with a_room(tmp_path, server) as room:
        guild.mina.opens(guild.desk)
        await guild.mina.presses("Claim")
        assert (await room.case_of(guild.ana)).owner == f"discord:{guild.mina.id}"


async def test_a_form_that_was_opened_before_a_restart_can_still_be_sent(tmp_path, server, guild):
    async with a_room(tmp_path, server) as room:
        await room.opens_the_desk(guild)
        await a_case(room, guild)
        guild.mina.opens(guild.desk)
        await guild.mina.presses("Claim")
        await room.settles()
        answer = await guild.mina.presses("Reply")
    async with a_room(tmp_path, server) as room:
        await answer.submits(text="still here")
        await room.settles()
        assert any("still here" in m.text for m in guild.ana.sees(guild.ana.dm_channel))


async def test_the_staff_channel_takes_commands_by_mention(room, guild, server):
    await a_case(room, guild)
    await guild.mina.says(guild.desk, f"<@{server.bot.id}> queue")
    assert "Ana" in (await guild.mina.hears("Ana", where=guild.desk)).text
    await guild.mina.says(guild.desk, f"<@{server.bot.id}> help close")
    assert "One of: solved" in (await guild.mina.hears("For example", where=guild.desk)).text


class TestWithoutMessageContent:
    """The intent is off: typed words can't be read, and there are four other ways."""

    @pytest.fixture
    async def room(self, tmp_path, server, guild):
        server.privileged["message_content"] = False
        async with a_room(tmp_path, server, reads_content=False) as it:
            await it.opens_the_desk(guild)
            yield it

    async def test_staff_are_told_once_and_nothing_empty_is_relayed(self, room, guild):
        _, thread = await a_case(room, guild)
        await guild.mina.says(thread, "can you read me")
        await guild.mina.hears("Message Content", where=thread)
        await room.settles()
        before = len(thread.messages)
        await guild.mina.says(thread, "and now")
        await room.settles()
        assert len(thread.messages) == before + 1
        lines = await room.app.store.find(MessageRow, {"conversation": f"discord:{guild.ana.id}"})
        assert all(line.text for line in lines)

    async def test_a_mention_is_read(self, room, guild, server):
        _, thread = await a_case(room, guild)
        guild.mina.opens(guild.desk)
        await guild.mina.presses("Claim")
        await room.settles()
        await guild.mina.says(thread, f"<@{server.bot.id}> your parcel is in Lyon")
        assert (await guild.ana.hears("your parcel is in Lyon")).text.count(str(server.bot.id)) == 0

    async def test_a_command_replies(self, room, guild):
        _, thread = await a_case(room, guild)
        guild.mina.opens(guild.desk)
        await guild.mina.presses("Claim")
        await room.settles()
        await guild.mina.slash("/case reply", thread, text="your parcel is in Lyon")
        await guild.ana.hears("your parcel is in Lyon")

    async def test_the_portal_may_take_the_intent_away_and_we_go_on(self, tmp_path, server, guild):
        """We ask for it, are turned away with 4014, and come without it."""
        server.privileged["message_content"] = False
        async with a_room(tmp_path / "other", server) as room:
            assert not room.gateway.state.reads_content
            await guild.ana.dm("where is my parcel")
            assert len(await room.events()) == 1
