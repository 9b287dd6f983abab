"""A carrier has agreed to leave a parcel somewhere, and it shall be elsewhere: they are asked anew, after a yes."""

import re

from bot import corrections
from bot.flows.new_address.instead import words_anew
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands

AGREED = re.compile(r"ask the carrier of order (?P<order>\w+): (?P<wish>\w+)(?: (?P<words>.*))? → agreed")


def wished(scene: Scene) -> Turn | None:
    """ "Actually no, the neighbour at number 12", right after they have agreed to the shed."""
    memory = scene.memory
    last = AGREED.search("".join(memory.tried[-1:]))
    if (
        memory.errand
        or memory.pending
        or last is None
        or last["wish"] == "return"
        or memory.done not in memory.ours[-2:]
    ):
        return None
    words = words_anew(scene.text, last["words"] or "")
    if not words or not (corrections.marked(scene.text) or corrections.brief(scene.text)):
        return None
    known = {"order": last["order"], "change": "instructions", "words": words}
    return errands.begin(scene, "change_delivery", known).because("the carrier shall leave it elsewhere after all")
