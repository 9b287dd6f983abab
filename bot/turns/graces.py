"""Courtesies and files beside a question that they do not answer: met with a word, and no miss."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.flow import slots
from bot.hearing import Band, hear
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands, identity

_GLAD = (
    r"ok(?:ay)?|k+|good|great|nice|cool|perfect|lovely|awesome|super|fine|alright|all right|got it|noted|wow"
    r"|lol|(?:ha){2,}h?|love (?:you|it|this)|you'?re (?:great|the best)"
)
_FILL = r"that'?s|very|so|oh"
ACK = re.compile(rf"\W*(?:(?:{_FILL})\b\W*)*(?:{_GLAD})\b\W*(?:(?:{_GLAD}|{_FILL})\b\W*)*", re.I)
"""All is well, and nothing is asked for."""
THANKED = re.compile(
    rf"\W*(?:(?:thanks?|thank you|thx|ty|cheers|much|a lot|again|{_GLAD}|{_FILL})\b\W*)+",
    re.I,
)
"""The same, or thanks: it leads nowhere."""
_FINE = (
    r"awesome|amazing|wonderful|brilliant|fantastic|great|lovely|the best|excellent|superb|incredible|fab|a star|stars"
    r"|(?:so |very )(?:kind|helpful|good|nice|quick)"
)
PRAISE = re.compile(
    r"\b(?<!d )(?:love|adore) (?:(?:you|u)(?: guys| all| lot)?|this (?:shop|store|place)"
    r"|your (?:shop|store|stuff|things|products|service|site)|it|them|(?:the|my)(?: new)? \w+)\b"
    r"|\bbest (?:shop|store|service|company|team)\b"
    r"|\b(?:you(?:'re| are|'ve been| have been| guys are| all are)|u (?:guys )?(?:r|are)"
    r"|(?:the|your) (?:service|team|shop) (?:is|was|has been)|what an?)"
    rf" (?:(?:all|really|just|absolutely|simply|such|truly|an?) )*(?:{_FINE})\b",
    re.I,
)
NO_PRAISE = re.compile(
    r"\?|n['’]t\b|\b(?:not?|but|never|still|again|late|delay\w*|broken|broke|wrong|missing|los(?:e|t|ing)|leak\w*"
    r"|damag\w*|crack\w*|fault\w*|scratch\w*|how (?!lovely|nice|great|kind)|where|when|why|what(?! an?\b)|refund|return"
    r"|cancel|send|exchange|swap|track|scam\w*|fraud\w*|question|can|could|would|buy|another|except|only|if|used to"
    r"|until|(?:want|need)(?! to (?:say|tell|let you know)\b))\b",
    re.I,
)
"""A wish, a fault or a bitter tone beside it: then that is met."""

_JUST_SAYING = (
    r"(?:i |we )?(?:just|only)? ?(?:wanted|want|had|have|thought i'?d) to (?:say|tell you|let you know)"
    r"(?: (?:so|that|this|it))*"
    r"|(?:hi|hello|hey|dear)(?: \w+){0,3}|thanks?(?: you)?(?: (?:so|very|much|a lot|again|for \w+(?: \w+){0,4}))*"
    r"|(?:my|the) \w+ (?:comes|came|arrived|is here)(?: today| now| already)?|(?:that'?s|this is) (?:all|it)"
    r"|(?:keep it up|well done|good job|good work|bravo|kudos|wow|yay|honestly|seriously|really)(?: \w+){0,2}"
    r"|(?:my )?(?:\w+ ){0,3}(?:loves?|likes?) (?:it|them) too"
)
_HOW = r"\bhow (?:lovely|nice|great|kind|sweet|wonderful|good)\b"
NICE = re.compile(rf"{_HOW}|{PRAISE.pattern}", re.I)
ASIDE = re.compile(rf"\W*(?:{_JUST_SAYING})\W*", re.I)
CLAUSES = re.compile(r"[.,;!?\n]+|\b(?:and|but|so|because|although|pity|shame|however)\b", re.I)


def praised(text: str) -> bool:
    """Whether these words say how good it all is, and nothing else: each clause is praise, thanks or a courtesy."""
    if PRAISE.search(text) is None or NO_PRAISE.search(text):
        return False
    parts = [part for part in CLAUSES.split(text) if re.search(r"\w", part)]
    return all(NICE.search(part) or ASIDE.fullmatch(part) or THANKED.fullmatch(part) for part in parts)


WELL = re.compile(
    r"\W*(?:(?:but|and|oh|well|ok(?:ay)?|no|yes)\W+)*(?:the|my|that|those|these)(?: [\w'-]+){0,3} (?:is|are|was|were)"
    r" (?:(?:all|just|really|so|very|absolutely) )*(?:fine|good|great|ok(?:ay)?|perfect|lovely|brilliant)"
    r"(?: (?:btw|by the way|though|anyway|too|as well))*\W*",
    re.I,
)
"""Says of a thing that it is as it should be, and thanks for nothing."""
SURE = 0.9
"""From this, thanks and goodbye together are a courtesy, whichever of the two it is."""


def courtesy(scene: Scene) -> str:
    """Thanks, goodbye or hello; empty if more is said, or something else."""
    heard = scene.heard
    if heard is None or not heard.intents:
        return ""
    if heard.band is Band.ACT and heard.intent not in ("thanks", "goodbye"):
        return heard.intent if heard.intent == "greeting" else ""
    both = dict(hear(scene.text).intents)
    sure = heard.band is Band.ACT or both.get("thanks", 0.0) + both.get("goodbye", 0.0) >= SURE
    leaves = heard.intent == "goodbye" or "bye" in scene.text.casefold()
    return "goodbye" if sure and leaves else "thanks" if sure else ""


def beside(scene: Scene) -> Turn | None:
    """They take leave: the question goes. They thank, say hello or send a file: it stays."""
    errand, said = scene.memory.errand, courtesy(scene)
    if errand is None or errand.flow == identity.NAME:
        return None
    if said == "goodbye":
        words = f"{scene.say('errand.dropped')} {scene.say('small.goodbye')}"
        return Turn(replace(scene.memory, errand=None, parked=()), (Reply(words),)).because("they take leave")
    key = "small.praised" if praised(scene.text) else BESIDE.get(said, "")
    key = "small.well" if key == "small.thanks" and WELL.fullmatch(scene.text) else key
    lead = scene.say(key) if key else _of_files(scene)
    return errands.ask_again(scene, lead, errand.misses).because("a courtesy, or a file") if lead else None


BESIDE = {"thanks": "small.thanks", "greeting": "small.here"}


def _of_files(scene: Scene) -> str:
    errand = scene.memory.errand
    asked = dict(slots(errands.FLOWS[errand.flow])).get(errand.slot) if errand else None
    if not scene.files or (asked and asked.wants_file):  # where a photo is waited for, another file is a miss
        return ""
    return scene.say("photo.kept" if any(file.is_image for file in scene.files) else "small.file_kept")
