"""Where any words at all would do for an answer, a clear wish for something else is none."""

import re

from bot.anew import replace
from bot.flow import slots
from bot.flows.home import OF_THE_HOUSE
from bot.hearing import Band
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots.own_words import WANTS_NONE
from bot.turns import errands, identity, people, questions, security
from bot.turns.detours import by_itself, flow_of, given_up


def met(scene: Scene) -> Turn | None:
    """The wish, begun; in place of what was asked where they say so, else beside it."""
    errand = scene.memory.errand
    if errand is None or not _takes_any_words(errand) or not questions.WISH.search(scene.text):
        return None
    said = by_itself(scene, scene.text)
    flow = flow_of(said)
    if not flow or flow == errand.flow or said.intent == errand.extras.get("intent"):
        return None
    scene = replace(scene, heard=said)
    if IN_ITS_PLACE.search(scene.text):
        return errands.begin(replace(scene, memory=replace(scene.memory, errand=None)), said.intent)
    return errands.begin(errands.park(scene), said.intent)


IN_ITS_PLACE = re.compile(r"^\W*(?:ok(?:ay)?\W+)?(?:then|just|in that case)\b|\bthen\W*$", re.I)
"""What was asked before is not wanted any more: "just cancel then"."""


def of_another(scene: Scene) -> Turn | None:
    """Beside what a colleague is to finish: what is gravely and clearly another matter, and no detail of it."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "elsewhere" or not (errand.slot == "helped" or _takes_any_words(errand)):
        return None
    said, intent = by_itself(scene, scene.text), errand.extras.get("intent", "")
    if said.band is not Band.ACT or said.intents[0][1] < SURE or said.intent == intent:
        return None
    if said.intent not in APART - PART_OF.get(intent, frozenset()):
        return None
    scene = replace(scene, heard=said)
    if said.intent == "security_fraud":
        free = replace(scene, memory=replace(scene.memory, errand=None))
        return security.report(free, people.by_rule(free, "security")).because("security, beside another matter")
    if errand.slot == "helped" or questions.ANY.search(scene.text):
        return None  # what one may ask in general is asked on
    asked_of_us = intent in OF_THE_HOUSE or intent == "faq"
    begins = replace(scene, memory=replace(scene.memory, errand=None)) if asked_of_us else errands.park(scene)
    return errands.begin(begins, said.intent).because("another matter than was asked about")


SURE = 0.9
APART = frozenset({"security_fraud", "billing_error", "change_delivery", "delivery_not_received"})
"""What is no detail of anything else: it has questions, or people, of its own."""
PART_OF = {
    "delivery_problem": frozenset({"delivery_not_received"}),
    "payment_promo": frozenset({"billing_error"}),
    "membership": frozenset({"billing_error"}),
    "complaint": frozenset({"billing_error", "delivery_not_received"}),
    "case_followup": frozenset({"billing_error", "change_delivery", "delivery_not_received"}),
}
"""What belongs to it all the same: what was promised, or what the driver did with it."""


def wants_none(scene: Scene) -> Turn | None:
    """ "No thanks", where it was asked what has happened: no answer, and nothing that anybody should be told of."""
    errand = scene.memory.errand
    if errand is None or errand.flow == identity.NAME or not WANTS_NONE.fullmatch(scene.text):
        return None
    return given_up(scene) if _takes_any_words(errand) else None


def _takes_any_words(errand: Errand) -> bool:
    """Whether the slot that was asked for takes whatever is said."""
    slot = dict(slots(errands.FLOWS[errand.flow])).get(errand.slot)
    return slot is not None and slot.any_words
