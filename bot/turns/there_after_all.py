"""They begin by telling that what was marked delivered is there: nothing is missed, and nobody is called."""

import re

from bot.content import Reply
from bot.flows.not_received import turned_up
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import naming
from bot.slots.missing import just_missed
from bot.slots.naming import names_in
from bot.turns import questions
from bot.turns.context.reading import bought

SETTLED = re.compile(
    r"\b(?:after all|nvm|never ?mind|all good|sorry|false alarm|found it|now|brought|got here|turned up)\b", re.I
)
FEW = 7
"""In so few words nothing else is told."""
TROUBLE = re.compile(
    r"\b(?:brok\w*|damag\w*|crack\w*|leak\w*|wrong(?! (?:door|house|address|place|flat|building)\b)|missing"
    r"|late|refund\w*|return\w*|charg\w*|cheaper|elsewhere|another|instead|cancel\w*|exchang\w*|swap\w*|scratch\w*|dirty|empty|opened"
    r"|smell\w*|stain\w*|too (?:big|small|late)|please|can you|could you|want|need)\b",
    re.I,
)
"""Something is wrong with it all the same, or something is wanted."""
TELLS = frozenset(
    "delivery_not_received order_status provide_info out_of_scope thanks goodbye affirm deny delivery_problem"
    " delivery_late complaint product_question item_problem case_followup".split()
)


KEPT_FOR = re.compile(
    r"\b(?:parcel|package|packet|box|delivery) for (?:(?:mr|mrs|ms|miss|dr)\b\.? ?)?(?P<whom>\w+(?: \w+)?)"
    r"(?:'s| is| has been) (?:\w+ )?(?:here|with us|with me|at (?:the|our) (?:desk|reception|lobby|office))\b",
    re.I,
)
"""Whoever keeps the door writes that it is with them, by the name on it."""


def kept_for_them(scene: Scene, text: str) -> bool:
    """Whether a parcel with their name on it is kept for them; one for somebody else is no news of theirs."""
    found, account = KEPT_FOR.search(text), scene.facts.account
    if found is None or account is None or re.search(r"\b(?:not|still|never)\b|n't\b", text, re.I):
        return False
    return bool({*found["whom"].casefold().split()} & {*account.customer.name.casefold().split()})


def told(scene: Scene) -> Turn | None:
    """ "The concierge has it now, never mind", of somebody who was just brought something."""
    text = scene.text.replace("’", "'")
    for_them = kept_for_them(scene, text)
    if scene.memory.errand or scene.intent not in TELLS or scene.files or not (turned_up(text) or for_them):
        return None
    came = tuple(order for order in scene.facts.orders if just_missed(order, scene.view({}, {})))
    another = naming(text, bought(scene.facts)) and not naming(text, names_in(*came))
    if not came or another or questions.asked(text) or TROUBLE.search(text):
        return None
    if not for_them and not SETTLED.search(text) and len(text.split()) > FEW:
        return None
    return Turn(scene.memory, (Reply(scene.say("missing.glad")),)).because("it is there after all")
