"""Sounds like a stranger in the account, and is their own past, or one of the family with their knowing."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.turns.context import intruders
from bot.turns.context.reading import meant_as

ADDRESS_CHANGED = re.compile(
    r"\b(?:some(?:one|body)|you|u|they|who|it)(?:'s| has| have| guys)?(?: just| also)? (?:chang\w+|put|set|switch\w*)"
    r"(?: (?:my|the|our|it|this|that|delivery|shipping|postal|home|back|up|to)){1,4}(?: address)?\b",
    re.I,
)
FAMILY = re.compile(
    r"\bmy (?:\w+ )?(?:husband|wife|partner|m[uo]m|mam|dad|mother|father|son|daughter|brother|sister|nan|gran\w*"
    r"|boyfriend|girlfriend|flat ?mate)(?: (?:has|just|also|already))* (?:order\w*|bought|got)\b[^.!?\n]{0,40}"
    r"\b(?:on|with|from|through|via|in|using) my (?:\w+ )?(?:account|profile|log-?in)\b",
    re.I,
)
WITHOUT_KNOWING = re.compile(
    r"\b(?:without|behind my back|secretly|never|not|stole\w*|steal\w*|hack\w*|fraud\w*|scam\w*|unauthori[sz]ed|ex)\b"
    r"|n't\b",
    re.I,
)


_OF_THE_ACCOUNT = ("security_fraud", "account_access", "technical_issue")
"""What the word "account" sounds like, where it is only told whose it is."""


def of_an_old_address(heard: Heard, facts: Facts) -> Heard:
    """ "Someone changed my address, why is it Old Mill Road", where they had that sent there before: no stranger's."""
    text = heard.text.replace("’", "'")
    rest = ADDRESS_CHANGED.sub(" ", text)
    if not _suspected(heard) or rest == text or intruders.is_told(rest) or not _names_their_own(text, facts):
        return heard
    return _harmless("change_delivery", heard)


def of_the_family(heard: Heard, _: Facts) -> Heard:
    """ "My mum ordered planters on my account and wants them in green": they know of it, and tell what she wants."""
    text = heard.text.replace("’", "'")
    found = FAMILY.search(text)
    if not found or not _suspected(heard) or WITHOUT_KNOWING.search(text):
        return heard
    another = next((name for name, _ in heard.intents if name not in _OF_THE_ACCOUNT), "provide_info")
    return replace(_harmless(another, heard), band=Band.CLARIFY if another == "provide_info" else Band.ACT)


def _suspected(heard: Heard) -> bool:
    return heard.intent == "security_fraud" or "security" in dict(heard.triggers)


def _harmless(intent: str, heard: Heard) -> Heard:
    kept = tuple(pair for pair in heard.triggers if pair[0] != "security")
    return replace(meant_as(intent, heard), triggers=kept)


def _names_their_own(text: str, facts: Facts) -> bool:
    """Whether a street is named that an order of theirs went to; what still comes a stranger may have sent there."""
    folded = text.casefold()
    streets = (
        order.deliver_to.split(",")[0].lstrip("0123456789 ").casefold() for order in facts.orders if order.delivered
    )
    return any(len(street.split()) > 1 and street in folded for street in streets)
