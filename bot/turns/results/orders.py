"""Whether an order was stopped or changed."""

from bot.anew import replace
from bot.content import Card, Reply
from bot.effects import CancelOrder, Handoff
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.turns.results.failing import handed_over


def cancelled(scene: Scene, wanted: CancelOrder, result: Result) -> Turn:
    """Cancelled, with the money that goes back; an order that has just left is a colleague's."""
    order = scene.facts.order(wanted.order)
    if result.state != "done" or order is None:
        said = scene.say("cancel.shop_refused" if result.state == "refused" else "cancel.shop_failed")
        need = Handoff("failing", (), "delivery", wants=f"cancel order {wanted.order}", order=wanted.order)
        return handed_over(scene, said, f"cancel order {wanted.order}", result, need)
    said = scene.say("cancel.done", item=order.title, amount=order.total, to=order.paid_with)
    title = scene.say("cancel.kept", order=wanted.order)
    facts = ((scene.say("card.order"), wanted.order), (scene.say("card.amount"), scene.words.money(order.total)))
    done = f"cancel order {wanted.order} → cancelled"
    memory = replace(scene.memory, tried=(*scene.memory.tried[:-1], done))
    turn = Turn(memory, (Reply(said, card=Card(title, facts, "good"), notice=True),), confirms=((title, said),))
    return replace(turn, remarks=(f"Order cancelled: {title}",)).because("the shop confirmed the cancellation")
