"""Taking a case, giving it away, ending it: what each move writes beside the row."""

from datetime import datetime, timedelta

from bot.content import Choice, Reply
from bot.writes import Writes, micros
from handoff import rating, wording
from handoff.brief import TOP_TIER
from handoff.case import OPEN_STAGES, Move, advance
from handoff.opening import moved
from handoff.refusal import NotAllowed, Refusal
from handoff.routing import Mate
from handoff.rows import CaseRow
from handoff.scene import Outcome, Scene, Where
from handoff.timers import RATING, SNOOZE, WAKE

Step = tuple[CaseRow, Writes]
"""The case as it would be, and what is said about it; `Scene.becomes` turns the row into writes."""


def leads(role: str) -> bool:
    return role in ("lead", "admin")


def steers(scene: Scene) -> CaseRow:
    """The case, if the actor may decide about it: its owner, anyone while it has none, leads always."""
    case = scene.case
    if case.owner and case.owner != scene.by.id and not leads(scene.by.role):
        raise NotAllowed(f"Case #{case.number} is {wording.safe(case.owner_name)}'s; only they or a lead can do that.")
    return case


def takes(scene: Scene) -> Step:
    """The actor becomes the owner; of two at once the second reads who was first."""
    case, by = scene.case, scene.by
    after = owns(scene)
    said = scene.pen.thread(case, Reply(wording.has_claimed(by.name), mention=(by.id,)), "claimed")
    told = scene.pen.customer(case, wording.claimed(scene.public(by.id, by.name)), "claimed to customer")
    return after, said + told


def owns(scene: Scene) -> CaseRow:
    """The case as the actor's own; raises a Refusal where it is somebody's already."""
    case, by = scene.case, scene.by
    if case.owner == by.id:
        raise Refusal(f"Case #{case.number} is yours already.")
    if case.owner:
        raise Refusal(wording.beaten(case.number, case.owner_name))
    _cleared(case, by.role)
    return _owned(case, by.id, by.name, scene.now)


def _owned(case: CaseRow, id: str, name: str, now: datetime) -> CaseRow:
    """Theirs from now on; the first of all owners ends the customer's wait."""
    at = micros(now)
    return advance(case, Move.CLAIM, now, owner=id, owner_name=name, claimed=at, first_claim=case.first_claim or at)


def may_own(case: CaseRow, role: str) -> bool:
    """Whether somebody of this role can take it: what was escalated is for leads."""
    return case.tier < TOP_TIER or leads(role)


def _cleared(case: CaseRow, role: str) -> None:
    if not may_own(case, role):
        raise NotAllowed(f"Case #{case.number} is at tier {case.tier}: it takes a lead to own it.")


def claim(scene: Scene) -> Outcome:
    after, said = takes(scene)
    told = Reply() if scene.in_thread else Reply(f"Case #{after.number} is yours.")
    return Outcome(scene.becomes(after) + said + scene.audit("claim"), told)


def release(scene: Scene) -> Outcome:
    case = steers(scene)
    after = advance(case, Move.RELEASE, scene.now)
    said = scene.pen.thread(case, _called(scene, after, f"{wording.safe(scene.by.name)} released it."), "released")
    name = scene.public(case.owner, case.owner_name)
    told = scene.pen.customer(case, wording.released(name), "released to customer")
    writes = scene.becomes(after) + said + told + scene.audit("release", case.owner)
    return Outcome(writes, Reply(f"Case #{case.number} waits for the next colleague."))


def _called(scene: Scene, case: CaseRow, text: str) -> Reply:
    """A line in the thread that calls the case's department."""
    return Reply(text, mention=scene.calls(case, scene.routing.role(case.department)))


def to_department(scene: Scene, department: str) -> Outcome:
    case = steers(scene)
    if department == case.department:
        raise Refusal(f"Case #{case.number} is with {department} already.")
    after = advance(case, Move.TRANSFER, scene.now, department=department, alerts=0)
    after, shown = moved(scene.pen, scene.routing, scene.hours, after)
    calls = _called(scene, after, f"{wording.safe(scene.by.name)} passed it from {case.department} to {department}.")
    said = scene.pen.thread(after, calls, "transferred")
    told = scene.pen.customer(case, _moved_words(scene, after), "transferred to customer")
    writes = scene.becomes(after) + shown + said + told + scene.audit("transfer", f"to {department}")
    return Outcome(writes, Reply(f"Case #{case.number} is with {department} now."))


def _moved_words(scene: Scene, case: CaseRow) -> str:
    """Where the case went, and when they are there if they are not now."""
    at, week = scene.hours.opens(case.department, scene.now), scene.hours.weeks.get(case.department)
    closed = f" {wording.back(wording.moment_in(at, week.zone))}" if at and week else ""
    return wording.transferred(case.department) + closed


