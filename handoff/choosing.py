"""What customers change about their own waiting case: they want to be called, or another department to look."""

from typing import Any

from bot.codec import dump
from bot.content import Reply
from bot.effects import Handoff
from bot.events import Inbound, Said
from bot.ports import About
from bot.writes import Writes, micros
from handoff import call_wording, calling, wording
from handoff.acts import Teammate
from handoff.brief import with_words
from handoff.case import Move, advance
from handoff.opening import moved
from handoff.pen import Pen
from handoff.relay import CaseFile, mirrored
from handoff.routing import routing_of
from handoff.rows import CaseRow
from handoff.scene import become
from handoff.timers import rests_until


def call_back(file: CaseFile, need: Handoff, event: Inbound, about: About) -> Writes:
    """They want to be called about a case that is open: at the head of the queue from now on; or not any more."""
    pen, case = Pen(event.team, event.key, about.now), file.case
    after = _after(file, event, about, Move.CUSTOMER_WROTE, calling.fields(need, micros(about.now)))
    none = call_wording.wants_none(case.number) if case.call in calling.COMING else ""
    line = call_wording.wants_call(case.number, calling.stands(after)) if need.callback else none
    called = pen.thread(after, Reply(line, mention=_called(file, after, about)), "wants call") if line else Writes()
    return _words(pen, case, event) + become(pen, about.policy, file.hours, case, after) + called


def move(file: CaseFile, department: str, event: Inbound, about: About) -> Writes:
    """They would rather have it in another department, as one of the two is closed."""
    pen, case = Pen(event.team, event.key, about.now), file.case
    words = _words(pen, case, event)
    if department == case.department:
        return words
    after = _after(file, event, about, Move.TRANSFER, {"department": department, "alerts": 0})
    after, shown = moved(pen, routing_of(file.settings), file.hours, after)
    line = wording.chose(case.department, department)
    said = pen.thread(after, Reply(line, mention=_called(file, after, about)), "chose")
    by = Teammate(event.person.id, event.person.name, "none")
    audit = pen.audit(by, "choose department", f"case:{case.number}", f"{case.department} → {department}")
    return words + become(pen, about.policy, file.hours, case, after) + shown + said + audit


def _after(file: CaseFile, event: Inbound, about: About, move: Move, changed: dict[str, Any]) -> CaseRow:
    now, words = micros(about.now), event.body.text if isinstance(event.body, Said) else ""
    place = file.case.place if event.place.public else dump(event.place)
    brief = with_words(file.case, words, "")
    return advance(file.case, move, about.now, last_customer=now, brief=brief, place=place, **changed)


def _words(pen: Pen, case: CaseRow, event: Inbound) -> Writes:
    """What they said or pressed, in the thread."""
    if not isinstance(event.body, Said):
        return Writes()
    row, copies = mirrored(pen, case, event, event.body)
    return Writes((*copies.rows, row))


def _called(file: CaseFile, case: CaseRow, about: About) -> tuple[str, ...]:
    """Whoever has it, else its department; nobody while they are away."""
    whom = case.owner or routing_of(file.settings).role(case.department)
    return (whom,) if whom and rests_until(file.hours, case, about.now) is None else ()
