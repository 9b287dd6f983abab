"""Their own refund by other words than its own: "the boots money", "my dough"."""

import re

from bot.facts import Facts
from bot.hearing import Heard
from bot.slots import words_of
from bot.slots.naming import names_in
from bot.turns.context.money import SUM_FOR
from bot.turns.context.reading import STATUS, half, meant_as

MONEY_OF = re.compile(
    r"\b(?:the|my|for|that) (?P<what>[a-z]+) (?:money|refund)\b"
    r"|\b(?:money|refund) (?:for|of|from) (?:the|my) (?P<of>[a-z]+)\b",
    re.I,
)


def of_a_thing(heard: Heard, facts: Facts) -> Heard:
    """ "I don't mean socks, the boots money": the money of a thing whose refund is under way."""
    taken = heard.intent in SUM_FOR or half(heard)
    grave = any(rule not in ("frustration", "repeat") for rule, _ in heard.triggers)
    found = None if grave or not taken else MONEY_OF.search(heard.text)
    if found is None:
        return heard
    awaited = [o for o in facts.orders if any(r.state != "arrived" for r in o.refunds)]
    named = words_of(found["what"] or found["of"]) & names_in(*awaited)
    return meant_as(STATUS, heard) if named else heard
