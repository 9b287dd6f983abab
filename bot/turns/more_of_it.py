"""More of a thing than was ordered: nothing is added to an order here, and no new address is meant."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import left, naming, number_in, order_in
from bot.slots.naming import counted, names_in

_N = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
MORE = re.compile(
    rf"\b(?:make|change|increase|raise|bump)\b[^.?!]{{0,30}}\b(?:to|it|them) (?P<to>{_N})\b"
    rf"|\b(?P<instead>{_N})(?: \w+){{0,3}} (?:instead of|rather than) {_N}\b",
    re.I,
)


AS_ORDERED = re.compile(
    r"\b(?:chang\w*|switch\w*|swap\w*|upgrad\w*|make)\b[^.?!]{0,30}\b(?:colou?r|size|version|model)\b"
    r"|\b(?:chang\w*|switch\w*|upgrad\w*|make)\b[^.?!]{0,30}\bto (?:an? )?"
    r"(?:(?:\d|one|two|next|same)[- ]?day|express|overnight|faster|quicker|priority|standard)"
    r"(?: (?:shipping|delivery|post))?\b",
    re.I,
)
"""What of an order is settled with it: another colour, another size, a quicker way."""
NO_CANCELLING = re.compile(
    r"\b(?:don'?t|do not|not) (?:want to )?cancel\b[^.?!]{0,40}\b(?:another|different|other|new) (?:colou?r|size)\b",
    re.I,
)


def as_ordered(scene: Scene) -> Turn | None:
    """ "Can I change the mug colour to green", "change 8140 to 2 day shipping", of what is not there yet."""
    misheard = scene.intent in ("return_exchange", "cancel_order") and "cancel" not in scene.text.casefold()
    changes = (misheard or scene.intent == "change_delivery") and AS_ORDERED.search(scene.text)
    if not changes and not NO_CANCELLING.search(scene.text.replace("\u2019", "'")):
        return None
    waiting = tuple(o for o in scene.facts.orders if o.status in ("open", "dispatched"))
    came = tuple(o for o in scene.facts.orders if o not in waiting)
    # What came may be meant by who speaks of a return and names nothing.
    only = waiting[0] if len(waiting) == 1 and not misheard else None
    meant = order_in(scene.given, scene.view({}, {}), waiting) or only
    if meant not in waiting or naming(scene.text, names_in(*came) - names_in(*waiting)):
        return None
    ask = Choice(scene.say("offer.colleague"), "human")
    memory = replace(scene.memory, misses=0, about=meant.number)
    turn = Turn(memory, (Reply(scene.say("more_of_it.as_ordered"), offers=(ask,)),))
    return turn.because("another kind of what is ordered is wanted")


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
