"""The first line, the predicted reason, tracking, refund status, knowledge (rows 1, 2, 3, 5, 22)."""

import pytest

from bot.events import File


async def test_the_first_words_say_who_speaks_what_is_kept_and_that_a_person_is_there(stage):
    theo = await stage.customer("theo")
    await theo.says("where is my rucksack")
    first = theo.sees[0].text
    assert "automated assistant" in first and "kept" in first and "person" in first
    await theo.says("thanks")
    assert "automated assistant" not in theo.text


async def test_a_greeting_leads_with_the_likely_reason_by_name(stage):
    nora = await stage.customer("nora")
    await nora.says("hi")
    assert nora.buttons[0] == "Thistlehum Quiet 3 headphones: 2 days late"
    assert nora.buttons[-2:] == ["Something else", "I need more help"]
    await nora.presses("Thistlehum Quiet 3")
    assert "2 days late" in nora.text and "Toledo" in nora.text


async def test_opening_the_chat_is_a_greeting_too_and_the_menu_leads_on(stage):
    theo = await stage.customer("theo")
    await theo.opens()
    await theo.presses("Something else")
    assert theo.text == "What is it about?"
    await theo.presses("Where is my order")
    assert "due" in theo.text


async def test_typing_a_buttons_words_is_the_same_as_pressing_it(stage):
    theo, nora = await stage.customer("theo"), await stage.customer("nora")
    await theo.says("hi")
    await theo.says("something else")
    assert theo.text == "What is it about?"
    await nora.says("hi")
    await nora.says("i need more help")
    assert "I'm getting a person" in nora.text


@pytest.mark.parametrize(
    ("who", "asks", "hears"),
    [
        ("theo", "where is my order", ["due"]),
        ("nora", "where are my headphones?", ["Toledo", "2 days late", "carrier now says"]),
        ("finn", "where is my parcel", ["can't see any order"]),
        ("samira", "where is my order", ["waits for the carrier"]),
        ("aiko", "any idea where my lens is", ["can't find your parcel"]),
    ],
)
async def test_tracking_says_what_is_what_comes_next_and_when(stage, who, asks, hears):
    customer = await stage.customer(who)
    answer = await customer.says(asks)
    said = " ".join(reply.text for reply in answer)
    for words in hears:
        assert words in said


async def test_each_of_three_parcels_is_told_with_its_carriers_link(stage):
    tomas = await stage.customer("tomas")
    answer = await tomas.says("where is my order")
    assert len(answer) == 3
    assert all(any(choice.link.startswith("https://") for choice in reply.offers) for reply in answer)


async def test_a_late_parcel_offers_what_can_be_done(stage):
    nora, mina = await stage.customer("nora"), stage.teammate("mina")
    await nora.says("where are my headphones?")
    await nora.presses("What can I do?")
    await nora.presses("Have it looked for")
    assert "Heronway is looking for it" in nora.text and not mina.reads()


async def test_a_parcel_moves_on_with_the_shops_clock(stage):
    theo = await stage.customer("theo")
    [before] = await theo.says("where is my rucksack")
    await stage.passes(days=3)
    [after] = await theo.says("where is my rucksack")
    assert "delivered" not in before.text and "was delivered" in after.text


async def test_a_refund_on_its_way_is_told_with_sum_day_and_means(stage):
    jack = await stage.customer("jack")
    await jack.says("where is my refund?")
    assert "$95.00" in jack.text and "card ending 6020" in jack.text and "by " in jack.text


async def test_an_overdue_refund_goes_to_tier_two_with_its_dates(stage):
    amelie, mina = await stage.customer("amelie"), stage.teammate("mina")
    await amelie.says("where is my refund")
    assert "senior colleague" in amelie.text
    assert "tier 2" in mina.reads()[-1] and "refund overdue" in mina.reads()[-1]


async def test_the_knowledge_answers_with_its_source_and_asks_if_it_helped(stage):
    theo = await stage.customer("theo")
    await theo.says("do you deliver on sundays?")
    assert "From: " in theo.text and theo.text.endswith("Did that settle it?")
    await theo.presses("Yes, thanks")
    assert theo.text == "Good. I'm here if there is anything else."


