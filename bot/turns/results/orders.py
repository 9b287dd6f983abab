"""Whether an order was stopped or changed."""

from bot.anew import replace
from bot.effects import CancelOrder, ChangeAddress, Handoff
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Money, Order
from bot.slots import names
from bot.turns.results.confirmed import before, confirmed, unseen
from bot.turns.results.failing import handed_over


def cancelled(scene: Scene, wanted: CancelOrder, result: Result) -> Turn:
    """Cancelled, with the money that goes back; an order that has just left is a colleague's."""
    order = scene.facts.order(wanted.order)
    if result.state != "done":
        said = scene.say("cancel.shop_refused" if result.state == "refused" else "cancel.shop_failed")
        need = Handoff("failing", (), "delivery", wants=f"cancel order {wanted.order}", order=wanted.order)
        return handed_over(scene, said, f"cancel order {wanted.order}", result, need)
    if order is None:
        return unseen(scene, f"cancel order {wanted.order} → cancelled")
    stopped, amount = _stopped(order, wanted, result.effect, scene)
    said = scene.say("cancel.done", item=stopped, amount=amount, to=order.paid_with)
    title = scene.say("cancel.kept_part" if wanted.items else "cancel.kept", order=wanted.order)
    facts = ((scene.say("card.order"), wanted.order), (scene.say("card.amount"), scene.words.money(amount)))
    return confirmed(scene, f"cancel order {wanted.order} → cancelled", said, title, facts)


def _stopped(order: Order, wanted: CancelOrder, key: str, scene: Scene) -> tuple[str, Money]:
    """What was stopped and what goes back for it: as the refund under its own key has it, else the newest."""
    newest = max(order.refunds, key=lambda refund: (refund.key == key, refund.asked), default=None)
    amount = newest.amount if newest else order.total
    first = len(order.refunds) < 2  # what was paid back before was not stopped now
    if not wanted.items and not first:
        return order.title, amount
    lines = (replace(i, refunded=0) for i in order.items if not wanted.items or i.id in wanted.items)
    return names(tuple(lines), scene.view({}, {})), amount


def readdressed(scene: Scene, wanted: ChangeAddress, result: Result) -> Turn:
    """On its way to the new address; if it has just left, a colleague asks the carrier."""
    what = f"change address of order {wanted.order}: {wanted.address}"
    if result.state != "done":
        said = scene.say("address.shop_refused" if result.state == "refused" else "address.shop_failed")
        need = Handoff("failing", (), "delivery", wants=what, order=wanted.order)
        return handed_over(scene, said, what, result, need)
    said = scene.say("address.done", number=wanted.order, line=wanted.address)
    title = scene.say("address.kept", order=wanted.order)
    facts = ((scene.say("card.order"), wanted.order), (scene.say("card.to"), scene.words.show(wanted.address)))
    return confirmed(scene, f"{what}{before(scene.memory)} → done", said, title, facts)
