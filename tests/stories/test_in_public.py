"""In public nothing private is said; the answer comes where nobody reads along (row 15)."""

import re


async def test_a_private_matter_is_led_to_a_private_place_and_answered_there(stage):
    nora = await stage.customer("nora")
    [public] = await nora.says_in_public("where are my headphones?")
    assert "private message" in public and "headphones" not in public and "Toledo" not in public
    assert "Toledo" in nora.text


async def test_a_general_question_is_answered_in_public(stage):
    nora = await stage.customer("nora")
    [public] = await nora.says_in_public("do you deliver on sundays?")
    assert "From: " in public
    assert not nora.sees


async def test_asking_for_a_person_in_public_opens_the_case_in_private(stage):
    nora, mina = await stage.customer("nora"), stage.teammate("mina")
    [public] = await nora.says_in_public("can I talk to a human about my order 8042")
    assert not re.search(r"\b8042\b", public), "the digits may stand within an id"
    assert "getting a person" in nora.text and "asked for a person" in mina.reads()[-1]


async def test_an_unbound_person_is_not_asked_for_an_address_in_public(stage):
    guest = await stage.customer("guest", bound=False)
    [public] = await guest.says_in_public("where is my order")
    assert "e-mail" not in public
    assert "e-mail address" in guest.text


async def test_a_repeat_in_public_answers_once(stage):
    nora = await stage.customer("nora")
    await nora.says_in_public("where are my headphones?")
    seen = len(nora.sees)
    rows = [trace.event for trace in stage.traces.seen]
    assert len(rows) == 2 and rows[1] == f"{rows[0]}:private"
    assert seen == 1
