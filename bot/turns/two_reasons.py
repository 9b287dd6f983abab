"""Two things with two reasons are two matters: "the kettle leaks, the cups I just don't want"."""

import re
from itertools import combinations

from bot.anew import replace
from bot.flow import Given, slots
from bot.memory import PARKED, Errand, Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import Pick, Reason, items_in
from bot.slots.each import clauses, reasons_in
from bot.slots.naming import BOTH, names_in, naming
from bot.slots.picking import free, here
from bot.turns import detours, errands, leads
from bot.turns.context.reading import bought
from bot.wording import Markup

MONEY = re.compile(r"\b(?:refund\w*|money back|reimburse\w*|pay me back)\b", re.I)
"""Said anywhere, it is wanted for each of them."""


def begun(scene: Scene, intent: str) -> Turn | None:
    """The first of them for its own reason, with the others to go on with; None where one reason holds for all."""
    if intent not in ("refund_request", "item_problem"):
        return None
    found = [wish for order in scene.facts.orders for wish in _by_reason(scene, order)]
    if len(found) < 2:
        return None
    first, *others = found
    parked = (*scene.memory.parked, *reversed(others))[-PARKED:]
    said = detours.by_itself(scene, first.extras["words"])
    scene = replace(scene, heard=said, memory=replace(scene.memory, parked=parked))
    turn = errands.begin(scene, first.extras["intent"], first.answers)
    return turn.because("two things, two reasons: one after the other")


def _by_reason(scene: Scene, order: Order) -> list[Errand]:
    """An errand for each reason that was given for some lines of this order; none if there is but one."""
    picks = items_in(Given(scene.text), free(order)) or ()
    why = reasons_in(scene.text, picks, ()) if len(picks) > 1 else {}
    if len(set(why.values())) < 2:
        return []
    groups = {reason: tuple(p for p in picks if why.get(p.item.id) == reason) for reason in dict.fromkeys(why.values())}
    return [_errand(scene, order, group, reason) for reason, group in groups.items()]


def _errand(scene: Scene, order: Order, group: tuple[Pick, ...], reason: str) -> Errand:
    """What is done for one reason: money where it was asked for, else what one does about such a thing."""
    unwanted = "return_exchange" if reason == Reason.UNWANTED else "item_problem"
    intent = "refund_request" if MONEY.search(scene.text) else unwanted
    ids = {pick.item.id for pick in group}
    words = ", ".join(part.strip() for part, about in clauses(scene.text, group) if ids & {p.item.id for p in about})
    flow = errands.ERRANDS[intent]
    items = ",".join(f"{p.item.id}:{p.count}" if p.count else p.item.id for p in group)
    known = {"order": order.number, "items": items, "reason": str(reason)}
    own = {name for name, _ in slots(errands.FLOWS[flow])}
    answers = {name: said for name, said in known.items() if name in own}
    return Errand(flow, answers, extras={"intent": intent, "words": words})


def of_two_orders(scene: Scene, intent: str) -> Turn | None:
    """ "Give back both, the lanterns and the tray": things of two orders, each with a question of its own."""
    if intent not in ("refund_request", "return_exchange") or not scene.facts.bound or not scene.facts.shop_up:
        return None
    said = naming(scene.text, bought(scene.facts))
    orders = [order for order in scene.facts.orders if said & names_in(order)]
    alike = any(said & names_in(one) & names_in(other) for one, other in combinations(orders, 2))
    if len(orders) < 2 or alike or any(not here(order) for order in orders) or NO_LIST.search(scene.text):
        return None
    first, *others = [_of_order(scene, order, intent) for order in orders]
    parked = (*scene.memory.parked, *reversed(others))[-PARKED:]
    scene = replace(scene, memory=replace(scene.memory, parked=parked))
    turn = errands.begin(scene, intent, first.answers, words=first.extras["words"])
    if not turn.handoff:
        turn = leads.led_by(turn, scene.say("errand.then_the", items=_named(scene, orders[1])))
    return turn.because("things of two orders: one after the other")


NO_LIST = re.compile(
    r"\b(?:not|or|but|instead|which|keep\w*|except|without|only|either|rather|same|for|swap|exchange|stays?|fine"
    r"|ok(?:ay)?|great|dont|doesnt|didnt|isnt|cant)\b|n't\b|\?",
    re.I,
)
"""Leaves one of them out, chooses or asks."""


def _named(scene: Scene, order: Order) -> Markup:
    """What they named of an order."""
    return scene.words.several(tuple(pick.item.name for pick in _picked(scene, order)) or (order.title,))


def _picked(scene: Scene, order: Order) -> tuple[Pick, ...]:
    text = BOTH.sub(" ", scene.text)  # both of these orders, and not both things of one
    return items_in(Given(text), here(order)) or ()


def _of_order(scene: Scene, order: Order, intent: str) -> Errand:
    text, picks = BOTH.sub(" ", scene.text), _picked(scene, order)
    items = ",".join(f"{p.item.id}:{p.count}" if p.count else p.item.id for p in picks)
    known = {"order": order.number, **({"items": items} if items else {})}
    return Errand(errands.ERRANDS[intent], known, extras={"intent": intent, "words": text[:500]})
