"""Beside a question: "cancel my subscription", "I cancel the mug then": a wish of its own, and no "no"."""

import re

from bot.anew import replace
from bot.labels import bared
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots.naming import named
from bot.turns import answered, detours, errands

CANCELS_ONE = re.compile(
    r"\W*(?:(?:yes|yeah|ok(?:ay)?|no|please|pls|can you|could you|i want to|i'?d like to|just|then|and|also)\W+)*"
    r"(?:cancel|stop|end) (?:my|the|our) \w+",
    re.I,
)


def _another_club(scene: Scene, errand: Errand) -> bool:
    """Whether one of theirs is named that is not the one under way: that goes on when this other one is done."""
    one = answered.known(scene, errand).get("subscription")
    plans = scene.facts.account.subscriptions if scene.facts.account else ()
    found = named(scene.text, plans, lambda plan: plan.title)
    return one is not None and len(found) == 1 and found[0] != one


def another(scene: Scene) -> Turn | None:
    """At a last yes "cancel my subscription" is no stop to a refund, but a wish of its own, done first.

    "Cancel the refund", or the order, is a stop: it is a name for what is under way.
    """
    if (errand := scene.memory.errand) is None or errand.slot != errands.CONFIRM or not CANCELS_ONE.match(scene.text):
        return None
    said = detours.by_itself(scene, bared(scene.text).removeprefix("and "))
    if detours.flow_of(said) != "subscription" or (errand.flow == "subscription" and not _another_club(scene, errand)):
        return None
    return errands.begin(errands.park(replace(scene, heard=said)), said.intent)


ENDS_IT = re.compile(r"\b(?:cancel|stop) (?:it|that|this|(?:the|my) \w+)\b", re.I)
NO_WISH = re.compile(r"\b(?:cancell?ed|did(?:n'?t| not)|already|never|why|not)\b|n't\b|\?", re.I)


def instead(scene: Scene) -> Turn | None:
    """ "I cancel the mug then", asked whether its charge is explained: no no to that, but what they want now."""
    errand = scene.memory.errand
    if errand is None or errand.slot != "explained" or not ENDS_IT.search(scene.text) or NO_WISH.search(scene.text):
        return None
    said = detours.by_itself(scene, scene.text)
    if detours.flow_of(said) != "cancel":
        return None
    order = getattr(answered.known(scene, errand).get("charge"), "order", "")
    dropped = replace(scene, heard=said, memory=replace(scene.memory, errand=None))
    named = detours.names_something(dropped)
    if not named and not order:
        return None  # of a club's charge "it" is the club
    return errands.begin(dropped, said.intent, {} if named else {"order": order}).because("cancelled instead")
