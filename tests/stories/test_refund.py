"""Money back, guided to the end (design, row 4)."""

from decimal import Decimal

import pytest

from bot.effects import PayBack
from bot.events import File, Press
from bot.shop import Money
from bot.writes import OutboxRow

PHOTO = File("a" * 64, "shade.jpg", "image/jpeg", 120_000)
NOT_A_PHOTO = File("b" * 64, "notes.txt", "text/plain", 90)


@pytest.mark.over_http
async def test_a_single_recent_item_is_refunded_in_three_turns(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("I'd like my money back for the kettle please")
    assert "What is wrong with the Emberly gooseneck kettle?" in rosa.text
    await rosa.presses("It doesn't work")
    assert "Refund $48.00 for the Emberly gooseneck kettle, to the card ending 4242" in rosa.text
    asked, done = await rosa.presses("Refund $48.00")
    assert "I've asked for the refund" in asked.text
    assert done.notice and "Done: $48.00 is on its way" in done.text
    assert stage.paid_back() == [("7731", "48.00")]


async def test_a_message_that_says_it_all_is_only_confirmed(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    assert "Shall I?" in rosa.text
    await rosa.says("yes please")
    assert stage.paid_back() == [("7731", "48.00")]


async def test_nothing_is_said_to_be_done_before_the_shop_has_said_so(stage):
    rosa = await stage.customer("rosa")
    stage.shop.faults.down = True
    await rosa.says("my kettle leaks, I want a refund")
    assert "can't reach the shop" in rosa.text
    assert not any("Done" in reply.text for reply in rosa.sees)
    assert stage.paid_back() == []


async def test_only_the_named_item_of_several_goes_back(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster, i changed my mind")
    assert "You keep the Emberly kettle" in ida.text
    await ida.presses("Refund")
    assert stage.paid_back() == [("7988", "35.00")]


async def test_several_items_can_be_picked_at_once(stage):
    ida = await stage.customer("ida")
    await ida.says("refund please")
    if "Which order" in ida.text:
        await ida.says("7988")
    assert "Which of these should go back?" in ida.text
    await ida.says("the kettle and the toaster")
    await ida.presses("I don't want it")
    await ida.presses("Refund")
    [(order, amount)] = stage.paid_back()
    assert (order, amount) == ("7988", "83.00")


async def test_damage_wants_a_photo_and_a_text_file_is_none(stage):
    priya = await stage.customer("priya")
    await priya.says("my lamp arrived with a broken shade, i want a refund")
    assert "Please send a photo" in priya.text
    await priya.says("", NOT_A_PHOTO)
    assert "notes.txt is not a picture I can open" in priya.text
    await priya.says("here", PHOTO)
    assert "Shall I?" in priya.text
    await priya.presses("Refund")
    assert [amount for _, amount in stage.paid_back()] == ["74.00"]


async def test_without_a_photo_a_colleague_decides(stage):
    priya = await stage.customer("priya")
    await priya.says("my lamp arrived with a broken shade, i want a refund")
    await priya.presses("I can't take one")
    assert "Without a photo a colleague decides" in priya.text
    assert stage.paid_back() == []


async def test_after_the_window_it_is_refused_kindly_and_insisting_gets_a_person(stage):
    omar, mina = await stage.customer("omar"), stage.teammate("mina")
    await omar.says("I want my money back for the kettle")
    assert "returns close after 30" in omar.text
    assert omar.buttons == ["Ask a colleague", "Leave it"]
    await omar.says("no. I want my refund")
    assert "exception" in omar.text
    assert "contests a refusal (outside the return window)" in mina.reads()[-1]


async def test_store_credit_only_if_chosen(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    assert "to the card ending 4242" in rosa.text
    await rosa.presses("As store credit")
    assert "as store credit" in rosa.text and "As store credit" not in rosa.buttons
    await rosa.presses("Refund $48.00")
    assert len(stage.paid_back()) == 1


async def test_stopping_at_the_last_question_changes_nothing(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    await rosa.presses("Stop")
    assert "Nothing was changed" in rosa.text
    assert stage.paid_back() == []


@pytest.mark.over_http
async def test_a_confirmation_that_was_pressed_twice_pays_once(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    await rosa.presses("Refund $48.00")
    await rosa.presses("Refund $48.00")
    assert "That button is from earlier" in rosa.text
    assert stage.paid_back() == [("7731", "48.00")]


async def test_a_shop_that_lies_is_asked_again_under_the_same_key_and_pays_once(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    stage.shop.faults.lying = True
    await rosa.presses("Refund $48.00")
    assert stage.paid_back() == [("7731", "48.00")]
    assert not any("Done" in reply.text for reply in rosa.sees)
    stage.shop.faults.lying = False
    await stage.passes(minutes=2)
    assert "Done: $48.00" in rosa.text
    assert stage.paid_back() == [("7731", "48.00")]


async def test_a_high_value_refund_is_a_persons(stage):
    viktor, mina = await stage.customer("viktor"), stage.teammate("mina")
    await viktor.says("i want a refund for the coffee machine, it does not work")
    assert "a colleague makes the refund" in viktor.text
    assert stage.paid_back() == []
    assert "$1,249.00" in mina.reads()[-1]


async def test_a_digression_is_answered_and_the_question_returns(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster")
    assert "What is wrong" in ida.text
    await ida.says("where is my order?")
    assert "Back to where we were" in ida.text and "What is wrong" in ida.text
    await ida.presses("I don't want it")
    assert "Shall I?" in ida.text


async def test_an_answer_not_understood_is_asked_again_and_then_a_person_comes(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster")
    await ida.says("purple elephants")
    assert "I didn't get that" in ida.text
    await ida.says("seventeen")
    assert "still can't tell" in ida.text
    await ida.says("la la la")
    assert "I'm getting a person" in ida.text


async def test_the_same_refund_is_not_asked_for_twice_while_the_shop_is_silent(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    stage.shop.faults.lying = True
    await rosa.presses("Refund $48.00")
    await rosa.says("my kettle leaks, I want a refund")
    assert "being made right now" in rosa.text
    effects = await stage.store.find(OutboxRow, {"kind": "effect"})
    assert len(effects) == 1


async def test_parts_of_a_dear_order_add_up_to_a_persons_sum(stage):
    claire, ada = await stage.customer("ida"), stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="high_value", value="EUR=80")
    await claire.says("i want a refund for the toaster, i changed my mind")
    await claire.presses("Refund")
    assert len(stage.paid_back()) == 1
    await claire.says("i also want a refund for the kettle, i changed my mind")
    assert "a colleague makes the refund" in claire.text
    assert len(stage.paid_back()) == 1


async def test_a_yes_counts_only_for_what_was_shown(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the kettle, i changed my mind")
    before = ida.text
    pay = PayBack("ida", "7988", (("kettle", 1),), Money(Decimal("48.00"), "EUR"))
    await stage.shop.perform("elsewhere", pay)
    await ida.says("yes")
    assert ida.text != before and stage.paid_back() == [("7988", "48.00")]


async def test_no_money_moves_on_an_account_at_risk(stage):
    yara, mina = await stage.customer("yara"), stage.teammate("mina")
    await yara.says("i want a refund for my headphones, they are broken")
    assert stage.paid_back() == [] and "taken over" in mina.reads()[-1]


async def test_a_confirm_button_of_an_earlier_question_is_old(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster, i changed my mind")
    old = ida.sees[-1].question
    await ida.presses("Change")
    await ida.forges(Press(old.ask, "yes"))
    assert stage.paid_back() == [] and "from earlier" in ida.sees[-1].text


async def test_two_of_four_cups_go_back_and_no_toaster(stage):
    ida = await stage.customer("ida")
    await ida.says("i want my money back for two of the cups, they are broken")
    assert "toaster" not in ida.text.split("You keep")[0]
    if "photo" in ida.text:
        await ida.says("here", PHOTO)
    assert "2 × Pinecroft espresso cup" in ida.text and "You keep" in ida.text
    await ida.presses("Refund")
    assert stage.paid_back() == [("7988", "17.00")]


async def test_how_many_is_asked_where_there_are_several(stage):
    ida = await stage.customer("ida")
    await ida.says("refund for the cups please, i changed my mind")
    assert "Pinecroft espresso cup: how many of them?" in ida.text
    await ida.says("three")
    assert "3 × Pinecroft espresso cup" in ida.text


async def test_both_is_not_everything(stage):
    ida = await stage.customer("ida")
    await ida.says("refund both of them please, changed my mind")
    assert "Which of these should go back?" in ida.text


@pytest.mark.parametrize(
    "words", ["ok refund", "refund it", "refund my kettle", "please refund me", "just refund it please"]
)
async def test_refund_said_as_an_order_is_a_request(stage, words):
    rosa = await stage.customer("rosa")
    await rosa.says(words)
    assert "What is wrong" in rosa.text


async def test_words_that_are_only_guessed_to_agree_pay_nothing(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    await rosa.says("hm purple")
    assert stage.paid_back() == [] and "Shall I?" in rosa.text


async def test_a_no_with_another_wish_in_it_does_not_just_stop(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    await rosa.says("no wait, i want a new one instead of that")
    assert "Nothing was changed" not in rosa.text
