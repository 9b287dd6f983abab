"""Things of two orders are to go back: each order has a return of its own, one after the other."""

import re

from bot.anew import replace
from bot.memory import PARKED, Errand, Turn
from bot.scene import Scene
from bot.slots import naming, words_of
from bot.turns import errands, leads, parting

ALONE = re.compile(
    r"\b(?:keep\w*|not|except|but|instead|swap|exchange|rather|only|either|or|which|same|for|without|stays?"
    r"|dont|doesnt|didnt|isnt|cant)\b|n't\b|\?",
    re.I,
)
"""Says more of one than that it goes back, too."""


def begun(scene: Scene) -> Turn | None:
    """ "Return the throw and the tea towels", each of an order of its own: one return after the other."""
    if scene.intent != "return_exchange" or not parting.LIST.search(scene.text) or ALONE.search(scene.text):
        return None
    goods = {o.number: frozenset().union(*(words_of(i.title) for i in o.items)) for o in scene.facts.orders}
    named: dict[str, frozenset[str]] = {}
    for order in (o for o in scene.facts.orders if o.status == "delivered"):
        others = frozenset().union(*(words for number, words in goods.items() if number != order.number))
        if its_own := naming(scene.text, goods[order.number] - others):
            named[order.number] = frozenset(its_own)
    if len(named) != 2:
        return None
    turn = errands.begin(scene, scene.intent)
    errand = turn.after.errand
    began = errand.answers.get("order", "") if errand else ""
    if errand is None or turn.handoff or began not in named:
        return turn
    then = " ".join(sorted(next(words for number, words in named.items() if number != began)))
    left = Errand(errand.flow, extras={"intent": scene.intent, "words": f"i want to return the {then}"})
    memory = replace(turn.after, parked=(*turn.after.parked, left)[-PARKED:])
    said = scene.say("errand.then_the", items=then)
    return leads.led_by(replace(turn, after=memory), said).because("and then: the other order")
