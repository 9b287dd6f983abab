"""Stopping an order, before and after it has left (design, row 9)."""

from decimal import Decimal

import pytest

from bot.effects import PayBack
from bot.shop import Money
from tests.stage import a_stage

TWICE = "Cancel the second tent, I ordered twice by mistake"


@pytest.mark.over_http
async def test_the_one_that_has_not_left_is_cancelled_with_a_confirm_that_names_the_money(stage):
    leo = await stage.customer("leo")
    await leo.says(TWICE)
    assert "order 8140" in leo.text and "$210.00 goes back to the card ending 9921" in leo.text
    asked, done = await leo.presses("Cancel it")
    assert "I've asked" in asked.text and done.notice and "$210.00 is going back" in done.text
    await leo.presses("Cancel it")
    assert "That button is from earlier" in leo.text and stage.done() == [("cancel_order", "8140")]
    await leo.says("cancel order 8140")
    said = " ".join(reply.text for reply in leo.sees)
    assert "is cancelled already" in said and "Your refund of $210.00" in leo.text


async def test_the_other_one_has_left_and_comes_back_before_the_money_does(stage):
    leo = await stage.customer("leo")
    await leo.says(TWICE)
    await leo.presses("Change")
    await leo.says("8112")
    assert "Order 8112 has left" in leo.text and "When it is here, $210.00" in leo.text
    await leo.presses("Ask them")
    assert "brings it back" in leo.text and stage.done() == [("intercept", "8112")]
    await stage.passes(days=4)
    await leo.says("cancel order 8112")
    assert "Your refund of $210.00" in leo.text


@pytest.mark.port_only
async def test_what_its_carrier_cannot_stop_can_be_sent_back(stage):
    leo, mina = await stage.customer("leo"), stage.teammate("mina")
    await stage.passes(hours=57)
    await leo.says("cancel order 8112")
    await leo.presses("Ask them")
    assert "returns are free" in leo.text and leo.buttons[:2] == ["Return or exchange something", "Live chat"]
    assert stage.done() == [] and not mina.reads()


@pytest.mark.port_only
async def test_an_order_the_shop_cancelled_by_itself_is_told_with_its_money(stage):
    leo, theo = await stage.customer("leo"), await stage.customer("theo")
    answer = await leo.says("why did you cancel my stove? my order was cancelled and nobody told me")
    said = " ".join(reply.text for reply in answer)
    assert "7290" in said and "Your refund of $64.00" in leo.text and stage.done() == []
    answer = await theo.says("you cancelled my order without asking")
    assert "None of your orders is cancelled" in answer[0].text and "due" in theo.text


async def test_changing_ones_mind_keeps_it(stage):
    leo = await stage.customer("leo")
    await leo.says(TWICE)
    await leo.presses("Keep it")
    assert "Nothing was changed" in leo.text and stage.done() == []


async def test_part_of_an_order_is_stopped_while_the_rest_is_under_way(stage):
    tomas = await stage.customer("tomas")
    await tomas.says("cancel the balcony table please")
    assert "94,00" in tomas.text and "You keep the 4 × Pinecroft folding chair" in tomas.text
    await tomas.says("yes")
    assert "Part of order 8071 cancelled" in tomas.text and stage.done() == [("cancel_order", "8071")]


@pytest.mark.port_only
async def test_what_has_arrived_is_sent_back_instead(stage):
    ben = await stage.customer("rosa")
    await ben.says("cancel order 7731 please")
    assert "has arrived" in ben.text and "Return or exchange something" in ben.buttons


@pytest.mark.port_only
async def test_answers_that_are_none_lead_to_a_person_who_knows_which(stage):
    leo, mina = await stage.customer("leo"), stage.teammate("mina")
    await leo.says(TWICE)
    for words in ("purple elephants", "seventeen", "la la la"):
        await leo.says(words)
    assert "I'm getting a person" in leo.text and "cancel Fellwing two-person tent, order 8140" in mina.reads()[-1]
    assert stage.done() == []


@pytest.mark.port_only
async def test_an_order_that_leaves_while_we_ask_is_not_said_to_be_cancelled(stage):
    leo = await stage.customer("leo")
    await leo.says(TWICE)
    await stage.teammate("ada", "admin").commands("policy set", setting="question_hours", value="48")
    await stage.passes(hours=30)
    await leo.says("yes")
    assert "Something changed meanwhile" in leo.text and stage.done() == []


@pytest.mark.port_only
async def test_a_shop_that_lies_cancels_once(stage):
    leo = await stage.customer("leo")
    await leo.says(TWICE)
    stage.shop.faults.lying = True
    await leo.presses("Cancel it")
    await leo.says("cancel order 8140")
    assert "being done with order 8140" in leo.text
    stage.shop.faults.lying = False
    await stage.passes(minutes=2)
    assert "$210.00 is going back" in leo.text and stage.done() == [("cancel_order", "8140")]


@pytest.mark.port_only
async def test_nothing_of_an_account_at_risk_is_touched(stage):
    yara, mina = await stage.customer("yara"), stage.teammate("mina")
    await yara.says("cancel my order please")
    assert "taken over" in mina.reads()[-1] and stage.done() == []


@pytest.mark.port_only
async def test_a_question_outlives_a_restart(tmp_path):
    async with a_stage(tmp_path) as before:
        leo = await before.customer("leo")
        await leo.says(TWICE)
    async with a_stage(tmp_path) as stage:
        leo = await stage.customer("leo")
        await leo.says("yes please", key="later")
        assert "$210.00 is going back" in leo.text and stage.done() == [("cancel_order", "8140")]


@pytest.mark.port_only
async def test_the_sum_that_is_told_is_the_cancellations_own_though_some_went_back_before(stage):
    samira = await stage.customer("samira")
    for_the_wait = PayBack("samira", "8133", (), Money(Decimal("5.00"), "GBP"))
    await stage.shop.perform("a colleague's", for_the_wait)
    await samira.says("cancel my order please")
    await samira.says("yes")
    assert "£57.00 is going back" in samira.text


@pytest.mark.port_only
async def test_what_was_cancelled_is_said_so_though_the_shop_cannot_be_read(stage):
    samira = await stage.customer("samira")
    await samira.says("cancel my order please")
    perform = stage.shop.perform

    async def then_down(key, effect):
        answer = await perform(key, effect)
        stage.shop.faults.down = True
        return answer

    stage.shop.perform = then_down
    await samira.says("yes")
    assert "the shop has confirmed it" in samira.text and "cannot say whether" not in samira.text
    assert stage.done() == [("cancel_order", "8133")]
