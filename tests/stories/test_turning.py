"""People change their mind, want several things, go away for a day: no wish is lost, none comes back unasked."""

import pytest

from bot.events import Press
from handoff.rows import CaseRow
from tests.stage import a_stage, read_out

pytestmark = pytest.mark.port_only
LOOKED_AT = "nothing was changed"


async def photo(stage):
    return await stage.app.files.keep("lamp.png", b"\x89PNG\r\n\x1a\n" + bytes(64))


async def all_said(customer, *words):
    """One line after the other; everything that came back."""
    came = [reply for said in words for reply in await customer.says(said)]
    return "\n".join(map(read_out, came))


async def test_another_wish_at_the_last_yes_takes_its_place_and_the_first_does_not_come_back(stage):
    samira = await stage.customer("samira")
    await all_said(samira, "cancel my order", "actually no, just change the address")
    assert "Where should the Nettle & Moss terracotta planter go instead?" in samira.text
    said = await all_said(samira, "9 Elm Street, Leeds LS1 4AB", "yes")
    assert "Cancel" not in said and stage.done() == [("change_address", "8133")]

    rosa = await stage.customer("rosa")
    await all_said(rosa, "refund for the kettle, it leaks", "no wait, send me another one instead")
    assert "another one comes" in rosa.text, "what was said of it is not asked again"
    await rosa.says("hmm stop")
    assert "nothing goes back" in rosa.text

    petra = await stage.customer("petra")
    await all_said(petra, "i was charged 84 pounds for tea", "no wait the blorf thing instead")
    assert "What shall it be instead?" in petra.text and "Begin it again" in petra.buttons
    await petra.says("ok")
    assert len(stage.done()) == 1, "a yes after that is a yes to nothing"

    leo = await stage.customer("leo")
    await all_said(leo, "cancel tent", "no the other tent")
    assert "Order 8112 has left" in leo.text, "of two the other is clear"
    await all_said(leo, "never mind", "cancel the tent that is not sent yet", "no wait, refund instead")
    assert "Cancel the Fellwing two-person tent of order 8140" in leo.text, "the order that was meant is meant still"
    assert stage.done() == [("change_address", "8133")]


async def test_what_was_said_is_put_right_at_the_last_yes_and_one_more_thing_joins_it(stage):
    elio = await stage.customer("elio")
    await all_said(elio, "i want to return both lanterns, i don't want them", "no wait only one")
    assert "31,00" in elio.text and "Make the label" in elio.buttons

    ida = await stage.customer("ida")
    await all_said(ida, "refund the kettle, i don't want it", "no, the toaster", "don't want it")
    assert "for the Emberly two-slot toaster" in ida.text
    await ida.says("and the kettle too")
    assert "Refund 83,00" in ida.buttons[0]
    await ida.says("also the cups, all 4 arrived broken")
    assert "right after this one" in ida.text, "another reason is another refund"
    await ida.says("yes")
    assert "Please send a photo of the 4 × Pinecroft espresso cup" in ida.text and len(stage.paid_back()) == 1


async def test_stop_in_any_words_ends_it_and_a_hesitation_is_waited_for(stage):
    ida = await stage.customer("ida")
    await all_said(ida, "refund the kettle", "hmm no wait")
    assert "No hurry" in ida.text and "What is wrong with the Emberly kettle?" in ida.text
    await ida.says("hmm stop")
    assert "dropped it" in ida.text
    await ida.says("actually nevermind")
    assert "Is there something else?" in ida.text
    samira = await stage.customer("samira")
    await all_said(samira, "where is my order", "cancel it")
    assert "Shall I?" in samira.text, "nothing was under way that it could end"
    await samira.says("cancel")
    assert stage.done() == [("cancel_order", "8133")], "less than the words on the button, but of no other"


async def test_a_day_later_a_yes_answers_nothing_and_it_begins_again_from_new_facts(tmp_path):
    async with a_stage(tmp_path) as stage:
        ida = await stage.customer("ida")
        await all_said(ida, "refund the kettle, i don't want it")
        await stage.passes(hours=11)
        await ida.says("hmm, and where is it?")
        assert "Back to where we were" in ida.text, "the same evening it is still the question"
        await stage.passes(hours=13)
        now = stage.clock.now()
    async with a_stage(tmp_path, lambda: now) as stage:
        ida = await stage.customer("ida")
        await ida.says("yes", key="later")
        assert LOOKED_AT in ida.text and "money back: Emberly kettle" in ida.text and stage.done() == []
        assert ida.buttons[0] == "Begin it again"
        await ida.says("yes please", key="and then")
        assert "Refund 48,00" in ida.buttons[0]
        await ida.says("refund it", key="at last")
        assert stage.paid_back() == [("7988", "48.00")]


