"""An order or a parcel by a number that is none of theirs: it is said so, and no other order stands in for it."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.hearing import Band
from bot.hearing.entities import entities
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import CHOOSE, order_in, still_to_come
from bot.slots.addresses import address_in, home_of
from bot.turns import errands, not_listed, nothing_newer
from bot.turns.leads import CARRIERS_CODE

NUMBERS = ("order_number", "tracking_number")
AWAITED = frozenset({"order_status", "delivery_late", "delivery_not_received", "change_delivery", "delivery_problem"})
"""What one wants of an order that is to come."""
OF_ONE = frozenset({"cancel_order", "refund_request", "return_exchange", "item_problem"})
"""What is asked of one order, which is then to be chosen."""
SMALL = frozenset({"provide_info", "thanks", "out_of_scope", "greeting"})
ONLY_NUMBER = re.compile(
    r"\W*(?:(?:hi|hello|hey|it'?s|it is|this is|here is|here it is|my|the|for|orders?|parcel|package"
    r"|tracking|number|no|nr|ref|code|id|is|please|pls|thanks|thank you|many|and|so|ok|i|need|want|have|some|a|an|help"
    r"|with|about|question|regarding|can|could|you|u|check|look|find|at|up)\b\W*)*",
    re.I,
)
"""What may stand beside the number of who tells no more than that."""
BACK = 2
"""So many messages later it still is about the same number."""


def met(scene: Scene) -> Turn | None:
    """The number said to be unknown, and nothing guessed; in the messages after it too, if they name nothing else."""
    if scene.memory.errand or scene.heard is None or not scene.facts.bound:
        return None
    if scene.heard.band is not Band.ACT:
        return _whatever_it_is(scene)
    if scene.intent not in AWAITED | OF_ONE | SMALL or not scene.facts.shop_up:
        return None
    if order_in(scene.given, scene.view({}, {}), scene.facts.orders):
        return None
    kind, number = _unknown(scene, scene.text)
    if scene.intent in SMALL:
        rest = scene.text.replace(number, " ") if number else ""
        return _told(scene, kind, number) if number and ONLY_NUMBER.fullmatch(rest) else None
    if not number and scene.intent in AWAITED:
        kind, number = _before(scene)
    address = address_in(scene.text, home_of(scene.facts))
    if not number or (address and address.complete):  # a postcode may look like one
        return None
    if scene.intent in OF_ONE:
        return errands.begin(scene, scene.intent, {CHOOSE: "yes"}).because("the number of an order is none of theirs")
    return None if any(still_to_come(order) for order in scene.facts.orders) else _told(scene, kind, number)


SAID_SO = re.compile(r"\b(?:order|parcel|it'?s|its|number|nr)(?: (?:number|no|nr|is))*\W{0,3}\d{4,8}\b", re.I)
"""A number that is called one in so many words."""


def _whatever_it_is(scene: Scene) -> Turn | None:
    """ "I need help with order 8015": nobody knows with what, but that it is not theirs can be said."""
    if not SAID_SO.search(scene.text) or not scene.facts.shop_up:
        return None
    if order_in(scene.given, scene.view({}, {}), scene.facts.orders):
        return None
    kind, number = _unknown(scene, scene.text)
    return _told(scene, kind, number) if number else None


def of_no_order(scene: Scene) -> str:
    """That the number is none of theirs, where it was asked which order is meant; empty where none was named."""
    errand = scene.memory.errand
    if errand is None or errand.slot != "order":
        return ""
    kind, number = _unknown(scene, scene.text)
    called = SAID_SO.search(scene.text)
    if not number and called:
        number = "".join(re.findall(r"\d", called.group()))
        kind = "" if _theirs(scene, number) else "order_number"
    if not kind or not (called or ONLY_NUMBER.fullmatch(scene.text.replace(number, " "))):
        return ""
    return scene.say("order.not_yours" if kind == "order_number" else "tracking.not_yours", number=number)


def _told(scene: Scene, kind: str, number: str) -> Turn:
    key = "order.not_yours" if kind == "order_number" else "tracking.not_yours"
    text = scene.say("order.elsewhere", said=scene.say(key, number=number))
    said = Turn(replace(scene.memory, misses=0), (Reply(text),))
    if any(str(text) in line for line in scene.memory.ours[-2:]):
        return nothing_newer.handed_on(scene, said)
    return not_listed.with_colleague(scene, said).because("the number is none of theirs")


def _before(scene: Scene) -> tuple[str, str]:
    """The one that they named in the messages just before."""
    said = [line.text for line in list(scene.memory.lines)[:-1] if line.speaker == "customer"][-BACK:]
    return next((found for text in reversed(said) if (found := _unknown(scene, text))[1]), ("", ""))


def _unknown(scene: Scene, text: str) -> tuple[str, str]:
    """The first number of an order or of a parcel in these words, if none of them is theirs."""
    found = [(e.type, e.text.lstrip("# ")) for e in entities(text, scene.policy.orders) if e.type in NUMBERS]
    found += [("tracking_number", code) for code in CARRIERS_CODE.findall(text)]
    return found[0] if found and not any(_theirs(scene, number) for _, number in found) else ("", "")


def _theirs(scene: Scene, number: str) -> bool:
    parcels = {p.tracking for order in scene.facts.orders for p in order.parcels}
    backs = {back.tracking for order in scene.facts.orders for back in order.returns}
    return scene.facts.order(number) is not None or number.upper() in parcels | backs
