"""The knowledge: what the shop has written is told with its source, and what it lacks is collected (row 22)."""

from bot.written import QuestionRow


async def test_a_gap_is_seen_filled_from_chat_and_then_answered(stage):
    theo, ida, ada = await stage.customer("theo"), await stage.customer("ida"), stage.teammate("ada", "admin")
    await theo.says("what are your rules on parking at the pick-up counter?")
    assert "Parking" not in theo.text and "From: " not in theo.text, "nothing is invented"
    gaps = await ada.commands("answer unanswered")
    assert "rules on parking" in gaps.text and "once" in gaps.text
    asks = "what are your rules on parking; can i park at the counter"
    added = await ada.commands("answer add", title="Parking", asks=asks, text="There is **no** parking.")
    assert "Added" in added.text
    await ida.says("what are your rules on parking at the pick-up counter?")
    assert "There is **no** parking." in ida.text or "no parking" in ida.text.replace("*", "")
    assert "our support team, 23 Nov" in ida.text and "Did that settle it?" in ida.text
    await ida.presses("Yes, thanks")
    assert "helped 1" in (await ada.commands("answer list", words="parking")).text
    await ada.commands("answer remove", answer="parking")
    await theo.says("never mind")
    await theo.says("can i park at the counter?")
    assert "no** parking" not in theo.text


async def test_an_answer_that_did_not_help_is_counted_so_and_leads_to_a_person(stage):
    theo, ada = await stage.customer("theo"), stage.teammate("ada", "admin")
    await theo.says("do you deliver on sundays?")
    await theo.presses("No")
    assert "weekend-delivery did not help" in (await ada.commands("answer unanswered")).text
    [row] = await stage.store.find(QuestionRow, {})
    assert (row.outcome, row.answer, row.text) == ("not_helped", "weekend-delivery", "do you deliver on sundays?")


async def test_the_contact_page_has_the_measured_waits_and_claims_the_address_that_the_shop_set(stage):
    guest, ada = await stage.customer("guest", bound=False), stage.teammate("ada", "admin")
    await guest.says("how can i contact you by email?")
    assert "4 minutes" in guest.text and "555 0142" in guest.text and "1 day" in guest.text
    await ada.commands("policy set", setting="claims_address", value="claims@example.com")
    await guest.says("where do i send my settlement claim form?")
    assert "claims@example.com" in guest.text
    await ada.commands("policy set", setting="claims_address", value="none")
    await guest.says("where do i send my settlement claim form?")
    assert "own office" not in guest.text, "without an address nothing is said of claims"