def to_teammate(scene: Scene, mate: Mate) -> Outcome:
    case = steers(scene)
    if mate.id == case.owner:
        raise Refusal(f"Case #{case.number} is {wording.safe(mate.name)}'s already.")
    _cleared(case, mate.role)
    freed = advance(case, Move.RELEASE, scene.now) if case.owner else case
    after = _owned(freed, mate.id, mate.name, scene.now)
    took = mate.id == scene.by.id
    line = f"{wording.safe(scene.by.name)} took it." if took else wording.gave(scene.by.name, mate.name)
    said = scene.pen.thread(case, Reply(line, mention=(mate.id,)), "given")
    name = scene.public(mate.id, mate.name)
    words = wording.moved_to_colleague(name) if case.owner else wording.claimed(name)
    told = scene.pen.customer(case, words, "given to customer")
    writes = scene.becomes(after) + said + told + scene.audit("transfer", f"to {mate.id}")
    theirs = "yours" if took else f"{wording.safe(mate.name)}'s"
    return Outcome(writes, Reply(f"Case #{case.number} is {theirs} now."))


def escalate(scene: Scene, reason: str) -> Outcome:
    case = steers(scene)
    if case.tier >= TOP_TIER:
        raise Refusal(f"Case #{case.number} is with the leads already (tier {case.tier}).")
    after = advance(case, Move.ESCALATE, scene.now, tier=case.tier + 1, alerts=0)
    why = f": {wording.safe(reason, 300)}" if reason else "."
    line = f"{wording.safe(scene.by.name)} escalated it to tier {after.tier}{why}"
    said = scene.pen.thread(case, Reply(line, mention=scene.calls(after, scene.routing.leads())), "escalated")
    told = scene.pen.customer(case, wording.escalated(), "escalated to customer")
    writes = scene.becomes(after) + said + told + scene.audit("escalate", reason)
    return Outcome(writes, Reply(f"Case #{case.number} is with the leads now."))


def snooze(scene: Scene, minutes: int) -> Outcome:
    case = steers(scene)
    if not 1 <= minutes <= 20160:
        raise Refusal("A case can be snoozed for 1 to 20160 minutes (two weeks).")
    after = advance(case, Move.SNOOZE, scene.now)
    wait = timedelta(minutes=minutes)
    said = scene.pen.thread(
        case, Reply(f"{wording.safe(scene.by.name)} snoozed it for {wording.span(wait)}."), "snoozed"
    )
    writes = scene.becomes(after) + scene.pen.timer(after, SNOOZE, WAKE, wait) + said
    return Outcome(writes + scene.audit("snooze", str(minutes)), Reply(f"Back in {wording.span(wait)}."))


def wake(scene: Scene) -> Outcome:
    case = steers(scene)
    after = advance(case, Move.WAKE, scene.now)
    said = scene.pen.thread(case, Reply(wording.woken(case.owner_name, wrote=False), mention=(case.owner,)), "woken")
    return Outcome(scene.becomes(after) + said + scene.audit("wake"), Reply(f"Case #{case.number} is awake."))


async def close(scene: Scene, reason: str) -> Outcome:
    case = steers(scene)
    after = advance(case, Move.CLOSE, scene.now, reason=reason.replace("_", " "))
    by = wording.safe(scene.by.name)
    said = scene.pen.thread(case, Reply(f"{by} closed it: {after.reason}."), "closed")
    name = scene.public(scene.by.id, scene.by.name)
    asked = await rating.at_closing(scene, reason)
    words = "\n\n".join(filter(None, (wording.closed(name, reason), asked.words)))
    told = scene.pen.customer(case, words, "closed to customer", *asked.offers)
    writes = scene.becomes(after) + said + told + asked.writes + scene.audit("close", reason)
    return Outcome(writes, Reply(f"Case #{case.number} is closed: {after.reason}."))


def hand_back(scene: Scene) -> Outcome:
    case = steers(scene)
    after = advance(case, Move.HAND_BACK, scene.now, reason="handed back to the bot")
    said = scene.pen.thread(case, Reply(f"{wording.safe(scene.by.name)} handed it back to the bot."), "handed back")
    name = scene.public(scene.by.id, scene.by.name)
    told = scene.pen.customer(case, wording.handed_back(name), "handed back to customer")
    writes = scene.becomes(after) + said + told + scene.audit("hand back")
    return Outcome(writes, Reply(f"Case #{case.number} is closed; the bot answers again."))


def _ways_to(other: CaseRow) -> tuple[Choice, ...]:
    """To another case than the one that was meant."""
    take = (Choice(f"Claim #{other.number}", f"claim #{other.number}", "primary"),) if not other.owner else ()
    return (*take, Choice(f"Transcript #{other.number}", f"transcript #{other.number}"))


async def reopen(scene: Scene) -> Outcome:
    case = scene.case
    if not case.conversation:
        raise Refusal(f"Case #{case.number} was erased: nobody is there to go on with.")
    fresh = {"claimed": 0, "first_claim": 0, "first_word": 0, "alerts": 0, "reason": "", "opened": micros(scene.now)}
    after = advance(case, Move.REOPEN, scene.now, **fresh)
    where: Where = {"team": case.team, "conversation": case.conversation, "stage": OPEN_STAGES}
    if others := await scene.store.find(CaseRow, where, limit=1):
        raise Refusal(f"{wording.safe(case.name)} has an open case already: #{others[0].number}.", *_ways_to(others[0]))
    calls = _called(scene, after, f"{wording.safe(scene.by.name)} reopened it.")
    said = scene.pen.thread(case, calls, "reopened")
    told = scene.pen.customer(case, wording.reopened(), "reopened to customer")
    writes = scene.becomes(after) + scene.pen.cancel(after, RATING) + said + told + scene.audit("reopen")
    return Outcome(writes, Reply(f"Case #{case.number} is open again."))
