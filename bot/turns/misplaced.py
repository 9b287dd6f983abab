"""Where any words at all would do for an answer, a clear wish for something else is none."""

import re

from bot.anew import replace
from bot.flow import slots
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots.own_words import WANTS_NONE
from bot.turns import errands, identity, questions
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
