"""Errands that wait for a timer of ours: what is kept of them, and what is known when they are spoken of before."""

import re
from collections.abc import Mapping

from bot.anew import replace
from bot.flow import Flow, Outcome
from bot.memory import PARKED, Conversation, Errand
from bot.scene import Scene
from bot.slots import items_in, order_in
from bot.turns.known import ERRANDS, GOES_BACK


def known(memory: Conversation, errand: Errand, flow: type[Flow]) -> Errand:
    """An errand that the customer comes back to before its time: what was said of it is not asked again."""
    alike = [rests for rests in memory.resting.values() if rests.flow == errand.flow]
    if len(alike) != 1 or any(alike[0].answers.get(name, said) != said for name, said in errand.answers.items()):
        return errand
    return replace(errand, answers={**flow.before_time(alike[0].answers), **errand.answers})


def gone_on(scene: Scene, errand: Errand, words: str) -> Errand:
    """Money wished for while a parcel that is not there is waited for: that is its money, and an end to the waiting."""
    alike = [rests for rests in scene.memory.resting.values() if rests.flow == "not_received"]
    if errand.flow != "refund" or errand.answers or len(alike) != 1 or not MONEY.search(words):
        return errand
    number = alike[0].answers.get("order")
    orders = scene.facts.orders
    order = order_in(scene.given, scene.view({}, {}), orders)
    other = any(items_in(scene.given, one.items) for one in orders if one.number != number)
    if other or (order is not None and order.number != number):
        return errand
    known = {name: said for name, said in alike[0].answers.items() if name != "still"}
    return replace(alike[0], answers={**known, "waited": "no"}, extras={**alike[0].extras, "words": words[:500]})


MONEY = re.compile(r"\b(?:money|refund\w*|cash|pay (?:me|it) back|reimburse\w*)\b", re.I)
"""Wishes for money, in whatever words."""


def after(memory: Conversation, errand: Errand, outcome: Outcome) -> Mapping[str, Errand]:
    """What waits for a timer once an errand has ended so: less what it ends, and itself if it is to be taken up."""
    kept = {name: rests for name, rests in memory.resting.items() if name not in outcome.ends}
    if outcome.rests is None:
        return kept
    rests = Errand(errand.flow, outcome.rests, extras=errand.extras, wish=outcome.about)
    return kept | {wake.name: rests for wake in outcome.wakes}


def _is_put_right(waits: Errand, done: Errand) -> bool:
    """Whether the fault that waited was that of the very thing which goes back now."""
    if waits.flow != "fault" or done.flow not in GOES_BACK:
        return False
    kept = (one.answers.get("items", "").split(",") for one in (waits, done))
    things, gone = ({part.partition(":")[0] for part in parts} for parts in kept)
    same = waits.answers.get("order") in (None, done.answers.get("order"))
    return same and (things <= gone or not waits.answers.get("items"))


def with_what_is_left(memory: Conversation, errand: Errand, outcome: Outcome) -> tuple[Errand, ...]:
    """What waits, with what this one leaves for a question of its own; what it has put right waits no more."""
    if outcome.later is None:
        return tuple(waits for waits in memory.parked if not (outcome.effects and _is_put_right(waits, errand)))
    intent = outcome.later_as or errand.extras.get("intent", "")
    flow = ERRANDS.get(outcome.later_as, errand.flow)
    left = Errand(flow, outcome.later, extras={"intent": intent, "words": ""})
    return (*memory.parked, left)[-PARKED:]
