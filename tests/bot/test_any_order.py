"""Whatever is said of whichever order, and before any is known: no flow fails on it."""

from itertools import product

import pytest

from bot.absorbing import absorb
from bot.facts import Facts
from bot.flow import Ask, Given, View, advance
from bot.policy import Policy
from bot.turns.errands import FLOWS
from bot.wording import Words
from tests.bot.test_conversation import NOW, world

SAID = (
    "its not here", "there's no kettle in it", "i dont want it", "it is broken", "the other one", "all of it", "two",
    "only if it is not here by friday", "no, the mug", "yes", "how much is it", "store credit", "12 Elm Street",
    "i want the difference", "on friday", "another size", "neither", "8042",
)  # fmt: skip
STEPS = 4
"""So many questions one answers on the way."""


@pytest.mark.parametrize("flow", FLOWS.values(), ids=list(FLOWS))
@pytest.mark.parametrize("who", ["nora", "tomas", "claire"])
def test_nothing_that_is_said_fails_before_the_order_is_known(flow, who):
    accounts, _ = world()
    facts = Facts(NOW, accounts[who], True)
    for first, then in product(SAID, SAID[:2]):
        answers, asked = {}, ""
        for said in (first, then, *SAID[:STEPS]):
            view = View(facts, Policy(), Words(NOW), answers, {"words": first, "intent": "refund_request"})
            answers = absorb(flow, answers, Given(said, asked=bool(asked)), view, asked=asked)
            step = advance(flow, answers, View(facts, Policy(), Words(NOW), answers, view.extras))
            if not isinstance(step, Ask):
                break
            assert step.slot.ask(step.view) is not None
            step.slot.choices(step.view)
            asked = step.name
