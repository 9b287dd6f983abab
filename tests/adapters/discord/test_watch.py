"""`/support watch`: every message in a channel is meant for the bot, or only what mentions it."""

import pytest

from bot.writes import AuditRow
from tests.discord_stage import a_discord_stage
from tests.standins.discord import Permission


@pytest.fixture
async def stage(tmp_path):
    async with a_discord_stage(tmp_path) as playing:
        yield playing


@pytest.fixture
def ada(stage):
    return stage.teammate("ada", "admin").client


async def watches(stage, ada, **given):
    answer = await ada.slash("/support watch", stage.room, **given)
    await stage.settled()
    return answer.text


async def answered(stage, client, words):
    """What is said there after them, that is not theirs."""
    before = len(stage.messages(client, stage.lobby))
    await stage.writes(client, stage.lobby, words, (), "")
    return [one.text for one in stage.messages(client, stage.lobby)[before:]]


async def test_on_and_off_decide_whether_words_without_a_mention_are_meant_for_us(stage, ada):
    rosa = (await stage.customer("rosa")).client
    assert await answered(stage, rosa, "where is my parcel") == []
    told = await watches(stage, ada, channel=stage.lobby)
    assert "every message" in told and "#lobby" in told and "!" not in told
    assert await answered(stage, rosa, "where is my parcel")
    assert "#lobby" in await watches(stage, ada)
    await watches(stage, ada, channel=stage.lobby, state="off")
    assert await answered(stage, rosa, "where is my parcel") == []
    assert "No channel is watched" in await watches(stage, ada)
    audit = await stage.store.find(AuditRow, {"verb": "watch"})
    assert [row.detail for row in audit] == ["on", "off"]


async def test_nothing_private_is_said_there(stage, ada):
    await watches(stage, ada, channel=stage.lobby)
    rosa = (await stage.customer("rosa")).client
    said = " ".join(await answered(stage, rosa, "I'd like my money back for the kettle please"))
    assert "private" in said and "kettle" not in said and "48" not in said


async def test_the_room_for_staff_cannot_be_watched(stage, ada):
    assert "Cases are shown there" in await watches(stage, ada, channel=stage.room)


async def test_who_is_no_admin_watches_nothing(stage, ada):
    mina = stage.teammate("mina").client
    answer = await mina.slash("/support watch", stage.room, channel=stage.lobby)
    assert "admin" in answer.text
    assert "No channel is watched" in await watches(stage, ada)


async def test_a_missing_permission_is_named_at_once_and_by_the_doctor(stage, ada):
    stage.guild.bot_may(all_but=(Permission.READ_MESSAGE_HISTORY,))
    assert "**Read Message History**" in await watches(stage, ada, channel=stage.lobby)
    check = (await stage.side.found())["discord: #lobby Read Message History"]
    assert not check.ok and "#lobby" in check.mend


async def test_a_channel_that_was_deleted_is_named_by_the_doctor(stage, ada):
    await watches(stage, ada, channel=stage.lobby)
    assert (await stage.side.found())["discord: #lobby permissions"].ok
    await stage.guild.deletes_channel(stage.lobby)
    check = (await stage.side.found())["discord: watched channel"]
    assert not check.ok and "/support watch" in check.mend


async def test_without_the_intent_it_says_what_cannot_be_read(tmp_path):
    def unread(server):
        server.privileged["message_content"] = False

    async with a_discord_stage(tmp_path, rough=unread) as stage:
        ada = stage.teammate("ada", "admin").client
        assert "**Message Content** intent is off" in await watches(stage, ada, channel=stage.lobby)


async def test_a_channel_that_is_typed_by_its_name_is_found_or_refused_with_the_nearest(stage, ada):
    bot = stage.server.bot.id
    await stage.writes(ada, stage.room, f"<@{bot}> watch lobbi", (), "")
    told = stage.messages(ada, stage.room)[-1].text
    assert "no channel 'lobbi'" in told and "(lobby)" in told
    await stage.writes(ada, stage.room, f"<@{bot}> watch #lobby", (), "")
    assert str(stage.lobby.id) in stage.messages(ada, stage.room)[-1].text
    await stage.writes(ada, stage.room, f"<@{bot}> block rosa spam", (), "")
    assert "no account 'rosa'" in stage.messages(ada, stage.room)[-1].text
