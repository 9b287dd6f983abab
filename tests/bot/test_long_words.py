"""Words that repeat themselves without end: whatever reads an answer is through with them at once, or hangs here."""

import importlib
import pkgutil
import re
from datetime import UTC, datetime

import pytest

import bot.flows
import bot.slots
import bot.turns
from bot.facts import Facts
from bot.flow import Given
from bot.flows.new_address import amending
from bot.hearing import hear
from bot.slots import sparing
from bot.slots.agreeing import yes_or_no
from bot.turns.context import in_context

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

WORDS = [
    "no ",
    "and ",
    "yes ",
    "ok ",
    "i'll ",
    " 'll",
    "not ",
    "the ",
    "a ",
    ", ",
    "keep ",
    "all ",
    "it's ",
    "  ",
    "stays ",
]


def patterns():
    """Every pattern that a module of the conversation keeps."""
    for package in (bot.flows, bot.slots, bot.turns):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(found.name)).values():
                many = (
                    value
                    if isinstance(value, tuple)
                    else tuple(value.values())
                    if isinstance(value, dict)
                    else (value,)
                )
                yield from (one for one in many if isinstance(one, re.Pattern))


EVERY = tuple(dict.fromkeys(patterns()))


def test_there_are_many():
    assert len(EVERY) > 300


@pytest.mark.parametrize("word", WORDS)
def test_a_pattern_is_through_with_them(word):
    text = word * (1200 // len(word)) + "!x"
    for pattern in EVERY:
        pattern.fullmatch(text)
        pattern.match(text)


@pytest.mark.parametrize("word", WORDS)
def test_so_are_those_who_read_with_them(word):
    text = word * (1200 // len(word)) + "that is my home!"
    assert not amending.amended("14 Mill Lane, Leeds LS1 4AB", text, "GB")
    assert yes_or_no(Given(text, "affirm", asked=True), {"yes", "change", "stop"}) != "yes"
    rest, stays, fine = sparing.spared_in(text)
    assert len(rest) + len(stays) + len(fine) <= 2 * len(text)


@pytest.mark.parametrize("mark", ["!", ",", ". ", "?!", "👍", "-"])
def test_marks_without_end_are_read_as_a_few(mark):
    """A rule that may begin behind any of them is not asked behind each: four figures of them took a rule minutes."""
    heard = in_context(hear("the kettle is broken" + mark * 1500), Facts(NOW))
    assert heard.text.startswith("the kettle is broken") and len(heard.text) < 40
    assert in_context(hear("so... broken?!"), Facts(NOW)).text == "so... broken?!"
