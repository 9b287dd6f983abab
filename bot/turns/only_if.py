"""A wish for the case that something does not come: that is no wish for now."""

from bot.anew import replace
from bot.flows.late.ways import COMES_NOT
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import moving, order_in
from bot.turns import errands, leads

WISHES = frozenset({"refund_request", "cancel_order", "return_exchange", "delivery_late", "delivery_not_received"})


def begun(scene: Scene) -> Turn | None:
    """ "If it doesn't come by Wednesday I want my money back": it is told how it stands, and nothing is stopped."""
    if scene.memory.errand or scene.intent not in WISHES or not COMES_NOT.search(scene.text.replace("’", "'")):
        return None
    coming = [order for order in scene.facts.orders if moving(order)]
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    order = named or (coming[0] if len(coming) == 1 else None)
    if order is None or order not in coming or not errands.may_begin(scene, "late"):
        return None
    told = replace(scene, memory=replace(scene.memory, misses=0))
    turn = errands.begin(told, "delivery_late", {"order": order.number})
    return leads.led_by(turn, scene.say("errand.comes_first")).because("a wish for the case that it does not come")
