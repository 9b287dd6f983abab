"""What is said when a case is opened: who comes, when, and what the customer may choose instead."""

from datetime import datetime, timedelta

from bot import phone
from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.scene import Scene
from bot.standing import NET, OpenCase
from bot.turns import consent, tongue

HERE, THERE = "ask_general", "wait_for"
"""Offers under a case whose department is closed: have general look now, or wait for the department."""
ANY_HOUR = frozenset({"safety", "security", "incident"})
SAID = frozenset(
    "safety security incident refund_overdue high_value no_photo refused failing unclear unidentified home dispute"
    " missing_high missing_claims missing_old no_answer repeat bereaved".split()
)
"""Rules with words of their own."""
SORRY_ITSELF = frozenset({"repeat", "bereaved"})
"""Those whose words begin with a sorry."""


def placed(scene: Scene, need: Handoff) -> Handoff:
    """Where the shop would rather have it asked in general now, a closed department's case goes there."""
    closed = closed_until(scene, need.department, need.rule)
    if closed is None or need.rule == "call" or scene.policy.closed_default != NET or not _general_is_open(scene):
        return need
    return replace(need, department=NET, instead_of=need.department)


def closed_until(scene: Scene, department: str, rule: str = "") -> datetime | None:
    """When a closed department is back; None while it is open, and for what may not wait."""
    return None if rule in ANY_HOUR else scene.facts.desk.opens.get(department)


def _general_is_open(scene: Scene) -> bool:
    return NET not in scene.facts.desk.opens


def said(scene: Scene, need: Handoff, happened: str = "", regret: str = "") -> Reply:
    """The words under which a case is opened (or what happened instead), behind a sorry if one is due; a way out."""
    end = Choice(scene.say("offer.end"), "end")
    if need.rule == "call":
        return Reply(_of_call(scene, need), offers=(end,))
    person = scene.say(f"handoff.{need.rule}" if need.rule in SAID else "handoff.person")
    first = happened or (person if need.rule in SORRY_ITSELF else _after(regret, person))
    closed = closed_until(scene, need.instead_of or need.department, need.rule)
    if not happened and (words := _in_their_language(scene, need, closed)):
        return Reply(words, offers=(tongue.end(scene),))
    if closed is None:
        return Reply(f"{first} {_wait(scene, need.department)}", offers=(end,))
    if need.instead_of:
        back = _after(happened or regret, _back(scene, "handoff.general_now", need.instead_of, closed))
        label = scene.say("offer.wait_for", team=_team(scene, need.instead_of))
        other = (Choice(label, f"{THERE}:{need.instead_of}"),) if may_move(scene, need.instead_of) else ()
        return Reply(f"{back} {_wait(scene, need.department)}", offers=(*other, end))
    offered = need.department != NET and _general_is_open(scene) and may_move(scene, NET)
    general = (Choice(scene.say("offer.ask_general"), HERE),) if offered else ()
    closed_now = _back(scene, "handoff.closed", need.department, closed)
    return Reply(_after(happened or regret, closed_now), offers=(*general, end))


def _in_their_language(scene: Scene, need: Handoff, closed: datetime | None) -> str:
    """Where we can say it in what they write; what leaves a choice, or has words of its own, stays in ours."""
    language, chooses = tongue.foreign(scene), closed and need.department != NET
    if not language or chooses or need.instead_of or need.rule in SAID - {"unclear"}:
        return ""
    return tongue.called(scene, language, scene.facts.desk.wait_of(need.department), closed)


def _after(happened: str, said: str) -> str:
    return f"{happened} {said}" if happened else said


def _back(scene: Scene, key: str, department: str, at: datetime) -> str:
    return scene.say(key, team=_team(scene, department), day=at, time=scene.words.time(at))


def _team(scene: Scene, department: str) -> str:
    return scene.say(f"team.{department}")


def may_move(scene: Scene, department: str) -> bool:
    """Another department is only offered where no further consent would be needed for it."""
    return not consent.needed(scene.memory, scene.facts.desk, scene.event.place, department)


def _wait(scene: Scene, department: str) -> str:
    """The honest wait, and how long the whole of it takes where we know."""
    desk = scene.facts.desk
    wait = scene.say("handoff.wait", wait=desk.wait_of(department))
    settles = desk.settles.get(department)
    return f"{wait} {scene.say('handoff.settles', span=settles)}" if settles else wait


def _of_call(scene: Scene, need: Handoff) -> str:
    """On which number, when, and by what the caller is known."""
    if not need.callback:
        closed = closed_until(scene, need.department)
        when = _back(scene, "handoff.queued", need.department, closed) if closed else _wait(scene, need.department)
        return f"{scene.say('call.written')} {when}"
    code = phone.code_of_the_day(need.secret, (need.call_at or scene.facts.now).date())
    number, how = phone.shown(need.callback), scene.say("call.code", code=code)
    if need.call_at:
        at = need.call_at
        return f"{scene.say('call.booked', number=number, day=at, time=scene.words.time(at))} {how}"
    return f"{scene.say('call.asked', number=number)} {_call_wait(scene)} {how}"


def _call_wait(scene: Scene) -> str:
    desk = scene.facts.desk
    ahead = scene.say("call.ahead", count=desk.calls_ahead) + " " if desk.calls_ahead else ""
    if desk.call_wait is not None:
        return ahead + scene.say("call.wait", wait=desk.call_wait)
    return ahead + scene.say("call.target", target=timedelta(seconds=scene.policy.call_target_seconds))


def is_late(scene: Scene, case: OpenCase) -> bool:
    """Whether nobody has taken it in the time that we named."""
    waits = not case.owner and closed_until(scene, case.department) is None
    return waits and scene.facts.now - case.opened > scene.facts.desk.wait_of(case.department)


def wait_now(scene: Scene, case: OpenCase) -> str:
    """How long it takes from now on, or that it takes too long."""
    if closed := closed_until(scene, case.department):
        return _back(scene, "handoff.queued", case.department, closed)
    return scene.say("waiting.late") if is_late(scene, case) else _wait(scene, case.department)


def passed_on(scene: Scene, case: OpenCase, what: str) -> str:
    """What they ask or wish for, and our people have to answer: that it has gone there, and the wait once."""
    if case.call or tongue.foreign(scene):
        return still_waiting(scene, case)
    said = scene.say(f"waiting.{what}")
    return said if scene.memory.acknowledged == case.number else f"{said} {wait_now(scene, case)}"


def still_waiting(scene: Scene, case: OpenCase) -> str:
    """For whoever adds something meanwhile."""
    if case.call:
        return scene.say("waiting.for_call")
    closed = closed_until(scene, case.department)
    if language := tongue.foreign(scene):
        return tongue.passed_on(scene, language, scene.facts.desk.wait_of(case.department), closed)
    if is_late(scene, case):
        return scene.say("waiting.passed_on_late")
    if closed is None:
        return scene.say("waiting.passed_on", wait=scene.facts.desk.wait_of(case.department))
    return _back(scene, "waiting.closed", case.department, closed)


def moved(scene: Scene, department: str) -> Reply:
    """After a choice between a closed department and general."""
    closed = closed_until(scene, department)
    offers = (Choice(scene.say("offer.end"), "end"),)
    if closed is None:
        return Reply(f"{scene.say('handoff.moved')} {_wait(scene, department)}", offers=offers)
    return Reply(_back(scene, "handoff.queued", department, closed), offers=offers)
