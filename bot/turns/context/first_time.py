"""A first contact is no second one, however impatient it sounds: nobody has to ask again who never asked."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.turns.context.reading import meant_as
from bot.turns.context.wishes import CONCRETE

EARLIER = re.compile(
    r"\b(?:wrote|written(?! (?:confirmation|proof|statement|receipt))|writing(?! me)|ask(?:ed|ing)|told"
    r"|call(?:ed|ing|s)?|rang(?! at\b| (?:on |at )?(?:the|his|her|their|my|every|all) (?:door|bell|neigh)\w*)"
    r"|phon\w+|contact\w*|complain\w*|report\w*|(?<!your )e?-?mail\w*|messag\w*|chat\w*|tickets?|cases?|claim|spoke\w*"
    r"|talk\w*|promis\w*|assur\w*|repl(?:y|ies|ied)|answer\w*|respon\w+|nobody|no ?one|any(?:one|body)|some(?:one|body)"
    r"|follow\w*|updates?|news|hear\w*|g[eo]t back|back to me|agents?|support|team|staff|service|colleagues?|people"
    r"|chas\w+|escalat\w*|before|last time|times?|so far|outcome|progress|resol\w+|solv\w+|sorted|fixed|request\w*"
    r"|investigat\w+|silence|supervisor|manager|your (?:lady|boss|colleague|rep|robot|bot)"
    r"|you (?:ask|said|say|tell|told|want(?:ed)? me))\b",
    re.I,
)
"""May tell of a contact before this one."""
_OURS = re.compile(
    r"\b(?:got|get|received?|have|had|keep getting|there are|why) (?:\w+ ){0,3}?e-?mails?\b(?! back)"
    r"|\be-?mails? (?:you sent|from you|came|arrived|says?|said|that says)\b",
    re.I,
)
"""Mail that came from us is no mail of theirs that we left unanswered."""
ORDERED_TWICE = re.compile(
    r"\b(?:did|have|might|may) (?:i|we) (?:\w+ )?(?:order\w*|b(?:uy|ought)|plac\w*|purchas\w*)\b[^.!?\n]{0,25}"
    r"\b(?:twice|two times|2 times|double|2x|x2)\b",
    re.I,
)
LOOKED_UP = frozenset({"refund_status", "order_status", "delivery_late", "delivery_not_received"})
"""What only looks may be told on less."""
ENOUGH = 0.15


def nothing_before(heard: Heard, facts: Facts) -> Heard:
    """ "Three months ago", "over a week and nothing": sounds like a second time, and no word of it says so."""
    before = facts.desk.case or facts.desk.last
    if dict(heard.triggers).get("repeat") != "" or before or EARLIER.search(_OURS.sub(" ", heard.text)):
        return heard
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "repeat")
    reasons = tuple(reason for reason in heard.reasons if not reason.startswith("contacted before"))
    heard = replace(heard, triggers=triggers, reasons=reasons)
    rest = tuple(pair for pair in heard.intents if pair[0] != "case_followup")
    if heard.intent != "case_followup" or not rest:
        return heard
    first, chance = rest[0]
    if ORDERED_TWICE.search(heard.text):
        return meant_as("order_status", heard)
    clear = first in CONCRETE and chance >= ENOUGH and first in LOOKED_UP
    return replace(heard, intents=rest, band=Band.ACT if clear else Band.CLARIFY)
