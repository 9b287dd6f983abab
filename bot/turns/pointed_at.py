"""The order that we named ourselves a moment ago: what is wrong, said after that, is wrong with what was in it."""

from bot.anew import replace
from bot.memory import Errand
from bot.scene import Scene
from bot.shop import Order
from bot.slots import naming, order_in
from bot.turns.context.reading import bought

OF_GOODS = frozenset({"fault", "refund", "send_back"})


def known(scene: Scene, errand: Errand) -> Errand:
    """With that order, where it is one only, has arrived, and these words name nothing of theirs."""
    if errand.flow not in OF_GOODS or "order" in errand.answers or not scene.facts.bound:
        return errand
    order = _just_named(scene)
    other = order_in(scene.given, scene.view({}, {}), scene.facts.orders) or naming(scene.text, bought(scene.facts))
    if order is None or other or order.status != "delivered":
        return errand
    return replace(errand, answers={**errand.answers, "order": order.number})


def _just_named(scene: Scene) -> Order | None:
    """The only order that the buttons under our last words are about."""
    numbers = {value.partition(":")[2] for value in scene.memory.offers}
    found = [order for order in scene.facts.orders if order.number in numbers]
    return found[0] if len(found) == 1 else None
