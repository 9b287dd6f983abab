"""What staff may do that the bot may not: goodwill, a second approver, an override (design, row 14)."""

import asyncio
from datetime import timedelta

import pytest

from bot.shop import ShopRefused
from bot.writes import AuditRow, ConfirmationRow
from tests.stage import MORNING, a_stage, read_out


def given(stage):
    return [(row.kind, row.customer, str(row.amount)) for row in stage.owner.ledger()]


async def audited(stage):
    return [row.verb for row in await stage.store.find(AuditRow, {"team": "main"}, order=("at",))]


async def a_refused_case(stage):
    """Omar's window is over; he insists, and Mina takes it."""
    omar, mina = await stage.customer("omar"), stage.teammate("mina")
    await omar.says("I want my money back for the kettle")
    await omar.presses("Ask a colleague")
    await mina.commands("claim", 1)
    return omar, mina


def way(crew, label):
    """The value of the newest button in the case's thread with this label."""
    offers = [choice for reply in crew.sees(1) for choice in reply.offers if choice.label == label]
    return offers[-1].value.split(" ")[-1]


@pytest.mark.over_http
async def test_goodwill_within_the_limit_goes_out_and_both_sides_hear_when_it_is_there(stage):
    omar, mina = await a_refused_case(stage)
    before = len(omar.sees)
    answer = await mina.commands("pay goodwill", 1, amount="15", reason="kettle leaks, kept us waiting")
    assert "Mina gives $15.00" in read_out(answer)
    assert "$15.00 of store credit is in your account" in " ".join(map(read_out, omar.sees[before:]))
    assert "kept us waiting" not in " ".join(map(read_out, omar.sees)), "the reason is staff's"
    assert any("Done: Store credit of $15.00" in line for line in mina.reads(1))
    assert given(stage) == [("credit", "omar", "15.00")]
    [kept] = await stage.store.find(ConfirmationRow, {"team": "main"})
    assert "$15.00" in kept.title and "goodwill" in await audited(stage)
    await mina.commands("pay goodwill", 1, amount="15", reason="and again")
    assert "another lead decides" in mina.reads(1)[-1], "the limit is for the whole case"
    assert len(given(stage)) == 1


@pytest.mark.parametrize(
    ("amount", "why"),
    [("lots", "takes a sum like"), ("-5", "takes a sum like"), ("0", "no sum that can be paid"), ("€5", "pays in USD")],
)
@pytest.mark.port_only("what is typed is read by the desk, whichever platform it was typed on")
async def test_a_sum_that_is_none_gives_nothing(stage, amount, why):
    _, mina = await a_refused_case(stage)
    assert why in (await mina.commands("pay goodwill", 1, amount=amount, reason="sorry")).text
    assert given(stage) == []


async def test_above_the_limit_a_second_lead_decides_and_never_whoever_asked(stage):
    omar, _ = await a_refused_case(stage)
    jonas, lea = stage.teammate("jonas", "lead"), stage.teammate("lea", "lead")
    await jonas.commands("pay goodwill", 1, amount="180", reason="third broken kettle")
    assert "Jonas asks to give $180.00" in jonas.reads(1)[-1] and given(stage) == []
    assert "somebody else" in (await jonas.presses(1, "Approve")).text
    assert "waiting here already" in (await jonas.commands("pay goodwill", 1, amount="190", reason="x")).text
    await lea.presses(1, "Approve")
    assert given(stage) == [("credit", "omar", "180.00")]
    assert "$180.00 of store credit" in omar.text
    assert "approved by Lea" in (await jonas.presses(1, "Decline")).text
    assert {"goodwill asked", "refused: pay approve", "approve"} <= set(await audited(stage))
    assert len(given(stage)) == 1


@pytest.mark.port_only("two acts in the same moment: what a platform makes of two presses is its own test")
async def test_of_two_leads_at_once_one_decides(stage):
    _, mina = await a_refused_case(stage)
    jonas, lea = stage.teammate("jonas", "lead"), stage.teammate("lea", "lead")
    await mina.commands("pay goodwill", 1, amount="30", reason="sorry")
    ask = way(mina, "Approve")
    answers = await asyncio.gather(
        jonas.commands("pay approve", 1, message=ask), lea.commands("pay approve", 1, message=ask)
    )
    assert sorted(bool("decided" in read_out(answer)) for answer in answers) == [False, True]
    assert given(stage) == [("credit", "omar", "30.00")]


async def test_a_declined_ask_gives_nothing_and_the_customer_hears_nothing(stage):
    omar, mina = await a_refused_case(stage)
    jonas, seen = stage.teammate("jonas", "lead"), len(omar.sees)
    await mina.commands("pay goodwill", 1, amount="60", reason="sorry")
    await jonas.presses(1, "Decline")
    assert "Jonas declined the $60.00 that Mina asked for" in " ".join(mina.reads(1))
    assert given(stage) == [] and len(omar.sees) == seen
    assert "decided" in (await jonas.commands("pay approve", 1)).text


