"""Charged after cancelling, cancel, resume, renewal (design, row 10)."""

from datetime import timedelta

import pytest

from bot.writes import ConfirmationRow
from tests.stage import MORNING, a_stage


async def done_at(stage):
    return [(row.kind, row.order, str(row.amount)) for row in stage.owner.ledger()]


async def test_charged_after_cancelling_is_compared_and_paid_back_without_a_person(stage):
    hannah, mina = await stage.customer("hannah"), stage.teammate("mina")
    await hannah.says("I cancelled the coffee club and you charged me again")
    assert "You cancelled the Harbour Nine coffee club Saturday 14 Nov" in hannah.text
    assert "after that it was charged" in hannah.text and "Saturday 21 Nov" in hannah.text
    await hannah.says("yes please")
    assert "Done: €" in hannah.text and "19,90" in hannah.text
    assert await done_at(stage) == [("pay_back_charge", "charge-club-301-7", "19.90")]
    [kept] = await stage.store.find(ConfirmationRow, {"team": "main"})
    assert "19,90" in kept.title
    await hannah.says("you took money after i cancelled the club")
    assert "before that" in hannah.text, "what is left was charged while it ran"
    assert "Ask a colleague" in hannah.buttons and mina.reads() == []
    await hannah.presses("Ask a colleague")
    assert "charged before it was cancelled" in mina.reads()[-1]
    assert len(await done_at(stage)) == 1


async def test_the_predicted_reason_leads_to_the_same_question(stage):
    hannah = await stage.customer("hannah")
    await hannah.opens()
    await hannah.presses("Harbour Nine coffee club: charged after I cancelled")
    assert "That was our mistake" in hannah.text
    await hannah.says("no, leave it")
    assert "Nothing was changed" in hannah.text and await done_at(stage) == []


@pytest.mark.over_http
async def test_cancel_says_what_ends_when_then_it_may_be_started_again(stage):
    lena = await stage.customer("lena")
    await lena.says("Cancel my coffee club before it renews")
    assert "paid until Wednesday 25 Nov" in lena.text and "nothing more is charged" in lena.text
    await lena.says("hm purple")
    assert "I didn't get that" in lena.text and await done_at(stage) == []
    await lena.says("no")
    assert "goes on as before" in lena.text
    await lena.says("cancel the club please")
    await lena.presses("Cancel it")
    assert "Done: the Harbour Nine coffee club is cancelled" in lena.text and "25 Nov" in lena.text
    await stage.passes(days=3)
    assert [c for c in (await stage.shop.account("lena")).charges if stage.clock.now() - c.at < timedelta(days=3)] == []
    await lena.says("cancel my coffee club")
    assert "was cancelled" in lena.text and "nothing more is charged" in lena.text
    await lena.says("please resume my coffee club")
    assert "Start the Harbour Nine coffee club again" in lena.text and "19,90" in lena.text
    await lena.says("yes")
    assert "goes on" in lena.text
    assert [kind for kind, _, _ in await done_at(stage)] == ["cancel_subscription", "resume_subscription"]


async def test_a_renewal_that_slipped_through_comes_back_with_the_end(stage):
    lena = await stage.customer("lena")
    await stage.passes(days=3)
    await lena.says("cancel the coffee club")
    assert "was charged" in lena.text and "yesterday" in lena.text and "run until Friday 25 Dec" in lena.text
    await lena.says("end it today, i want the money back")
    assert "as of today and refund the" in lena.text
    await lena.says("yes")
    assert "19,90" in lena.text and "going back" in lena.text
    assert [(kind, amount) for kind, _, amount in await done_at(stage)] == [
        ("cancel_subscription", "0"),
        ("pay_back_charge", "19.90"),
    ]


async def test_of_two_the_one_that_fits_is_meant_and_the_year_is_named(stage):
    hugo = await stage.customer("hugo")
    await hugo.says("I want my coffee club back after all")
    assert "Start the Harbour Nine coffee club again: $21.50 a month, next charged Friday 4 Dec" in hugo.text
    await hugo.says("ok")
    assert "goes on" in hugo.text
    await hugo.says("cancel my membership")
    assert "Which one" in hugo.text
    await hugo.says("the tea circle")
    assert "$52.00 a year" in hugo.text
    await hugo.presses("Leave it as it is")
    assert [kind for kind, _, _ in await done_at(stage)] == ["resume_subscription"]


async def test_too_long_ago_is_refused_and_who_never_joined_gets_a_person(stage):
    hugo, ada, mina = await stage.customer("hugo"), stage.teammate("ada", "admin"), stage.teammate("mina")
    await ada.commands("policy set", setting="subscription_resume_days", value="2")
    await hugo.says("please resume my coffee club")
    assert "within 2 days" in hugo.text and "Ask a colleague" in hugo.buttons
    await hugo.says("i never signed up for the tea circle")
    assert "colleague in billing" in hugo.text
    card = mina.reads()[-1]
    assert "never signed up" in card and "$52.00 a year" in card and await done_at(stage) == []


async def test_when_it_renews_is_told_with_a_way_out(stage):
    lena, mina = await stage.customer("lena"), stage.teammate("mina")
    await lena.says("when does my club renew")
    assert "renews Wednesday 25 Nov" in lena.text
    await lena.presses("Cancel it")
    assert "Shall I?" in lena.text
    await lena.says("never mind")
    theo = await stage.customer("theo")
    await theo.says("cancel my subscription")
    assert "can't see a subscription" in theo.text and mina.reads() == []


async def test_a_restart_between_the_yes_and_the_result_ends_it_once(tmp_path):
    """The program stops while the shop is silent; what was confirmed is done after the next start, once."""
    async with a_stage(tmp_path) as stage:
        lena = await stage.customer("lena")
        await lena.says("Cancel my coffee club before it renews")
        stage.shop.faults.lying = True
        await lena.presses("Cancel it")
        assert "I've asked the shop" in lena.text
    later = MORNING + timedelta(minutes=5)
    async with a_stage(tmp_path, lambda: later) as stage:
        lena = await stage.customer("lena")
        await stage.settled()
        assert "is cancelled" in lena.text
        assert await done_at(stage) == [("cancel_subscription", "club-418", "0")]
        await lena.says("cancel my coffee club", key="after")
        assert "was cancelled" in lena.text
