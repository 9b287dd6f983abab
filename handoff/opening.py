"""A new case: its row, its card, its thread and who is called."""

from dataclasses import replace

from bot.codec import dump
from bot.content import Post, Reply
from bot.effects import Handoff
from bot.events import Inbound, Place
from bot.ports import About
from bot.standing import DeskView
from bot.writes import Change, MessageRow, OutboxRow, Scalar, Writes, micros
from handoff import brief, calling
from handoff.acts import SYSTEM
from handoff.case import Stage
from handoff.pen import Pen, place_of
from handoff.routing import Routing, department_of, routing_of, thread_of
from handoff.rows import CaseRow
from handoff.timers import clocks, rests_until
from handoff.timetable import Timetable, timetable_of

PRIVATE = "desk.private_place"
"""In DeskView.kept: where this person was answered in private before."""


def opened(need: Handoff, event: Inbound, view: DeskView, about: About) -> tuple[CaseRow, Writes]:
    """The case, and everything that goes with its opening but the customer's own words."""
    pen = Pen(event.team, event.key, about.now)
    routing = routing_of(view.kept)
    case = _case(need, event, view, about)
    hours = timetable_of(view.kept)
    case, shown = placed(pen, routing, hours, case)
    timers = clocks(pen, about.policy, hours, replace(case, stage=Stage.CLOSED.value), case)
    audit = pen.audit(SYSTEM, "open", f"case:{case.number}", f"{need.rule}: {'; '.join(need.because)}")
    return case, Writes((case,)) + shown + timers + audit


def _case(need: Handoff, event: Inbound, view: DeskView, about: About) -> CaseRow:
    department = department_of(need.department)
    now = micros(about.now)
    return CaseRow(
        team=event.team,
        number=view.next_number,
        version=1,
        conversation=event.person.id,
        name=event.person.name,
        place=_private(event, view),
        thread="",
        stage=Stage.WAITING.value,
        department=department,
        tier=need.tier,
        urgent=need.urgent,
        rule=need.rule,
        brief=dump(brief.brief_of(need, event, about.account, about.now)),
        opened=now,
        last_customer=now,
        order=need.order,
        **calling.fields(need, now),
    )


def _private(event: Inbound, view: DeskView) -> str:
    """Where the customer is answered: never in public, if we know where else."""
    return view.kept.get(PRIVATE, "") if event.place.public and view.kept.get(PRIVATE) else dump(event.place)


def placed(pen: Pen, routing: Routing, hours: Timetable, case: CaseRow) -> tuple[CaseRow, Writes]:
    """The case with a card and a thread in its department's place; nothing while there is no such place.

    The department's role is called with the card, which is the one time a new case pings;
    while its people are away the card waits for them in silence.
    """
    place = routing.place(case.department)
    if place is None:
        return case, Writes()
    role = routing.role(case.department)
    called = (role,) if role and rests_until(hours, case, pen.now) is None else ()
    card = post_card(pen, place, case, called)
    case = replace(case, card=card.id, thread=dump(thread_of(place, case.number)))
    return case, Writes((card,))


def post_card(pen: Pen, place: Place, case: CaseRow, called: tuple[str, ...]) -> OutboxRow:
    reply: Reply = brief.card(case, called)
    return pen.show(case, place, Post(reply, case=case.number), "desk", "card")


def moved(pen: Pen, routing: Routing, hours: Timetable, case: CaseRow) -> tuple[CaseRow, Writes]:
    """After a transfer: where the new department sits elsewhere, a card and a thread there."""
    place, thread = routing.place(case.department), place_of(case.thread)
    if place is None or (thread is not None and replace(thread, thread="") == place):
        return case, Writes()
    farewell = pen.thread(case, Reply(f"Moved to {case.department}; it goes on in their thread."), "moved")
    case, shown = placed(pen, routing, hours, case)
    return case, farewell + shown + Writes(changes=(_left_behind(case),))


def _left_behind(case: CaseRow) -> Change:
    """What hangs in the old thread stays as it is; later edits of it are told in the new one."""
    hanging: dict[str, Scalar] = {"team": case.team, "case": case.number, "speaker": "customer"}
    return Change(MessageRow, hanging, {"copies": "[]"})
