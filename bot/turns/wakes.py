"""Timers of the customer's side that ran out: something is looked at again, and perhaps told."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot.anew import replace
from bot.content import Reply
from bot.events import Due
from bot.flows.not_received import turned_up
from bot.memory import Turn, Wake
from bot.scene import Scene
from bot.turns import calls, errands, sending_back

LATER = timedelta(hours=1)
"""When to look once more if the shop cannot be reached at the time."""


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


def _taken_up(scene: Scene, timer: Due) -> Turn:
    """An errand that rested until now goes on; while a person has the case, they are told and the bot is not heard."""
    name = f"{timer.what}:{timer.payload}"
    errand = scene.memory.resting.get(name)
    if errand is None or errand.flow not in errands.FLOWS:
        return nothing(scene)
    if not scene.facts.shop_up:
        again = Wake(timer.what, LATER, timer.payload)
        return Turn(scene.memory, wakes=(again,), outcome="silent").because("the shop cannot be reached: later")
    left = {other: rests for other, rests in scene.memory.resting.items() if other != name}
    scene = replace(scene, memory=replace(scene.memory, resting=left))
    if scene.facts.desk.case:
        remark = scene.say("wake.remark", wants=errand.wish)
        return Turn(scene.memory, remarks=(remark,), outcome="silent").because("a person has the case: they are told")
    now = scene.memory.errand
    if now and now.flow == errand.flow and now.answers.get("order") in (None, errand.answers.get("order")):
        scene = replace(scene, memory=replace(scene.memory, errand=None))  # the same one, asked about meanwhile
    return errands.proceed(errands.park(scene), errand).because("came back by itself")


WAITS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|fine|good|alright|all right|then|so|yes|sure|well|thanks|no worries|no problem)\b\W*)*"
    r"(?:i(?:'?ll| will| can| am going to)?|we(?:'?ll| will| can)?|happy to|let'?s|gonna) (?:just )?wait"
    r"(?: (?:then|for it|until then|till then|a bit|and see|thanks|thank you))*\W*",
    re.I,
)
"""Waits, as we have told them."""


def settled(scene: Scene) -> Turn | None:
    """They say that it is there, before we come back to it: then nothing is waited for any more; or that they wait."""
    waits = [name for name in scene.memory.resting if WAKES.get(name.partition(":")[0]) is _taken_up]
    if scene.memory.errand or not waits:
        return None
    if WAITS.fullmatch(scene.text):
        return Turn(scene.memory, (Reply(scene.say("wake.waits")),)).because("they wait, as was told")
    if not turned_up(scene.text):
        return None
    memory = replace(scene.memory, resting={})
    return Turn(memory, (Reply(scene.say("missing.glad")),)).because("it turned up by itself")


WAKES: dict[str, Callable[[Scene, Due], Turn]] = {
    "look_again": _look_again,
    calls.STILL_NONE: calls.no_number,
    "missing": _taken_up,
    "late": _taken_up,
    "trace": _taken_up,
    sending_back.SCAN: sending_back.look_for_scan,
    sending_back.REMIND: sending_back.remind,
    sending_back.ARRIVAL: sending_back.look_for_arrival,
    sending_back.LABEL: sending_back.look_for_label,
}
"""What to do when a `Wake` comes round, by its `what`; its `about` is the timer's payload."""
