"""Another order shall go where the one before it was sent: the address is known, and only its yes is asked for."""

import re

from bot.anew import replace
from bot.flow import Given
from bot.flows.new_address.orders import not_here_yet
from bot.memory import PARKED, Errand, Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import order_in
from bot.slots.negation import NOT
from bot.turns import errands
from bot.turns.left_elsewhere import SENT_TO

SAME = re.compile(
    r"\b(?:the |that )?same (?:new |delivery )?(?:addre?ss?|adre?ss?|place|house|flat|one|there)\b"
    r"|\bsame (?:for|with|goes for)\b"
    r"|\bto (?:the )?same\b|\b(?:there|to it) (?:too|as well|also)\b|\b(?:also|too|as well)\b[^.?!]{0,40}\bthere\b",
    re.I,
)
OTHER = re.compile(r"\b(?:the |my )?other (?:one|order|parcel|package|\w+)\b|\bthe rest\b|\bboth\b", re.I)
LEFT_OUT = re.compile(rf"{NOT.pattern}|\b(?:keep|leave|stays?|except)\b", re.I)
"""Says of the other one that it shall go where it goes: "and not the headphones"."""
THE_SAME = ("change", "address", "day", "words")
"""What is wished for one order and may be so for another."""


def beside_the_yes(scene: Scene, errand: Errand, rest: str) -> Turn | None:
    """ "Yes, and the same for the other one": this one is asked for, and the other comes right after, if it shall."""
    number = errand.answers.get("order", "")
    number = number or errand.answers.get("orders", "").partition(",")[0]
    only_names = len(rest.split()) <= FEW
    other = _other(scene, rest, number) if SAME.search(rest) or only_names else None
    if errand.flow != "new_address" or other is None:
        return None
    parked = scene.memory.parked
    if LEFT_OUT.search(rest.replace("’", "'")):
        return errands.go_on(scene, Given("yes", "affirm"))
    if other.number not in errand.answers.get("orders", ""):  # else its turn comes without being told so
        same = {name: said for name, said in errand.answers.items() if name in THE_SAME}
        extras = {"intent": errand.extras.get("intent", ""), "words": ""}
        later = Errand(errand.flow, {**same, "order": other.number}, extras=extras)
        parked = (*parked, later)[-PARKED:]
    memory = replace(scene.memory, parked=parked)
    turn = errands.go_on(replace(scene, memory=memory), Given("yes", "affirm"))
    return turn.because(f"and then the same for order {other.number}") if turn else None


FEW = 4
"""Words in which a thing is only named."""


def met(scene: Scene) -> Turn | None:
    """ "And the headphones to the same address", after one order was sent elsewhere."""
    last = SENT_TO.search("".join(scene.memory.tried[-1:]))
    if scene.memory.errand or last is None or not SAME.search(scene.text):
        return None
    other = _other(scene, scene.text, last["shop"] or last["order"])
    if other is None or LEFT_OUT.search(scene.text.replace("’", "'")):
        return None
    known = {"order": other.number, "change": "address", "address": last["line"]}
    return errands.begin(scene, "change_delivery", known).because("to the same address as the one before")


def _other(scene: Scene, text: str, number: str) -> Order | None:
    """The other order that is meant: named, or the only one besides that is still to come."""
    view = scene.view({}, {})
    others = tuple(o for o in scene.facts.orders if o.number != number and not_here_yet(o, view))
    named = order_in(replace(scene.given, text=text, entities=()), view, others)
    if named is None and len(others) == 1 and OTHER.search(text):
        return others[0]
    return named if named in others else None
