"""Late: by how much, and what can be done about it (design, row 9)."""

import pytest

from tests.stage import a_stage


async def test_waiting_is_looked_at_again_until_it_moves(stage):
    nora = await stage.customer("nora")
    await nora.says("my headphones were due two days ago")
    assert "2 days late" in nora.text and "The carrier now says" in nora.text
    await nora.says("ok thanks")
    assert "I look again tomorrow" in nora.text
    await stage.passes(hours=24)
    assert "it has not moved" in nora.text
    await nora.presses("I'll wait")
    await stage.passes(hours=24)
    assert "it moves" in nora.text and "passed Chicago" in nora.text and stage.done() == []


@pytest.mark.over_http
async def test_a_chased_parcel_is_found_and_we_say_so_by_ourselves(stage):
    nora = await stage.customer("nora")
    await nora.says("my headphones were due two days ago, can you chase it?")
    assert "Heronway is looking for it" in nora.text
    await nora.says("my headphones are late")
    assert "has been looking for it since" in nora.text and "Have it looked for" not in nora.buttons
    await nora.says("thanks")
    await stage.passes(hours=24)
    said = " ".join(reply.text for reply in nora.sees)
    assert "has looked for your parcel and found it" in said
    assert stage.done() == [("trace", "8042")]


async def test_something_for_the_wait_is_given_once_an_order_and_only_after_a_yes(stage):
    nora = await stage.customer("nora")
    await nora.says("my headphones were due two days ago")
    await nora.presses("$5.00 for the wait")
    assert "I can give you $5.00, as store credit" in nora.text and stage.paid_back() == []
    await nora.presses("Change")
    await nora.presses("$5.00 for the wait")
    await nora.says("yes please")
    assert "Done: $5.00" in nora.text and stage.paid_back() == [("8042", "5.00")]
    await nora.says("my headphones are late")
    assert "2 days late" in nora.text and "$5.00 for the wait" not in nora.buttons


@pytest.mark.port_only
async def test_so_late_that_it_counts_as_lost_is_put_right_once(stage):
    nora, ada = await stage.customer("nora"), stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="late_refund_days", value="2")
    await nora.says("where are my headphones?")
    await nora.presses("What can I do?")
    assert "count it as lost" in nora.text
    await nora.presses("Money back or another one")
    assert "$129.00" in nora.text and "2250 Harbor Street" in nora.text
    await nora.presses("Refund $129.00")
    assert "Done: $129.00" in nora.text
    await nora.says("my headphones are late, i want another one")
    assert "Send it again" not in nora.buttons
    assert stage.done() == [("pay_back", "8042")]


@pytest.mark.port_only
async def test_postage_that_was_paid_comes_back_where_it_came_from(stage):
    grace = await stage.customer("grace")
    await grace.says("my puzzle is late")
    await grace.presses("£4.00 for the wait")
    assert "£4.00, to the gift card" in grace.text
    await grace.presses("Stop")
    assert "Nothing was changed" in grace.text and stage.paid_back() == []


@pytest.mark.port_only
async def test_who_has_had_enough_of_waiting_gets_it_brought_back(stage):
    nora = await stage.customer("nora")
    await nora.says("headphones still stuck in toledo, just cancel them and give me my money")
    assert "ask Heronway to bring" in nora.text and "$129.00" in nora.text
    await nora.says("yes")
    assert "Heronway brings it back" in nora.text and stage.done() == [("intercept", "8042")]


@pytest.mark.port_only
async def test_a_parcel_in_time_is_just_told(stage):
    theo = await stage.customer("theo")
    await theo.says("my rucksack is late")
    assert "It is due" in theo.text and "What shall I do?" not in theo.text


@pytest.mark.port_only
async def test_answers_that_are_none_lead_to_a_person(stage):
    nora, mina = await stage.customer("nora"), stage.teammate("mina")
    await nora.says("my headphones were due two days ago")
    for words in ("purple elephants", "seventeen", "la la la"):
        await nora.says(words)
    assert "I'm getting a person" in nora.text and "late: Thistlehum Quiet 3 headphones" in mina.reads()[-1]


@pytest.mark.port_only
async def test_a_shop_that_is_down_is_no_reason_to_forget(stage):
    nora = await stage.customer("nora")
    await nora.says("my headphones were due two days ago")
    await nora.presses("Have it looked for")
    stage.shop.faults.down = True
    await stage.passes(hours=24)
    assert "Heronway has looked" not in nora.text
    stage.shop.faults.down = False
    await stage.passes(hours=1)
    assert "Heronway has looked for your parcel and found it" in nora.text


@pytest.mark.port_only
async def test_what_we_promised_to_look_at_outlives_a_restart(tmp_path):
    async with a_stage(tmp_path) as before:
        nora = await before.customer("nora")
        await nora.says("my headphones were due two days ago")
        await nora.presses("I'll wait")
    async with a_stage(tmp_path) as stage:
        nora = await stage.customer("nora")
        await stage.passes(hours=24)
        assert "it has not moved" in nora.text