async def test_a_day_later_an_old_button_a_greeting_and_a_new_wish_are_met_kindly_and_a_plain_answer_counts(stage):
    ida, rosa, samira, priya = [await stage.customer(name) for name in ("ida", "rosa", "samira", "priya")]
    await ida.says("refund the kettle, i don't want it")
    await rosa.says("refund for the kettle, it leaks")
    await samira.says("cancel my order")
    await all_said(priya, "i want a refund", "the lamp")
    await stage.passes(hours=24)
    await ida.presses("Refund 48")
    assert LOOKED_AT in ida.text and "Begin it again" in ida.buttons
    await rosa.says("hello")
    assert LOOKED_AT in rosa.text
    await samira.says("where is my parcel?")
    assert samira.sees[-1].text.count(LOOKED_AT) == 1 and "order 8133" in samira.text and "Back to" not in samira.text
    await priya.says("It arrived damaged")
    assert "send a photo" in priya.text
    await stage.passes(hours=24)
    await priya.says("i want a human")
    assert "money back: Nettle & Moss glass table lamp" in stage.teammate("mina").reads()[-1]
    assert stage.done() == []


async def test_of_three_wishes_none_is_forgotten_and_a_call_takes_the_others_along(stage):
    nora, mina = await stage.customer("nora"), stage.teammate("mina")
    await nora.says("where are my headphones, also cancel the mug and i was charged twice")
    assert "Ask them" in nora.buttons
    await nora.says("keep it")
    assert "Now the other thing" in nora.text and "charged twice" in nora.text

    ida = await stage.customer("ida")
    answer = await ida.says("where is my kettle, refund the toaster and call me")
    assert "was delivered" in read_out(answer[0]) and "May we call you" in ida.text
    await ida.presses("Call me now")
    assert "refund request: refund the toaster" in mina.reads()[-1]

    theo = await stage.customer("theo")
    answer = await theo.says("I want a human, and also where is my order")
    assert "rucksack" in read_out(answer[0]) and "getting a person" in theo.text
    assert "order status: where is my order" in mina.reads()[-1]


async def test_two_things_with_two_reasons_are_done_one_after_the_other(stage):
    ida = await stage.customer("ida")
    await ida.says("the kettle leaks and the cups I don't want, refund please")
    assert "Refund 48,00" in ida.buttons[0]
    await ida.presses("Refund")
    assert "Pinecroft espresso cup: how many" in ida.text, "once the shop has answered for the first"
    await all_said(ida, "all", "yes")
    assert stage.paid_back() == [("7988", "48.00"), ("7988", "34.00")]


async def test_a_photo_sent_ahead_counts_for_what_is_begun_after_it_and_only_then(stage):
    priya = await stage.customer("priya")
    await priya.says("it looks bad", await photo(stage))
    await priya.says("my lamp arrived broken, i want a refund")
    assert "the photo you sent" in priya.text and "Refund £74.00" in priya.buttons
    await priya.says("stop")
    await stage.passes(hours=13)
    await priya.says("my lamp arrived broken, i want a refund")
    assert "Please send a photo" in priya.text, "it was for the first"
    rosa = await stage.customer("rosa")
    await all_said(rosa, "the kettle leaks")
    await rosa.says("", await photo(stage))
    assert "kept the photo" in rosa.text and "Money back" in rosa.buttons
    await stage.passes(hours=2)
    await all_said(rosa, "stop", "the kettle arrived damaged, refund please")
    assert "Please send a photo" in rosa.text, "that was too long ago"


async def test_a_question_is_not_answered_by_another_wish_and_a_button_can_be_typed(stage):
    nora, rosa = await stage.customer("nora"), await stage.customer("rosa")
    await all_said(nora, "my speaker is broken", "nothing has arrived")
    assert "headphones" in nora.text and "Have it looked for" in nora.buttons
    await rosa.says("i want a human")
    await rosa.says("end it")
    assert "I've closed it" in rosa.text
    await all_said(rosa, "third time I write, the kettle leaks", "never mind")
    assert "I've closed it" in rosa.text
    assert "urgent" in stage.teammate("mina").reads()[-1]


