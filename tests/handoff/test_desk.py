"""A case from its opening to its end, as transcripts."""

import asyncio

import pytest

from bot.codec import dump
from bot.content import Mark, Post, Reply, Revise, Shown, Withdraw
from bot.events import Deleted, Edited, File, Filled, Place, Said
from bot.writes import InboxRow, OutboxRow, TimerRow, Writes, micros
from handoff.acts import Command, Teammate
from tests.handoff.conftest import ADA, JONAS, MINA, NOBODY, OMAR, Room


async def test_a_new_case_shows_its_card_and_calls_its_department_once(room: Room) -> None:
    await room.opens()
    card = await room.card()
    assert card.card is not None
    assert card.card.title == "#1 · waiting since 23 Nov 09:00 UTC · general · tier 1"
    assert [label for label, _ in card.card.facts] == ["Customer", "Wants", "Why now", "Bot tried"]
    assert [choice.value for choice in card.offers] == ["claim", "reply", "note", "escalate", "close"]
    assert card.mention == ("support",)
    (mirror,) = await room.shown("mirror")
    assert isinstance(mirror, Post) and mirror.reply.quoted and "kettle leaks" in mirror.reply.quoted.text
    assert ("system", "open") in await room.audited()


async def test_claim_tells_everyone_and_silences_the_bot(room: Room) -> None:
    await room.opens()
    assert not await room.silent()
    assert await room.do(MINA, "claim") == Reply(), "the thread's own line says it"
    assert await room.silent()
    assert await room.told() == ["Mina from Support is here now and has read the above."]
    card = await room.card()
    assert card.card and card.card.title.startswith("#1 · claimed by Mina since 09:00 UTC")
    assert card.offers[0].value == "release"
    assert (await room.thread())[-1].mention == ("web:mina",)
    assert (await room.thread())[-1].text.startswith("Mina has it now.")


async def test_a_claim_from_elsewhere_is_answered_there(room: Room) -> None:
    await room.opens()
    elsewhere = room.act(MINA, Command("claim", 1), case=0)
    assert (await room.desk.receive(elsewhere)).text == "Case #1 is yours."


async def test_of_two_claims_at_once_one_wins_and_the_other_is_told_who(room: Room) -> None:
    await room.opens()
    acts = [room.act(by, Command("claim", 1)) for by in (MINA, OMAR)]
    rows = []
    for act in acts:  # past the lanes, as two processes would
        row = InboxRow(act.key, act.team, "desk", "web:r", dump(act), micros(act.at))
        assert await room.store.intake(row)
        rows.append(row)
    replies = [reply.text for reply in await asyncio.gather(*map(room.desk.answer, rows))]
    winner = (await room.case()).owner_name
    assert sorted(r == "" for r in replies) == [False, True]
    assert f"{winner} was faster" in next(r for r in replies if "faster" in r)
    assert len(await room.told()) == 1


async def test_an_act_that_comes_twice_acts_once(room: Room) -> None:
    await room.opens()
    act = room.act(MINA, Command("claim", 1), key="same")
    await room.desk.receive(act)
    await room.desk.receive(act)
    assert len(await room.told()) == 1


async def test_only_the_owners_words_reach_the_customer(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "I'm sorry about the kettle.")
    first = await room.types(OMAR, "poor thing")
    assert "only Mina's words" in first.text and not first.offers
    assert (await room.types(OMAR, "still here")).text == ""
    lead = await room.types(JONAS, "we pay", message="m9")
    assert [offer.value for offer in lead.offers] == ["send_anyway m9"]
    assert await room.reached() == ["I'm sorry about the kettle."]
    assert [line.text for line in await room.lines("note")] == ["poor thing", "still here", "we pay"]


