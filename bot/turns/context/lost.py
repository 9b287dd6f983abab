"""A parcel that was lost, and another one that is wanted for it."""

import re

from bot.facts import Facts
from bot.hearing import Heard
from bot.slots import naming, outward
from bot.turns.context.reading import RETURNS, bought, half, meant_as
from bot.turns.context.things import ASKS, LOOKS, MISSED

ANOTHER_ONE = re.compile(
    r"\b(?:another|new|replacement)(?: one)?\b|\breplac\w*\b"
    r"|\b(?:re-?send|(?:send|ship) (?:it |one )?again)\b",
    re.I,
)
SHORTLY = 9
"""Words in which no more is wanted than that."""


def another_for_lost(heard: Heard, facts: Facts) -> Heard:
    """ "I want another one", of somebody whose parcel was lost: what never came is put right, and nothing goes back."""
    wishes = heard.intent in LOOKS and not ASKS.search(heard.text)
    taken = heard.intent in (RETURNS, "item_problem") or half(heard) or wishes
    lost = any(p.lost for o in facts.orders for p in outward(o))
    if not (taken and lost) or heard.triggers or len(heard.text.split()) > SHORTLY:
        return heard
    named = naming(heard.text, bought(facts, "delivered"))
    return meant_as(MISSED, heard) if ANOTHER_ONE.search(heard.text) and not named else heard
