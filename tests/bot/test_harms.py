"""Harm in plain words, and what only sounds like it."""

import pytest

from bot.turns.context.harms import harm


@pytest.mark.parametrize(
    "words",
    [
        "i got a small shock when i touched the handle",
        "the toaster gives me little shocks",
        "my lamp zapped me",
        "it sparked as i switched it on",
        "sparks came out of the socket",
        "the induction went off with a bang",
        "the kettle trips the fuse every morning",
        "my ears went all red and itchy",
        "the cream gave me a rash",
        "my daughter's skin came out in hives",
    ],
)
def test_a_harm_is_heard(words):
    assert harm(words)


@pytest.mark.parametrize(
    "words",
    [
        "i got quite a shock when i saw the price",
        "what a shock, it came a day early",
        "i had a shock at the bill for the kettle",
        "the vase sparked my interest",
        "it sparked a debate at home",
        "the party went off with a bang",
        "i did not get a shock from the kettle",
        "the jumper is itchy",
        "the cream is lovely and never gave me a rash",
        "my ears are cold, have you earmuffs",
        "the boots gave me blisters",
        "i want the red one for my ears",
    ],
)
def test_what_only_sounds_like_one_is_none(words):
    assert not harm(words)
