"""Several wishes in one message: one is done after the other, none is forgotten."""

import re

from bot.anew import replace
from bot.hearing import Band, Heard, hear
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import words_of
from bot.turns import errands
from bot.turns.context import in_context

APART = re.compile(r"[.!?;\n]+\s*|\s*,?\s+(?:and|also|plus)(?:\s+(?:also|then))?\s+", re.I)
"""Where one wish may end and the next begin."""
MOST = 3
PARCELS = frozenset({"tracking", "late", "not_received", "courier", "new_address"})
CHARGES = frozenset({"charge", "subscription"})
"""A parcel and a charge are never one matter; anything else is two only where it is about two things."""


def begun(scene: Scene) -> Turn | None:
    """The first of them, with the others to go on with; None if there is but one. What only looks comes first."""
    found = sorted(wishes(scene), key=lambda heard: errands.ERRANDS[heard.intent] not in errands.FACTUAL)
    if len(found) < 2:
        return None
    first, *others = found
    left = [Errand(errands.ERRANDS[o.intent], extras={"intent": o.intent, "words": o.text[:500]}) for o in others]
    memory = replace(scene.memory, parked=(*scene.memory.parked, *reversed(left)), misses=0)
    turn = errands.begin(replace(scene, heard=first, memory=memory), first.intent)
    return turn.because(f"and then: {', '.join(o.intent for o in others)}")


def wishes(scene: Scene) -> list[Heard]:
    """What is asked for in each part of the message, as far as it is clear and another matter."""
    parts = [part for part in APART.split(scene.text) if len(part.split()) > 1]
    if len(parts) < 2:
        return []
    found: list[Heard] = []
    for part in parts:
        heard = in_context(hear(part, (), scene.policy.orders), scene.facts)
        flow = errands.ERRANDS.get(heard.intent, "elsewhere")
        clear = heard.band is Band.ACT and flow not in ("elsewhere", "product")
        if clear and len(found) < MOST and all(_apart(scene, heard, other) for other in found):
            found.append(heard)
    return found


def _apart(scene: Scene, one: Heard, other: Heard) -> bool:
    flows = {errands.ERRANDS[one.intent], errands.ERRANDS[other.intent]}
    if len(flows) < 2:
        return False
    named, before = _things(scene, one), _things(scene, other)
    return bool(flows & PARCELS and flows & CHARGES) or bool(named and before and not named & before)


def _things(scene: Scene, heard: Heard) -> frozenset[str]:
    """The words that name something of theirs."""
    titles = [item.title for order in scene.facts.orders for item in order.items]
    return words_of(heard.text) & words_of(" ".join(titles))
