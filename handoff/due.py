"""What happens at the desk when one of a case's timers runs out."""

from datetime import timedelta

from bot.content import Reply
from bot.events import Due
from bot.writes import Writes, micros, moment
from handoff import call_wording, rating, timers, wording
from handoff.case import Move, Stage, advance, touched
from handoff.scene import Outcome, Scene
from handoff.timers import rests_until


async def came(scene: Scene, due: Due) -> Outcome:
    """A timer that no longer fits how the case stands does nothing."""
    if scene.found is None:
        return Outcome()
    match due.what, Stage(scene.case.stage):
        case timers.PING_AGAIN, Stage.WAITING:
            return Outcome(_ping_again(scene))
        case timers.BACK, Stage.WAITING:
            return Outcome(_back(scene))
        case timers.LEADS, Stage.WAITING:
            return Outcome(_call_leads(scene))
        case timers.NUDGE, Stage.CLAIMED:
            return Outcome(_nudge(scene, due))
        case timers.IDLE_RELEASE, Stage.CLAIMED:
            return Outcome(_release(scene))
        case timers.WAKE, Stage.SNOOZED:
            return Outcome(_wake(scene))
        case timers.RATE, Stage.CLOSED:
            return await rating.due(scene)
        case _:
            return Outcome()


def _waited(scene: Scene) -> timedelta:
    return scene.now - moment(scene.case.opened)


def _back(scene: Scene) -> Writes:
    """The department is there again, or a call is due: now its people are called, and the clocks run."""
    case = scene.case
    if rests_until(scene.hours, case, scene.now):  # the hours were changed meanwhile
        return timers.alert(scene.pen, scene.policy, scene.hours, case)
    asked = micros(scene.now) if case.call == "booked" else case.call_asked
    due = {"call": "wanted", "call_at": 0, "call_asked": asked} if case.call in ("booked", "missed") else {}
    after = touched(case, **due)
    said = call_wording.call_is_due(case.number) if after.call == "wanted" else wording.open_again(case.number)
    line = Reply(said, mention=scene.calls(after, scene.routing.role(case.department)))
    timer = timers.alert(scene.pen, scene.policy, scene.hours, after) if after.call == case.call else Writes()
    return scene.becomes(after) + timer + scene.pen.thread(case, line, "back")


def _ping_again(scene: Scene) -> Writes:
    case, policy = scene.case, scene.policy
    role = scene.routing.leads() if case.tier > 1 else scene.routing.role(case.department)
    line = Reply(wording.still_waiting(case.number, _waited(scene)), mention=(role,) if role else ())
    rest = timedelta(minutes=max(1, policy.leads_minutes - policy.ping_again_minutes))
    after = touched(case, alerts=1)
    timer = timers.open_timer(scene.pen, scene.hours, after, timers.ALERT, timers.LEADS, rest)
    return scene.becomes(after) + scene.pen.thread(case, line, "ping again") + timer


def _call_leads(scene: Scene) -> Writes:
    case, waited, role = scene.case, _waited(scene), scene.routing.leads()
    line = Reply(wording.to_leads(case.number, waited), mention=(role,) if role else ())
    told = scene.pen.customer(case, wording.long_wait(waited), "long wait", *wording.LONG_WAIT_OFFERS)
    return scene.becomes(touched(case, alerts=2)) + scene.pen.thread(case, line, "leads") + told


def _nudge(scene: Scene, due: Due) -> Writes:
    case, policy = scene.case, scene.policy
    rest = timedelta(minutes=max(1, policy.idle_release_minutes - policy.idle_nudge_minutes))
    idle = scene.now - moment(int(due.payload))
    line = Reply(wording.nudge(case.owner_name, idle, rest), mention=(case.owner,))
    timer = timers.open_timer(scene.pen, scene.hours, case, timers.IDLE, timers.IDLE_RELEASE, rest)
    return scene.pen.thread(case, line, "nudge") + timer


def _release(scene: Scene) -> Writes:
    case = scene.case
    after = advance(case, Move.RELEASE, scene.now)
    role = scene.routing.role(case.department)
    line = Reply(wording.idle_release(case.owner_name), mention=(role,) if role else ())
    name = scene.public(case.owner, case.owner_name)
    told = scene.pen.customer(case, wording.released(name), "released to customer")
    audit = scene.audit("release", f"idle: {case.owner}")
    return scene.becomes(after) + scene.pen.thread(case, line, "idle release") + told + audit


def _wake(scene: Scene) -> Writes:
    case = scene.case
    after = advance(case, Move.WAKE, scene.now, last_staff=micros(scene.now))
    line = Reply(wording.woken(case.owner_name, wrote=False), mention=(case.owner,))
    return scene.becomes(after) + scene.pen.thread(case, line, "woken")
