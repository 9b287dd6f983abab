"""Something else happens in the middle of an errand, or while a person is on the way; nothing is lost by it."""

import pytest

from bot.facts import FROZEN
from bot.writes import SettingRow
from handoff.rows import CaseRow

HACKED = "someone hacked into my account and is ordering things"


@pytest.mark.port_only
async def test_an_outage_in_the_middle_denies_no_order_and_asks_nothing_twice(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster")
    stage.shop.faults.down = True
    await ida.says("do you deliver on sundays?")
    assert "Saturdays" in ida.sees[-2].text and "can't reach the shop" in ida.text
    assert "any order in your account" not in ida.text
    stage.shop.faults.down = False
    await ida.says("it doesn't work")
    assert "Refund 35,00" in ida.text
    seen = len(ida.sees)
    await stage.passes(minutes=2)
    assert len(ida.sees) == seen, "what was to be looked at again is under way by then"


@pytest.mark.port_only
async def test_asking_again_once_the_shop_is_back_is_answered_once(stage):
    rosa = await stage.customer("rosa")
    stage.shop.faults.down = True
    await rosa.says("where is my order")
    stage.shop.faults.down = False
    answer = await rosa.says("where is my order")
    assert len(answer) == 1 and "was delivered" in answer[0].text


@pytest.mark.port_only
async def test_with_an_incident_of_the_shop_the_written_answers_are_still_given(stage):
    rosa = await stage.customer("rosa")
    await stage.teammate("lea", "lead").commands("incident open", topic="shop", status="The shop is asleep.")
    stage.shop.faults.down = True
    await rosa.says("do you deliver on sundays?")
    assert "Saturdays" in rosa.text and "asleep" not in rosa.text
    await rosa.says("where is my order")
    assert "The shop is asleep." in rosa.text


async def test_dropping_one_errand_goes_back_to_the_one_before(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster")
    asked = ida.text
    await ida.says("the string lights")
    assert "didn't get that" in ida.text and "60" not in ida.text, "a bare name asks nothing of the catalogue"
    await ida.says("i was charged twice")
    assert "charge" in ida.text
    await ida.says("never mind")
    assert "Nothing was changed" in ida.sees[-2].text
    assert "Back to where we were" in ida.text and asked.splitlines()[-1] in ida.text
    await ida.says("never mind")
    assert "Nothing was changed" in ida.text and stage.done() == []


async def test_an_account_in_other_hands_is_frozen_whoever_is_on_the_way_already(stage):
    rosa, mina = await stage.customer("rosa"), stage.teammate("mina")
    await rosa.says("i want to talk to a human")
    await rosa.says(HACKED)
    assert "I've frozen your account" in rosa.text
    thread = mina.reads(1)
    assert any("frozen from now on" in line for line in thread) and any("urgent now" in line for line in thread)
    (frozen,) = await stage.store.find(SettingRow, {"name": FROZEN + "rosa"})
    assert frozen.value == "security: taken over"


async def test_who_asks_for_a_person_about_it_has_the_account_frozen_too(stage):
    ida, mina = await stage.customer("ida"), stage.teammate("mina")
    await ida.says(f"{HACKED}, get me a human now")
    assert "I've frozen your account" in " ".join(reply.text for reply in ida.sees)
    assert "· security ·" in mina.reads()[-1]


async def test_the_way_out_may_be_typed_and_danger_calls_whoever_has_the_case(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("i want to talk to a human")
    await theo.says("my kettle caught fire")
    assert "safety comes first" in theo.text and any("urgent now" in line for line in mina.reads(1))
    await theo.says("it is out again")
    await theo.says("I don't need this any more")
    assert "closed it" in theo.text
    (case,) = await stage.store.find(CaseRow, {})
    assert case.stage == "closed"


async def test_two_wishes_in_one_message_are_done_one_after_the_other(stage):
    nora = await stage.customer("nora")
    await nora.says("cancel the mug and where are my headphones?")
    assert "2 days late" in nora.sees[-2].text, "what is only looked at comes first"
    assert "Now the other thing" in nora.text and "Pinecroft stoneware mug" in nora.text
    await nora.presses("Keep it")
    theo = await stage.customer("theo")
    await theo.says("thanks, and where is my rucksack?")
    assert "rucksack" in theo.text and "You're welcome" not in theo.text
    ben = await stage.customer("ben")
    await ben.says("i was charged twice and i want to change my address")
    await ben.presses("Refund $72.00")
    said = [reply.text for reply in ben.sees]
    assert any("Now the other thing" in text and "too late" in text for text in said)
    assert stage.done() == [("pay_back_charge", "charge-8009-again")]


async def test_what_a_person_takes_over_includes_the_second_wish(stage):
    ben, mina = await stage.customer("ben"), stage.teammate("mina")
    await ben.says("i was charged twice and i want to change my address")
    await ben.says("i want to talk to a human")
    assert "Also wants: i want to change my address" in mina.reads()[-1]


@pytest.mark.port_only
async def test_an_outage_that_a_person_took_over_is_not_counted_in_the_next(stage):
    rosa = await stage.customer("rosa")
    stage.shop.faults.down = True
    await rosa.says("where is my order")
    await rosa.presses("Live chat")
    await rosa.presses("I don't need this any more")
    await rosa.says("where is my order")
    assert "I'll look again by myself" in rosa.text
