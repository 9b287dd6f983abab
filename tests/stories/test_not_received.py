"""Delivered, not here: looked for once, waited for, then put right (design, row 8)."""

from itertools import count

import pytest

from bot.writes import OutboxRow
from tests.stage import a_stage

GONE = "it says delivered but there is nothing here"


async def dana_has_looked(stage):
    dana = await stage.customer("dana")
    await dana.says(GONE)
    await dana.says("asked both neighbours, looked in the shed")
    return dana


@pytest.mark.over_http
async def test_we_wait_a_day_come_back_by_ourselves_and_send_it_again(stage):
    dana = await stage.customer("dana")
    await dana.says(GONE)
    assert "marked delivered" in dana.text and "front door" in dana.text and "Live chat" in dana.buttons
    await dana.presses("Yes, it isn't there")
    assert "I come back here by myself" in dana.text
    await dana.presses("Yes, come back then")
    await stage.passes(hours=24)
    assert "I said I'd come back" in dana.text
    await dana.says("still nothing")
    assert "1420 Juniper Avenue" in dana.text and "$64.00" in dana.text and "card ending 5150" in dana.text
    asked, done = await dana.presses("Send it again")
    assert "I've asked" in asked.text and done.notice and "being packed again" in done.text
    assert stage.done() == [("resend", "8066")] and stage.paid_back() == []
    await dana.says("where is my blender")
    assert "waits for the carrier" in dana.text


async def test_what_turns_up_ends_it_kindly_and_nothing_comes_back(stage):
    dana = await dana_has_looked(stage)
    await dana.presses("Yes, come back then")
    await dana.says("it turned up, my neighbour had it")
    assert "Good that it is there" in dana.text
    seen = len(dana.sees)
    await stage.passes(hours=30)
    assert len(dana.sees) == seen and stage.done() == []


async def test_a_carrier_that_finds_nothing_leads_to_money_back_and_only_once(stage):
    dana = await dana_has_looked(stage)
    await dana.presses("No, go on now")
    await dana.presses("Have it looked for")
    assert "Puffin Parcels is looking for it" in dana.text
    await dana.says(GONE)
    assert "has been looking for it since" in dana.text
    await stage.passes(hours=24)
    assert "can't find your parcel" in dana.text and "Have it looked for" not in dana.buttons
    await dana.presses("Refund $64.00")
    assert "Done: $64.00" in dana.text
    await dana.says("my blender never arrived, i want my money back")
    assert "card ending 5150" in dana.text and "Refund $64.00" not in dana.buttons
    assert stage.paid_back() == [("8066", "64.00")]


@pytest.mark.port_only
async def test_no_one_is_asked_twice_where_they_looked_and_stopping_changes_nothing(stage):
    dana = await dana_has_looked(stage)
    await dana.presses("Yes, come back then")
    await dana.says(GONE)
    assert "I come back here by myself" in dana.text
    await dana.says("no, send me another one")
    assert "Juniper Avenue" in dana.text and "pay $64.00" not in dana.text
    await dana.says("no, a refund please")
    assert "pay $64.00" in dana.text and "Refund $64.00" in dana.buttons and stage.done() == []
    await dana.presses("Stop")
    assert "leave it as it is" in dana.text and stage.done() == []


@pytest.mark.port_only
@pytest.mark.parametrize(
    ("who", "says", "why"),
    [
        ("gus", "my parcel did not arrive, again", "3 times before"),
        ("viktor", "My coffee machine never arrived, I want my money back", "high value: $1,249.00"),
        ("aiko", "The carrier says my lens is lost. What now?", "high value: ¥98,000"),
    ],
)
async def test_repeated_claims_and_high_value_are_a_persons_with_the_reason(stage, who, says, why):
    customer, mina = await stage.customer(who), stage.teammate("mina")
    answer = await customer.says(says)
    assert "parcel with the" in answer[0].text
    assert "colleague" in customer.text and why in mina.reads()[-1] and "not received" in mina.reads()[-1]
    assert stage.done() == []


