"""A photo that is asked for and comes later, or that nobody asked for: neither is a word that there is none."""

import re

from bot.flow import slots
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.answers import NO_CAMERA
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
    stays. Where none is asked for, they hear that none is needed."""
    errand = scene.memory.errand
    brief = len(scene.text.split()) <= LONGEST
    if errand is None or errand.flow not in errands.FLOWS or scene.files or not brief or scene.triggered(*GRAVER):
        return None
    asked = dict(slots(errands.FLOWS[errand.flow])).get(errand.slot)
    if asked and asked.wants_file and LATER.search(scene.text) and not NEVER.search(scene.text):
        return errands.ask_again(scene, scene.say("photo.later"), errand.misses).because("a picture comes later")
    last = errand.slot == errands.CONFIRM and errand.flow in NEEDS_NONE
    if last and ONLY_NONE.fullmatch(scene.text.replace("’", "'")):
        return errands.ask_again(scene, scene.say("photo.not_needed"), errand.misses).because("no picture is needed")
    return None


NEEDS_NONE = frozenset({"refund", "send_back"})
"""At their last yes what had to be seen was seen."""
ONLY_NONE = re.compile(
    rf"\W*(?:(?:sorry|but|well|i|we|and|ok(?:ay)?|just|only)\W+)*{NO_CAMERA.pattern}"
    r"(?:\W+(?:of (?:it|them|that)|right now|now|at the moment|yet|here|sorry|though|today|of the \w+))*\W*",
    re.I,
)