async def test_a_button_of_an_earlier_copy_of_the_question_answers_it_once(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("i want a refund for my kettle")
    first = rosa.sees[-1].question
    await rosa.says("are you open on sunday?")
    assert "Back to where we were" in rosa.text
    await rosa.forges(Press(first.ask, "faulty"))
    assert "Refund $48.00" in rosa.buttons
    await rosa.forges(Press(first.ask, "unwanted"))
    assert "from earlier" in rosa.text and "Refund $48.00" in rosa.buttons
    await rosa.says("It arrived damaged")
    assert "That was for a question before" in rosa.text and stage.paid_back() == []


async def test_an_open_incident_is_told_whatever_else_was_heard_and_while_a_person_is_awaited(stage):
    lead, ben, rosa = stage.teammate("lea", "lead"), await stage.customer("ben"), await stage.customer("rosa")
    await rosa.says("i want a human")
    await lead.commands("incident open", topic="payment", status="Cards work again at noon.")
    await ben.says("my card keeps getting declined on your site")
    assert "Cards work again at noon" in ben.text
    await rosa.says("and my payment failed again")
    assert "Cards work again at noon" in rosa.text
    await ben.says("the kettle leaks, and where is my order")
    assert "Cards work" not in ben.text
    assert "met by 2" in (await lead.commands("incident show")).text


async def test_the_code_is_sent_again_within_limits_and_only_the_newest_is_good(stage):
    guest = await stage.customer("guest", bound=False)
    await all_said(guest, "where is my order", "theo.marchetti@example.com")
    await guest.says("didn't get a code")
    assert "a new code is on its way" in guest.text
    assert len({mail.text for mail in stage.mails.recent()}) == 2, "another code"
    await guest.says("resend it please")
    await guest.says("resend the code")
    assert "as many codes as I may" in "\n".join(map(read_out, guest.sees))


async def test_other_languages_have_their_own_buttons_and_are_told_to_the_person(stage):
    ida = await stage.customer("ida")
    await ida.says("Wo ist meine Bestellung bitte?")
    assert ida.buttons == [
        "Wo ist meine Bestellung?", "Ich möchte Geld zurück", "Zurückgeben oder tauschen", "Mit einem Menschen reden",
    ]  # fmt: skip
    answer = await ida.says("Je voudrais mon argent s'il vous plaît")
    assert [reply.text for reply in answer] == [
        "J'appelle une personne : elle vous répond ici et a ce que vous avez écrit. "
        "En ce moment, il faut compter environ 4 min. Vous n'avez pas besoin de rester."
    ]
    assert ida.buttons == ["Je n'en ai plus besoin"]
    card = stage.teammate("mina").reads()[-1]
    assert "writes in French" in card and "out of scope" not in card
    await ida.says("Pourquoi est-ce que personne ne répond, s'il vous plaît ?")
    assert ida.text.startswith("Je l'ai ajouté pour la personne qui va vous répondre.")


async def test_a_song_is_no_foreign_language(stage):
    ida = await stage.customer("ida")
    await ida.says("la la la")
    await ida.says("la la la la")
    assert "I'm getting a person" in ida.text and "writes in" not in stage.teammate("mina").reads()[-1]


async def test_who_presses_for_a_person_in_their_language_is_answered_in_it_also_at_night(stage):
    ada, ida = stage.teammate("ada", "admin"), await stage.customer("ida")
    await ada.commands("hours set", department="general", week="sat 10:00-11:00")
    await ida.says("Wo ist meine Bestellung bitte?")
    await ida.presses("Mit einem Menschen reden")
    assert "Ich hole einen Menschen" in ida.text and "Unser Team ist am 28/11 um" in ida.text
    assert ida.buttons == ["Hat sich erledigt"]
    await ida.presses("Hat sich erledigt")
    assert stage.teammate("mina").sees(1), "there was a case"
    (case,) = await stage.store.find(CaseRow, {})
    assert case.stage == "closed"


async def test_nobody_in_danger_is_greeted_and_the_message_centre_does_not_speak_of_itself(stage):
    claire, ben = await stage.customer("claire"), await stage.customer("ben")
    answer = await claire.says("my lamp exploded and burned my hand")
    assert "safety comes first" in answer[0].text and "Hi, I'm" not in "".join(reply.text for reply in answer)
    assert "an automated assistant" in answer[-1].text

    await all_said(ben, "charged twice", "yes")
    assert "I've kept the confirmation" in ben.text
    await ben.says("show my messages")
    assert "$72.00 is going back" in ben.text and "I've kept" not in ben.text
