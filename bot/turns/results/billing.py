"""What came of a charge that should go back, of a subscription, of credit that a colleague gave."""

from datetime import timedelta

from bot.anew import replace
from bot.charging import latest
from bot.content import Reply
from bot.effects import CancelSubscription, Credit, Handoff, PayBackCharge, ResumeSubscription
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Subscription
from bot.turns import people
from bot.turns.results.confirmed import confirmed, unseen
from bot.turns.results.failing import handed_over


def charge_paid_back(scene: Scene, pay: PayBackCharge, result: Result) -> Turn:
    """Paid, with the day it should be there; else a person finds out."""
    known = scene.facts.account.charges if scene.facts.account else ()
    charge = next((c for c in known if c.id == pay.charge), None)
    what = f"{charge.description}, {scene.words.day(charge.at)}" if charge else pay.charge
    if result.state != "done":
        said = scene.say(
            "refund.shop_refused" if result.state == "refused" else "refund.shop_failed", amount=pay.amount
        )
        asked = f"pay {scene.words.money(pay.amount)} back of charge {what}"
        need = Handoff("failing", (), "billing", wants=asked, order=charge.order if charge else "")
        return handed_over(scene, said, asked, result, need)
    by = scene.facts.now + timedelta(days=scene.policy.refund_bank_days)
    said = scene.say("charge.done", amount=pay.amount, what=what, by=by)
    title = scene.say("charge.kept", amount=pay.amount, what=what)
    amount = scene.words.money(pay.amount)
    facts = ((scene.say("label.which_charge"), what), (scene.say("card.amount"), amount))
    return confirmed(scene, f"{amount} of charge {what} → paid back", said, title, facts)


def _plan(scene: Scene, name: str) -> Subscription | None:
    known = scene.facts.account.subscriptions if scene.facts.account else ()
    return next((one for one in known if one.id == name), None)


def subscription_ended(scene: Scene, wanted: CancelSubscription, result: Result) -> Turn:
    """Cancelled, with the day until which it is paid."""
    plan = _plan(scene, wanted.subscription)
    asked = f"cancel subscription {plan.title if plan else wanted.subscription}"
    if result.state != "done":
        return _club_failed(scene, asked, result)
    if plan is None:
        return unseen(scene, f"{asked} → cancelled")
    over = plan.ends is None or plan.ends <= scene.facts.now
    said = (
        scene.say("club.ended_now", title=plan.title)
        if over
        else scene.say("club.ended", title=plan.title, ends=plan.ends)
    )
    title = scene.say("club.kept_end", title=plan.title)
    facts = ((scene.say("label.which_subscription"), plan.title),)
    return confirmed(scene, f"{asked} → cancelled", said, title, facts)


def subscription_resumed(scene: Scene, wanted: ResumeSubscription, result: Result) -> Turn:
    """It goes on, with the day of the next charge."""
    plan = _plan(scene, wanted.subscription)
    asked = f"resume subscription {plan.title if plan else wanted.subscription}"
    if result.state != "done":
        return _club_failed(scene, asked, result)
    if plan is None:
        return unseen(scene, f"{asked} → goes on")
    account, now = scene.facts.account, scene.facts.now
    last = latest(account, plan) if account else None
    at_once = last is not None and now - last.at <= JUST_NOW
    key = "club.resumed_charged" if at_once else "club.resumed"
    said = scene.say(key, title=plan.title, amount=plan.price, day=plan.renews or now)
    title = scene.say("club.kept_resume", title=plan.title)
    facts = ((scene.say("label.which_subscription"), plan.title),)
    return confirmed(scene, f"{asked} → goes on", said, title, facts)


JUST_NOW = timedelta(hours=1)
"""A charge so young was made by starting it again."""


def _club_failed(scene: Scene, asked: str, result: Result) -> Turn:
    said = scene.say("club.shop_refused" if result.state == "refused" else "club.shop_failed")
    return handed_over(scene, said, asked, result, Handoff("failing", (), "billing", wants=asked))


def credited(scene: Scene, gift: Credit, result: Result) -> Turn:
    """The customer hears of it once it is there; what did not work is only staff's to know."""
    amount = scene.words.money(gift.amount)
    if result.state == "done":
        said = scene.say("credit.done", amount=gift.amount)
        title = scene.say("credit.kept", amount=gift.amount)
        facts = ((scene.say("card.amount"), amount),)
        return confirmed(scene, f"store credit {amount} → there", said, title, facts)
    why = f"store credit {amount} → {result.state}: {result.detail}"
    turn = Turn(scene.memory, remarks=(why,), outcome="silent").because(f"the shop {result.state} a credit")
    if scene.facts.desk.case:
        return turn
    said = scene.say("credit.not_yet", amount=gift.amount)
    need = Handoff("failing", (why,), "billing", wants=f"goodwill credit {amount}", tried=(why,))
    return people.call(scene, replace(turn, replies=(Reply(said, notice=True),)), need)
