"""How things stand at the desk, read for the core and for command lines."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from bot.policy import policy_of
from bot.ports import Library, Store
from bot.standing import ClosedCase, DeskView, OpenCase
from bot.writes import BindingRow, ConversationRow, MessageRow, Snapshot, moment
from bot.written import MOST, WrittenRow
from handoff import calling, rating
from handoff.case import OPEN_STAGES, Stage
from handoff.completion import Known
from handoff.naming import public_name
from handoff.opening import PRIVATE
from handoff.relay import CaseFile
from handoff.routing import DEPARTMENTS, routing_of
from handoff.rows import CaseRow
from handoff.scene import Where
from handoff.timetable import Timetable, timetable_of
from handoff.waits import Measured

MEASURED = 100
"""Cases that the waits are measured over, if the policy's days hold so many."""
LOOK_BACK = 200


async def seen(
    store: Store, measured: Measured, team: str, conversation: str, now: datetime, read: Snapshot | None = None
) -> DeskView:
    """An open case, the honest wait, and what opening one needs."""
    person: Where = {"team": team, "conversation": conversation}
    # One after the other: the store has these at hand, and four tasks would cost more than the reading.
    snapshot = read or await store.load(team, conversation)
    newest = await store.find(CaseRow, {"team": team}, order=("number",), newest_first=True, limit=MEASURED)
    still_open = await store.find(CaseRow, {**person, "stage": OPEN_STAGES}, limit=1)
    over: Where = {**person, "stage": Stage.CLOSED.value}
    closed = await store.find(CaseRow, over, order=("number",), newest_first=True, limit=1)
    routing = routing_of(snapshot.settings)
    hours, here = timetable_of(snapshot.settings), f"{team}:{conversation.partition(':')[0]}"
    waits = measured.of(newest, policy_of(snapshot.settings), hours, here, now)
    return DeskView(
        case=await _open_case(store, still_open[0], snapshot) if still_open else None,
        wait=waits.usual,
        waits=waits.first,
        settles=waits.settled,
        call_wait=waits.call,
        calls_ahead=sum(case.call == "wanted" and case.stage == Stage.WAITING for case in newest),
        hours=hours.written(),
        opens=dict(_opening(hours, now)) if hours.weeks else {},
        call_opens=dict(_calling(hours, now)) if hours.weeks else {},
        last=_closed_case(closed[0]) if closed else None,
        ratings=await rating.asked_of(store, team, conversation),
        next_number=newest[0].number + 1 if newest else 1,
        platforms=routing.platforms(),
        kept=_ours(snapshot),
    )


def _closed_case(case: CaseRow) -> ClosedCase:
    return ClosedCase(case.number, case.department, moment(case.closed), case.reason)


async def _open_case(store: Store, case: CaseRow, snapshot: Snapshot) -> OpenCase:
    where: Where = {"team": case.team, "case": case.number, "speaker": "customer", "deleted": 0}
    shown = await store.find(MessageRow, where, order=("at",), newest_first=True, limit=LOOK_BACK)
    called = case.owner or routing_of(snapshot.settings).role(case.department)
    return OpenCase(
        number=case.number,
        stage=stage_of(case),
        department=case.department,
        opened=moment(case.opened),
        owner=public_name(snapshot.settings, case.owner, case.owner_name) if case.owner else "",
        attended=moment(max(case.last_staff, case.claimed)) if case.owner else None,
        human_spoke=bool(case.first_word or case.claimed),
        call=case.call in calling.COMING,
        wants_number=bool(case.call_secret) and case.call in ("", "wrong"),
        kept=CaseFile(case, {row.id: row for row in shown}, called, _ours(snapshot)),
    )


def stage_of(case: CaseRow) -> Literal["waiting", "claimed", "snoozed", "waiting_on_customer"]:
    """The stage of a case that is open, as the core names it."""
    match case.stage:
        case "waiting" | "claimed" | "snoozed" | "waiting_on_customer" as stage:
            return stage
        case _:
            raise ValueError(f"case {case.number} is not open")


def _opening(hours: Timetable, now: datetime) -> Iterator[tuple[str, datetime]]:
    for name in DEPARTMENTS:
        if at := hours.opens(name, now):
            yield name, at


def _calling(hours: Timetable, now: datetime) -> Iterator[tuple[str, datetime]]:
    for name in DEPARTMENTS:
        if at := hours.call_opens(name, now):
            yield name, at


def _ours(snapshot: Snapshot) -> dict[str, str]:
    ours = {name: value for name, value in snapshot.settings.items() if name.startswith("desk.")}
    return ours | ({PRIVATE: snapshot.conversation.place} if snapshot.conversation else {})


async def known(store: Store, team: str, library: Library | None = None) -> Known:
    """What there is to choose from, for completion."""
    snapshot, cases, people, bound, answers = await asyncio.gather(
        store.load(team, ""),
        store.find(CaseRow, {"team": team, "stage": OPEN_STAGES}, order=("number",), newest_first=True, limit=50),
        store.find(ConversationRow, {"team": team}, order=("updated",), newest_first=True, limit=50),
        store.find(BindingRow, {"team": team}, limit=50),
        store.find(WrittenRow, {"team": team, "removed": 0}, order=("id",), limit=MOST),
    )
    routing = routing_of(snapshot.settings)
    mates = [mate.name for mate in routing.mates.values() if mate.role != "none"]
    places = [routing.staff_place, *(own.place for own in routing.departments.values())]
    roles = [routing.staff_role, routing.lead_role, *(own.role for own in routing.departments.values())]
    return {
        "case": tuple(str(case.number) for case in cases),
        "teammate": (*DEPARTMENTS, *mates),
        "person": tuple(person.id for person in people),
        "customer": tuple(sorted({row.customer for row in bound})),
        "channel": tuple(str(place) for place in places if place),
        "answer": (*(row.id for row in answers), *(a.answer.id for a in (library.articles if library else ()))),
        "role": tuple(dict.fromkeys(role for role in roles if role)),
    }
