"""Which orders a cancelling is about before it begins: several, one after the other, or the one just told of."""

import re

from bot.anew import replace
from bot.flows.cancel.lines import can_be_stopped, still_here
from bot.memory import PARKED, Errand
from bot.scene import Scene
from bot.shop import Order
from bot.slots import naming, words_of
from bot.slots.apart import pointed, spared, titles
from bot.slots.orders import not_meant
from bot.turns import pointed_at

AFTER, THEN = "after", "then"
"""Kept of the order that comes before this one, and of those that come after it: each has a yes of its own."""
_EACH = (
    r"(?:both|each of|(?:the|my) two(?![-\w])(?! ?person)|all (?:of )?(?:them|these|my \w+ orders)"
    r"|all (?:the |my )?orders|everything)\b"
)
BOTH = re.compile(
    rf"\b(?:cancel|stop|drop)\w*\W+(?:\w+\W+){{0,4}}?{_EACH}|\b{_EACH}\W+(?:\w+\W+){{0,3}}?cancell?ed\b", re.I
)
"""Wants more orders than one stopped; that both were ordered by mistake does not say so."""
MANY = re.compile(
    r"\b(?:cancel|stop|drop)\w*\W+(?:please |pls )?(?:the|my|these|those|two|2) (?:two |2 )?(?P<thing>\w+)s\b", re.I
)
ONE = re.compile(
    r"\b(?:one|1|either) of\b|\b(?:only|just|cancel|stop|keep|need|want) (?:only |just )?(?:one|1)\b|\bor\b", re.I
)
"""Wants one of them stopped, or is not sure which."""
TALE = re.compile(
    r"\b(?:why|did|didn'?t|has|have|had) (?:\w+ ){0,3}?cancel\w*|\b(?:she|he|they|wife|husband|someone) cancell?ed\b"
    r"|\bstop (?:them|both|it|the \w+) from\b",
    re.I,
)
"""Asks or tells of what was stopped, and wants nothing stopped."""
AND = re.compile(r"\band\b|&|\+|,|\bboth\b", re.I)
ELSE = re.compile(
    r"\b(?:where\w*|when\w*|what\w*|how|track\w*|refund\w*|return\w*|send|change|address|order(?:ed)? (?:it|them)?"
    r" ?twice|by mistake|instead)\b",
    re.I,
)
"""Tells a story of them, or wants something else of one."""
POINTS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|oh|no|well|hm+|so|then|and|please|pls|can|could|you|i|want|to|just|i'?d|like)\W+)*"
    r"(?:cancel|stop) (?:it|them|that|those|this|these)(?: (?:one|order|then|please|pls|now|instead|thanks))*\W*",
    re.I,
)
"""Names no more than what was just spoken of."""


def first_of(scene: Scene, errand: Errand) -> tuple[Scene, Errand]:
    """The errand about the first of them, with one put off for each of the others."""
    if errand.flow != "cancel" or not scene.facts.orders:
        return scene, pointed_at.known(scene, errand)
    meant = several(scene.text, scene.facts.orders)
    if not meant and (one := _just_told(scene)):
        return scene, replace(errand, answers={**errand.answers, "order": one.number})
    return in_turn(scene, errand, meant) if len(meant) > 1 else (scene, errand)


def in_turn(scene: Scene, errand: Errand, meant: tuple[Order, ...]) -> tuple[Scene, Errand]:
    first, *others = sorted(meant, key=lambda order: not still_here(order))
    later = [_later(other, first) for other in reversed(others)]
    memory = replace(scene.memory, parked=(*scene.memory.parked, *later)[-PARKED:])
    then = ",".join(other.number for other in others)
    return replace(scene, memory=memory), replace(errand, answers={**errand.answers, "order": first.number, THEN: then})


def _later(order: Order, first: Order) -> Errand:
    words = {"intent": "cancel_order", "words": f"cancel order {order.number}"}
    return Errand("cancel", {"order": order.number, AFTER: first.number}, extras=words)


def alone(scene: Scene) -> Scene:
    """Without those that were to come after it."""
    kept = tuple(errand for errand in scene.memory.parked if AFTER not in errand.answers)
    return replace(scene, memory=replace(scene.memory, parked=kept))


def several(text: str, orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """The orders that are named together; none where one is picked out, or that is not clear."""
    said, out = spared(text)
    if out:
        orders = tuple(o for o in orders if o not in not_meant(out, orders))
    if ONE.search(said):
        return ()
    numbered = tuple(o for o in orders if re.search(rf"(?<!\w){re.escape(o.number)}(?!\w)", said))
    if numbered or pointed(said, orders):
        return numbered if len(numbered) > 1 else ()
    open_ones = tuple(o for o in orders if can_be_stopped(o))
    shared = frozenset.intersection(*(words_of(titles(o)) for o in open_ones)) if open_ones else frozenset()
    called = tuple(o for o in open_ones if naming(said, words_of(titles(o))))
    apart = tuple(o for o in called if naming(said, words_of(titles(o)) - shared))
    if TALE.search(said):
        return ()
    if BOTH.search(said) or (len(called) > 1 and all(_in_plural(said, order) for order in called)):
        meant = called or open_ones
        of_two = re.search(r"\b(?:both|two|2)\b", said, re.I) is not None
        return meant if len(meant) == 2 or (len(meant) > 2 and not of_two) else ()
    return apart if len(apart) > 1 and AND.search(said) and not ELSE.search(said) and _unlike(apart) else ()


def _in_plural(said: str, order: Order) -> bool:
    """ "My tents", of somebody who has one tent in each of their orders."""
    one = sum(item.quantity for item in order.items) == 1
    found = MANY.search(said)
    return one and found is not None and re.search(rf"\b{found['thing']}\b", titles(order), re.I) is not None


def _unlike(orders: tuple[Order, ...]) -> bool:
    return len({titles(order) for order in orders}) == len(orders)


def _just_told(scene: Scene) -> Order | None:
    """ "Cancel them", right after something of one order was told: that one is meant."""
    if not POINTS.fullmatch(scene.text):
        return None
    lines, before = list(scene.memory.lines)[:-1], []
    while lines and lines[-1].speaker == "bot":
        before.append(lines.pop().text)
    open_ones = [o for o in scene.facts.orders if can_be_stopped(o)]
    told = [o for o in open_ones if any(item.name in text for item in o.items for text in before)]
    return told[0] if len(told) == 1 else None
