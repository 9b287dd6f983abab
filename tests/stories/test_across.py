"""A customer on one platform, staff on the other, one case: nothing is lost, doubled or said before a yes."""

import pytest

from bot.events import File
from bot.writes import ConsentRow
from handoff.rows import CaseRow
from tests.across_stage import an_across_stage
from tests.stage import TEAM, read_out


@pytest.fixture(params=["discord", "slack"], ids=lambda staff: f"staff on {staff}")
async def across(request, tmp_path):
    async with an_across_stage(tmp_path, request.param) as playing:
        yield playing


async def handed_over(across, name="rosa"):
    """A case that was agreed to, and claimed."""
    customer, mina = await across.shop_floor.customer(name), across.desk.teammate("mina")
    await customer.says("can someone real look at my kettle please")
    await customer.presses("Yes, pass it on")
    await mina.commands("claim", 1)
    return customer, mina


async def test_nothing_is_in_the_other_place_before_the_customer_says_so(across):
    customer, mina = await across.shop_floor.customer("rosa"), across.desk.teammate("mina")
    before = mina.reads()
    await customer.says("can someone real look at my kettle please")
    assert f"in {across.staff.capitalize()}" in customer.text
    assert mina.reads() == before
    assert await across.desk.store.find(CaseRow, {"team": TEAM}) == ()
    await customer.presses("Yes, pass it on")
    assert "kettle" in " ".join(mina.reads(1))
    [agreed] = await across.desk.store.find(ConsentRow, {})
    assert (agreed.person, agreed.platform) == (customer.person.id, across.staff)


async def test_words_go_both_ways_and_the_tick_is_at_the_very_message(across):
    customer, mina = await handed_over(across)
    await mina.types(1, "Hello Rosa, which light blinks?", message="s-1")
    assert "which light blinks?" in customer.text
    assert mina.ticked("s-1")
    await customer.says("the red one")
    assert mina.reads(1)[-1] == "Rosa: the red one"


async def test_an_edit_and_a_delete_reach_the_other_side(across):
    customer, mina = await handed_over(across)
    await mina.types(1, "Please send it to Leeds", message="s-1")
    await mina.edits(1, "s-1", "Please send it to York")
    assert "York" in customer.text and "Leeds" not in " ".join(map(read_out, customer.sees))
    await mina.deletes(1, "s-1")
    assert "York" not in " ".join(map(read_out, customer.sees))
    await customer.says("it is the blue one", key="m-1")
    await customer.edits("m-1", "it is the green one")
    assert any("green one" in line for line in mina.reads(1))


async def test_bold_words_links_and_emoji_come_across_and_calls_do_not(across):
    customer, mina = await handed_over(across)
    before = across.pings()
    loud = "*now* <!channel>" if across.staff == "discord" else "**now** @everyone"
    await customer.says(f"{loud} 🎉 https://example.com/a_b")
    seen = mina.reads(1)[-1]
    assert "🎉" in seen and "https://example.com/a_b" in seen
    assert across.pings() == before


async def test_a_photo_comes_across(across):
    customer, mina = await handed_over(across)
    await customer.says("here it is", File("f-1", "leak.jpg", "image/jpeg", 2000))
    assert [file.name for reply in mina.sees(1) for file in reply.files] == ["leak.jpg"]
