"""Our own examples are enough, and no padding: few are alike, and they are said in many words."""

import re
from collections import Counter, defaultdict
from functools import cache
from random import Random
from statistics import mean

import pytest

from bot.hearing import INTENTS
from bot.hearing.written import READ_AGAIN, examples, readings

training = pytest.importorskip("bot.hearing.training", reason="training needs the extra 'train'")
WRITTEN = training.DATA / "written"


@cache
def ours():
    return examples(WRITTEN)


@cache
def words():
    return [re.findall(r"[a-z0-9']+", example.text.lower()) for example in ours()]


def test_every_intent_has_two_hundred_messages_and_what_is_none_of_ours_six_hundred():
    labels = Counter(example.intent for example in examples(training.DATA))
    assert set(labels) == set(INTENTS)
    assert min(labels.values()) >= 200
    assert labels["out_of_scope"] >= 600


def test_hardly_any_two_messages_are_alike():
    """Those of five words or more that share most of them: found through the rarest words of each."""
    sets = [frozenset(said) for said in words()]
    sizes = [*map(len, sets)]  # of very different lengths none are alike, and need not be held against each other
    seen = Counter(word for said in sets for word in said)
    holding, alike = defaultdict(list), set()
    for at, said in enumerate(sets):
        rare = sorted(said, key=seen.__getitem__)[:3] if len(said) >= 5 else ()
        alike |= {
            at
            for word in rare
            for other in holding[word]
            if 0.6 * sizes[other] < len(said) < sizes[other] / 0.6 and _are_alike(said, sets[other])
        }
        for word in said:
            if seen[word] < 400:
                holding[word].append(at)
    assert len(alike) < 0.003 * len(sets)


def _are_alike(one, other):
    return len(one & other) > 0.6 * len(one | other)


def test_no_skeleton_is_filled_in_again_and_again():
    """Measured on five thousand at a time: by chance alone, the more there are, the more of them share five words."""
    for seed in range(3):
        some = Random(seed).sample(words(), 5000)
        runs = _runs_of_five(some)
        shared = {at for found in runs.values() if len(found) > 1 for at in found}
        assert len(shared) < 0.045 * len(some), "messages that share five words in a row with another"
    assert max(map(len, _runs_of_five(words()).values())) < 0.0005 * len(words())
    beginnings = Counter(tuple(said[:3]) for said in words() if len(said) > 5)
    assert beginnings.most_common(1)[0][1] < 0.0023 * len(words())


def _runs_of_five(said_by_each):
    """Of each five words in a row, the messages that have them."""
    runs = defaultdict(set)
    for at, said in enumerate(said_by_each):
        for start in range(len(said) - 4):
            runs[tuple(said[start : start + 5])].add(at)
    return runs


def test_they_are_said_in_many_words_and_at_the_lengths_of_real_ones():
    assert len({word for said in words() for word in said}) > 8000
    lengths = sorted(len(example.text) for example in ours())
    assert lengths[len(lengths) // 5] < 60 < lengths[len(lengths) // 2] < 160 < lengths[len(lengths) * 9 // 10]


def test_what_is_labelled_is_there():
    for example in ours():
        for kind, named in example.entities or ():
            assert named in example.text, (kind, named)


def test_conversations_give_what_was_said_before():
    assert sum(bool(example.before) for example in ours()) > 100


def test_who_had_not_seen_the_labels_takes_them_for_the_same():
    """Every message was read again, and the readers agree about as well as careful readers of real messages do."""
    every = examples(training.DATA)
    read_again = [(example, example.second) for example in every if example.second]
    assert len(read_again) == len(every)
    assert mean(example.intent == second.intent for example, second in read_again) > 0.82
    assert mean(second.intent in (*example.intents, *example.also_ok) for example, second in read_again) > 0.93
    assert mean(example.frustrated == second.frustrated for example, second in read_again) > 0.93


def test_no_reading_is_of_a_message_that_is_gone():
    assert set(readings(training.DATA / READ_AGAIN)) == {example.key for example in examples(training.DATA)}
