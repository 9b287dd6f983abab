"""Many like reports within minutes are one incident: status instead of a queue, and everybody told (row 20)."""

import pytest

from handoff.rows import CaseRow

BROKEN = "the checkout page just spins and nothing happens when i press pay"


async def test_the_third_report_is_an_incident_later_ones_get_its_status_and_all_are_told_the_end(stage):
    lead = stage.teammate("lea", "lead")
    await stage.teammate("ada", "admin").commands("policy set", setting="incident_reports", value="3")
    theo, rosa, nora, ida = [await stage.customer(name) for name in ("theo", "rosa", "nora", "ida")]
    await theo.says(BROKEN)
    await theo.says(BROKEN)
    await rosa.says("your website keeps crashing at the checkout")
    assert not any("incident" in line for line in lead.reads()), "one person twice is one report"

    await nora.says("site is down, the payment page wont load")
    assert "not the only one" in nora.text
    [case] = await stage.store.find(CaseRow, {"rule": "incident"})
    assert case.tier == 2 and case.urgent and "3 like reports within 15 minutes" in lead.reads()[-1]

    await ida.says("the app crashes whenever i open my basket")
    assert "We know about this" in ida.text and ida.buttons == ["I need more help"]
    assert len(await stage.store.find(CaseRow, {})) == 1, "no queue for who comes later"

    await lead.commands("incident say", topic="site", status="We found it; an hour from now it should work.")
    assert all("We found it" in who.text for who in (theo, rosa, nora, ida))
    await ida.says("checkout page still spins")
    assert "We found it" in ida.text, "the newest status is what one hears"
    assert "met by 4" in (await lead.commands("incident show")).text

    told = await lead.commands("incident over", topic="site", status="The checkout works again.")
    assert told.text == "4 people are told."
    assert all("is over. The checkout works again" in who.text.replace("\\", "") for who in (theo, rosa, nora, ida))
    await theo.says(BROKEN)
    assert "We know about this" not in theo.text
    assert (await lead.commands("incident show")).text == "No incident is open."


async def test_a_lead_may_open_one_before_anybody_reports_and_staff_may_not(stage):
    mina, lead, theo = stage.teammate("mina"), stage.teammate("lea", "lead"), await stage.customer("theo")
    refused = await mina.commands("incident open", topic="account", status="Log-in is down until noon.")
    assert refused.notice
    await lead.commands("incident open", topic="account", status="Log-in is down until noon.")
    assert "already" in (await lead.commands("incident open", topic="account", status="again")).text
    await theo.says("i can't log in to my account, the login page says error")
    assert "Log-in is down until noon" in theo.text
    assert "No incident about the site" in (await lead.commands("incident over", topic="site", status="x")).text


@pytest.mark.port_only
async def test_a_shop_that_fails_for_many_is_an_incident_and_a_question_about_cards_is_none(stage):
    lead = stage.teammate("lea", "lead")
    await stage.teammate("ada", "admin").commands("policy set", setting="incident_reports", value="2")
    theo, rosa, nora = [await stage.customer(name) for name in ("theo", "rosa", "nora")]
    stage.shop.faults.down = True
    await theo.says("where is my rucksack")
    await rosa.says("i want a refund for my kettle")
    assert "not the only one" in rosa.text and "2 like reports" in lead.reads()[-1]
    await nora.says("where are my headphones")
    assert "The system that knows your orders does not answer" in nora.text
    stage.shop.faults.mend()
    await nora.says("where are my headphones")
    assert "We know about this" not in nora.text
    await lead.commands("incident open", topic="payment", status="Cards are declined at the moment.")
    await nora.says("which cards do you take?")
    assert "declined" not in nora.text
