"""Goods back to the shop, several at a time, and the money when the carrier has them (design, rows 6 and 7)."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.codec import load
from bot.effects import PayBack
from bot.events import File, Inbound
from bot.shop import Money
from bot.writes import OutboxRow, TimerRow
from tests.stage import MORNING, a_stage, read_out

PHOTO = File("a" * 64, "lantern.jpg", "image/jpeg", 120_000)


def tracking(text):
    """The number on a label, as the customer reads it."""
    return re.search(r"[A-Z]{2}\d{9}LP", text)[0]


def lately(customer):
    """The last things that were said here; on Slack a file is a message of its own."""
    return "\n".join(read_out(reply) for reply in customer.sees[-3:])


async def deeds(stage):
    return [row.kind for row in stage.owner.ledger()]


@pytest.mark.over_http
async def test_several_things_go_back_under_one_label_and_its_first_scan_pays_once(stage):
    ida = await stage.customer("ida")
    await ida.says("i want to send back the kettle and two of the cups")
    assert "the Emberly kettle" in ida.text and "2 × Pinecroft espresso cup" in ida.text
    await ida.says("the kettle leaks, the cups i just don't want")
    assert "Emberly kettle (doesn't work)" in ida.text and "2 × Pinecroft espresso cup (not wanted)" in ida.text
    assert "65,00" in ida.text and "You keep the Emberly two-slot toaster" in ida.text
    assert await deeds(stage) == []
    asked, label, *_ = await ida.presses("Make the label")
    assert "It comes here" in asked.text and label.notice
    number = tracking(read_out(label))
    assert "any Lanternmoth Courier counter in Berlin, by Monday 7 Dec" in label.text
    [(name, data)] = (await ida.gets()).items()
    assert name == f"return-{number}.pdf" and data.startswith(b"%PDF-") and f"({number})".encode() in data
    assert stage.paid_back() == []

    await stage.passes(hours=24)
    seen, done = ida.news()
    assert "Lanternmoth Courier has your parcel" in seen.text and "Done" in done.text
    assert stage.paid_back() == [("7988", "65.00")]

    await ida.says("where is my refund")
    assert "is being made, to the card ending 4242" in ida.text
    await stage.passes(hours=72)
    assert "everything is in it" in ida.text
    await stage.passes(days=40)
    assert stage.paid_back() == [("7988", "65.00")]


async def test_a_return_opened_elsewhere_is_told_watched_and_released_once_however_often_it_is_looked_for(stage):
    kenji, ada = await stage.customer("kenji"), stage.teammate("ada", "admin")
    await kenji.says("has my return arrived? when do i get the money for the jacket")
    assert "waits for its first scan" in lately(kenji) and "TZ311902045LP" in lately(kenji)
    assert "return-TZ311902045LP.pdf" in await kenji.gets()
    await kenji.says("where is my parcel")
    assert "waits for its first scan" in lately(kenji)
    await kenji.says("i'd like to return the jacket")
    assert "waits for its first scan" in lately(kenji)
    await ada.commands("policy set", setting="return_look_hours", value="30")
    stage.shop.faults.down = True
    await stage.passes(hours=25)
    assert stage.paid_back() == []
    stage.shop.faults.mend()
    await kenji.says("where is my refund for the jacket")  # asked while the timer is still to come
    assert "is going to the card" in lately(kenji)
    await stage.passes(hours=31)
    await stage.passes(hours=31)
    assert stage.paid_back() == [("7877", "18400")]
    assert sum("Done: ¥18,400" in reply.text for reply in kenji.sees) == 1


async def test_what_a_colleague_has_paid_already_is_not_paid_again(stage):
    ida = await stage.customer("ida")
    await ida.says("i want to return the toaster, i changed my mind")
    await ida.presses("Make the label")
    by_hand = PayBack("ida", "7988", (("toaster", 1),), Money(Decimal("35.00"), "EUR"))
    await stage.shop.perform("a colleague's", by_hand)
    await stage.passes(hours=24)
    assert stage.paid_back() == [("7988", "35.00")]
    assert not any("is going to" in reply.text for reply in ida.sees)


async def test_a_restart_between_scan_and_release_and_a_timer_that_rings_twice_pay_once(tmp_path):
    async with a_stage(tmp_path) as stage:
        ida = await stage.customer("ida")
        await ida.says("i want to return the toaster, i changed my mind")
        await ida.presses("Make the label")
        rung = [load(Inbound, timer.event) for timer in await stage.store.find(TimerRow, {"what": "return_scan"})]
    async with a_stage(tmp_path, lambda: MORNING + timedelta(hours=23)) as stage:  # the scan was while it was down
        stage.shop.faults.lying = True
        await stage.settled()
        assert stage.paid_back() == [("7988", "35.00")]
        for key in ("again", "and again"):
            await stage.service.receive(replace(rung[0], key=key))
        await stage.settled()
    async with a_stage(tmp_path, lambda: MORNING + timedelta(hours=25)) as stage:
        ida = await stage.customer("ida")
        await stage.settled()
        await stage.service.receive(replace(rung[0], key="once more"))
        await stage.settled()
        assert stage.paid_back() == [("7988", "35.00")]
        assert sum("Done" in reply.text for reply in ida.news()) == 1
        effects = await stage.store.find(OutboxRow, {"kind": "effect"})
        assert [row.state for row in effects] == ["sent", "sent"]


async def test_money_that_the_shop_does_not_confirm_is_not_asked_for_twice(stage):
    ida = await stage.customer("ida")
    await ida.says("i want to return the toaster, i changed my mind")
    await ida.presses("Make the label")
    await stage.passes(hours=21)
    stage.shop.faults.lying = True
    await stage.passes(hours=4)
    await ida.says("where is my refund")
    await stage.passes(minutes=1)
    stage.shop.faults.mend()
    await stage.passes(hours=7)
    effects = await stage.store.find(OutboxRow, {"kind": "effect"})
    assert stage.paid_back() == [("7988", "35.00")] and len(effects) == 2


async def test_each_thing_may_have_a_reason_of_its_own_and_damage_wants_a_photo(stage):
    ida = await stage.customer("ida")
    await ida.says("id like to return everything but the toaster")
    assert "4 × Pinecroft espresso cup" in ida.text and "toaster" not in ida.text
    await ida.presses("It differs")
    assert "What is wrong with the Emberly kettle?" in ida.text
    await ida.presses("It arrived damaged")
    assert "What is wrong with the 4 × Pinecroft espresso cup?" in ida.text
    await ida.says("they don't fit my shelf")
    assert "photo of the Emberly kettle" in ida.text
    await ida.says("here", PHOTO)
    assert "Emberly kettle (arrived damaged)" in ida.text and "4 × Pinecroft espresso cup (not wanted)" in ida.text
    await ida.presses("Change")
    assert "Which of these should go back?" in ida.text
    await ida.says("only the cups, two")
    await ida.presses("I don't want it")
    assert "kettle (" not in ida.text and "2 × Pinecroft espresso cup (not wanted)" in ida.text
    await ida.presses("As store credit")
    assert "as store credit as soon as" in ida.text
    await ida.presses("Stop")
    assert "Nothing was changed" in ida.text and await deeds(stage) == []


@pytest.mark.over_http
async def test_an_exchange_for_something_cheaper_sends_it_and_the_difference_at_the_first_scan(stage):
    noor = await stage.customer("noor")
    await noor.says("The jumper is too small, can I have it in another size?")
    assert noor.buttons[1] == "Fellwing lambswool jumper, navy, L (+£6.00)"
    await noor.says("the grey one please")
    assert "grey, M comes instead, and £12.00 back" in noor.text
    await noor.presses("Make the label")
    await stage.passes(hours=24)
    assert stage.paid_back() == [("8026", "12.00")] and any("is leaving now" in reply.text for reply in noor.sees)
    await stage.passes(hours=8)
    await noor.says("where is my order?")
    assert any("Fellwing lambswool jumper, grey, M" in reply.text for reply in noor.sees)
    await noor.says("i want to return the jumper")
    assert "has not arrived yet" in noor.text or "is leaving now" in noor.text


async def test_an_exchange_for_something_dearer_is_said_so_and_taken_to_a_person(stage):
    noor, mina = await stage.customer("noor"), stage.teammate("mina")
    await noor.says("the jumper is too small, can i have it in L?")
    assert "costs £6.00 more" in noor.text and noor.buttons == ["Ask a colleague", "Change", "Stop"]
    await noor.presses("Change")
    assert "What would you like instead" in noor.text
    await noor.says("L it is")
    await noor.presses("Ask a colleague")
    assert "wants instead: 1 × Fellwing lambswool jumper, navy, L" in mina.reads()[-1]
    assert "£6.00 to pay" in mina.reads()[-1] and await deeds(stage) == []


async def test_what_cannot_come_back_is_refused_with_the_reason(stage):
    omar, noor = await stage.customer("omar"), await stage.customer("noor")
    await omar.says("i want to return the kettle")
    assert "returns close after 30" in omar.text and omar.buttons == ["Ask a colleague", "Leave it"]
    await noor.says("i want to return the earrings, i changed my mind")
    assert "can't come back while nothing is wrong" in noor.text
    viktor, mina = await stage.customer("viktor"), stage.teammate("mina")
    await viktor.says("i want to return the espresso machine, changed my mind")
    assert "I'm getting a person" in viktor.text and "high value: $1,249.00" in mina.reads()[-1]
    assert await deeds(stage) == []


async def test_from_some_sum_on_a_refund_wants_the_goods_first_which_are_fetched_if_the_shop_does_that(stage):
    noor, ada = await stage.customer("noor"), stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="return_pick_up", value="yes")
    await noor.says("i want a refund for the jumper and the boots, i changed my mind")
    assert "How should it go back?" in noor.text
    await noor.presses("Pick it up")
    assert "the goods come back before the money goes out" in noor.text and "£159.00" in noor.text
    assert "The carrier comes for it to your door, by Monday 7 Dec" in noor.text
    await noor.says("yes")
    assert "Puffin Parcels comes for it to your door, 9 Tanner's Walk" in lately(noor)
    assert stage.paid_back() == [] and len(await noor.gets()) == 1


async def test_another_one_for_a_wrong_one_leaves_when_the_wrong_one_is_seen_and_is_told_once(stage):
    ida = await stage.customer("ida")
    await ida.says("the toaster you sent is the wrong one, i need a new one")
    assert "Emberly two-slot toaster (the wrong thing): another one comes" in ida.text
    await ida.presses("Make the label")
    rung = [load(Inbound, timer.event) for timer in await stage.store.find(TimerRow, {"what": "return_scan"})]
    await stage.passes(hours=24)
    await stage.service.receive(replace(rung[0], key="again"))
    await stage.passes(minutes=1)
    assert sum("is leaving now" in reply.text for reply in ida.sees) == 1 and stage.paid_back() == []


@pytest.mark.port_only
@pytest.mark.parametrize("words", ["I lost the label", "can you send the label again", "can i have the label again"])
async def test_a_label_that_was_lost_is_shown_again(stage, words):
    ida = await stage.customer("ida")
    await ida.says("i want to return the toaster, i changed my mind")
    await ida.presses("Make the label")
    await ida.says(words)
    assert "waits for its first scan" in ida.text and ida.sees[-1].files


@pytest.mark.port_only
@pytest.mark.parametrize("case_is_open", [True, False])
async def test_of_a_frozen_account_the_scan_is_told_and_its_money_waits_until_it_is_free(stage, case_is_open):
    ida, lead = await stage.customer("ida"), stage.teammate("lea", "lead")
    await ida.says("i want to return the toaster, i changed my mind")
    await ida.presses("Make the label")
    await ida.says("someone logged into my account and changed my email")
    await lead.commands("claim", 1)
    if not case_is_open:
        await lead.commands("hand_back", 1)
    await stage.passes(hours=24)
    await stage.passes(hours=24)
    seen = [reply.text for reply in ida.sees if "has your parcel" in reply.text]
    assert len(seen) == 1 and "is going" not in seen[0] and stage.paid_back() == []
    number = 1 if case_is_open else 2
    assert "money for return" in "\n".join((*lead.reads(), *lead.reads(number)))
    await lead.commands("unfreeze", number, reason="checked by phone")
    await stage.passes(hours=12)
    assert stage.paid_back() == [("7988", "35.00")] and sum("is going" in reply.text for reply in ida.sees) == 1


async def test_a_return_that_never_comes_is_reminded_of_and_closed(stage):
    elio = await stage.customer("elio")
    await elio.says("i'd like to return the tray, changed my mind")
    await elio.says("yes")
    await stage.passes(days=10)
    assert "can be handed in until" not in lately(elio)
    await stage.passes(days=1)
    assert "can be handed in until Monday 7 Dec" in lately(elio)
    await stage.passes(days=4)
    assert "ran out: no carrier has seen the parcel" in elio.text
    await elio.says("i'd like to return the tray after all, i don't want it")
    assert "Shall I make the label?" in elio.text and stage.paid_back() == []


async def test_a_return_with_less_in_it_than_announced_is_told_and_a_person_looks(stage):
    elio, mina = await stage.customer("elio"), stage.teammate("mina")
    await elio.says("i want to return both lanterns, i don't want them")
    assert "2 × Emberly garden lantern (not wanted): " in elio.text
    await elio.says("yes")
    await stage.passes(hours=24)
    assert stage.paid_back() == [("8047", "62.00")]
    await stage.passes(hours=72)
    told = "\n".join(reply.text for reply in elio.sees[-2:])
    assert "with less in it than was announced: Emberly garden lantern missing" in told
    assert "I'm getting a person" in told and "Emberly garden lantern missing" in mina.reads()[-1]


async def test_wrong_answers_end_with_a_person_and_a_shop_that_is_down_makes_no_label(stage):
    ida, elio = await stage.customer("ida"), await stage.customer("elio")
    await ida.says("i want to return the kettle and the toaster")
    await ida.says("purple elephants")
    assert "I didn't get that" in ida.text
    await ida.says("seventeen")
    assert "still can't tell" in ida.text
    await ida.says("la la la")
    assert "I'm getting a person" in ida.text

    await elio.says("i'd like to return the tray, changed my mind")
    stage.shop.faults.down = True
    await elio.presses("Make the label")
    assert "can't reach the shop" in elio.text and await deeds(stage) == []
    stage.shop.faults.mend()
    await stage.passes(minutes=2)
    assert "Shall I make the label?" in elio.text
    await elio.presses("Make the label")
    assert len(await elio.gets()) == 1 and await deeds(stage) == ["open_return"]


async def test_a_question_about_returns_is_answered_and_nothing_is_begun(stage):
    ida = await stage.customer("ida")
    await ida.says("what is your return policy?")
    assert "30 days" in ida.text and ida.buttons == ["Start a return"]
    await ida.presses("Start a return")
    assert "Which of these should go back?" in ida.text
