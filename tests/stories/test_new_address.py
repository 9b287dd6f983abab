"""Another address, another day, a pick-up point, a word to the courier (design, row 9)."""

import pytest


@pytest.mark.over_http
async def test_an_address_said_in_parts_is_read_back_and_changed(stage):
    samira = await stage.customer("samira")
    await samira.says("I gave you my old address, can you change it?")
    await samira.says("12 Mill Lane")
    assert "So far I have: 12 Mill Lane" in samira.text and "town and postcode" in samira.text
    await samira.says("Leeds LS1 4AB")
    assert "31 Old Mill Road" in samira.text and "12 Mill Lane, Leeds LS1 4AB instead?" in samira.text
    await samira.presses("Change")
    await samira.says("Samira Osei\n14 Mill Lane\nLeeds\nLS1 4AB")
    assert "Samira Osei, 14 Mill Lane, Leeds, LS1 4AB" in samira.text
    asked, done = await samira.says("yes")
    assert (
        "I've asked" in asked.text and done.notice and "Done: order 8133 goes to Samira Osei, 14 Mill Lane" in done.text
    )
    assert stage.done() == [("change_address", "8133")]


@pytest.mark.port_only
async def test_an_address_in_the_first_message_is_only_confirmed_and_can_be_stopped(stage):
    samira = await stage.customer("samira")
    await samira.says("please change the delivery address of the planter to 12 Mill Lane, Leeds LS1 4AB")
    assert "12 Mill Lane, Leeds LS1 4AB instead?" in samira.text
    await samira.presses("Stop")
    assert "goes where it was going" in samira.text and stage.done() == []


async def test_once_it_has_left_its_carrier_is_asked_and_may_say_no(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("moved house, can you send it to the new flat")
    assert "Where should the Fellwing 28 l rucksack go instead?" in theo.text
    await theo.says("8 Oak Road, Sheffield S1 2AB")
    assert "up to Puffin Parcels" in theo.text
    await stage.passes(hours=23)
    await theo.says("yes")
    assert "let it rest (another address" in theo.text and stage.done() == []
    await theo.says("yes")
    await theo.presses("Ask them")
    assert "can't do that any more" in theo.text and "Right now that takes" in theo.text, "one message, not two"
    assert "8 Oak Road, Sheffield S1 2AB" in mina.reads()[-1] and "in the van" in mina.reads()[-1]
    assert stage.done() == []


async def test_a_word_to_the_courier_is_passed_on(stage):
    theo = await stage.customer("theo")
    await theo.says("can you leave it with a neighbour?")
    assert "do this: leave it with a neighbour" in theo.text
    await theo.presses("Ask them")
    assert "has agreed to do this: leave it with a neighbour" in theo.text
    assert stage.done() == [("intercept", "8104")]


@pytest.mark.over_http
async def test_two_failed_attempts_lead_to_another_day(stage):
    grace = await stage.customer("grace")
    await grace.says("The driver never rang and says nobody was home")
    assert "12:20" in grace.text and "12:11" in grace.text
    await grace.presses("Ask for another day")
    await grace.says("friday please")
    assert "bring it Friday 27 Nov" in grace.text
    await grace.presses("Ask them")
    assert "has agreed to bring it Friday 27 Nov" in grace.text and stage.done() == [("intercept", "8033")]


async def test_a_courier_who_lied_is_a_colleagues_and_the_scans_are_on_the_table(stage):
    grace, mina = await stage.customer("grace"), stage.teammate("mina")
    await grace.says("The driver never rang and says nobody was home")
    await grace.presses("Complain about the courier")
    assert "What happened" in grace.text
    await grace.says("he lied, i was at home all day and my camera shows no van")
    assert "8033" in mina.reads()[-1] and "camera shows no van" in mina.reads()[-1]


@pytest.mark.port_only
async def test_what_was_wet_when_it_came_goes_on_as_damage(stage):
    priya = await stage.customer("priya")
    await priya.says("the driver left my lamp out in the rain and it is soaked")
    assert "put it right" in priya.text


@pytest.mark.port_only
async def test_what_has_arrived_is_too_late_to_change(stage):
    dana = await stage.customer("dana")
    await dana.says("can you send it to my new address instead")
    assert "too late for that" in dana.text and "It isn't here" in dana.buttons


@pytest.mark.port_only
async def test_what_is_no_address_leads_to_a_person(stage):
    samira, mina = await stage.customer("samira"), stage.teammate("mina")
    await samira.says("I gave you my old address, can you change it?")
    await samira.says("purple elephants")
    assert "couldn't read an address" in samira.text
    await samira.says("seventeen")
    await samira.says("la la la")
    assert "I'm getting a person" in samira.text and "another address" in mina.reads()[-1]


@pytest.mark.port_only
async def test_nothing_is_said_to_be_changed_before_the_shop_has_said_so(stage):
    samira = await stage.customer("samira")
    await samira.says("please change the delivery address to 12 Mill Lane, Leeds LS1 4AB")
    stage.shop.faults.lying = True
    await samira.presses("Send it there")
    assert "I've asked" in samira.text
    stage.shop.faults.lying = False
    await stage.passes(minutes=2)
    assert "Done: order 8133" in samira.text and stage.done() == [("change_address", "8133")]


@pytest.mark.port_only
async def test_an_address_abroad_is_asked_for_its_country_and_never_three_times_for_one_thing(stage):
    samira, mina = await stage.customer("samira"), stage.teammate("mina")
    await samira.says("I gave you my old address, can you change it?")
    await samira.says("221 Rue de Rivoli, Paris")
    assert "What is the postcode?" in samira.text
    await samira.says("75001")
    assert "no postcode as the United Kingdom has them, so which country is it in?" in samira.text
    assert samira.buttons == ["Live chat"]
    await samira.says("in France")
    assert "Shall I send it to 221 Rue de Rivoli, Paris, 75001, France instead?" in samira.text
    await samira.presses("Stop")
    await samira.says("please change the delivery address")
    await samira.says("Plein 4, 2511 CR The Hague")
    assert "which country" in samira.text
    await samira.says("2511 CR")
    assert "Its name is enough" in samira.text and "which country" in samira.text
    await samira.says("The Hague 2511 CR")
    assert "I'm getting a person" in samira.text
    assert "another address" in mina.reads()[-1]
