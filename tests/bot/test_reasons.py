"""Why something comes back, in the words of those who send it."""

import pytest

from bot.flow import Given, slots
from bot.flows.refund import Refund
from bot.slots.each import _reason_in

REASON = dict(slots(Refund))["reason"]
SAID = [
    ("i hate that it leaks", "faulty"),
    ("it arrived ugly scratched", "damaged"),
    ("came with an ugly dent", "damaged"),
    ("the bigger one is broken", "faulty"),
    ("the smaller one arrived cracked", "damaged"),
    ("the larger one does not work", "faulty"),
    ("i hate when things leak, this one does", "faulty"),
    ("i hate how it drips", "faulty"),
    ("an ugly crack in the glass", "damaged"),
    ("hate to say it but it is defective", "faulty"),
    ("smaller one is dead", "faulty"),
    ("i hate it", "unwanted"),
    ("hate the colour", "unwanted"),
    ("it is ugly", "unwanted"),
    ("so ugly!", "unwanted"),
    ("i need a bigger one", "unwanted"),
    ("i want a smaller size", "unwanted"),
    ("can i get a larger one", "unwanted"),
    ("i don't want it any more", "unwanted"),
    ("i dont need the kettle", "unwanted"),
    ("don't like the handle", "unwanted"),
    ("ugly thing", "unwanted"),
    ("i don't want a kettle after all", "unwanted"),
    ("hate them all", "unwanted"),
]
NO_REASON = """i dont want a refund, when do you open
i don't want a refund of the toaster
i don't want a return
i do not want the refund
i don't need a return label
i dont want an exchange
i don't want to return it
i don't want store credit please, my card
i don't want any replacement
i don't need your voucher
i dont want my money like that
the bigger one
i hate this chat
the smaller one please
i hate waiting
which is the larger one""".splitlines()


@pytest.mark.parametrize(("said", "reason"), SAID)
def test_a_reason_is_heard_and_no_other_beside_it(said, reason):
    assert REASON.read(Given(said, asked=True), None) == reason
    assert _reason_in(said) == reason


@pytest.mark.parametrize("said", NO_REASON)
def test_what_is_no_reason_is_none(said):
    assert REASON.read(Given(said, asked=True), None) is None
    assert _reason_in(said) is None
