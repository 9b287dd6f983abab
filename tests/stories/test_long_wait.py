"""Somebody has waited long and presses what they are offered: staff read it as it was read there."""

import pytest

from handoff.rows import CaseRow


@pytest.mark.parametrize("label", ["Call me now", "Leave a message"])
async def test_what_was_pressed_stands_in_the_thread_and_a_number_on_the_card(stage, label):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    await stage.passes(minutes=4)
    await stage.passes(minutes=8)
    await theo.presses(label)
    assert mina.reads(1)[-1] == f"Theo: {label}"
    await theo.says("call me on +1 202 555 0143")
    await theo.presses("Call me now")
    (case,) = await stage.store.find(CaseRow, {})
    assert (case.call, case.callback) == ("wanted", "+12025550143")
    assert "Call: wanted now, on +1 … 43" in mina.reads()[-1]
