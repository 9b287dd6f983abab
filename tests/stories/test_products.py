"""Questions about products: answered from the catalogue, for anybody, and never made up."""

import pytest


@pytest.mark.over_http
async def test_price_stock_size_and_fit_are_told_in_a_row_without_asking_who_it_is(stage):
    guest = await stage.customer("guest", bound=False)
    await guest.says("how much is the gooseneck kettle?")
    assert "$48.00" in guest.text and "In stock" in guest.text
    await guest.says("and how much water does it hold?")
    assert "0.9 l" in guest.text
    await guest.says("does the 28 cm lid fit the 24 cm pan?")
    assert "No, the Emberly glass lid, 28 cm is made for the Emberly iron pan, 28 cm" in guest.text
    await guest.says("do you have the trail boots in 42?")
    assert "in 42: sold out" in guest.text
    await guest.says("is the wool blanket back in stock?")
    assert "more to come" in guest.text
    await stage.passes(days=20)
    await guest.says("is the wool blanket back in stock?")
    assert "Yes, we have the" in guest.text


async def test_of_two_lamps_it_asks_which_and_what_no_page_says_goes_to_a_colleague(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("how much is the lamp?")
    assert theo.buttons[:2] == ["Nettle & Moss glass table lamp", "Nettle & Moss reading lamp"]
    await theo.presses("Nettle & Moss reading lamp")
    assert "£59.00" in theo.text, "in the money he pays with"
    await theo.says("is the scarf itchy?")
    assert "nothing written on just that" in theo.text
    await theo.says("just whether it scratches on the neck")
    assert "A person takes it from here" in theo.text
    assert "Nettle & Moss scarf" in mina.reads()[-1] and "scratches" in mina.reads()[-1]


async def test_a_question_in_the_middle_of_a_refund_is_answered_and_the_refund_goes_on(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("i want a refund for my kettle, it leaks")
    asked = rosa.text
    answer = await rosa.says("how much is the kettle in cream by the way?")
    assert "$46.00" in answer[0].text
    assert "Back to where we were" in rosa.text and asked.splitlines()[-1] in rosa.text


async def test_with_the_shop_down_the_written_answers_are_still_there_and_nothing_is_denied(stage):
    guest = await stage.customer("guest", bound=False)
    stage.shop.faults.down = True
    await guest.says("do you sell fishing rods?")
    assert "nothing like that" not in guest.text
    await guest.says("never mind")
    await guest.says("how do i descale the kettle?")
    assert "citric acid" in guest.text


async def test_a_price_may_be_told_where_others_read_along(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("i want a refund for my kettle")
    assert any("$48.00" in text for text in await rosa.says_in_public("how much is the gooseneck kettle?"))
    await rosa.presses("It doesn't work")
    assert "Shall I?" in rosa.text, "what is under way in private is not lost by it"


@pytest.mark.port_only("how long the shop takes is nothing a platform shows")
async def test_a_catalogue_that_is_slow_is_not_waited_for(stage):
    guest, ada = await stage.customer("guest", bound=False), stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="gather_seconds", value="0.1")
    stage.shop.faults.slow = 30
    await guest.says("how much is the gooseneck kettle?")
    assert "$" not in guest.text and guest.sees
