"""A photo that is asked for and comes later: that is no word that there is none."""

import re

from bot.flow import slots
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands

LATER = re.compile(
    r"\b(?:later|tonight|tomorrow|this (?:evening|afternoon)|right now|at the moment|soon|at work|not (?:at )?home"
    r"|once i|when i(?:'?m| am| get| come)|after (?:work|dinner|lunch)|in (?:an?|half an|a few|\d+) (?:minutes?|mins?"
    r"|hours?|hrs?)|(?:can(?:'?t|not)|not|unable to) (?:\w+ ){0,4}now|(?:a|one|just a) (?:sec(?:ond)?|minute"
    r"|moment))\b",
    re.I,
)
"""Says that a picture comes, and not yet."""
NEVER = re.compile(
    r"\b(?:need (?:it|this|them|help|my|an?)|threw|thrown|binned|never|no camera|(?:phone|camera) (?:is "
    r"|got )?(?:broken?|dead|stolen)|instead|rather|another one|new one|money|cancel|forget|call|person|human"
    r"|urgent\w*|asap|immediately)\b|\?",
    re.I,
)
GRAVER = ("safety", "security", "human", "legal", "anger", "call")
LONGEST = 14


def met(scene: Scene) -> Turn | None:
    """ "I can't right now", "will send it tonight": that is no hurry and no word that there is none; the question
    stays."""
    errand = scene.memory.errand
    brief = len(scene.text.split()) <= LONGEST
    if errand is None or errand.flow not in errands.FLOWS or scene.files or not brief or scene.triggered(*GRAVER):
        return None
    asked = dict(slots(errands.FLOWS[errand.flow])).get(errand.slot)
    if asked and asked.wants_file and LATER.search(scene.text) and not NEVER.search(scene.text):
        return errands.ask_again(scene, scene.say("photo.later"), errand.misses).because("a picture comes later")
    return None
