"""Whether the money went back."""

from datetime import timedelta

from bot.effects import Handoff, PayBack
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import target
from bot.turns.results.confirmed import confirmed
from bot.turns.results.failing import handed_over


def after(scene: Scene, pay: PayBack, result: Result) -> Turn:
    """Paid, with the day it should be there; else a person finds out."""
    if result.state == "done":
        return _paid(scene, pay)
    said = scene.say("refund.shop_refused" if result.state == "refused" else "refund.shop_failed", amount=pay.amount)
    what = f"refund {scene.words.money(pay.amount)} for order {pay.order}"
    need = Handoff("failing", (), "billing", wants=f"money back, order {pay.order}", order=pay.order)
    return handed_over(scene, said, what, result, need)


def _paid(scene: Scene, pay: PayBack) -> Turn:
    order = scene.facts.order(pay.order)
    to = (
        target(pay.to, order, scene.view({}, {}))
        if order
        else scene.say("refund.to_credit" if pay.to == "store credit" else "refund.to_you")
    )
    by = scene.facts.now + timedelta(days=scene.policy.refund_bank_days)
    said = scene.say("refund.done", amount=pay.amount, to=to, by=by)
    title = scene.say("refund.kept", amount=pay.amount, order=pay.order)
    amount = scene.words.money(pay.amount)
    facts = ((scene.say("card.order"), pay.order), (scene.say("card.amount"), amount))
    return confirmed(scene, f"refund {amount}, order {pay.order} → paid back", said, title, facts)