async def test_a_lead_overrides_a_refusal_at_most_to_what_is_left(stage):
    omar, mina = await a_refused_case(stage)
    jonas = stage.teammate("jonas", "lead")
    assert "needs the role lead" in (await mina.commands("pay override", 1, amount="1", reason="x")).text
    assert "has no order" in (await jonas.commands("pay override", 1, amount="9", reason="x", order="1")).text
    assert "At most $" in (await jonas.commands("pay override", 1, amount="900", reason="leaks", order="7402")).text
    await jonas.commands("pay override", 1, amount="20.50", reason="a leak is a leak")
    assert "Done: $20.50 is on its way" in omar.text
    assert stage.paid_back() == [("7402", "20.50")]
    assert any("Done: Refund of" in line for line in mina.reads(1))
    assert "override" in await audited(stage)


async def test_the_card_of_a_refusal_offers_what_staff_may_do(stage):
    _, mina = await a_refused_case(stage)
    card = next(reply for reply in mina.sees() if reply.card)
    ways = (*card.offers, *(card.question.choices if card.question else ()))
    assert {"Override…", "Goodwill…"} <= {choice.label for choice in ways}
    assert "window 30" in read_out(card)


@pytest.mark.port_only("the shop's answer is the same whichever platform the case is on")
async def test_what_the_shop_does_not_give_only_staff_hear(stage):
    omar, mina = await a_refused_case(stage)
    seen = len(omar.sees)

    def refuses(key, effect):
        raise ShopRefused("closed for stocktaking")

    stage.shop.world.perform = refuses
    await mina.commands("pay goodwill", 1, amount="10", reason="sorry")
    assert "closed for stocktaking" in mina.reads(1)[-1]
    assert len(omar.sees) == seen and given(stage) == []


@pytest.mark.port_only("what is asked of the shop is not asked twice, whichever platform it was asked on")
async def test_a_silent_shop_gives_once_and_an_order_is_not_paid_beside_it(stage):
    omar, _ = await a_refused_case(stage)
    jonas = stage.teammate("jonas", "lead")
    stage.shop.faults.lying = True
    await jonas.commands("pay override", 1, amount="10", reason="sorry", order="7402")
    stage.shop.faults.lying = False
    assert (
        "on its way back already"
        in (await jonas.commands("pay override", 1, amount="5", reason="x", order="7402")).text
    )
    await stage.passes(minutes=2)
    assert "Done: $10.00" in omar.text and stage.paid_back() == [("7402", "10.00")]


async def test_an_ask_outlives_a_restart(tmp_path):
    """The program stops while it waits for a second lead: nothing is lost, nothing is doubled."""
    async with a_stage(tmp_path) as stage:
        _, mina = await a_refused_case(stage)
        await mina.commands("pay goodwill", 1, amount="40", reason="sorry")
        ask = way(mina, "Approve")
    async with a_stage(tmp_path, lambda: MORNING + timedelta(minutes=9)) as stage:
        stage.keys = iter(f"later-{n}" for n in range(99))
        omar, jonas = await stage.customer("omar"), stage.teammate("jonas", "lead")
        await jonas.commands("pay approve", 1, message=ask)
        assert given(stage) == [("credit", "omar", "40.00")] and "$40.00 of store credit" in omar.text


@pytest.mark.port_only("which acts a case still takes does not hang on the platform")
async def test_an_ask_of_a_closed_case_is_not_paid_until_it_is_open_again(stage):
    _, mina = await a_refused_case(stage)
    jonas = stage.teammate("jonas", "lead")
    await mina.commands("pay goodwill", 1, amount="40", reason="sorry")
    await mina.commands("close", 1)
    assert "closed; reopen it" in read_out(await jonas.commands("pay approve", 1)) and given(stage) == []
    await mina.commands("reopen", 1)
    await jonas.commands("pay approve", 1)
    assert given(stage) == [("credit", "omar", "40.00")]


@pytest.mark.port_only("who somebody is does not hang on the platform")
async def test_nothing_is_given_to_whom_nobody_knows_or_while_the_account_is_frozen(stage):
    guest, mina = await stage.customer("zoe", bound=False), stage.teammate("mina")
    await guest.says("can I talk to a human please")
    assert "has not proven" in (await mina.commands("pay goodwill", 1, amount="5", reason="sorry")).text
    omar = await stage.customer("omar")
    await omar.says("can I talk to a human please")
    await mina.commands("freeze", 2, reason="says somebody else is in")
    assert "frozen" in (await mina.commands("pay goodwill", 2, amount="5", reason="sorry")).text
    assert given(stage) == []
