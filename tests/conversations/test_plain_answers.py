"""At the last question of every flow: what people say for a plain yes does it at once, and for a plain no nothing."""

import pytest

from tests.conversations.playing import Played
from tests.conversations.transcript import Says, Talk

FLOWS = {
    "refund": ("rosa", "kettle leaks, refund"),
    "part of a refund": ("ida", "refund the toaster, dont want it"),
    "return": ("noor", "return the jumper, dont want it"),
    "cancel": ("leo", "cancel the newer tent"),
    "address": ("samira", "new address 14 Mill Lane Leeds LS1 4AB"),
    "charge": ("ben", "i was charged twice for the pan"),
    "club": ("lena", "cancel the coffee club"),
    "club again": ("hugo", "start my coffee club again"),
    "courier": ("theo", "can they leave it with a neighbour, number 12"),
    "late": ("nora", "my headphones are late", "$5 for the wait"),
}
YES = """yes please | ok do it | yep go ahead | sure, thanks | yes that works | please do | 👍 | go for it
perfect, yes | yeah mate | ok lets do it | that would be great | yess pls | y | ok cool
great thanks, yes | alright go on"""
NO = "no | no thanks | nope | nah leave it | no dont do that | stop | never mind | no sorry i want to keep it"


def table(text):
    return [said.strip() for line in text.splitlines() for said in line.split(" | ")]


async def deeds(flow, answer, opened, folder):
    """What stands in the ledger after the question was answered so."""
    who, *lines = FLOWS[flow]
    steps = tuple(Says(at, text) for at, text in enumerate((*lines, answer)))
    played = Played(Talk("here", flow, flow, who, True, (), steps, (("ledger", "nothing"),)), folder)
    await played.play(opened)
    return [line for line in played.wrong if "ledger" in line], played.report


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("said", table(YES))
async def test_a_plain_yes_does_it(flow, said, opened, tmp_path):
    done, report = await deeds(flow, said, opened, tmp_path)
    assert done, report


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("said", table(NO))
async def test_a_plain_no_does_nothing(flow, said, opened, tmp_path):
    done, report = await deeds(flow, said, opened, tmp_path)
    assert not done, report
    assert "a turn failed" not in report
