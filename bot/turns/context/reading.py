"""What every rule asks of what was heard, and how it says what was meant instead."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.slots import Reason, said
from bot.slots.each import TELLS
from bot.slots.naming import names_in

PRODUCT, RETURNS, STATUS = "product_question", "return_exchange", "refund_status"
DAYS = r"(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
ONLY_DAYS = re.compile(rf"(?:(?:wo?n'?t|{DAYS})(?:, )?)+", re.I)
"""All that an urgency was heard by, where nothing but a day was named."""
TOP = 3
"""Of so many intents heard one may be what was meant."""


def meant_as(intent: str, heard: Heard) -> Heard:
    """The message as one of this intent, clear enough to act on."""
    rest = tuple(pair for pair in heard.intents if pair[0] != intent)
    return replace(heard, intents=((intent, heard.intents[0][1]), *rest), band=Band.ACT)


def likely(heard: Heard) -> tuple[str, ...]:
    """What it may have been, likeliest first."""
    return tuple(name for name, _ in heard.intents[:TOP])


def at_fault(text: str) -> bool:
    """Whether something is said to be broken, or not to work."""
    return any(said(TELLS[why], text) for why in (Reason.FAULTY, Reason.DAMAGED))


def half(heard: Heard) -> bool:
    """Whether it was not understood well enough to act on."""
    return heard.band is not Band.ACT


def bought(facts: Facts, *states: str) -> frozenset[str]:
    """The words in the names of what they ordered, in orders of these states or in all."""
    return names_in(*(o for o in facts.orders if not states or o.status in states))
