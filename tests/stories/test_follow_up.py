""" "Nobody got back to me": the case is found, its people are called again, nobody is told to wait in line (row 18)."""

from handoff.rows import CaseRow


async def the_case(stage, number):
    [case] = await stage.store.find(CaseRow, {"number": number})
    return case


async def test_who_asks_after_a_waiting_case_hears_where_it_stands_and_its_people_are_called(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    assert not (await the_case(stage, 1)).urgent
    await stage.passes(minutes=2)
    await theo.says("i wrote to you and nobody got back to me")
    assert "Your case #1 with" not in theo.text and "case #1 has been with our" in theo.text
    assert (await the_case(stage, 1)).urgent
    assert any("asks after this case" in line for line in mina.reads(1))
    before = len(mina.reads(1))
    await theo.says("still nobody got back to me")
    assert [line for line in mina.reads(1)[before:] if "asks after" in line] == [], "once in half an hour is enough"
    assert "still nobody got back" in mina.reads(1)[-1]


async def test_an_owner_who_has_gone_quiet_is_called_but_not_one_who_has_just_answered(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 1)
    await mina.types(1, "Hello Theo, give me a minute.")
    shown = len(theo.sees)
    await theo.says("i contacted you twice and nobody got back to me")
    assert len(theo.sees) == shown, "a person is talking: the bot is silent"
    await stage.passes(minutes=31)
    await theo.says("hello? i wrote again and nobody got back to me")
    assert any("is with Mina" in reply.text and reply.notice for reply in theo.sees)
    assert any("asks after this case" in line for line in mina.reads(1))


async def test_after_a_closed_case_a_new_one_is_opened_that_names_it_and_is_urgent(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 1)
    await mina.commands("close", 1, reason="solved")
    await stage.passes(hours=20)
    await theo.says("i wrote to you yesterday and nobody ever got back to me")
    assert "sorry that you have to ask again" in theo.text
    assert "#1, closed" in mina.reads()[-1] and "solved" in mina.reads()[-1]
    assert (await the_case(stage, 2)).urgent


async def test_what_is_long_closed_is_not_brought_up_again(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    await mina.commands("close", 1, reason="solved")
    await stage.passes(days=15)
    await theo.says("i wrote to you and nobody ever got back to me")
    assert "Earlier case" not in mina.reads()[-1]


async def closed_after(stage, words):
    """A case of Rosa's that Mina has answered and closed."""
    rosa, mina = await stage.customer("rosa"), stage.teammate("mina")
    await rosa.says(words)
    await mina.commands("claim", 1)
    await mina.types(1, "Hello, a new one is on its way.")
    await mina.commands("close", 1, reason="solved")
    return rosa, mina


async def test_a_second_case_names_the_first_and_says_each_thing_once(stage):
    rosa, mina = await closed_after(stage, "can i talk to a person, my kettle leaks")
    await rosa.says("5")
    await rosa.says("fine thanks")
    await stage.passes(minutes=1)
    await rosa.says("no, Mina wanted to send me a new one, i need to talk to Mina again")
    card = dict(stage_card(mina).facts)
    assert "#1" in card["Earlier case"] and "solved" in card["Earlier case"]
    assert card["Why now"].count("asked for a person") == 1
    assert '"5"' not in card["Last words"] and "talk to Mina again" in card["Last words"]
    assert card["Wants"] == "return exchange: no, Mina wanted to send me a new one" and "Also wants" not in card


async def test_a_case_that_cannot_be_reopened_beside_another_leads_to_that_one(stage):
    rosa, mina = await closed_after(stage, "can i talk to a person, my kettle leaks")
    await rosa.says("let me talk to a person again")
    told = await mina.commands("reopen", 1)
    assert "open case already: #2" in told.text
    assert labels(told) == ["Claim #2", "Transcript #2"]
    await mina.commands("claim", 2)
    assert labels(await mina.commands("reopen", 1)) == ["Transcript #2"]


async def test_what_is_wanted_is_read_beside_the_call_for_a_person(stage):
    priya, mina = await stage.customer("priya"), stage.teammate("mina")
    await priya.says("the shade of my lamp is broken, let me talk to a person")
    assert dict(stage_card(mina).facts)["Wants"] == "item problem: the shade of my lamp is broken"
    assert "not said yet" not in (await mina.commands("queue")).text
    assert "shade of my lamp" in (await mina.commands("find", text="priya")).text


async def test_what_is_wanted_is_read_from_what_follows_while_they_wait(stage):
    priya, mina = await stage.customer("priya"), stage.teammate("mina")
    await priya.says("let me talk to a person")
    assert dict(stage_card(mina).facts)["Wants"] == "not said yet"
    await priya.says("thank you, I will wait")
    assert "not said yet" in (await mina.commands("queue")).text
    await priya.says("my lamp arrived with a broken shade")
    assert dict(stage_card(mina).facts)["Wants"] == "item problem: my lamp arrived with a broken shade"


def labels(told):
    """The buttons under what somebody was told."""
    return [choice.label for choice in (told.question.choices if told.question else told.offers)]


def stage_card(mina):
    """The newest card in the staff channel."""
    return next(reply.card for reply in reversed(mina.sees()) if reply.card)
