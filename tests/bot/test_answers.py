"""Which words are a yes, where a yes is waited for."""

import pytest

from bot.flow import Given
from bot.slots.answers import _yes_or_no

OFFERED = {"yes", "change", "stop"}


@pytest.mark.parametrize(
    "said",
    [
        "ok then when will they come",
        "yes but how long does it take",
        "sure, what happens then",
        "ok which card does it go to",
        "yes and where do i send it",
    ],
)
def test_a_question_behind_a_yes_is_no_yes(said):
    assert _yes_or_no(Given(said, "affirm", asked=True), OFFERED) is None


@pytest.mark.parametrize("said", ["yes", "ok do it", "yes please", "sure go ahead", "yes whatever"])
def test_a_yes_stays_one(said):
    assert _yes_or_no(Given(said, "affirm", asked=True), OFFERED) == "yes"
