"""A call that does not suit: not now, or not at all. Nobody is dialled who said so."""

import re
from collections.abc import Mapping

from bot.anew import replace
from bot.effects import Handoff
from bot.flows.call_back import LATER, LATER_CALL
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import calls, errands, leads, people
from bot.turns.context.nobody import NO_CALL

NOTE = 120
"""Characters of what they said of the time, for the card."""
TAKES_BACK = re.compile(
    r"\b(?:write|text|message|chat|e-?mail)(?: to)?(?: (?:me|us))?(?: here)? (?:instead|rather)\b"
    r"|\b(?:rather|prefer(?: to have it| it)?|do it|please) (?:in writing|write|by (?:chat|e-?mail))\b"
    r"|\b(?:cancel|stop|forget|skip|drop)(?: about)? (?:the|my|that|this) (?:phone )?call\b"
    r"|\b(?:can'?t|cannot|can not) (?:talk|speak|take (?:a |the |any )?(?:phone )?calls?|pick up|answer)\b",
    re.I,
)
"""The call is not wanted any more."""


def not_now(scene: Scene) -> Turn | None:
    """Where we ask whether we may call: "later", "after six". No time can be booked, and that is no yes."""
    errand = scene.memory.errand
    if errand is None or errand.flow != calls.NAME or scene.given.entity("phone") or not LATER.search(scene.text):
        return None
    noted = replace(scene, memory=replace(scene.memory, errand=replace(errand, extras=_noted(scene, errand.extras))))
    turn = errands.ask_again(noted, scene.say("call.no_times"), errand.misses)
    return turn.because("a call at a time of their own")


def begun(scene: Scene, turn: Turn) -> Turn:
    """The same where the time was said with the wish: "call me tonight"."""
    errand = turn.after.errand
    if errand is None or errand.flow != calls.NAME or not LATER_CALL.search(scene.text):
        return turn
    memory = replace(turn.after, errand=replace(errand, extras=_noted(scene, errand.extras)))
    return leads.led_by(replace(turn, after=memory), scene.say("call.no_times"))


def _noted(scene: Scene, extras: Mapping[str, str]) -> dict[str, str]:
    """What they said of the time, for whoever has the case."""
    when = scene.say("why.call_when", words=scene.text[:NOTE])
    return {**extras, "because": "\n".join(dict.fromkeys((*extras.get("because", "").split("\n"), when)))}


def taken_back(scene: Scene, case: OpenCase) -> Turn | None:
    """A call that waits is not wanted any more: nobody calls, and the case goes on in writing."""
    text = scene.text.replace("’", "'")
    if not case.call or scene.given.entity("phone") or not (NO_CALL.search(text) or TAKES_BACK.search(text)):
        return None
    return let_go(scene, case)


def let_go(scene: Scene, case: OpenCase) -> Turn:
    """Nobody calls; the case goes on in writing."""
    need = Handoff("call", (scene.say("why.no_call"),), case.department, secret=scene.facts.salt)
    return people.call(scene, Turn(scene.memory), need).because("the call is taken back")
