"""Phishing, accounts in other hands, danger: a person at once, and nothing moves meanwhile (rows 16 and 17)."""

import pytest

from bot.writes import AuditRow

BAIT = "http://larkspur-deals.example/claim"


async def test_a_scam_is_kept_as_evidence_that_nobody_can_click_and_freezes_nothing(stage):
    rosa, mina = await stage.customer("rosa"), stage.teammate("mina")
    first, *_ = await rosa.says(f"i got a text saying my account is on hold, is it phishing? {BAIT}")
    assert "don't open its links" in first.text and "We never ask for a password" in first.text
    card = mina.reads()[-1]
    assert "· security ·" in card and "not frozen" in card
    assert BAIT not in card and "hxxp://larkspur-deals" in card
    await rosa.says(f"they sent another one: {BAIT}?x=2")
    assert BAIT not in "\n".join(mina.reads(1)), "words in a security thread cannot be followed either"
    await mina.commands("claim", 1)
    await mina.commands("hand_back", 1)
    await rosa.says("i want a refund for my kettle, it leaks")
    assert "$48.00" in rosa.text


async def test_an_account_in_other_hands_is_frozen_until_a_lead_frees_it(stage):
    rosa, mina, lead = await stage.customer("rosa"), stage.teammate("mina"), stage.teammate("lea", "lead")
    first, *_ = await rosa.says("someone logged into my account and changed my email")
    assert "I've frozen your account" in first.text
    assert "frozen from now on" in mina.reads()[-1]
    await mina.commands("claim", 1)
    refused = await mina.commands("unfreeze", 1, reason="she sounds nice")
    assert refused.notice
    await mina.commands("hand_back", 1)

    await rosa.says("i want a refund for my kettle, it leaks")
    assert "nothing in it moves" in "\n".join(reply.text for reply in rosa.sees)
    assert stage.paid_back() == [] and "· security ·" in mina.reads()[-1]

    again = await lead.commands("freeze", 2, reason="twice")
    assert "frozen already" in again.text
    await lead.commands("unfreeze", 2, reason="her own log-in, checked by phone")
    assert "free again" in rosa.text and "Lea unfroze" in lead.reads(2)[-1]
    await lead.commands("claim", 2)
    await lead.commands("hand_back", 2)
    await rosa.says("i want a refund for my kettle, it leaks")
    await rosa.presses("Refund $48.00")
    assert stage.paid_back() == [("7731", "48.00")]
    verbs = [row.verb for row in await stage.store.find(AuditRow, {"subject": "customer:rosa"}, order=("at",))]
    assert verbs == ["freeze", "unfreeze"]


@pytest.mark.port_only
async def test_of_a_frozen_account_nobody_is_asked_for_a_yes(stage):
    nora, mina = await stage.customer("nora"), stage.teammate("mina")
    await nora.says("someone logged into my account and changed my email")
    await mina.commands("claim", 1)
    await mina.commands("hand_back", 1)
    await nora.says("my headphones are late")
    assert "2 days late" in nora.text, "to look is no move"
    await nora.presses("$5.00 for the wait")
    assert "nothing in it moves" in "\n".join(reply.text for reply in nora.sees[-3:])
    assert "Shall I" not in nora.text and stage.done() == [] and "headphones" in mina.reads()[-1]


async def test_what_the_shop_itself_marks_only_the_shop_can_clear(stage):
    yara, lead = await stage.customer("yara"), stage.teammate("lea", "lead")
    await yara.says("Someone ordered headphones from my account, that wasn't me")
    assert "frozen before this" in lead.reads()[-1]
    told = await lead.commands("unfreeze", 1, reason="looks fine")
    assert "only it can clear" in told.text


async def test_a_stranger_is_advised_but_there_is_nothing_of_theirs_to_freeze(stage):
    guest, lead = await stage.customer("rosa", bound=False), stage.teammate("lea", "lead")
    first, *_ = await guest.says("my account was hacked, somebody is using it")
    assert "change your password" in first.text and "frozen" not in first.text
    assert "has not proven" in (await lead.commands("freeze", 1, reason="to be safe")).text


@pytest.mark.port_only
@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("my card was stolen and used on your site", "call your bank"),
        ("is this shop site real? larkspur-deals.example looks suspicious, is it a scam", "We never ask"),
    ],
)
async def test_each_kind_of_report_gets_its_advice(stage, words, advice):
    theo = await stage.customer("theo")
    first, *_ = await theo.says(words)
    assert advice in first.text


@pytest.mark.port_only
@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("there was smoke coming out of the kettle", "get everybody out"),
        ("my son has an allergic reaction to the cream you sent", "trouble breathing"),
        ("your driver threatened me at my door", "call the police"),
        ("i want to kill myself over this", "you don't have to be alone"),
        ("i cut my hand, there was glass in the box and it needs stitches", "or a doctor now"),
    ],
)
async def test_danger_is_answered_with_what_to_do_this_minute_and_a_person(stage, words, advice):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    first, *_ = await theo.says(words)
    assert advice in first.text and first.notice
    assert "safety" in mina.reads()[-1] and "urgent" in mina.reads()[-1]