async def test_slashes_and_note_are_always_notes(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "// ask Ada first")
    await room.types(MINA, "Note: fragile customer")
    assert await room.reached() == []
    refused = await room.do(MINA, "claim_and_send")
    assert "can't find" in refused.text


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("/close 1 nonsense", ["close", "claim_and_send m1"]),
        ("/Transcript", ["transcript", "claim_and_send m1"]),
        ("close", ["close", "claim_and_send m1"]),
        ("Release #1", ["release", "claim_and_send m1"]),
        ("/policy set rating on", ["claim_and_send m1"]),
        ("/clam 1", ["claim_and_send m1"]),
        ("/freeze fraud", ["freeze fraud", "claim_and_send m1"]),
        ("/escalate #2 she waits since Monday", ["escalate #2 she waits since Monday", "claim_and_send m1"]),
        ("/escalate she has been waiting since Monday, and nobody has looked", ["escalate", "claim_and_send m1"]),
        ("/reply #2 hello", ["reply #2 hello", "claim_and_send m1"]),
        ("/reply", ["reply", "claim_and_send m1"]),
        ("/pay goodwill 20 for the wait", ["claim_and_send m1"]),
        ("/unfreeze enough", ["claim_and_send m1"]),
        ("release #2", ["release #2", "claim_and_send m1"]),
        ("/close 2", ["close #2", "claim_and_send m1"]),
        ("hand back.", ["hand_back", "claim_and_send m1"]),
        ("pay goodwill 20", ["pay goodwill", "claim_and_send m1"]),
        ("call now", ["call now", "claim_and_send m1"]),
    ],
)
async def test_what_reads_like_a_command_is_asked_about_first(room: Room, words: str, offers: list[str]) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    reply = await room.types(MINA, words, message="m1")
    assert "reads like a command" in reply.text
    assert [offer.value for offer in reply.offers] == offers
    assert await room.reached() == [] and (await room.case()).owner == MINA.id
    verb, message = reply.offers[-1].value.split(" ")
    await room.do(MINA, verb, message=message)
    assert await room.reached() == [words]


@pytest.mark.parametrize(
    "words",
    [
        "/",
        "/ 2 of them",
        "24/7",
        "note that it is heavy",
        "close to you",
        "release notes",
        "it's /close",
        "stats",
        "Arrived",
        "arrived.",
    ],
)
async def test_what_only_begins_like_a_command_goes_to_the_customer(room: Room, words: str) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    assert (await room.types(MINA, words)).text == ""
    assert await room.reached() == [words]


async def test_a_command_typed_by_another_or_in_a_closed_case_is_no_words_for_the_customer(room: Room) -> None:
    await room.opens()
    reply = await room.types(OMAR, "/claim", message="m1")
    assert [offer.value for offer in reply.offers] == ["claim", "claim_and_send m1"]
    await room.do(OMAR, "claim")
    reply = await room.types(JONAS, "/transcript please have a look", message="m2")
    assert [offer.value for offer in reply.offers] == ["transcript", "send_anyway m2"]
    await room.do(OMAR, "close")
    assert [offer.value for offer in (await room.types(OMAR, "/reopen")).offers] == ["reopen"]
    assert [offer.value for offer in (await room.types(OMAR, "/close")).offers] == ["reopen"]
    assert await room.reached() == []


async def test_a_typed_reply_is_sent_without_its_verb(room: Room) -> None:
    await room.opens()
    reply = await room.types(MINA, "/reply I'm sorry.\nA new one is on its way.", message="m1")
    assert [offer.label for offer in reply.offers] == ["Claim and send"]
    await room.do(MINA, "claim_and_send", message="m1")
    reply = await room.types(MINA, "/reply Anything else?", message="m2")
    assert [(offer.label, offer.value) for offer in reply.offers] == [("Send: Anything else?", "claim_and_send m2")]
    await room.do(MINA, "claim_and_send", message="m2")
    assert await room.reached() == ["I'm sorry.\\\nA new one is on its way.", "Anything else?"]
    assert await room.lines("note") == []


