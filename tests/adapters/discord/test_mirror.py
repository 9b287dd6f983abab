"""A customer's words in the staff's thread, under the customer's name; and what a relayed pair costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery.ports import Busy, Unknown
from adapters.discord.render import webhook_name
from bot.content import Post, Quoted, Reply
from tests.adapters.discord.mailroom import mailroom
from tests.standins.discord import Permission

HOOK = "POST /webhooks/{webhook_id}/{webhook_token}"
SEND = "POST /channels/{channel_id}/messages"
REACT = "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        await made.opens_case()
        made.server.forgets_calls()
        yield made


def spoken(room):
    """(name, words) of everything in the case's thread."""
    return [(one.speaker, one.content) for one in room.mina.sees(room.case_thread) if one.content]


async def test_the_words_stand_under_the_customers_name(room):
    await room.mirrors("third time i ask")
    assert spoken(room) == [("Ana (customer)", "third time i ask")]


async def test_a_relayed_question_and_answer_cost_three_calls(room):
    await room.mirrors("where is it")
    await room.posts("opens the DM channel")
    room.server.forgets_calls()
    typed = await room.mina.says(room.case_thread, "On its way.")
    await room.mirrors("where is my kettle")
    await room.marks(typed, "queued")
    await room.posts(Reply(quoted=Quoted("Mina", "On its way.", "staff")), voice="staff")
    await room.marks(typed, "sent")
    assert room.server.calls == {HOOK: 1, SEND: 1, REACT: 1}
    assert room.ana.last().content == "**Mina** from Support\nOn its way."


async def test_one_webhook_of_ours_serves_the_channel_over_restarts(room):
    await room.mirrors("one")
    room.starts_again()
    await room.mirrors("two")
    assert len(room.server.world.webhooks) == 1
    assert room.server.calls["GET /channels/{channel_id}/webhooks"] == 2


async def test_an_edit_and_a_withdrawal_reach_the_mirrored_words(room):
    row = await room.mirrors("the ketle leaks")
    await room.revises(row, Reply(quoted=Quoted("Ana", "the kettle leaks")), room.thread)
    assert spoken(room) == [("Ana (customer)", "the kettle leaks")]
    await room.withdraws(row, room.thread)
    assert spoken(room) == []


async def test_without_the_right_to_webhooks_the_speaker_is_named(room):
    room.guild.bot_may(all_but=(Permission.MANAGE_WEBHOOKS,))
    row = await room.mirrors("hello")
    await room.mirrors("hello?")
    assert spoken(room)[0] == ("Baton", "**Ana** (customer)\nhello")
    assert room.server.calls["GET /channels/{channel_id}/webhooks"] == 1
    await room.revises(row, Reply(quoted=Quoted("Ana", "hello there")), room.thread)
    assert "hello there" in spoken(room)[0][1]


async def test_words_shown_before_there_was_a_webhook_can_be_changed_after(room):
    room.guild.bot_may(all_but=(Permission.MANAGE_WEBHOOKS,))
    row = await room.mirrors("hello")
    room.guild.bot_may(everything=True)
    room.starts_again()
    await room.revises(row, Reply(quoted=Quoted("Ana", "hello there")), room.thread)
    assert "hello there" in spoken(room)[0][1]
    await room.withdraws(row, room.thread)
    assert spoken(room) == []


async def test_a_webhook_that_was_deleted_is_made_anew(room):
    await room.mirrors("one")
    room.server.world.webhooks.clear()
    with pytest.raises(Busy, match="deleted"):
        await room.mirrors("two")
    await room.mirrors("two")
    assert [words for _, words in spoken(room)] == ["one", "two"]


@pytest.mark.parametrize(("fault", "arrived"), [("drop after accept", True), (502, False), ("drop before", False)])
async def test_a_lost_answer_of_a_webhook_is_read_back_and_never_doubled(room, fault, arrived):
    await room.mirrors("hello")
    said = Reply(quoted=Quoted("Ana", "hello"))
    row = room.row(Post(said), room.thread, voice="mirror", case=7)
    room.server.fails(HOOK, fault)
    with pytest.raises(Unknown):
        await room.gives(row)
    found = await room.sending.find(row)
    assert (found is not None) == arrived
    if found is None:
        await room.delivers(row)
    assert spoken(room) == [("Ana (customer)", "hello")] * 2


async def test_a_customers_links_do_not_unfold_and_files_go_along(room):
    file = await room.files.keep("photo.png", b"\x89PNG\r\n\x1a\n")
    await room.mirrors("see https://evil.example/x", files=(file,))
    message = room.mina.last(room.case_thread)
    assert message.flags & 4 and [one.name for one in message.attachments] == ["photo.png"]


@given(st.text(max_size=200) | st.sampled_from(["Discord Fan", "clyde", "dIsCoRd DISCORD", "@everyone", "", "  "]))
def test_any_name_becomes_one_that_discord_takes(name):
    made = webhook_name(name)
    assert made.endswith(" (customer)") and 1 <= len(made) <= 80
    assert "discord" not in made.casefold() and "clyde" not in made.casefold()
