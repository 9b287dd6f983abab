"""How sure a guess is: the order of the guesses stays, the chances stay chances, and it is as sure as it is right."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import INTENTS, hear
from bot.hearing.certainty import SIGNS, certainty, settled, signs
from bot.hearing.model import model, softmax

LOG_ODDS = st.lists(st.floats(-30, 30, width=32), min_size=len(INTENTS), max_size=len(INTENTS))


@given(LOG_ODDS, st.floats(0, 1), st.floats(0.2, 2))
def test_guesses_stay_in_order_and_chances_stay_chances(scores, sure, heat):
    before = softmax(np.array(scores, np.float32), heat)
    after = settled(before, sure)
    assert after.min() >= 0
    assert after.sum() <= 1 + 1e-4
    assert after.argmax() == before.argmax() or np.isclose(after.max(), after[before.argmax()], rtol=1e-4)
    rising = before.argsort(kind="stable")
    for one, other in pairwise(rising):
        assert before[one] == before[other] or after[one] <= after[other] * (1 + 1e-4) + 1e-7


@given(LOG_ODDS, st.floats(0.2, 0.99))
def test_the_first_guess_gets_its_certainty_where_it_stays_the_first(scores, sure):
    before = softmax(np.array(scores, np.float32), 1.0)
    others = np.delete(before, before.argmax())
    least = others.max() / (others.sum() + others.max()) if others.any() else 0
    assert settled(before, sure).max() == pytest.approx(max(sure, least), rel=1e-3)


@given(LOG_ODDS, st.integers(0, 400))
def test_any_message_has_signs_and_a_certainty(scores, words):
    row = np.array(scores, np.float32)
    found = signs(row, softmax(row, 0.5), words)
    assert len(found) == SIGNS
    assert 0 < certainty(found, model().card.sure) < 1


def test_a_longer_lead_and_more_words_make_it_surer():
    scores = np.zeros(len(INTENTS), np.float32)
    scores[3] = 2
    ahead = scores * np.float32(2)
    weights = model().card.sure

    def sure(row, words):
        return certainty(signs(row, softmax(row, 0.5), words), weights)

    assert sure(scores, 3) < sure(scores, 30)
    assert sure(scores, 9) < sure(ahead, 9)


def test_the_chances_of_what_is_heard_are_those_of_one_message():
    for text in ("where is my parcel", "refund pls", "hmm", "the lamp came broken and i want my money back", "zxcv"):
        chances = [chance for _, chance in hear(text).intents]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) <= 1 + 1e-4
