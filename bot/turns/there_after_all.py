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


def told(scene: Scene) -> Turn | None:
    """ "The concierge has it now, never mind", of somebody who was just brought something."""
    text = scene.text.replace("’", "'")
    if scene.memory.errand or scene.intent not in TELLS or scene.files or not turned_up(text):
        return None
    came = tuple(order for order in scene.facts.orders if just_missed(order, scene.view({}, {})))
    another = naming(text, bought(scene.facts)) and not naming(text, names_in(*came))
    if not came or another or questions.asked(text) or TROUBLE.search(text):
        return None
    if not SETTLED.search(text) and len(text.split()) > FEW:
        return None
    return Turn(scene.memory, (Reply(scene.say("missing.glad")),)).because("it is there after all")
