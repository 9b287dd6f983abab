"""Sounds like a stranger in the account, and is their own past, or one of the family with their knowing."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard, hear
from bot.turns.context import intruders
from bot.turns.context.reading import meant_as

ADDRESS_CHANGED = re.compile(
    r"\b(?:some(?:one|body)|you|u|they|who|it)(?:'s| has| have| guys)?(?: just| also)? (?:chang\w+|put|set|switch\w*)"
    r"(?: (?:my|the|our|it|this|that|delivery|shipping|postal|home|back|up|to)){1,4}(?: address)?\b",
    re.I,
)
FAMILY = re.compile(
    r"\bmy (?!ex\b)(?:\w+ )?(?:husband|wife|partner|m[uo]m|mam|dad|mother|father|son|daughter|brother|sister|nan"
    r"|gran\w*|friend|aunt|uncle|cousin|boyfriend|girlfriend|flat ?mate)(?: (?:has|had|have|just|also|already))*"
    r" (?:order\w*|bought|got|chose|picked)\b[^.!?\n]{0,40}?"
    r"(?P<where> (?:on|with|from|through|via|in|using|under) (?:my|our) (?:\w+ )?(?:account|profile|log-?in))\b",
    re.I,
)
_UNASKED = re.compile(
    r"\b(?:without|behind my back|secretly|never|not|stol\w+|steal\w*|hack\w*|fraud\w*|scam\w*|unauthori[sz]ed|ex"
    r"|permission|police|block|freeze|lock|passwords?|dont|didnt|cant)\b|n't\b",
    re.I,
)


def of_an_old_address(heard: Heard, facts: Facts) -> Heard:
    """ "Someone changed my address, why is it Old Mill Road", where they had that sent there before: no stranger's."""
    text = heard.text.replace("’", "'")
    rest = ADDRESS_CHANGED.sub(" ", text)
    if not _suspected(heard) or rest == text or intruders.is_told(rest) or not _names_their_own(text, facts):
        return heard
    kept = tuple(pair for pair in heard.triggers if pair[0] != "security")
    return replace(meant_as("change_delivery", heard), triggers=kept)


def of_the_family(heard: Heard, _: Facts) -> Heard:
    """ "My mum ordered planters on my account and wants them in green": they know of it, and it reads as it would
    without the account.
    """
    text = heard.text.replace("’", "'")
    found = FAMILY.search(text) if _suspected(heard) or heard.intent == "account_access" else None
    others = any(rule != "security" for rule, _ in heard.triggers)
    if found is None or others or _UNASKED.search(text):
        return heard
    alone = hear(text[: found.start("where")] + text[found.end("where") :])
    return replace(heard, intents=alone.intents, band=alone.band, triggers=())


def _suspected(heard: Heard) -> bool:
    return heard.intent == "security_fraud" or "security" in dict(heard.triggers)


def _names_their_own(text: str, facts: Facts) -> bool:
    """Whether a street is named that an order of theirs went to; what still comes a stranger may have sent there."""
    folded = text.casefold()
    streets = (
        order.deliver_to.split(",")[0].lstrip("0123456789 ").casefold() for order in facts.orders if order.delivered
    )
    return any(len(street.split()) > 1 and street in folded for street in streets)
