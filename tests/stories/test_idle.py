"""A case that somebody has and does nothing with: nudged, given back, or set aside on purpose (row 26)."""

from handoff.rows import CaseRow


async def claimed(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 1)
    return theo, mina


async def test_an_idle_owner_is_nudged_then_the_case_waits_for_anyone_and_the_bot_stays_silent(stage):
    theo, mina = await claimed(stage)
    jonas, ada = stage.teammate("jonas"), stage.teammate("ada", "admin")
    await stage.passes(minutes=15)
    assert "the customer has waited 15 min for you. In 30 min others can claim this" in mina.reads(1)[-1]
    await mina.types(1, "// asking the warehouse")
    nudged = sum("others can claim this" in line for line in mina.reads(1))
    await stage.passes(minutes=14)
    assert sum("others can claim this" in line for line in mina.reads(1)) == nudged, "a note counts as work"
    await stage.passes(minutes=1)
    await stage.passes(minutes=30)
    assert "Released from" in mina.reads(1)[-1] and "had to step away" in theo.text
    assert "waiting since" in mina.reads()[0], "the card can be claimed again"
    before = len(theo.sees)
    await theo.says("where is my rucksack")
    assert len(theo.sees) == before, "somebody has spoken with them: the bot does not take over"
    await jonas.commands("claim", 1)
    await jonas.types(1, "Jonas here, I go on.")
    assert theo.sees[-1].quoted.text.startswith("Jonas here")
    await stage.passes(hours=3)
    (case,) = await stage.store.find(CaseRow, {})
    assert case.stage == "waiting_on_customer", "it is the customer's turn: nobody is nudged"
    await ada.commands("policy set", setting="idle_nudge_minutes", value="5")
    await theo.says("thank you")
    await stage.passes(minutes=5)
    assert "waited 5 min" in mina.reads(1)[-1]


async def test_a_case_set_aside_comes_back_by_itself_or_when_the_customer_writes_or_when_it_is_woken(stage):
    theo, mina = await claimed(stage)
    jonas = stage.teammate("jonas")
    assert "1 to 20160" in (await mina.commands("snooze", 1, minutes="0")).text
    assert "only they or a lead" in (await jonas.commands("snooze", 1, minutes="60")).text
    assert "Back in 1 h" in (await mina.commands("snooze", 1, minutes="60")).text
    assert "snoozed it for 1 h" in mina.reads(1)[-1]
    await stage.passes(minutes=50)
    assert "snoozed it for 1 h" in mina.reads(1)[-1], "what is set aside is not idle"
    await stage.passes(minutes=10)
    assert "the snooze is over: this is yours again" in mina.reads(1)[-1]
    await mina.commands("snooze", 1, minutes="60")
    await theo.says("one thing more")
    assert any("the customer wrote: this is yours again" in line for line in mina.reads(1)[-2:])
    lines = len(mina.reads(1))
    await mina.commands("snooze", 1, minutes="600")
    await mina.commands("wake", 1)
    assert "this is yours again" in mina.reads(1)[-1]
    assert "wake can't be done" in (await mina.commands("wake", 1)).text
    await mina.commands("snooze", 1, minutes="600")
    await mina.commands("close", 1)
    await stage.passes(hours=11)
    assert "closed it" in mina.reads(1)[-1] and len(mina.reads(1)) == lines + 4, "a closed case wakes nobody"
