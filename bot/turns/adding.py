"""One more thing is named while some are under way: "and the jumper too" joins them, or comes right after."""

import re
from collections.abc import Mapping

from bot.anew import replace
from bot.memory import PARKED, Errand, Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import Pick, free, items_in
from bot.slots.each import reasons_in
from bot.turns import answered, errands
from bot.turns.context import wishes

MORE = re.compile(r"^\W*(?:oh,? |ok,? |yes,? )?(?:and|also|plus|add)\b|\b(?:as well|too)\b(?! \w)", re.I)
IN_ITS_PLACE = re.compile(
    r"\b(?:instead|rather|only|just|no|not|never|wrong|meant?|other|returned|refunded"
    r"|cancell?ed|already|last (?:week|time)|came|got|keep\w*|exchang\w*|swap\w*)\b|n'?t\b|\?",
    re.I,
)
"""Puts right which one, or asks: no word of one more."""
TAKES = frozenset({"refund", "send_back", "cancel"})
"""The flows about some things of one order."""


def joined(scene: Scene) -> Turn | None:
    """More of the same order, named once it is known what is meant."""
    errand = scene.memory.errand
    if errand is None or errand.flow not in TAKES or not (MORE.search(scene.text) or _wished(scene, errand)):
        return None
    known = answered.known(scene, errand)
    order, had = known.get("order"), known.get("items")
    if not isinstance(order, Order) or not isinstance(had, tuple):
        return None
    ids = {pick.item.id for pick in had}
    new = tuple(p for p in items_in(scene.given, free(order)) or () if p.item.id not in ids)
    return _with(scene, errand, known, had, new) if new else _of_another(scene, errand, order)


def _of_another(scene: Scene, errand: Errand, order: Order) -> Turn | None:
    """One more thing, of another order: it has its own answer, right after this one."""
    if errand.flow == "cancel" or IN_ITS_PLACE.search(scene.text) or items_in(scene.given, order.items):
        return None
    others = [o for o in scene.facts.orders if o.number != order.number and o.status == "delivered"]
    meant = [(o, picks) for o in others if (picks := items_in(scene.given, o.items))]
    if len(meant) != 1:
        return None
    other, picks = meant[0]
    answers = {"order": other.number, "items": ",".join(_kept(pick) for pick in picks)}
    intent = errand.extras.get("intent", "")
    later = Errand(errand.flow, answers, extras={"intent": intent, "words": scene.text[:500]})
    memory = replace(scene.memory, parked=(*scene.memory.parked, later)[-PARKED:])
    return errands.ask_again(replace(scene, memory=memory), scene.say("errand.after")).because("put after this")


def _wished(scene: Scene, errand: Errand) -> bool:
    """The same wish for another thing: "refund the cups", where the kettle's refund only needs its yes."""
    same = any(errands.ERRANDS[wish] == errand.flow and word.search(scene.text) for wish, word in wishes.ASKED.items())
    return same and errand.slot == errands.CONFIRM and not IN_ITS_PLACE.search(scene.text)


def _with(
    scene: Scene, errand: Errand, known: Mapping[str, object], had: tuple[Pick, ...], new: tuple[Pick, ...]
) -> Turn:
    """In one go, unless it comes back for another reason and there is room for one only."""
    why = set(reasons_in(scene.text, new).values())
    if errand.flow == "refund" and why and why != {str(known.get("reason"))}:
        later = Errand("refund", extras={"intent": "refund_request", "words": scene.text[:500]})
        memory = replace(scene.memory, parked=(*scene.memory.parked, later)[-PARKED:])
        return errands.ask_again(replace(scene, memory=memory), scene.say("errand.after")).because("put after this")
    answers = {name: said for name, said in errand.answers.items() if name != errands.CONFIRM}
    order = known["order"]
    assert isinstance(order, Order)  # as `joined` has seen
    answers |= {"order": order.number, "items": ",".join(_kept(pick) for pick in (*had, *new))}
    words = f"{errand.extras.get('words', '')}. {scene.text}"[:500]
    again = replace(errand, answers=answers, slot="", misses=0, extras={**errand.extras, "words": words})
    return errands.proceed(scene, again).because("one more thing of the same order")


def _kept(pick: Pick) -> str:
    return f"{pick.item.id}:{pick.count}" if pick.count else pick.item.id
