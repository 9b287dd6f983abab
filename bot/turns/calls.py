"""Call me: asked for in any words or by a button; whoever asks is never lost on the way to a number."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.events import Due
from bot.flows.call_back import UNUSABLE, CallBack, unusable, without_number
from bot.hearing import Band, hear
from bot.memory import Errand, Turn, Wake
from bot.scene import Scene
from bot.slots.warranty import WHICH_WAY
from bot.standing import OpenCase
from bot.turns import card, errands, leads, people
from bot.turns.context import calling
from bot.wording import Markup

NAME = CallBack.name
STILL_NONE = "call_number"
OUR_NUMBER = re.compile(r"\b(?:number|line|helpline|hotline|no)\b", re.IGNORECASE)
"""Who wants to call us is called instead."""
RINGS_NUMBER = re.compile(
    r"(?:^|[.,;!?]\s*|\b(?:please|pls|kindly|just|could you|can you) )(?:ring|call|phone)(?: me| us)?(?: back)?"
    r"(?: on| at)? (?=[+(\d])",
    re.I,
)
"""A call by its number alone: "please ring 555 0164"."""
_CALLED = r"(?:call(?:ed|s|ing)?|rang|ring(?:s|ing)?|rung|phon(?:ed?|es|ing))"
NEVER_CALLED = re.compile(
    rf"\b(?:nobody|no[- ]?one|none of you)(?: ha(?:s|ve|d))?(?: ever)? {_CALLED}\b"
    rf"|\b(?:never|did ?n'?t|did not|has ?n'?t|has not|have ?n'?t|have not)(?: ever)? {_CALLED}"
    r"(?: (?:me|us))?(?: back)?(?= *(?:$|[.,;!?]|and\b|though\b|as\b|yet\b|since\b))"
    r"|\bpromised (?:me |us )?(?:a|the|another) (?:phone |tele\w* )?call\b"
    r"|\b(?:was|were) (?:going|supposed|meant) to (?:call|ring|phone)\b[^.?!]*[.,;] ?(?:but )?"
    r"(?:he|she|they|nobody|you) ?(?:has|have|did)(?:n'?t| not)\b",
    re.I,
)
"""A call was promised, and none came."""
WILL_CALL = re.compile(r"\bwill (?:call|ring|phone)(?: (?:me|you|us))?(?: back)? (?:within|in) (?:the|an?|\d+)\b", re.I)
"""The promise itself; of who is cross about it, it was not kept."""
GRAVER = ("safety", "security")
"""Who writes of these is not asked for a number first."""


def asked_for(scene: Scene) -> bool:
    """Whether these words ask for a call that is not being arranged already."""
    by_number = bool(scene.given.entity("phone") and RINGS_NUMBER.search(scene.text))
    errand = scene.memory.errand
    if errand and errand.flow == "warranty" and WHICH_WAY.search(scene.text):
        return False
    return bool(scene.triggered("call") or by_number) and not scene.triggered(*GRAVER) and not under_way(scene)


def under_way(scene: Scene) -> bool:
    """Whether the number is being asked for."""
    return scene.memory.errand is not None and scene.memory.errand.flow == NAME


def begin(scene: Scene, wants: str = "") -> Turn:
    """Ask for the number, or whether we may call the one we know; everything else waits for that."""
    topic = _topic(scene)
    reasons = list(scene.heard.reasons if scene.heard else (scene.say("why.call"),))
    if scene.memory.refused:
        reasons.insert(0, scene.say("why.contests", reason=scene.memory.refused))
    extras = {
        "intent": "phone_call",
        "words": scene.text[:500],
        "wants": wants or _wants(scene),
        "department": people.department_of(scene, topic),
        "because": "\n".join(filter(None, reasons)) or "call",
    }
    if written := unusable(scene.given, scene.view({}, {})):
        extras[UNUSABLE] = written
    turn = errands.start(errands.park(scene), Errand(NAME, extras=extras)).because("a call is asked for")
    asks_ours = OUR_NUMBER.search(scene.triggered("call"))
    return leads.led_by(turn, scene.say("call.instead")) if asks_ours else turn


def our_number(scene: Scene) -> Turn | None:
    """Who wants to ring us is told the page that has our number; we may call them as well."""
    if not scene.facts.answers or scene.given.entity("phone") or not calling.asks_ours(scene.text):
        return None
    answer = scene.facts.answers[0]
    said = scene.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
    turn = Turn(scene.memory, (Reply(said),)).because(f"knowledge: {answer.title}")
    return people.offered(scene, turn, "asks for our number")


def sorry(scene: Scene) -> str:
    """For the call that was promised and never came."""
    text = scene.text.replace("’", "'")
    cross = scene.triggered("repeat", "frustration", "anger") and WILL_CALL.search(text)
    return scene.say("call.sorry") if cross or NEVER_CALLED.search(text) else ""


def _topic(scene: Scene) -> str:
    """What the call is to be about, where the same message says it."""
    asked = scene.triggered("call")
    rest = re.sub(re.escape(asked), " ", scene.text, flags=re.IGNORECASE) if asked else ""
    heard = hear(rest) if len(rest.split()) > 1 else None
    return heard.intent if heard and heard.band is Band.ACT else ""


def _wants(scene: Scene) -> str:
    """What it is about, as far as is known; else the words that asked for the call."""
    known = card.wants(scene)
    return f"a call: {scene.text[:120]}" if known == card.NOT_SAID and scene.text else known


def waits_for_number(scene: Scene, turn: Turn) -> Turn:
    """While the number is not known we come back by ourselves: a person comes anyway."""
    errand = turn.after.errand
    if errand is None or errand.flow != NAME or turn.outcome != "asked":
        return turn
    wake = Wake(STILL_NONE, timedelta(minutes=scene.policy.call_number_minutes))
    return replace(turn, wakes=(*turn.wakes, wake))


def no_number(scene: Scene, _: Due) -> Turn:
    """Nobody told us a number in time."""
    memory = scene.memory
    if scene.facts.desk.case is not None:
        return Turn(memory, outcome="silent").because("a person has the case already")
    if under_way(scene):
        return in_writing(scene).because("no number was given in time")
    if any(errand.flow == NAME for errand in memory.parked):
        later = Wake(STILL_NONE, timedelta(minutes=scene.policy.call_number_minutes))
        return Turn(memory, wakes=(later,), outcome="silent").because("busy with something else")
    return Turn(memory, outcome="silent").because("no call is waited for any more")


def in_writing(scene: Scene) -> Turn:
    """The case, without a number."""
    extras = scene.memory.errand.extras if scene.memory.errand else {}
    return people.call(scene, Turn(scene.memory), without_number(scene.view({}, extras)))


def while_waiting(scene: Scene, case: OpenCase) -> Turn | None:
    """A case is open and nobody has taken it: a call can still be asked for, and the number be told."""
    if under_way(scene):
        return errands.go_on(scene, scene.given)
    if case.wants_number and scene.given.entity("phone"):
        return Turn(scene.memory, outcome="mirrored").because("a number for the call: the desk answers it")
    in_these_words = scene.triggered("call") != "call"  # else only heard so because of what was said before
    return asked_again(scene, case) if asked_for(scene) and (in_these_words or not case.call) else None


def asked_again(scene: Scene, case: OpenCase) -> Turn:
    """Asked for while the case waits: what is arranged is said again, else it is arranged now."""
    if not case.call:
        return begin(scene)
    offers = (Choice(scene.say("offer.end"), "end"),)
    return Turn(scene.memory, (Reply(scene.say("call.already"), offers=offers),)).because("a call is on its way")
