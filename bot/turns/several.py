"""Several wishes in one message: one is done after the other, none is forgotten."""

import re

from bot.anew import replace
from bot.hearing import Band, Heard, hear
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import words_of
from bot.turns import errands, questions
from bot.turns.context import in_context

APART = re.compile(
    r"[.!?;\n]+\s*|\s*,?\s+(?:and|also|plus)(?:\s+(?:also|then))?\s+"
    r"|,\s+(?=(?:where|when|what|how|can|could|please|i want|i need)\b)",
    re.I,
)
"""Where one wish may end and the next begin."""
MOST = 3
PARCELS = frozenset({"tracking", "late", "not_received", "courier", "new_address"})
CHARGES = frozenset({"charge", "subscription"})
GOODS = frozenset({"refund", "send_back", "fault"})
UNLIKE = ((PARCELS, CHARGES), (frozenset({"new_address"}), GOODS))
"""Never one matter; anything else is two only where it is about two things, or where both are only looked at."""
POLITE = frozenset({"thanks", "greeting", "goodbye"})
"""What is said beside a wish and asks for nothing."""


def begun(scene: Scene) -> Turn | None:
    """The first of them, with the others to go on with; None if there is but one. What only looks comes first."""
    if scene.intent in POLITE:
        asked = [heard for heard in wishes(scene) if questions.OF_US.search(heard.text)]
        return errands.begin(replace(scene, heard=asked[0]), asked[0].intent) if asked else None
    found = sorted(wishes(scene), key=lambda heard: errands.ERRANDS[heard.intent] not in errands.FACTUAL)
    if len(found) < 2:
        return None
    first, *others = found
    left = [Errand(errands.ERRANDS[o.intent], extras={"intent": o.intent, "words": o.text[:500]}) for o in others]
    memory = replace(scene.memory, parked=(*scene.memory.parked, *reversed(left)), misses=0)
    turn = errands.begin(replace(scene, heard=first, memory=memory), first.intent)
    if turn.after.errand is None and not turn.handoff:  # answered without an errand that would go on with the next
        turn = errands.back_to_parked(scene, turn)
    return turn.because(f"and then: {', '.join(o.intent for o in others)}")


def wishes(scene: Scene) -> list[Heard]:
    """What is asked for in each part of the message, as far as it is clear and another matter."""
    parts = [part for part in APART.split(scene.text) if part.strip()]
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
    if flows <= errands.FACTUAL or any(flows & these and flows & those for these, those in UNLIKE):
        return True
    return bool(named and before and not named & before)


def _things(scene: Scene, heard: Heard) -> frozenset[str]:
    """What of theirs is named: a lamp of glass is one thing, whichever of the two words was said."""
    items = [item for order in scene.facts.orders for item in order.items]
    return frozenset(item.title for item in items if words_of(heard.text) & words_of(item.title))
