"""More of a thing than was ordered: nothing is added to an order here, and no new address is meant."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import left, number_in
from bot.slots.naming import counted

_N = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
MORE = re.compile(
    rf"\b(?:make|change|increase|raise|bump)\b[^.?!]{{0,30}}\b(?:to|it|them) (?P<to>{_N})\b"
    rf"|\b(?P<instead>{_N})(?: \w+){{0,3}} (?:instead of|rather than) {_N}\b",
    re.I,
)


def asked(scene: Scene) -> Turn | None:
    """ "Can I still change it to 3 planters", of somebody who has ordered two."""
    found = MORE.search(scene.text)
    number = number_in(found["to"] or found["instead"]) if found else None
    lines = [line for order in scene.facts.orders if order.status in ("open", "dispatched") for line in order.items]
    more = [line for line in lines if number and 0 < left(line) < number == counted(scene.text, line.title)]
    if len(more) != 1:
        return None
    said = scene.say("more_of_it.not_here", item=more[0].name, count=left(more[0]))
    ask = Choice(scene.say("offer.colleague"), "human")
    turn = Turn(replace(scene.memory, misses=0), (Reply(said, offers=(ask,)),))
    return turn.because("more than was ordered is wanted")
