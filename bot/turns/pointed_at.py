"""The order that we named ourselves a moment ago: what is wrong, said after that, is wrong with what was in it."""

import re

from bot.anew import replace
from bot.flow import Given
from bot.memory import Errand
from bot.scene import Scene
from bot.shop import Order
from bot.slots import here, items_in, naming, order_in
from bot.turns.context.reading import bought

OF_GOODS = frozenset({"fault", "refund", "send_back"})
MOVES = "new_address"


def known(scene: Scene, errand: Errand) -> Errand:
    """With that order, where it is one only, has arrived, and these words name nothing of theirs."""
    if errand.flow == MOVES:
        return _one_more_wish(scene, errand)
    if errand.flow not in OF_GOODS or "order" in errand.answers or not scene.facts.bound:
        return errand
    order = _just_named(scene)
    other = order_in(scene.given, scene.view({}, {}), scene.facts.orders) or naming(scene.text, bought(scene.facts))
    if other:
        return errand
    if order is None or order.status != "delivered":
        return _the_thing_before(scene, errand)
    return replace(errand, answers={**errand.answers, "order": order.number})


AND = re.compile(r"\W*(?:(?:ok(?:ay)?|well|then)\W+)*(?:and|also|plus)\b", re.I)


def _one_more_wish(scene: Scene, errand: Errand) -> Errand:
    """With the order that the wish before this was about: "and to a different address"."""
    order = scene.facts.order(scene.memory.about)
    if order is None or {"order", "orders"} & errand.answers.keys() or not AND.match(scene.text):
        return errand
    if order_in(scene.given, scene.view({}, {}), scene.facts.orders) or naming(scene.text, bought(scene.facts)):
        return errand
    return replace(errand, answers={**errand.answers, "order": order.number})


IT = re.compile(r"\b(?:it|its|it'?s|they|they'?re|them|this|that|these|those)\b", re.I)
BARE = 4
"""Words in which a thing is only named: "the jumper"."""


def _the_thing_before(scene: Scene, errand: Errand) -> Errand:
    """With what they named just before, and said nothing of: "the jumper", and then "it's too tight"."""
    said = [line.text for line in list(scene.memory.lines)[:-1] if line.speaker == "customer"][-1:]
    if not said or len(said[0].split()) > BARE or not IT.search(scene.text):
        return errand
    named = [(order, picks) for order in scene.facts.orders if (picks := items_in(Given(said[0]), here(order)))]
    if len(named) != 1:
        return errand
    order, picks = named[0]
    items = ",".join(f"{pick.item.id}:{pick.count}" if pick.count else pick.item.id for pick in picks)
    return replace(errand, answers={**errand.answers, "order": order.number, "items": items})


def _just_named(scene: Scene) -> Order | None:
    """The only order that the buttons under our last words are about."""
    numbers = {value.partition(":")[2] for value in scene.memory.offers}
    found = [order for order in scene.facts.orders if order.number in numbers]
    return found[0] if len(found) == 1 else None
