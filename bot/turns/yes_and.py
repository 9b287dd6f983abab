"""Beside a last yes: another wish, which comes right after, or words that put the yes off."""

import re

from bot import slots
from bot.anew import replace
from bot.flow import Given
from bot.memory import PARKED, Errand, Turn
from bot.scene import Scene
from bot.slots.agreeing import QUESTION
from bot.turns import answered, detours, errands, same_place

YES_MORE = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ok(?:ay)?|sure)\b(?:\W+(?:please|pls|do it|thanks|thank you))*\W+"
    r"(?:and|also|plus|and also|and then)\b\W+(?P<more>\w.*)$",
    re.I | re.S,
)
ONLY_OK = re.compile(r"^\W*ok(?:ay)?\b(?!\W+(?:yes|please|pls|do it)\b)", re.I)
IF = re.compile(r"\W*(?:(?:then|what|only|so)\W+)*(?:if|unless|until|once|whether)\b", re.I)
PUTS_OFF = re.compile(
    r"\b(?:tomorrow|tonight|next (?:week|month|year|time)|later|not (?:today|now|yet)|another (?:day|time)"
    r"|in (?:a|an|one|two|ten|a few|\d+) (?:minutes?|hours?|days?|weeks?|months?)"
    r"|ask (?:my|the|him|her|them)"
    r"|(?:let me|i(?:'?ll| will| need to| have to| must)?) (?:think|check|see|ask|sleep on))\b",
    re.I,
)
"""Says when, or whom first; none of that is now."""
VERBS = {"refund": "refund", "send_back": "return", "cancel": "cancel"}
"""How another thing is named for the same wish: "yes, and the bowl"."""
FEW = 5
"""Words in which a thing is only named."""


def more(scene: Scene) -> Turn | None:
    """ "Yes, and refund the stove": the yes counts, and the other wish comes right after."""
    errand, said = scene.memory.errand, YES_MORE.match(scene.text)
    if errand is None or errand.slot != errands.CONFIRM or said is None or not errands.may_begin(scene, errand.flow):
        return None
    if IF.match(said["more"]) or (ONLY_OK.match(scene.text) and QUESTION.search(said["more"])):
        return None  # "ok and when will they come" asks, and agrees to nothing; nor does "yes and if it is lost"
    if same := same_place.beside_the_yes(scene, errand, said["more"]):
        return same
    later = _of_another(scene, errand, said["more"]) or _another(scene, errand, said["more"])
    if later is None:
        return None
    memory = replace(scene.memory, parked=(*scene.memory.parked, later)[-PARKED:])
    turn = errands.go_on(replace(scene, memory=memory), Given("yes", "affirm"))
    return turn.because(f"and then: {later.extras['intent']}") if turn else None


def _another(scene: Scene, errand: Errand, rest: str) -> Errand | None:
    """The other wish, where it is clear."""
    heard = detours.by_itself(scene, rest)
    flow = detours.flow_of(heard)
    if not flow or flow == errand.flow:
        return None
    return Errand(flow, extras={"intent": heard.intent, "words": heard.text[:500]})


def _of_another(scene: Scene, errand: Errand, rest: str) -> Errand | None:
    """The same wish for a thing of another order; one of the same order joins what is under way."""
    verb, order = VERBS.get(errand.flow, ""), answered.known(scene, errand).get("order")
    given = replace(scene.given, text=rest, entities=())
    other = slots.order_in(given, scene.view({}, {}), scene.facts.orders)
    if not verb or other is None or other == order or len(rest.split()) > FEW:
        return None
    words = f"{verb} {rest}"
    return Errand(errand.flow, extras={"intent": errand.extras.get("intent", ""), "words": words[:500]})


def puts_off(scene: Scene) -> Turn | None:
    """ "Yes, I'll ask my husband", "ok tomorrow": it waits for them, and nothing is done."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or QUESTION.search(scene.text):
        return None
    if not PUTS_OFF.search(scene.text):
        return None
    return errands.ask_again(scene, scene.say("errand.no_hurry"), errand.misses).because("they put it off")
