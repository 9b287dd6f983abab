"""Every scripted conversation, played on the whole product; and that there are enough of them, of every errand."""

import pytest

from bot.turns.known import FLOWS
from tests.conversations.playing import Played
from tests.conversations.transcript import Happens, read_all
from tests.conversations.turns import FOLDER, by_errand, table

TALKS = read_all(FOLDER)
ERRANDS = {
    "new address": "new_address", "call me": "call_back", "cancel": "cancel", "change of mind": "", "charge": "charge",
    "complaint": "", "contest": "", "courier": "courier", "digression": "", "fault": "fault", "follow-up": "",
    "human": "", "identity": "", "incident": "", "knowledge": "elsewhere", "late": "late", "message centre": "",
    "not received": "not_received", "own orders": "own_orders", "product": "product", "refund": "refund",
    "refund status": "refund_status",
    "safety": "", "security": "", "send back": "send_back", "several": "", "subscription": "subscription",
    "tracking": "tracking", "warranty": "warranty",
}  # fmt: skip
"""What conversations are about, and the flow behind it if it has one."""
LED_TO = {"traced"}
"""Flows that no customer begins: another leads to them."""
FEWEST = 4


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: f"{talk.where} {talk.name}")
async def test_it_ends_as_it_is_written(talk, opened, tmp_path):
    played = Played(talk, tmp_path)
    await played.play(opened)
    assert not played.wrong, played.report


def test_there_are_enough_and_of_every_errand():
    counts = {errand: len(turns) for errand, turns in by_errand(TALKS).items()}
    assert len(TALKS) >= 150
    assert set(counts) == set(ERRANDS)
    assert {errand for errand, count in counts.items() if count < FEWEST} == set(), table(TALKS)
    assert set(ERRANDS.values()) - {""} | LED_TO == set(FLOWS), "each flow has conversations"


def test_no_two_have_the_same_name_and_first_words():
    told = [(talk.customer, talk.steps) for talk in TALKS]
    assert len({str(one) for one in told}) == len(told)
    assert len({talk.where for talk in TALKS}) == len(TALKS)


def test_a_tracking_question_takes_one_turn():
    assert set(by_errand(TALKS)["tracking"]) == {1}


def test_a_refund_of_a_single_recent_item_takes_at_most_four():
    plain = [
        talk
        for talk in TALKS
        if talk.about == "refund"
        and talk.customer == "rosa"
        and talk.signed_in
        and any(deed.startswith("pay_back") for deed in talk.said("ledger"))
        and not any(isinstance(step, Happens) for step in talk.steps)
    ]
    assert len(plain) >= 8
    assert {talk.name: talk.turns for talk in plain if talk.turns > 4} == {}
