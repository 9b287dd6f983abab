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
