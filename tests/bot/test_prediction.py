"""The likeliest reason comes first, held to situations of customers whose reasons were written down beforehand."""

from dataclasses import replace

import pytest

from bot.prediction import MOST, predicted
from bot.turns.errands import ERRANDS
from bot.turns.presses import in_words
from bot.wording import Words
from tests.bot.situations import NOW, Situation, situations

WORDS = Words(NOW)
ALL = situations()
TUNED, OTHERS = ALL[::2], ALL[1::2]
"""The rules were made with the first half in view; the other half was measured once they stood."""


def reasons(situation: Situation) -> list[str]:
    return [p.reason for p in predicted(situation.account, NOW, WORDS)] or [""]


def share(chosen: list[Situation], good) -> float:
    return sum(map(good, chosen)) / len(chosen)


def test_there_are_enough_situations_and_no_two_are_alike() -> None:
    assert len(ALL) >= 60
    assert len({s.name for s in ALL}) == len(ALL)
    assert len({s.expect for s in ALL}) >= 10


@pytest.mark.parametrize("half", [TUNED, OTHERS, ALL], ids=["tuned", "others", "all"])
def test_the_likeliest_reason_comes_first(half: list[Situation]) -> None:
    assert share(half, lambda s: reasons(s)[0] == s.expect) >= 0.8
    assert share(half, lambda s: reasons(s)[0] in (s.expect, *s.also)) >= 0.9


@pytest.mark.parametrize("half", [TUNED, OTHERS, ALL], ids=["tuned", "others", "all"])
def test_the_reason_is_nearly_always_among_the_three(half: list[Situation]) -> None:
    assert share(half, lambda s: s.expect in reasons(s)) >= 0.95


@pytest.mark.parametrize("situation", [s for s in ALL if s.about], ids=lambda s: s.name)
def test_the_first_button_names_the_very_thing(situation: Situation) -> None:
    first = predicted(situation.account, NOW, WORDS)[0]
    assert first.value.endswith(f":{situation.about}")
    assert first.label and first.because


def test_every_button_is_one_that_a_press_understands() -> None:
    """Whoever did not see the label can still be told what it says, and it leads to an errand or a person."""
    for situation in ALL:
        for one in predicted(situation.account, NOW, WORDS):
            assert in_words(one.value, WORDS), one
            assert one.reason in ERRANDS or one.reason == "security_fraud"


def test_no_more_than_three_the_heaviest_first_and_no_button_twice() -> None:
    everything = ALL[0].account
    for other in ALL[1:]:
        everything = replace(
            everything,
            orders=everything.orders + other.account.orders,
            charges=everything.charges + other.account.charges,
            subscriptions=everything.subscriptions + other.account.subscriptions,
        )
    found = predicted(everything, NOW, WORDS)
    assert len(found) == MOST
    assert [p.weight for p in found] == sorted((p.weight for p in found), reverse=True)
    assert len({p.value for p in found}) == MOST
