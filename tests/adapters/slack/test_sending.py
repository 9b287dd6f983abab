"""Sending: what is shown, where, once, and what staff learn when it is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.delivery.ports import Busy, CannotTell, Refused, Unknown, Unreached
from adapters.slack.pace import Rate
from adapters.slack.rows import DmRow, ThreadRow, ValueRow
from bot.content import Card, Choice, Post, Question, Reply
from bot.writes import Writes
from tests.adapters.slack.mailroom import mailroom

SEND = "chat.postMessage"


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        yield made


async def test_a_dm_is_opened_once_and_kept_over_a_restart(room):
    await room.posts("Your parcel is in Lyon.")
    room.starts_again()
    await room.posts("It is due **Tuesday**.")
    assert room.reads() == ["Your parcel is in Lyon.", "It is due *Tuesday*."]
    assert room.server.calls["conversations.open"] == 1


async def test_in_the_agent_view_the_answer_hangs_under_the_question(room):
    root = await room.ana.dm("where is it?")
    await room.wrote_in(root.ts)
    await room.posts("In Lyon.")
    assert [one.text for one in root.thread] == ["In Lyon."]


async def test_a_thread_that_is_gone_from_a_dm_does_not_swallow_the_answer(room):
    await room.wrote_in("1700000000.000100")
    await room.posts("In Lyon.")
    assert room.reads() == ["In Lyon."]


async def test_what_was_said_beside_a_thread_that_is_gone_is_found_there(room):
    await room.wrote_in("1700000000.000100")
    row = room.row(Post(Reply("In Lyon.")), room.dm)
    room.server.fails("chat.postMessage", "thread_not_found")
    room.server.fails("chat.postMessage", "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.finds(row) and room.reads() == ["In Lyon."]


async def test_a_dm_that_slack_knows_no_more_is_opened_anew(room):
    await room.store.commit(Writes((DmRow("main", room.space.id, room.ana.id, "D0GONE"),)))
    await room.posts("Hello.")
    assert room.reads() == ["Hello."]


async def test_a_public_answer_hangs_under_the_question_and_calls_nobody(room):
    asked = await room.ana.says(room.space.general, "where is my parcel")
    await room.posts("I wrote to you alone. @here <!channel>", replace(room.public, thread=asked.ts))
    assert [one.text for one in asked.thread] == ["I wrote to you alone. @\u2060here <\u2060!channel>"]
    assert not room.server.notified


async def test_every_post_says_it_in_words_and_blocks_and_unfolds_nothing(room):
    await room.posts("See https://example.com/a?b=1&c=2")
    (said,) = room.server.called(SEND)
    assert said["text"] == "See <https://example.com/a?b=1&amp;c=2>"
    assert said["blocks"][0]["text"] == {"type": "mrkdwn", "text": said["text"], "verbatim": True}
    wanted = {"parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
    assert {key: said[key] for key in wanted} == wanted


async def test_a_question_shows_its_choices_and_a_value_too_long_is_kept(room):
    long = "order " * 400
    asked = Question("q1", "reason", "What went wrong?", (Choice("Damaged", "damaged"), Choice("Other", long)))
    await room.posts(Reply(question=asked))
    damaged, other = room.ana.last().blocks[-1]["elements"]
    assert damaged["value"] == "q1|damaged"
    (kept,) = await room.store.find(ValueRow, {"digest": other["value"].removeprefix("h|")})
    assert (kept.ask, kept.value) == ("q1", long)


async def test_a_long_reply_comes_in_parts_in_order_each_short_enough_to_be_changed(room):
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(9))
    row = await room.posts(text)
    shown = [one.raw for one in room.ana.sees(room.ana.dm_channel)]
    assert len(shown) == 3 and all(len(one) <= 3000 for one in shown)
    assert "".join("".join(shown).split()) == "".join(text.split())
    payloads = [one["metadata"]["event_payload"] for one in room.server.called(SEND)]
    assert payloads == [{"row": row.id, "part": part} for part in range(3)]


async def test_a_lost_answer_is_unknown_and_the_post_is_found_by_its_mark(room):
    await room.posts("Before.")
    row = room.row(Post(Reply("Hello.")), room.dm)
    room.server.fails(SEND, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.finds(row) == f"{room.ana.dm_channel.id}/{room.ana.last().ts}"
    assert room.reads() == ["Before.", "Hello."]


async def test_slacks_own_failure_may_have_been_a_success(room):
    row = room.row(Post(Reply("Hello.")), room.dm)
    room.server.fails(SEND, "fails after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.finds(row) and room.reads() == ["Hello."]


async def test_what_never_arrived_is_not_found_though_another_row_said_the_same(room):
    await room.posts("Hello.")
    row = room.row(Post(Reply("Hello.")), room.dm)
    assert await room.finds(row) is None


async def test_a_lost_answer_in_a_case_is_looked_for_in_its_thread(room):
    await room.opens_case()
    await room.mirrors("one")
    row = room.row(Post(Reply("two")), room.thread, voice="desk", case=7)
    room.server.fails(SEND, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.finds(row)
    assert [one.text for one in room.under_card()] == ["one", "two"]
    assert room.server.calls["conversations.history"] == 0


async def test_of_several_parts_only_those_that_are_missing_are_posted(room):
    row = room.row(Post(Reply("\n\n".join("word " * 500 for _ in range(3)))), room.dm)
    await room.posts("First, so that the DM is there.")
    room.server.fails(SEND, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    found = await room.finds(row)
    assert len(found.split(",")) == 3 and len(room.ana.sees(room.ana.dm_channel)) == 4


async def test_a_post_that_was_put_off_half_way_goes_on_where_it_was(room):
    row = room.row(Post(Reply("\n\n".join("word " * 500 for _ in range(3)))), room.dm)
    await room.posts("First.")
    room.server.budgets.set(SEND, 1, per=60)
    with pytest.raises(Busy):
        await room.gives(row)
    room.server.budgets.unlimited()
    room.starts_again()
    room.api.holds.clear()
    assert len((await room.delivers(row)).split(",")) == 3
    assert len(room.ana.sees(room.ana.dm_channel)) == 4


async def test_what_is_refused_half_way_leaves_nothing_behind(room):
    row = room.row(Post(Reply("\n\n".join("word " * 500 for _ in range(3)))), room.dm)
    await room.posts("First.")
    room.server.fails(SEND, "delay")
    room.server.fails(SEND, "msg_too_long")
    with pytest.raises(Refused):
        await room.gives(row)
    assert room.reads() == ["First."]
    await room.delivers(row)
    assert len(room.reads()) == 4


async def test_where_history_may_be_read_once_a_minute_nobody_guesses(room):
    row = await room.posts("Hello.")
    room.server.budgets.distributed()
    assert await room.sending.find(row)
    with pytest.raises(CannotTell, match="once a minute"):
        await room.sending.find(row)


async def test_where_history_may_not_be_read_nobody_guesses(room):
    row = await room.posts("Hello.")
    room.space.grants(without=("im:history",))
    with pytest.raises(CannotTell, match="im:history"):
        await room.sending.find(row)


async def test_a_wait_that_slack_asks_for_holds_the_method_and_is_not_slept_out_here(room):
    await room.posts("Hello.")
    room.server.fails(SEND, 429, seconds=40)
    with pytest.raises(Busy) as wait:
        await room.posts("More.")
    assert wait.value.retry_after == 40
    with pytest.raises(Busy) as wait:
        await room.posts("And more.")
    assert 39 < wait.value.retry_after <= 40
    assert room.server.calls[SEND] == 2


async def test_history_that_is_throttled_keeps_no_post_waiting(room):
    row = await room.posts("Hello.")
    room.server.fails("conversations.history", 429, seconds=60)
    with pytest.raises(CannotTell):
        await room.sending.find(row)
    await room.posts("More.")
    assert room.reads() == ["Hello.", "More."]


async def test_a_staff_channel_takes_about_a_message_a_second_for_all_its_cases(tmp_path):
    async with mailroom(tmp_path, rate=Rate(1.0, 2)) as room:
        await room.opens_case()
        await room.mirrors("one")
        with pytest.raises(Busy) as wait:
            await room.mirrors("two")
        assert 0 < wait.value.retry_after <= 1
        await room.posts("The customer's DM is another channel.")


async def test_a_line_that_breaks_before_anything_was_taken_is_unknown_for_a_post_and_harmless_else(room):
    row = await room.posts("Hello.")
    room.server.fails("chat.update", "drop before")
    with pytest.raises(Unreached):
        await room.revises(row, Reply("Hello you."), room.dm)
    room.server.fails("chat.update", 503)
    with pytest.raises(Unreached):
        await room.revises(row, Reply("Hello you."), room.dm)


async def test_somebody_whose_account_is_gone_is_final(room):
    room.space.deactivates(room.ana)
    with pytest.raises(Refused, match=r"deactivated|no such person"):
        await room.posts("Hello.")


async def test_a_messages_tab_that_is_off_is_named_with_what_to_do(room):
    await room.posts("Hello.")
    room.server.app.messages_tab = False
    with pytest.raises(Refused, match="App Home"):
        await room.posts("Hello.")
    assert room.server.calls[SEND] == 2


async def test_a_staff_channel_without_the_bot_is_named_with_what_to_do(room):
    await room.opens_case()
    room.space.removes_bot(room.desk)
    room.sending.forget(room.desk.id)
    with pytest.raises(Refused, match="/invite"):
        await room.mirrors("hello")


async def test_a_public_channel_is_entered_where_the_app_may(room):
    room.space.removes_bot(room.space.general)
    await room.posts("Hello.", room.public)
    assert room.reads(where=room.space.general) == ["Hello."]
    room.space.removes_bot(room.space.general)
    room.space.grants(without=("channels:join",))
    with pytest.raises(Refused, match="/invite"):
        await room.posts("Hello.", room.public)


async def test_an_archived_or_restricted_channel_is_final(room):
    room.space.general.restricted = "restricted_action_read_only_channel"
    with pytest.raises(Refused, match="read-only"):
        await room.posts("Hello.", room.public)
    room.space.archives(room.space.general)
    with pytest.raises(Refused, match="archived"):
        await room.posts("Hello.", room.public)


async def test_a_missing_scope_is_named(room):
    room.space.grants(without=("chat:write",))
    with pytest.raises(Refused, match=r"scope on Slack: chat:write"):
        await room.posts("Hello.", room.public)


async def test_a_workspace_that_threw_us_out_is_final(room):
    await room.posts("Hello.")
    room.space.revokes_token()
    with pytest.raises(Refused, match="install it again"):
        await room.posts("Hello.")
    room.tokens.lost.add(room.space.id)
    with pytest.raises(Refused, match="install it again"):
        await room.posts("Hello.")


async def test_a_picture_that_slack_cannot_fetch_takes_nothing_else_along(room):
    room.server.fails(SEND, "invalid_blocks")
    card = Card("Delivered", (("Where", "porch"),), image="https://example.com/gone.png")
    await room.posts(Reply(card=card, offers=(Choice("It is not there", "no"),)))
    assert room.ana.last().buttons == ["It is not there"]
    assert [block["type"] for block in room.ana.last().blocks] == ["header", "section", "actions"]


async def test_blocks_that_slack_refuses_still_leave_the_words(room):
    room.server.fails(SEND, "invalid_blocks")
    await room.posts(Reply("It is in Lyon.", offers=(Choice("Track", "track"),)))
    assert room.ana.last().raw == "It is in Lyon." and room.ana.last().blocks == []


async def test_a_demonstration_says_so_to_customers_only(tmp_path):
    async with mailroom(tmp_path, remark="A demonstration: nothing here is real.") as room:
        await room.opens_case()
        await room.posts("Hello.")
        assert room.ana.last().raw == "Hello.\nA demonstration: nothing here is real."
        assert "demonstration" not in room.card.text


async def test_a_clock_that_runs_ahead_still_finds_what_it_said(room):
    """A demonstration moves its clock by days; Slack's goes on as ever."""
    room.clock.ahead = timedelta(days=3)
    row = room.row(Post(Reply("Hello.")), room.dm)
    room.server.fails(SEND, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.finds(row)


async def test_the_card_is_where_its_thread_hangs(room):
    row = await room.opens_case()
    (kept,) = await room.store.find(ThreadRow, {})
    assert (kept.place, kept.channel, kept.ts, kept.case) == (str(room.thread), room.desk.id, room.card.ts, 7)
    assert (await room.store.find(type(row), {"id": row.id}))[0].platform_id == f"{room.desk.id}/{room.card.ts}"
