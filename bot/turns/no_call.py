"""A call that does not suit: not now, or not at all. Nobody is dialled who said so."""

import re
from collections.abc import Mapping

from bot.anew import replace
from bot.effects import Handoff
from bot.flows.call_back import LATER, LATER_CALL, SUITS
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import calls, errands, leads, people
from bot.turns.context.nobody import NO_CALL

FEW = 9
"""Words that say when, and tell no story."""
NO_TIME = frozenset({"faq", "change_delivery", "technical_issue"})
"""What a bare time of day is taken for."""
NOTE = 120
"""Characters of what they said of the time, for the card."""
TAKES_BACK = re.compile(
    r"\b(?:write|text|message|chat|e-?mail)(?: to)?(?: (?:me|us))?(?: here)? (?:instead|rather)\b"
    r"|\b(?:rather|prefer(?: to have it| it)?|do it|please) (?:in writing|write|by (?:chat|e-?mail))\b"
    r"|\b(?:cancel|stop|forget|skip|drop)(?: about)? (?:the|my|that|this) (?:phone )?call\b"
    r"|\b(?:can'?t|cannot|can not) (?:(?:talk|speak)(?! \w+ (?:well|fluently|good)\b)|take (?:a |the "
    r"|any )?(?:phone )?calls?"
    r"|(?:pick up|answer)(?: (?:the |my )?(?:phone|calls?))?(?=\W*$|\s+(?:now|right now|at work|today|sorry)\b))",
    re.I,
)
"""The call is not wanted any more."""


def not_now(scene: Scene) -> Turn | None:
    """Where we ask whether we may call: "later", "after six". No time can be booked, and that is no yes."""
    errand = scene.memory.errand
    if errand is None or errand.flow != calls.NAME or scene.given.entity("phone") or not LATER.search(scene.text):
        return None
    if scene.triggered("safety", "security", "legal") or len(scene.text.split()) > FEW or _of_something_else(scene):
        return None  # a day in a story of theirs is no time for a call
    noted = replace(scene, memory=replace(scene.memory, errand=replace(errand, extras=_noted(scene, errand.extras))))
    turn = errands.ask_again(noted, scene.say("call.no_times"), errand.misses)
    return turn.because("a call at a time of their own")


def _of_something_else(scene: Scene) -> bool:
    clear = scene.heard is not None and scene.heard.band is Band.ACT
    return clear and (scene.intent == "security_fraud" or scene.intent in errands.ERRANDS.keys() - NO_TIME)


def begun(scene: Scene, turn: Turn) -> Turn:
    """The same where the time was said with the wish: "call me tonight"."""
    errand = turn.after.errand
    timed = LATER_CALL.search(scene.text) or SUITS.search(scene.text)
    if errand is None or errand.flow != calls.NAME or not timed or calls.sorry(scene):
        return turn  # the day of a call that never came is no time for the next
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
    if LATER_CALL.search(text):
        return None  # "can't talk now, call me after six" still wants one
    return let_go(scene, case)


def let_go(scene: Scene, case: OpenCase) -> Turn:
    """Nobody calls; the case goes on in writing."""
    need = Handoff("call", (scene.say("why.no_call"),), case.department, secret=scene.facts.salt)
    return people.call(scene, Turn(scene.memory), need).because("the call is taken back")
