"""What the errand under way knows, and what its open question says to an answer that it cannot take."""

import re
from collections.abc import Mapping
from typing import Any

from bot.flow import Ask, advance
from bot.memory import Errand
from bot.scene import Scene
from bot.slots import words_of
from bot.slots.unlisted import is_known_thing
from bot.turns.known import FLOWS


def known(scene: Scene, errand: Errand) -> Mapping[str, Any]:
    """What is known before the question under way, said or assumed."""
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    return step.view.known if isinstance(step, Ask) else {}


def miss_words(scene: Scene) -> str:
    """What the slot itself says to an answer it cannot take."""
    step = _step(scene)
    return step.slot.miss(scene.given, step.view) if step else ""


def told(scene: Scene) -> str:
    """What the slot itself says to a question beside it."""
    step = _step(scene)
    return step.slot.tells(scene.given, step.view) if step else ""


THING = re.compile(
    r"\W*(?:(?:no|it'?s|its|for|about|actually|i mean|i meant|return|refund|sorry|oh)\W+)*"
    r"(?:the|my|those|these) (?P<what>[^\W\d_]+(?: [^\W\d_]+)?)(?: (?:please|pls))?"
    r"(?:,? not (?:the|my|that) [\w'-]+)?\W*",
    re.I,
)
WHAT_GOES = frozenset({"order", "items", "count", "confirm"})
"""Slots beside which a thing is named as the one that is meant."""


def not_theirs(scene: Scene) -> str:
    """A thing that was named and is in none of their orders, and what is."""
    errand = scene.memory.errand
    return stranger(scene, scene.text) if errand and errand.slot in WHAT_GOES else ""


def stranger(scene: Scene, text: str) -> str:
    """These words, if they do no more than name a thing that is in none of their orders: so, and what is."""
    named = THING.fullmatch(text)
    if named is None or not scene.facts.orders:
        return ""
    said = words_of(named["what"])
    bought = dict.fromkeys(item.name for order in scene.facts.orders for item in order.items)
    if not is_known_thing(named["what"]) or any(said & words_of(name) for name in bought):
        return ""
    return scene.say("errand.not_among", thing=named["what"], items=scene.words.several(tuple(bought)[:MOST]))


MOST = 6
"""Things that are named at most."""


def limit(scene: Scene) -> int:
    """How often the open question is asked anew: as the team wants it, or once where more would lead nowhere."""
    step = _step(scene)
    return 1 if step and step.slot.once(step.view) else scene.policy.misunderstood_limit


def _step(scene: Scene) -> Ask | None:
    errand = scene.memory.errand
    if errand is None or errand.flow not in FLOWS:
        return None
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    return step if isinstance(step, Ask) else None
