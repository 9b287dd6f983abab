"""Timers of the customer's side that ran out: something is looked at again, and perhaps told."""

from collections.abc import Callable

from bot.events import Due
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands, sending_back


def due(scene: Scene, timer: Due) -> Turn:
    """What this timer was set for; nothing is said if nothing has come of it."""
    wake = WAKES.get(timer.what)
    return wake(scene, timer) if wake else nothing(scene)


def nothing(scene: Scene) -> Turn:
    return Turn(scene.memory, outcome="silent").because("nothing was waiting any more")


def _look_again(scene: Scene, _: Due) -> Turn:
    """The shop could not be reached: it is looked at again for the errand that waits."""
    errand = scene.memory.errand
    if errand is None or errand.flow not in errands.FLOWS or not scene.memory.looked:
        return nothing(scene)
    return errands.resume(scene, errand).because("looked again by itself")


WAKES: dict[str, Callable[[Scene, Due], Turn]] = {
    "look_again": _look_again,
    sending_back.SCAN: sending_back.look_for_scan,
    sending_back.REMIND: sending_back.remind,
    sending_back.ARRIVAL: sending_back.look_for_arrival,
    sending_back.LABEL: sending_back.look_for_label,
}
"""What to do when a `Wake` comes round, by its `what`; its `about` is the timer's payload."""
