"""How much store credit is left: that stands in no account that we see, and no page on ways to pay tells it."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands

_CREDIT = r"(?:(?:store|shop) credits?|credit balance)"
ASKS = re.compile(
    rf"\b(?:is|are)(?: (?:my|the|that|all))* {_CREDIT}(?: (?:still|all|even))* (?:there|left|valid|in my account|on my"
    rf" account|gone)\b|\bhow much {_CREDIT}\b|\bwhat(?:'?s| is)(?: (?:my|the))* {_CREDIT}(?: balance)?\W*$"
    rf"|\b(?:where(?:'?s| is)|(?:can|could) (?:you|i) (?:see|check))(?: (?:my|the|how much))* {_CREDIT}"
    rf"|\bdo i (?:still )?have (?:any |some )?{_CREDIT}\b",
    re.I,
)


def asked_after(scene: Scene) -> Turn | None:
    """A colleague can look; what was given in this talk is told before this is tried."""
    if scene.memory.errand or not scene.facts.bound or not ASKS.search(scene.text.replace("\u2019", "'")):
        return None
    turn = Turn(replace(scene.memory, misses=0), (Reply(scene.say("credit.not_seen")),))
    return errands.with_way_out(scene, turn).because("store credit that is not seen from here")