async def test_a_typed_note_is_one(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    assert (await room.types(MINA, "/note she is deaf, never call", message="m1")).text == ""
    assert [line.text for line in await room.lines("note")] == ["/note she is deaf, never call"]
    assert await room.reached() == []


async def test_words_that_were_sent_are_not_changed_into_a_command(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "hello there", message="m1")
    assert "reads like a command" in (await room.edits(MINA, "m1", "/close 7")).text
    assert not await room.shown("staff", "revise")


async def test_typing_in_an_unclaimed_thread_offers_claim_and_send(room: Room) -> None:
    await room.opens()
    reply = await room.types(MINA, "on it!", message="m1")
    assert [offer.label for offer in reply.offers] == ["Claim and send"]
    assert await room.reached() == [] and not await room.silent()
    verb, message = reply.offers[0].value.split(" ")
    await room.do(MINA, verb, message=message)
    assert await room.reached() == ["on it!"]
    assert (await room.case()).owner_name == "Mina"
    assert (await room.case()).stage == "waiting_on_customer"
    assert await room.silent()
    assert [line.text for line in await room.lines("staff")] == ["on it!"]


async def test_a_lead_may_send_anyway_and_that_silences_the_bot(room: Room) -> None:
    await room.opens()
    await room.types(JONAS, "we see you", message="m1")
    assert (await room.do(JONAS, "send_anyway", message="m1")).text == "On its way to the customer."
    case = await room.case()
    assert (case.stage, bool(case.first_word), await room.silent()) == ("waiting", True, True)
    assert "needs the role lead" in (await room.do(MINA, "send_anyway")).text


async def test_nobody_sends_a_colleagues_note(room: Room) -> None:
    await room.opens()
    await room.types(OMAR, "he is a difficult one", message="m1")
    assert "can't find that note of yours" in (await room.do(MINA, "claim_and_send", message="m1")).text
    assert await room.reached() == []


async def test_staff_edits_and_deletes_reach_the_customers_copy(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "you get €84", message="m1")
    (copy,) = await room.outbox("staff", "post")
    await room.edits(MINA, "m1", "you get €48")
    (revise,) = await room.shown("staff", "revise")
    assert isinstance(revise, Revise) and revise.of == copy.id
    assert revise.reply.quoted and revise.reply.quoted.text == "you get €48"
    assert "Only whoever wrote" in (await room.edits(OMAR, "m1", "nothing")).text
    await room.takes_back(MINA, "m1")
    (gone,) = await room.shown("staff", "withdraw")
    assert gone.kind == "withdraw" and gone.of == copy.id
    (line,) = await room.lines("staff")
    assert line.deleted and line.edited and line.text == "you get €48"


async def test_who_has_left_the_team_can_change_nothing_any_more(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "hello", message="m1")
    left = Teammate(MINA.id, MINA.name, "none")
    assert "needs the role staff" in (await room.edits(left, "m1", "you fools")).text
    assert "needs the role staff" in (await room.takes_back(left, "m1")).text
    assert len(await room.outbox("staff")) == 1


async def test_a_reply_edited_into_a_note_is_taken_back(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "ups, wrong window", message="m1")
    await room.edits(MINA, "m1", "// wrong window")
    assert len(await room.shown("staff", "withdraw")) == 1
    assert len(await room.lines("note")) == 1


async def test_reply_edit_and_delete_by_command(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(MINA, "reply", text="hello")
    echo = (await room.thread())[-1]
    assert echo.quoted and echo.quoted.text == "hello" and "on its way" in echo.text
    posted = (await room.outbox("desk", "post"))[-1].id
    await room.do(MINA, "edit", text="hello there")
    await room.do(MINA, "delete")
    assert len(await room.shown("staff", "revise")) == len(await room.shown("staff", "withdraw")) == 1
    assert await room.shown("desk", "withdraw") == [Withdraw(posted)]
    assert "can't find a reply" in (await room.do(MINA, "delete")).text


async def test_the_customers_words_files_edits_and_deletes_reach_the_thread(room: Room) -> None:
    await room.opens()
    photo = File("ref", "kettle.jpg", "image/jpeg", 10)
    await room.hears(Said("look *here*", "c1", (photo,), ("film.mov is larger than 10 MB",)))
    posted = (await room.outbox("mirror", "post"))[-1]
    await room.hears(Edited("c1", "look there"))
    await room.hears(Deleted("c1"))
    mirror = (await room.shown("mirror", "post"))[-1]
    assert isinstance(mirror, Post) and mirror.reply.files == (photo,)
    assert mirror.reply.quoted and mirror.reply.quoted.text == r"look \*here\*"
    assert "film.mov" in mirror.reply.text
    (revise,), (gone,) = await room.shown("mirror", "revise"), await room.shown("mirror", "withdraw")
    assert isinstance(revise, Revise) and revise.of == gone.of == posted.id  # type: ignore[union-attr]
    await room.hears(Filled("late", {"order": "7731", "empty": ""}))
    assert (await room.lines("customer"))[-1].text == "order: 7731"


async def test_an_edit_of_words_from_before_the_case_is_told(room: Room) -> None:
    await room.opens()
    await room.hears(Edited("before", "I meant the toaster"))
    await room.hears(Deleted("before"))
    said = [reply.text for reply in await room.thread()]
    assert "I meant the toaster" in said[-2] and "took back" in said[-1]


async def test_forty_thousand_characters_arrive_in_parts_and_shrink_with_an_edit(room: Room) -> None:
    await room.opens()
    text = " ".join(f"word{n}" for n in range(4500))
    await room.hears(Said(text, "c1"))
    posts = await room.outbox("mirror", "post")
    assert len(posts) > 20
    await room.hears(Edited("c1", "short"))
    assert len(await room.outbox("mirror", "withdraw")) == len(posts) - 2  # one mirror opened the case
    await room.hears(Edited("c1", text))
    assert len(await room.outbox("mirror", "post")) == 2 * len(posts) - 2


async def test_delivery_state_is_marked_at_the_staff_message_and_retry_sends_once(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.deliver()
    await room.types(MINA, "hello", message="m1")
    await room.deliver(failing="DMs are closed")
    marks = [mark for mark in await room.shown("desk", "mark") if isinstance(mark, Mark)]
    assert [(mark.message, mark.state) for mark in marks] == [("m1", "queued"), ("m1", "failed")]
    assert marks[-1].error == "DMs are closed" and marks[-1].retry
    assert (await room.do(MINA, "retry", message=marks[-1].retry)).text == "Trying again."
    assert "nothing left to settle" in (await room.do(MINA, "retry", message=marks[-1].retry)).text
    await room.deliver()
    marks = [mark for mark in await room.shown("desk", "mark") if isinstance(mark, Mark)]
    assert [mark.state for mark in marks] == ["queued", "failed", "queued", "sent"]
    assert [row.state for row in await room.outbox("staff")] == ["dropped", "sent"]


async def test_a_retry_that_fails_again_is_told_again(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "hello", message="m1")
    await room.deliver(failing="no")
    for _ in range(2):
        marks = [mark for mark in await room.shown("desk", "mark") if isinstance(mark, Mark)]
        await room.do(MINA, "retry", message=marks[-1].retry)
        await room.deliver(failing="no")
    states = [mark.state for mark in await room.shown("desk", "mark") if isinstance(mark, Mark)]
    assert states == ["queued", "failed"] * 3


async def test_a_notice_that_fails_is_told_in_the_thread_with_a_retry(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.deliver(failing="DMs are closed")
    line = (await room.thread())[-1]
    assert "did not reach the customer: DMs are closed" in line.text
    assert line.offers[0].value.startswith("retry ")


async def test_close_tells_the_customer_and_gives_the_bot_its_voice_back(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    assert (await room.do(MINA, "close", reason="no_answer")).text == "Case #1 is closed: no answer."
    assert not await room.silent()
    assert "haven't heard from you" in (await room.told())[-1]
    card = await room.card()
    assert card.card and card.card.state == "closed" and card.offers[0].value == "reopen"
    closed = await room.types(MINA, "one more thing")
    assert "is closed" in closed.text and await room.reached() == []


async def test_reopened_cases_wait_afresh_unless_another_is_open(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "close")
    await room.do(MINA, "reopen")
    case = await room.case()
    assert (case.stage, case.owner, case.claimed, case.closed) == ("waiting", "", 0, 0)
    await room.do(MINA, "close")
    await room.opens("again")
    assert (await room.do(MINA, "reopen")).text == "R. Alvarez has an open case already: #2."


async def test_hand_back_lets_the_bot_speak(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(MINA, "hand_back")
    assert not await room.silent()
    assert (await room.case()).stage == "closed"
    assert "automated assistant again" in (await room.told())[-1]


async def test_a_released_case_keeps_the_bot_silent_and_calls_again(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(MINA, "release")
    assert await room.silent()
    assert (await room.desk.view("main", "web:r")).case.silences_bot  # type: ignore[union-attr]
    assert (await room.thread())[-1].mention == ("support",)
    assert "step away" in (await room.told())[-1]


async def test_the_customer_may_end_the_case(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.hears(Said("thanks, solved", "c9"), ends=True)
    assert (await room.case()).reason == "settled, says the customer"
    assert "says it is settled" in (await room.thread())[-1].text


async def test_transfer_goes_to_departments_and_teammates(room: Room) -> None:
    await room.opens()
    await room.do(OMAR, "note", text="hi")  # the desk has met Omar
    await room.do(MINA, "claim")
    await room.do(MINA, "transfer", to="omar")
    assert (await room.case()).owner == "web:omar"
    assert (await room.told())[-1] == "Omar from Support takes over from here and has read the above."
    await room.do(OMAR, "transfer", to="billing")
    case = await room.case()
    assert (case.stage, case.department, case.owner) == ("waiting", "billing", "")
    assert "billing team" in (await room.told())[-1]
    assert "no teammate 'zed'" in (await room.do(MINA, "transfer", to="zed")).text


async def test_a_department_with_its_own_place_gets_a_card_there(room: Room) -> None:
    await room.do(ADA, "setup", 0, department="billing", place="web:demo:money", role="web:clerks")
    await room.opens()
    await room.hears(Said("it leaks", "c0"))
    await room.do(MINA, "transfer", to="billing")
    card = (await room.outbox("desk", "post"))[-2:]
    assert {row.place for row in card} == {"web:demo:money", "web:demo:money:case-1"}
    await room.hears(Said("are you there", "c1"))
    assert (await room.outbox("mirror", "post"))[-1].place == "web:demo:money:case-1"
    await room.hears(Edited("c0", "I meant the toaster"))
    assert await room.outbox("mirror", "revise") == [], "what hangs in the old thread stays there"
    assert "I meant the toaster" in (await room.thread())[-1].text


async def test_escalated_cases_need_a_lead(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(MINA, "escalate", reason="over my limit")
    case = await room.case()
    assert (case.stage, case.tier, case.owner) == ("waiting", 2, "")
    assert (await room.thread())[-1].mention == ("leads",)
    assert "takes a lead" in (await room.do(MINA, "claim")).text
    await room.do(JONAS, "claim")
    assert (await room.case()).owner == "web:jonas"
    assert "with the leads already" in (await room.do(JONAS, "escalate")).text


async def test_snoozed_cases_wake_by_time_and_by_the_customer(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(MINA, "snooze", minutes="30")
    await room.passes(minutes=31)
    assert (await room.case()).stage == "claimed"
    await room.do(MINA, "snooze", minutes="30")
    await room.hears(Said("hello?", "c1"))
    assert (await room.case()).stage == "claimed"
    assert "the customer wrote" in (await room.thread())[-1].text


async def test_bad_input_gets_a_kind_answer_and_changes_nothing(room: Room) -> None:
    await room.opens()
    before = await room.case()
    for reply, words in (
        (await room.do(MINA, "claim", 99), "no case #99"),
        (await room.do(MINA, "frobnicate"), "no command 'frobnicate'"),
        (await room.do(NOBODY, "claim"), "needs the role staff"),
        (await room.do(MINA, "reply", text="  "), "needs text"),
        (await room.types(MINA, "  "), "nothing in that message"),
        (await room.types(NOBODY, "hi"), "needs the role staff"),
        (await room.do(MINA, "snooze", minutes="soon"), "whole number"),
        (await room.do(MINA, "wake"), "wake can't be done"),
        (await room.do(MINA, "close", reason="bored"), "one of solved"),
    ):
        assert words in reply.text and reply.notice
    assert await room.case() == before
    await room.do(NOBODY, "queue", 0)
    assert [verb for actor, verb in await room.audited() if actor == "web:eve"] == [
        "refused: claim",
        "refused: said",
        "refused: queue",
    ]


async def test_before_setup_a_case_is_kept_and_shown_once_there_is_a_place(bare: Room) -> None:
    await bare.opens()
    assert await bare.outbox() == []
    assert "#1" in (await bare.do(ADA, "queue", 0)).text
    assert "no place yet" in (await bare.do(ADA, "setup", 0)).text
    await bare.do(ADA, "setup", 0, staff="staff", staff_role="support", lead_role="leads", space="web:demo")
    assert (await bare.card()).card is not None
    assert (await bare.case()).thread
    await bare.do(MINA, "claim")
    assert (await bare.card()).offers[0].value == "release"


async def test_a_card_number_that_staff_paste_is_hidden_before_it_is_stored(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    reply = await room.types(MINA, "is it 4242 4242 4242 4242?")
    assert "hidden" in reply.text
    assert await room.reached() == [r"is it \[card •4242\]?"]
    await room.do(MINA, "reply", text="or 4242 4242 4242 4242")
    kept = await room.store.find(InboxRow, {"team": "main"})
    assert not any("4242 4242" in row.payload for row in kept)


async def test_a_relayed_question_and_answer_costs_few_calls(room: Room) -> None:
    """The copy to staff, the copy to the customer, and the marks: the card stays as it is."""
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "which colour?")
    await room.deliver()
    before = len(await room.outbox())
    await room.hears(Said("red", "c1"))
    await room.types(MINA, "thanks", message="m2")
    await room.deliver()
    assert [row.kind for row in (await room.outbox())[before:]] == ["post", "post", "mark", "mark"]


async def test_a_word_of_the_bots_that_waits_is_dropped_by_the_claim_and_notices_are_not(room: Room) -> None:
    await room.opens()
    await room.deliver()
    place = Place("web", "demo", "chat-web:r")
    for voice in ("bot", "notice"):
        content = dump(Post(Reply("I can look that up")), Shown)
        row = OutboxRow(f"k-{voice}", "main", str(place), dump(place), "web:r", "post", voice, content, 0, 0)
        await room.store.commit(Writes((row,)))
    await room.do(MINA, "claim")
    await room.deliver()
    states = {row.id: row.state for row in await room.outbox()}
    assert (states["k-bot"], states["k-notice"]) == ("dropped", "sent")


async def test_a_customer_who_ends_the_case_while_it_is_claimed_loses_nothing(room: Room) -> None:
    """Both at once: whoever is second decides again on what the first one left."""
    await room.opens()
    await asyncio.gather(room.do(MINA, "claim"), room.hears(Said("never mind", "c1"), ends=True))
    case = await room.case()
    assert case.stage == "closed" and not await room.silent()
    assert case.version in (2, 3)


async def test_files_of_staff_reach_the_customer_without_words(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    label = File("ref", "label.pdf", "application/pdf", 9)
    await room.types(MINA, "", files=(label,))
    (post,) = await room.shown("staff", "post")
    assert isinstance(post, Post) and post.reply.files == (label,)


async def test_a_retry_sends_the_words_as_they_read_now(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "you get €84", message="m1")
    await room.deliver(failing="offline")
    await room.edits(MINA, "m1", "you get €48")
    await room.do(MINA, "retry")
    assert (await room.reached())[-1] == "you get €48"


async def test_an_unsure_message_holds_its_line_until_somebody_says_it_arrived(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.deliver()
    await room.do(MINA, "reply", text="hello")
    await room.deliver(failing="the line broke", state="unknown")
    echo = (await room.shown("desk", "revise"))[-1]
    assert isinstance(echo, Revise) and "may not have arrived: the line broke" in echo.reply.text
    assert [offer.label for offer in echo.reply.offers] == ["Retry", "It arrived"]
    await room.types(MINA, "still there?")
    await room.deliver()
    assert [row.state for row in await room.outbox("staff")] == ["unknown", "queued"]
    verb, key = echo.reply.offers[1].value.split(" ")
    await room.do(MINA, verb, message=key)
    await room.deliver()
    assert [row.state for row in await room.outbox("staff")] == ["sent", "sent"]


async def test_answers_go_where_the_customer_writes_from_but_never_in_public(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.hears(Said("now from here", "c1"), place=Place("web", "demo", "other"))
    await room.types(MINA, "hi")
    await room.hears(Said("and aloud", "c2"), place=Place("web", "demo", "square", public=True))
    await room.types(MINA, "hi again")
    assert [row.place for row in await room.outbox("staff")] == ["web:demo:other", "web:demo:other"]


async def test_a_case_that_opens_in_public_is_answered_in_private(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "close")
    await room.hears(Said("you thieves", "c1"), place=Place("web", "demo", "square", public=True))
    await room.do(MINA, "claim", 2)
    assert (await room.outbox("notice"))[-1].place == "web:demo:chat-web:r"


async def test_a_claim_stops_the_calling(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    timers = {row.id: row.state for row in await room.store.find(TimerRow, {"team": "main"})}
    assert timers == {"case:1:alert": "off", "case:1:idle": "set"}
