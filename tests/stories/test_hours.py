"""Departments and hours (row 21): closed is said with the next opening; who looks at it is the customer's choice."""

from handoff.rows import CaseRow

BILLING = "mon-fri 12:00-17:00 zone Europe/London holidays GB"
CHARGED = "you charged my card twice, my lawyer will hear of this"


async def test_a_closed_department_says_when_it_is_back_and_is_called_then(stage):
    ada, mina, ben = stage.teammate("ada", "admin"), stage.teammate("mina"), await stage.customer("ben")
    await ada.commands("hours set", department="billing", week=BILLING)
    assert "closed now, opens Mon 23 Nov 12:00" in (await mina.commands("hours show")).text
    await ben.says(CHARGED)
    assert "Our billing team is back today at 7:00" in ben.text, "noon in London is seven in New York"
    assert mina.sees()[-1].mention == ()
    await ben.says("it was order 8009")
    assert "I've added that for our billing team" in ben.text
    await stage.passes(hours=2)
    assert not any("waited" in line for line in mina.reads(1))
    await stage.passes(minutes=30)
    assert "has waited for you to be back" in mina.reads(1)[-1]
    await stage.passes(minutes=3)
    assert "nobody has claimed it" in mina.reads(1)[-1]


async def test_the_page_on_opening_hours_says_what_is_set(stage):
    ada, nora = stage.teammate("ada", "admin"), await stage.customer("nora")
    await nora.says("when are you open?")
    assert "they are here at any hour, every day" in nora.text
    await ada.commands("hours set", department="billing", week="mon-fri 09:00-17:00 zone Europe/London")
    await nora.says("when are you open?")
    assert (
        "they are here in these hours: billing mon-fri 09:00-17:00 (Europe/London); everybody else at any hour"
        in nora.text
    )


async def test_who_would_rather_not_wait_asks_general_and_may_go_back(stage):
    ada, mina, ben = stage.teammate("ada", "admin"), stage.teammate("mina"), await stage.customer("ben")
    await ada.commands("hours set", department="billing", week=BILLING)
    await ben.says(CHARGED)
    await ben.presses("Ask general support now")
    assert "they have it now" in ben.text
    assert "chose general instead of billing" in mina.reads(1)[-1]
    (case,) = await stage.store.find(CaseRow, {})
    assert (case.department, case.stage) == ("general", "waiting")
    await mina.commands("claim", 1)
    answer = await mina.commands("transfer", 1, to="billing")
    assert "is with billing now" in answer.text
    assert "They are back Mon 23 Nov 12:00 (Europe/London)" in ben.text


async def test_the_shop_may_rather_have_general_look_at_once(stage):
    ada, mina, ben = stage.teammate("ada", "admin"), stage.teammate("mina"), await stage.customer("ben")
    await ada.commands("hours set", department="billing", week=BILLING)
    await ada.commands("policy set", setting="closed_default", value="general")
    await ben.says(CHARGED)
    assert "This belongs to our billing team" in ben.text and "general support looks at it" in ben.text
    assert "Belongs to: billing, which is closed" in mina.reads()[-1]
    await ben.presses("Wait for the billing team")
    assert "It waits for our billing team" in ben.text
    (case,) = await stage.store.find(CaseRow, {})
    assert case.department == "billing"


async def test_danger_and_fraud_keep_no_hours(stage):
    ada, mina, theo = stage.teammate("ada", "admin"), stage.teammate("mina"), await stage.customer("theo")
    await ada.commands("hours set", department="general", week="sat 10:00-11:00")
    assert "never closed" in (await ada.commands("hours set", department="security", week="sat 10:00-11:00")).text
    await theo.says("the toaster caught fire and burned my hand")
    assert "back" not in theo.text and "being called right now" in theo.text
    assert mina.sees()[-1].mention
    await stage.passes(minutes=3)
    assert "nobody has claimed it" in mina.reads(1)[-1]
