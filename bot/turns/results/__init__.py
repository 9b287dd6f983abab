"""What became of the things we asked the world to do; only now is anything "done"."""

from collections.abc import Callable
from typing import Any

from bot.anew import replace
from bot.codec import load
from bot.effects import (
    CancelOrder,
    CancelSubscription,
    ChangeAddress,
    Credit,
    Effect,
    Intercept,
    MailCode,
    OpenReturn,
    PayBack,
    PayBackCharge,
    PlaceCall,
    Resend,
    ResumeSubscription,
    Trace,
)
from bot.events import Result
from bot.memory import LINE, Turn
from bot.scene import Scene
from bot.turns.results import billing, calls, mail, money, orders, parcels, returns

AFTER: dict[type, Callable[[Scene, Any, Result], Turn]] = {
    PayBack: money.after,
    MailCode: mail.after,
    CancelOrder: orders.cancelled,
    PlaceCall: calls.placed,
    PayBackCharge: billing.charge_paid_back,
    CancelSubscription: billing.subscription_ended,
    ResumeSubscription: billing.subscription_resumed,
    Credit: billing.credited,
    ChangeAddress: orders.readdressed,
    Intercept: parcels.intercepted,
    Resend: parcels.sent_again,
    Trace: parcels.traced,
    OpenReturn: returns.opened,
}
"""Who says what came of an effect. Only words of a known kind are read, so each gets its own kind."""

ASKED_BY_THEM = (
    PayBack, CancelOrder, PayBackCharge, CancelSubscription, ResumeSubscription, ChangeAddress, Intercept, Resend,
    Trace, OpenReturn,
)  # fmt: skip
"""What a customer said yes to, and may think better of."""
PAYS = (PayBack, PayBackCharge)


def came_back(scene: Scene, result: Result) -> Turn:
    """Say what happened, and let the thing be acted on again."""
    effect: Effect = load(Effect, result.request)
    left = tuple(subject for subject in scene.memory.pending if subject != effect.subject)
    turn = AFTER[type(effect)](replace(scene, memory=replace(scene.memory, pending=left)), effect, result)
    if result.state != "done" or not turn.replies or not isinstance(effect, ASKED_BY_THEM):
        return turn
    return replace(turn, after=replace(turn.after, done=turn.replies[-1].text[:LINE], paid=isinstance(effect, PAYS)))