@pytest.mark.port_only
async def test_answers_that_are_none_lead_to_a_person_who_knows_what_was_said(stage):
    dana, mina = await dana_has_looked(stage), stage.teammate("mina")
    for words in ("purple elephants", "seventeen", "la la la"):
        await dana.says(words)
    assert "I'm getting a person" in dana.text and "not received: Emberly jug blender" in mina.reads()[-1]


async def test_what_is_on_its_way_is_told_and_what_came_can_still_be_missed(stage):
    tomas = await stage.customer("tomas")
    await tomas.says("part of my order is missing")
    assert "folding chair" in tomas.text and "balcony table" in tomas.text
    await tomas.says("the string lights")
    assert "string lights is marked delivered" in tomas.text
    await tomas.says("yes i looked everywhere")
    await tomas.presses("Refund")
    assert stage.paid_back() == [("8071", "38.00")]


@pytest.mark.port_only
async def test_a_shop_that_lies_pays_once_and_a_shop_that_is_down_is_looked_at_again(stage):
    dana = await stage.customer("dana")
    stage.shop.faults.down = True
    await dana.says(GONE)
    assert "can't reach the shop" in dana.text
    stage.shop.faults.down = False
    await stage.passes(minutes=2)
    await dana.presses("Yes, it isn't there")
    await dana.presses("No, go on now")
    stage.shop.faults.lying = True
    await dana.presses("Refund $64.00")
    await dana.says(GONE)
    assert "being done with order 8066" in dana.text
    stage.shop.faults.lying = False
    await stage.passes(minutes=2)
    assert "Done: $64.00" in dana.text and stage.paid_back() == [("8066", "64.00")]


async def test_a_person_who_has_the_case_is_told_instead(stage):
    dana, mina = await dana_has_looked(stage), stage.teammate("mina")
    await dana.presses("Yes, come back then")
    await dana.says("can i talk to a human please")
    seen = len(dana.sees)
    await stage.passes(minutes=1)
    await mina.commands("claim", 1)
    seen = len(dana.sees)
    await stage.passes(hours=24)
    assert any("promised to hear about this now" in line for line in mina.reads(1))
    assert not any("I said I'd come back" in reply.text for reply in dana.sees[seen:])


@pytest.mark.port_only
async def test_the_shop_decides_which_ways_there_are(stage):
    dana, ada = await dana_has_looked(stage), stage.teammate("ada", "admin")
    for setting in ("missing_refund", "missing_trace"):
        await ada.commands("policy set", setting=setting, value="no")
    await dana.presses("No, go on now")
    assert "Shall I?" in dana.text and dana.buttons[:2] == ["Send it again", "Stop"]
    await dana.says("yes")
    assert stage.done() == [("resend", "8066")]


@pytest.mark.port_only
async def test_a_promise_to_come_back_holds_when_a_person_was_there_in_between(stage):
    dana, mina = await dana_has_looked(stage), stage.teammate("mina")
    await dana.presses("Yes, come back then")
    await dana.says("can i talk to a human please")
    await mina.commands("claim", 1)
    await mina.types(1, "Good morning Dana")
    await mina.commands("hand_back", 1)
    await stage.passes(hours=24)
    assert "I said I'd come back" in dana.text


@pytest.mark.port_only
async def test_a_day_of_waiting_outlives_a_restart(tmp_path):
    async with a_stage(tmp_path) as before:
        dana = await dana_has_looked(before)
        await dana.presses("Yes, come back then")
    async with a_stage(tmp_path) as stage:
        stage.keys = count(1000)  # a platform never gives a key twice
        dana = await stage.customer("dana")
        await stage.passes(hours=24)
        assert "I said I'd come back" in dana.text
        await dana.presses("Still not here")
        await dana.presses("Send it again")
        assert stage.done() == [("resend", "8066")]
        assert len(await stage.store.find(OutboxRow, {"kind": "effect"})) == 1
