"""The money for a thing of theirs that is on its way back: whatever else is heard in it, it is asked after."""

import re

from bot.facts import Facts
from bot.hearing import Heard
from bot.slots import naming
from bot.slots.naming import names_in
from bot.turns.context.reading import STATUS, bought, half, meant_as

_MONEY = r"(?:money|refund|cash|dough)"
_FOR_IT = re.compile(
    rf"\b{_MONEY}(?: back)? (?:for|of|from) (?:the|my|that)\b"
    rf"|\b(?:the|my|that|w|of|for|with) (?:\w+ ){{1,3}}?{_MONEY}\b"
    rf"|^\W*(?:\w+ ){{1,2}}{_MONEY}\W*$",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:wh?ere(?:'?s)?|when|how long|status|promised|still|yet|wait\w*|never|arriv\w*|came|come|got|overdue|news"
    r"|update|what(?:'?s| is) (?:going on|up|happening|the (?:status|news))|what about|how about|about)\b"
    r"|n'?t\b|\b(?:not|isnt|hasnt|havent|didnt)\b|^\W*(?:and )?(?:the |my )?(?:\w+ ){1,2}(?:money|refund)\W*$",
    re.I,
)
_WISHES = re.compile(
    r"\b(?:want|need|give|get me|instead|rather|cancel|send it|like (?:my|the|a)|different card|store credit|wrong)\b",
    re.I,
)
_HEARD_APART = frozenset({"security_fraud", "human_agent", "phone_call", STATUS})


def on_its_way(heard: Heard, facts: Facts) -> Heard:
    """ "What's going on with the watering can money": its refund is told of, and no parcel looked for."""
    text = heard.text.replace("’", "'")
    grave = any(rule in ("safety", "security", "human", "call") for rule, _ in heard.triggers)
    if grave or heard.intent in _HEARD_APART or _WISHES.search(text):
        return heard
    if not (_FOR_IT.search(text) and (half(heard) or _ASKS.search(text))):
        return heard
    named = naming(text, bought(facts))
    waits = (o for o in facts.orders if o.returns or any(r.state != "arrived" for r in o.refunds))
    return meant_as(STATUS, heard) if any(named & names_in(order) for order in waits) else heard
