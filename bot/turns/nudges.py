"""What asks after us rather than after an order: who answers here, and whether anybody still does."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.hearing import hear
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands, opening, people

_KIND = r"(?:(?:chat ?)?bot|robot|machine|computer|human(?: being)?|real (?:person|human)|person|a\.?i\.?|automated)"
_SEX = r"(?:boy|girl|man|woman|male|female|guy|lady|he|she)"
_FILL = r"(?: (?:even|just|only|actually|really|like|some|an?|the))"
WHO = re.compile(
    r"\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|wait|sorry|lol|but|and|hm+|thanks|thank you)\W+)*"
    rf"(?:(?:(?:are|r) )?(?:you|u){_FILL}* (?:{_KIND}|real)"
    rf"|(?:is (?:this|it|that)|(?:am i|i'?m) (?:talking|speaking|chatting|writing) (?:to|with)){_FILL}* {_KIND})"
    rf"(?:(?: or(?: just)?| an?| not| what| here| then| real(?:ly)?| lol| bro| man| {_KIND}))*\W*"
    rf"|\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|wait|sorry|but|and)\W+)*(?:are|r) (?:you|u){_FILL}* {_SEX}"
    rf"(?:(?: or(?: an?)?| an?| not| lol| {_SEX}))*\W*"
    r"|\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|wait|sorry)\W+)*"
    r"(?:who (?:are|r) (?:you|u)|who (?:am i|i'?m) (?:talking|speaking|chatting) (?:to|with)|what are you|bot\?)\W*",
    re.I,
)
"""Asks whether we are a person, and for none."""
GRAVE = ("safety", "security", "legal", "anger")
ONLY_MARKS = re.compile(r"[^\w]*\?[^\w]*")
HELLO = re.compile(r"\W*(?:(?:hell?o+|hey+|hi+|(?:are )?(?:you|u) (?:still )?there)\b\W*)+", re.I)
"""Beside an open question it only asks whether we are still here, however often it is said."""


def met(scene: Scene) -> Turn | None:
    """An honest word on who we are; a mere "?" hears that we are here, and where things stand."""
    return _who(scene) or _anybody(scene)


def wordless(scene: Scene) -> Scene:
    """A picture with a mere "?" has come without a word."""
    return replace(scene, heard=hear("")) if scene.files and ONLY_MARKS.fullmatch(scene.text) else scene


def _who(scene: Scene) -> Turn | None:
    if not WHO.fullmatch(scene.text) or scene.triggered(*GRAVE):
        return None
    if scene.heard and scene.heard.frustration >= scene.policy.frustration_opens:
        return None
    said = Reply(
        scene.say("small.who" if scene.memory.greeted else "small.who_first"), offers=people.ways_to_people(scene)
    )
    if scene.memory.errand is None:
        return Turn(scene.memory, (said,)).because("asks who we are")
    back = errands.ask_again(scene, scene.say("errand.back"), scene.memory.errand.misses)
    return Turn(back.after, (said, *back.replies), outcome=back.outcome).because("asks who we are", *back.decided)


def _anybody(scene: Scene) -> Turn | None:
    errand = scene.memory.errand
    called = errand and errand.slot != "helped" and HELLO.fullmatch(scene.text)  # after an answer it begins anew
    if scene.files or not (called or ONLY_MARKS.fullmatch(scene.text)):
        return None
    here = scene.say("small.here")
    if any(text.startswith(here) for text in scene.memory.ours[-1:]) or (errand and errand.misses and not called):
        return None  # told so already: they want something else of us
    if errand:
        return errands.ask_again(scene, here, errand.misses).because("asks on")
    return None if scene.memory.topic else opening.greet(scene)
