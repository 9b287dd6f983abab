"""A charge somebody does not expect: found, compared, paid back or explained, or a person's (design, row 11)."""

import pytest

from bot.writes import ConfirmationRow, OutboxRow
from tests.stage import read_out


async def charges_back(stage):
    return [(row.order, str(row.amount)) for row in stage.owner.ledger() if row.kind == "pay_back_charge"]


async def test_a_charge_made_twice_is_found_shown_and_paid_back_once(stage):
    ben = await stage.customer("ben")
    await ben.says("Why was I billed two times?")
    assert "Larkspur & Pine 8009 was charged twice" in ben.text and "8:20" in ben.text and "8:21" in ben.text
    asked, done = await ben.presses("Refund $72.00")
    assert "I've asked for the refund of $72.00" in asked.text
    assert "Done: $72.00 is going back" in done.text
    assert await charges_back(stage) == [("charge-8009-again", "72.00")]
    [kept] = await stage.store.find(ConfirmationRow, {"team": "main"})
    assert "$72.00" in kept.title and "8009" in kept.title
    await ben.says("why was i charged twice for the pan")
    assert "was paid back already" in ben.text
    assert len(await charges_back(stage)) == 1


async def test_before_the_yes_it_may_be_another_charge_or_nothing_at_all(stage):
    ben, mina = await stage.customer("ben"), stage.teammate("mina")
    await ben.says("Why was I billed two times?")
    await ben.says("no, the other one")
    assert "Which charge is it?" in ben.text and "None of these" in ben.buttons
    await ben.says("the 38 one")
    assert "order 7148" in ben.text and "cutting board ($38.00)" in ben.text and "Does that explain it?" in ben.text
    await ben.says("ah yes, i remember")
    assert "Good." in ben.text
    await ben.says("why was i billed two times though")
    await ben.says("stop")
    assert "nothing was changed" in ben.text
    assert await charges_back(stage) == [] and mina.reads() == []


async def test_a_wrong_sum_is_compared_with_the_price_and_the_difference_goes_back(stage):
    petra = await stage.customer("petra")
    await petra.says("You charged me the wrong amount for the tea circle")
    assert "was charged £84.00" in petra.text and "the price is £48.00" in petra.text
    await petra.says("yes please")
    assert "Done: £36.00 is going back" in petra.text
    assert await charges_back(stage) == [("charge-circle-77-2", "36.00")]
    await petra.says("you charged me 84.00, that is the wrong amount")
    assert "£48.00 a year" in petra.text and "Does that explain it?" in petra.text, "what was too much has gone back"


async def test_a_reservation_is_explained_and_a_no_is_a_dispute_with_every_fact(stage):
    hugo, mina = await stage.customer("hugo"), stage.teammate("mina")
    await hugo.says("why do i see two charges for 8161?")
    assert "only reserved by your bank" in hugo.text and "From: Payment page" in hugo.text
    await hugo.says("hm purple")
    assert "I didn't get that" in hugo.text
    await hugo.says("no, they took both of them")
    assert "colleague in billing" in hugo.text
    card = mina.reads()[-1]
    assert "did not settle" in card and "order 8161" in card and "$26.00" in card and "billing" in card
    assert await charges_back(stage) == []


async def test_a_charge_of_nothing_is_never_explained_away(stage):
    mei, mina = await stage.customer("mei"), stage.teammate("mina")
    await mei.says("There is a charge of 34.99 I don't recognise")
    assert "belongs to no order and no subscription of yours" in mei.text and "LARKSPUR PINE MKT" in mei.text
    await mei.says("no idea what it is, the card is here with me")
    card = mina.reads()[-1]
    assert "$34.99" in card and "the card is here with me" in card and "billing" in card
    assert await charges_back(stage) == []


async def test_a_charge_the_shop_does_not_list_is_said_so_and_a_person_looks(stage):
    mei, mina = await stage.customer("mei"), stage.teammate("mina")
    await mei.says("you charged me 50.00 for nothing")
    assert "I can't see a charge of $50.00" in mei.text
    await mei.presses("None of these")
    assert "no such charge on record" in mei.text
    await mei.says("50 dollars, 12 november, LPNE")
    assert "50 dollars, 12 november, LPNE" in mina.reads()[-1]


async def test_a_card_in_other_hands_is_securitys(stage):
    mei, mina = await stage.customer("mei"), stage.teammate("mina")
    await mei.says("my card was stolen and there is a charge of 34.99")
    assert "security" in mei.text
    card = mina.reads()[-1]
    assert "security" in card and "$34.99" in card and "urgent" in card


async def test_answers_that_are_none_lead_to_a_person(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("why was i charged twice, i want that money back")
    assert "nothing that was charged twice" in theo.text
    await theo.says("purple elephants")
    await theo.says("seventeen seas")
    assert "still can't tell" in theo.text and not mina.reads()
    await theo.says("la la la")
    assert "getting a person" in theo.text and "Last charges" not in theo.text
    assert mina.reads()


async def test_above_the_limit_a_person_pays(stage):
    ben, mina, ada = await stage.customer("ben"), stage.teammate("mina"), stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="charge_refund_limit", value="USD=50")
    await ben.says("Why was I billed two times?")
    assert "a colleague makes the refund" in ben.text
    assert "high value: $72.00" in mina.reads()[-1]
    assert await charges_back(stage) == []


@pytest.mark.over_http
async def test_a_shop_that_is_silent_is_asked_again_and_pays_once(stage):
    ben = await stage.customer("ben")
    await ben.says("Why was I billed two times?")
    stage.shop.faults.lying = True
    await ben.presses("Refund $72.00")
    await ben.says("why was i billed two times")
    assert "being paid back right now" in ben.text or "paid back already" in ben.text
    assert not any("Done" in read_out(reply) for reply in ben.sees)
    stage.shop.faults.lying = False
    await stage.passes(minutes=2)
    assert "Done: $72.00" in ben.text
    assert len(await charges_back(stage)) == 1
    assert len(await stage.store.find(OutboxRow, {"kind": "effect"})) == 1


async def test_what_the_shop_refuses_is_a_persons(stage):
    ben, mina = await stage.customer("ben"), stage.teammate("mina")
    await ben.says("Why was I billed two times?")
    stage.shop.faults.down = True
    await ben.presses("Refund $72.00")
    assert "can't reach the shop" in ben.text and await charges_back(stage) == []
    stage.shop.faults.down = False
    await stage.passes(minutes=2)
    assert "Shall I?" in ben.text, "the question stands again once the shop is back"
    await ben.says("yes")
    assert "Done: $72.00" in ben.text and mina.reads() == []