async def test_an_answer_that_did_not_help_ends_with_a_person_who_knows_what_was_asked(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("do you deliver on sundays?")
    await theo.presses("No")
    await theo.says("sunday delivery for a birthday, i need it on the 29th")
    assert "A person takes it from here" in theo.text
    assert "birthday" in mina.reads()[-1] or "birthday" in " ".join(mina.reads(1))
    assert "do you deliver on sundays?" in " ".join((*mina.reads(), *mina.reads(1)))


async def test_unbound_people_get_knowledge_without_being_asked_who_they_are(stage):
    guest = await stage.customer("guest", bound=False)
    await guest.says("what are your opening hours?")
    assert "From: " in guest.text


async def test_small_talk_is_met_with_grace(stage):
    theo = await stage.customer("theo")
    await theo.says("thanks!")
    assert "You're welcome." in theo.text
    await theo.says("bye")
    assert "Goodbye" in theo.text
    await theo.says("what do you think of the new album")
    assert "beyond me" in theo.text


async def test_never_mind_drops_the_errand(stage):
    ida = await stage.customer("ida")
    await ida.says("i want a refund for the toaster")
    await ida.says("never mind")
    assert "Nothing was changed" in ida.text
    await ida.says("thanks")
    assert ida.text == "You're welcome."


async def test_a_refund_that_came_back_is_said_so_and_passed_up(stage):
    bruno, mina = await stage.customer("bruno"), stage.teammate("mina")
    answer = await bruno.says("where is my refund")
    assert "came back" in answer[0].text and "€" in answer[0].text
    assert "refund came back" in mina.reads()[-1]


async def test_the_parcel_that_just_came_is_the_one_that_is_missed(stage):
    dana, mina = await stage.customer("dana"), stage.teammate("mina")
    await dana.says("it says delivered but there is nothing here")
    assert "Have you asked and looked there?" in dana.text
    await dana.says("asked both neighbours, looked in the shed")
    await dana.presses("Live chat")
    assert "8066" in mina.reads()[-1] and "not received: Emberly jug blender" in mina.reads()[-1]


async def test_something_new_beside_an_answer_is_taken_as_something_new(stage):
    theo = await stage.customer("theo")
    await theo.says("do you deliver on sundays?")
    await theo.says("where is my parcel?")
    assert "due" in theo.text and "Did that settle it?" not in theo.text


async def test_what_is_told_beside_an_answer_reaches_staff(stage):
    ida, mina = await stage.customer("ida"), stage.teammate("mina")
    await ida.says("can you leave it with a neighbour?")
    assert "Shall a colleague do that for you?" in ida.text
    await ida.says("with the Baumanns on the ground floor")
    if not mina.reads():
        await ida.presses("Emberly kettle")
    assert "with the Baumanns on the ground floor" in mina.reads()[-1]


async def test_an_order_is_only_what_names_one(stage):
    leo, mina = await stage.customer("leo"), stage.teammate("mina")
    await leo.says("cancel one of the tents please, ordered twice")
    for words in ("purple", "elephants", "seven seas"):
        if mina.reads():
            break
        await leo.says(words)
    assert "Order: purple" not in " ".join(mina.reads() + mina.reads(1))


async def test_the_order_that_was_not_sent_yet_is_known_by_that(stage):
    leo = await stage.customer("leo")
    await leo.says("cancel the tent that is not sent yet, i ordered twice by mistake and need only one of them thanks")
    assert "order 8140" in leo.text
    await leo.says("yes please")
    assert stage.done() == [("cancel_order", "8140")]


async def test_a_number_that_is_none_of_theirs_is_said_so(stage):
    nora = await stage.customer("nora")
    answer = await nora.says("where is order 7731")
    assert "can't find an order 7731" in answer[0].text


async def test_asking_when_the_money_comes_is_not_a_dispute(stage):
    jack, mina = await stage.customer("jack"), stage.teammate("mina")
    await jack.says("where is my 95 dollars")
    assert "$95.00" in jack.text and not mina.reads()


async def test_a_parcel_that_is_not_there_can_be_said_with_one_press(stage):
    dana = await stage.customer("dana")
    await dana.says("where is my blender")
    await dana.presses("It isn't here")
    assert "Have you asked and looked there?" in dana.text


async def test_a_refund_without_an_order_that_fits_still_shows_the_orders(stage):
    aiko = await stage.customer("aiko")
    await aiko.says("i want a refund")
    assert aiko.buttons, aiko.text


async def test_another_language_is_met_in_that_language(stage):
    theo = await stage.customer("theo")
    await theo.says("¿donde está mi pedido? no ha llegado")
    assert "inglés" in theo.text or "due" in theo.text
    assert theo.buttons


async def test_a_file_that_is_no_picture_is_not_called_one(stage):
    theo = await stage.customer("theo")
    await theo.says("", File("d" * 64, "trick.png", "text/plain", 12))
    assert "Thanks for the file" in theo.text
