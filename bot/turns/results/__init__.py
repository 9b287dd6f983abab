"""What became of the things we asked the world to do; only now is anything "done"."""

from collections.abc import Callable
from typing import Any

from bot.anew import replace
from bot.codec import load
from bot.effects import CancelOrder, Effect, MailCode, OpenReturn, PayBack
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.turns.results import mail, money, orders, returns

AFTER: dict[type, Callable[[Scene, Any, Result], Turn]] = {
    PayBack: money.after,
    MailCode: mail.after,
    CancelOrder: orders.cancelled,
    OpenReturn: returns.opened,
}
"""Who says what came of an effect. Only words of a known kind are read, so each gets its own kind."""


def came_back(scene: Scene, result: Result) -> Turn:
    """Say what happened, and let the thing be acted on again."""
    effect: Effect = load(Effect, result.request)
    left = tuple(subject for subject in scene.memory.pending if subject != effect.subject)
    return AFTER[type(effect)](replace(scene, memory=replace(scene.memory, pending=left)), effect, result)
