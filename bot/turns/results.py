"""What became of the things we asked the world to do, and timers that ran out."""

from datetime import timedelta

from bot.anew import replace
from bot.codec import load
from bot.content import Card, Reply
from bot.effects import Effect, Handoff, MailCode, PayBack
from bot.events import Due, Result
from bot.flows.refund import target
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands, people


def came_back(scene: Scene, result: Result) -> Turn:
    """Say what happened; only now is anything "done"."""
    effect: PayBack | MailCode = load(Effect, result.request)
    if isinstance(effect, PayBack):
        left = tuple(order for order in scene.memory.pending if order != effect.order)
        scene = replace(scene, memory=replace(scene.memory, pending=left))
    match effect, result.state:
        case MailCode(), "done":
            return Turn(scene.memory, outcome="silent").because("the code was mailed")
        case MailCode(), _:
            return _mail_failed(scene, effect)
        case PayBack(), "done":
            return _paid(scene, effect)
        case PayBack(), state:
            return _not_paid(scene, effect, state, result.detail)


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
    facts = ((scene.say("card.order"), pay.order), (scene.say("card.amount"), scene.words.money(pay.amount)))
    card = Card(title, facts, "good")
    done = f"refund {scene.words.money(pay.amount)}, order {pay.order} → paid back"
    memory = replace(scene.memory, tried=(*scene.memory.tried[:-1], done))
    turn = Turn(memory, (Reply(said, card=card, notice=True),), confirms=((title, said),))
    return replace(turn, remarks=(f"Refund done: {title}",)).because("the shop confirmed the refund")


def _not_paid(scene: Scene, pay: PayBack, state: str, detail: str) -> Turn:
    """The shop said no, or could not be reached for long: a person takes it from here."""
    key = "refund.shop_refused" if state == "refused" else "refund.shop_failed"
    said = Reply(scene.say(key, amount=pay.amount), notice=True)
    why = f"refund {scene.words.money(pay.amount)} for order {pay.order} → {state}: {detail}"
    turn = Turn(scene.memory, (said,), remarks=(why,)).because(f"the shop {state} the refund")
    if scene.facts.desk.case:
        return turn
    return people.call(
        scene,
        turn,
        Handoff("failing", (why,), "billing", wants=f"money back, order {pay.order}", tried=(why,), order=pay.order),
    )


def _mail_failed(scene: Scene, mail: MailCode) -> Turn:
    memory = replace(scene.memory, challenge=None, errand=None, parked=())
    turn = Turn(memory, (Reply(scene.say("identity.mail_failed"), notice=True),)).because(
        "the code could not be mailed"
    )
    if scene.facts.desk.case:
        return turn
    return people.call(replace(scene, memory=memory), turn, Handoff("unidentified", (scene.say("why.mail_failed"),)))


def due(scene: Scene, timer: Due) -> Turn:
    """A timer of ours: the shop is looked at again for the errand that waits."""
    errand = scene.memory.errand
    if timer.what != "look_again" or errand is None or errand.flow not in errands.FLOWS or not scene.memory.looked:
        return Turn(scene.memory, outcome="silent").because("nothing was waiting any more")
    turn = errands.resume(scene, errand)
    return turn.because("looked again by itself")
