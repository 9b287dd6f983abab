"""A person, opened or offered; the bot's silence; the way back (rows 13 and 17, section 7)."""

import asyncio

import pytest

from bot.content import OFFER
from bot.events import Press
from bot.writes import OutboxRow
from handoff.rows import CaseRow


async def a_case(stage, name="theo"):
    customer, mina = await stage.customer(name), stage.teammate("mina")
    await customer.says("can I talk to a human please")
    return customer, mina


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("let me speak to a real person", "asked for a person"),
        ("third time i ask. the kettle leaks. can someone real look at this", "asked for a person"),
        ("i got a text saying my account is on hold, the link looks odd, is it phishing", "security"),
        ("I need this sorted out today, it is urgent!!", "urgent"),
        ("this is the third time I write and nobody answered", "contacted before"),
        ("I will sue you, my lawyer will hear of the refund you owe me", "legal"),
    ],
)
async def test_a_person_is_opened_at_once_with_the_rule_and_the_words(stage, words, rule):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says(words)
    assert theo.buttons == ["I don't need this any more"]
    assert "minutes" in theo.text
    assert rule in mina.reads()[-1]


async def test_safety_words_come_first_and_a_person_at_once(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    first, *_ = await theo.says("the toaster caught fire and burned my hand")
    assert first.text.startswith("Your safety comes first")
    assert 'safety ("caught fire' in mina.reads()[-1]


async def test_frustration_is_answered_first_and_offered_a_person_then_opens(stage):
    nora = await stage.customer("nora")
    await nora.says("where the hell are my headphones, this is ridiculous, useless service")
    if "Live chat" in nora.buttons:
        assert "Toledo" in nora.text
        await nora.says("you are useless, absolutely pathetic, this is a disgrace")
    assert nora.buttons == ["I don't need this any more"]


async def test_a_calm_question_about_a_dear_order_is_answered_and_a_person_offered(stage):
    viktor = await stage.customer("viktor")
    answer = await viktor.says("where is my order")
    assert "delivered" in answer[0].text and "Live chat" in [o.label for o in answer[0].offers]


async def test_the_whole_handoff_from_the_ask_to_the_end(stage):
    theo, mina = await a_case(stage)
    await mina.commands("claim", 1)
    assert "Mina" in theo.text
    await mina.types(1, "Hello Theo, I'm looking at your rucksack now.")
    assert theo.sees[-1].quoted.text.startswith("Hello Theo")
    before = len(theo.sees)
    await theo.says("thank you, where is my order by the way?")
    assert len(theo.sees) == before, "the bot is silent while a person talks"
    assert "where is my order by the way" in mina.reads(1)[-1]
    await mina.commands("close", 1, reason="solved")
    assert "clos" in theo.text.casefold() or "settled" in theo.text.casefold()
    await theo.says("where is my rucksack")
    assert "due" in theo.text, "after the end the bot answers again"


async def test_while_waiting_facts_are_told_the_wait_once_and_no_flow_begins(stage):
    theo, mina = await a_case(stage)
    await theo.says("it is about the strap")
    assert "I've added that for the person" in theo.text
    before = len(theo.sees)
    await theo.says("one of the buckles i mean")
    assert len(theo.sees) == before and "buckles" in mina.reads(1)[-1]
    await theo.says("where is my order")
    assert "due" in theo.text
    await theo.says("I want a refund")
    assert not any(r.question for r in theo.sees), "no flow is begun"


async def test_only_the_owners_words_go_out(stage):
    theo, mina = await a_case(stage)
    otto = stage.teammate("otto")
    await mina.commands("claim", 1)
    before = len(theo.sees)
    await otto.types(1, "I think he means the strap")
    await mina.types(1, "// let me check the stock first")
    await mina.types(1, "note: third buckle this week")
    assert len(theo.sees) == before
    await mina.types(1, "A new buckle is on its way.")
    assert theo.sees[-1].quoted.text == "A new buckle is on its way."


async def test_a_note_that_is_typed_a_little_differently_stays_with_staff(stage):
    theo, mina = await a_case(stage)
    await mina.commands("claim", 1)
    before = len(theo.sees)
    for words in ("/note: he has lied before", "/ note he lies", "Note : he lies", "/Note, he lies"):
        await mina.types(1, words)
    for words in ("Note - call him at nine", "!close", "/close: solved", "transfer to billing"):
        assert "reads like a" in (await mina.types(1, words)).text
    await mina.commands("reply", 1, text="note: he lies")
    assert len(theo.sees) == before
    await mina.types(1, "Note that the strap is mended for nothing.")
    assert theo.sees[-1].quoted.text == "Note that the strap is mended for nothing."


async def test_typing_in_an_unclaimed_thread_offers_claim_and_send(stage):
    theo, mina = await a_case(stage)
    before = len(theo.sees)
    answer = await mina.types(1, "Hello, how can I help?")
    labels = [choice.label for choice in (answer.question.choices if answer.question else answer.offers)]
    assert any("Claim and send" in label for label in labels)
    assert len(theo.sees) == before


async def test_a_command_typed_in_a_thread_is_asked_about_before_the_customer_reads_it(stage):
    theo, mina = await a_case(stage)
    await mina.commands("claim", 1)
    before = len(theo.sees)
    assert "reads like a command" in (await mina.types(1, "/close 1 nonsense")).text
    assert len(theo.sees) == before
    await mina.presses(1, "Send to the customer")
    assert theo.sees[-1].quoted.text == "/close 1 nonsense"
    await mina.types(1, '/home is where you find your orders? no: "My orders"')
    assert len(theo.sees) == before + 1
    await mina.types(1, "Close to the river, then left.")
    assert theo.sees[-1].quoted.text == "Close to the river, then left."


async def test_edits_and_deletes_reach_the_other_side(stage):
    theo, mina = await a_case(stage)
    await mina.commands("claim", 1)
    await mina.types(1, "It comes on Tusday.", message="s-typo")
    await mina.edits(1, "s-typo", "It comes on Tuesday.")
    assert theo.sees[-1].quoted.text == "It comes on Tuesday."
    shown = len(theo.sees)
    await mina.deletes(1, "s-typo")
    assert len(theo.sees) == shown - 1
    await theo.says("fine, thx", key="c-1")
    await theo.edits("c-1", "fine, thank you")
    assert "fine, thank you" in mina.reads(1)[-1]
    await theo.deletes("c-1")
    assert not any("fine, thank you" in line for line in mina.reads(1))


async def test_the_customer_may_end_the_case(stage):
    theo, mina = await a_case(stage)
    await theo.presses("I don't need this any more")
    assert "I've closed it" in theo.text
    assert "closed" in mina.reads()[-1]


async def test_old_words_do_not_call_a_person_again_after_the_hand_back(stage):
    theo, mina = await a_case(stage)
    await mina.commands("claim", 1)
    await mina.commands("hand_back", 1)
    await theo.says("where is my rucksack")
    assert "due" in theo.text
    assert "case #2" not in " ".join(mina.reads())


async def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told_who(stage):
    _, mina = await a_case(stage)
    otto = stage.teammate("otto")
    answers = await asyncio.gather(mina.commands("claim", 1), otto.commands("claim", 1))
    lost = [a.text for a in answers if "Mina" in a.text or "Otto" in a.text]
    assert lost, [a.text for a in answers]


async def test_one_open_case_for_one_person(stage):
    theo, mina = await a_case(stage)
    await theo.says("I want a human!!")
    await theo.says("a real person please")
    assert not mina.reads(2), "there is no second thread"


async def test_a_waiting_customer_hears_the_honest_wait_and_leads_are_called(stage):
    theo, mina = await a_case(stage)
    before = len(mina.reads()) + len(mina.reads(1))
    await stage.passes(minutes=4)
    assert len(mina.reads()) + len(mina.reads(1)) > before, "the department is called again"
    told = len(theo.sees)
    await stage.passes(minutes=8)
    assert len(theo.sees) > told, "and the customer hears that it takes longer"


async def test_pasted_secrets_are_hidden_everywhere(stage):
    theo, mina = await a_case(stage)
    await theo.says("my card is 4111 1111 1111 1111 if you need it")
    everything = " ".join(mina.reads() + mina.reads(1)) + " ".join(r.text for r in theo.sees)
    assert "4111 1111" not in everything
    assert "I've hidden the card number" in everything


async def test_a_person_called_in_the_middle_of_an_errand_knows_what_it_was(stage):
    rosa, mina = await stage.customer("rosa"), stage.teammate("mina")
    await rosa.says("my kettle leaks, I want a refund")
    await rosa.says("hm, let me talk to a human first")
    card = mina.reads()[-1]
    assert "money back: Emberly gooseneck kettle, order 7731, $48.00" in card
    assert "refund → asked" in card and "billing" in card


async def test_a_person_called_after_an_answer_sees_what_it_was_about(stage):
    nora, mina = await stage.customer("nora"), stage.teammate("mina")
    await nora.says("where are my headphones?")
    await nora.says("can someone real look at this")
    card = mina.reads()[-1]
    assert "order status: Thistlehum Quiet 3 headphones, order 8042, 2 days late" in card
    assert "tracking →" in card and "delivery" in card


async def bot_rows(stage):
    return [row for row in await stage.store.find(OutboxRow, {}) if row.voice == "bot"]


async def test_once_claimed_the_bot_does_not_even_queue_a_word(stage):
    rosa, mina = await stage.customer("rosa"), stage.teammate("mina")
    await rosa.says("hi")
    await rosa.says("a human please")
    await mina.commands("claim", 1)
    queued = len(await bot_rows(stage))
    await rosa.says("where is my order")
    await rosa.presses("Emberly gooseneck kettle")
    assert len(await bot_rows(stage)) == queued
    assert [trace.outcome for trace in stage.traces.seen[-2:]] == ["mirrored", "mirrored"]
    assert "Something is wrong with an item" in mina.reads(1)[-1], "the press is shown as words"


async def test_while_waiting_a_press_begins_nothing(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("hi")
    await rosa.says("a human please")
    await rosa.presses("Emberly gooseneck kettle")
    assert not any(reply.question for reply in rosa.sees)


async def test_the_long_waits_buttons_are_answered(stage):
    theo, mina = await a_case(stage)
    await stage.passes(minutes=12)
    await theo.forges(Press(OFFER, "call"))
    assert "May we call you on +1 617-555-0118" in theo.text
    await theo.forges(Press(OFFER, "leave_message"))
    assert "kept for the person" in theo.text
    assert "leave_message" not in " ".join(mina.reads(1))


async def test_two_people_at_once_get_two_cases(stage):
    theo, nora, mina = await stage.customer("theo"), await stage.customer("nora"), stage.teammate("mina")
    await asyncio.gather(theo.says("a human please"), nora.says("a human please"))
    assert mina.reads(1) and mina.reads(2)
    assert {row.conversation for row in await stage.store.find(CaseRow, {})} == {theo.person.id, nora.person.id}


async def test_with_an_open_case_public_words_reach_the_thread_once(stage):
    theo, mina = await a_case(stage)
    await theo.says_in_public("where is my rucksack, the grey one")
    assert sum("the grey one" in line for line in mina.reads(1)) == 1


async def test_danger_said_in_public_is_met_at_once(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    shown = await theo.says_in_public("the toaster caught fire and burned my hand")
    assert "Your safety comes first" in " ".join(shown)
    assert "safety" in mina.reads()[-1]


async def test_a_blocked_person_in_danger_is_not_left_alone(stage):
    theo, ada = await stage.customer("theo"), stage.teammate("ada", "admin")
    await ada.commands("block", person=theo.person.id, reason="threats")
    await theo.says("the toaster caught fire and burned my hand")
    assert any("Your safety comes first" in reply.text for reply in theo.sees)
    assert "Blocked: this chat is closed for them" in stage.teammate("mina").reads()[-1]
