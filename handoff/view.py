"""How things stand at the desk, read for the core and for command lines."""

import asyncio
from datetime import timedelta
from statistics import median
from typing import Literal

from bot.policy import Policy, policy_of
from bot.ports import Library, Store
from bot.standing import ClosedCase, DeskView, OpenCase
from bot.writes import BindingRow, ConversationRow, MessageRow, Snapshot, moment
from bot.written import MOST, WrittenRow
from handoff.case import OPEN_STAGES, Stage
from handoff.completion import Known
from handoff.naming import public_name
from handoff.opening import PRIVATE
from handoff.relay import CaseFile
from handoff.routing import DEPARTMENTS, routing_of
from handoff.rows import CaseRow
from handoff.scene import Where

FEW = 5
"""Below this many cases their waits are no figure to tell anybody."""
MEASURED = 30
LOOK_BACK = 200


async def seen(store: Store, team: str, conversation: str, read: Snapshot | None = None) -> DeskView:
    """An open case, the honest wait, and what opening one needs."""
    person: Where = {"team": team, "conversation": conversation}
    # One after the other: the store has these at hand, and four tasks would cost more than the reading.
    snapshot = read or await store.load(team, conversation)
    newest = await store.find(CaseRow, {"team": team}, order=("number",), newest_first=True, limit=MEASURED)
    still_open = await store.find(CaseRow, {**person, "stage": OPEN_STAGES}, limit=1)
    over: Where = {**person, "stage": Stage.CLOSED.value}
    closed = await store.find(CaseRow, over, order=("number",), newest_first=True, limit=1)
    routing = routing_of(snapshot.settings)
    return DeskView(
        case=await _open_case(store, still_open[0], snapshot) if still_open else None,
        wait=wait(newest, policy_of(snapshot.settings)),
        last=_closed_case(closed[0]) if closed else None,
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
        kept=CaseFile(case, {row.id: row for row in shown}, called),
    )


def stage_of(case: CaseRow) -> Literal["waiting", "claimed", "snoozed", "waiting_on_customer"]:
    """The stage of a case that is open, as the core names it."""
    match case.stage:
        case "waiting" | "claimed" | "snoozed" | "waiting_on_customer" as stage:
            return stage
        case _:
            raise ValueError(f"case {case.number} is not open")


def wait(cases: tuple[CaseRow, ...], policy: Policy) -> timedelta:
    """How long people have waited for a colleague lately; the policy's guess while there are few."""
    waits = [met - row.opened for row in cases if (met := _met(row)) >= row.opened > 0]
    if len(waits) < FEW:
        return timedelta(minutes=policy.usual_wait_minutes)
    return timedelta(microseconds=median(waits))


def _met(case: CaseRow) -> int:
    """When a person was first there, by claiming it or by a word; 0 while nobody has been."""
    return min(filter(None, (case.first_claim, case.first_word)), default=0)


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
