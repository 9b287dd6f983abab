"""Whatever people press, in whatever order, the desk keeps its promises."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.store.sqlite import open_store
from bot.codec import dump
from bot.events import Said
from bot.intake import Intake
from bot.writes import SettingRow, Writes
from handoff.commands import COMMANDS
from handoff.desk import Desk
from handoff.routing import LEAD_ROLE, STAFF_PLACE, STAFF_ROLE
from handoff.rows import CaseRow
from tests.handoff.conftest import ADA, JONAS, MINA, NOBODY, OMAR, STAFF, TEAM, FakeClock, Room, no_customer

CASE_VERBS = sorted(name for name, spec in COMMANDS.items() if spec.needs_case)
GIVEN = {
    "name": "hello",
    "text": "hello",
    "minutes": "5",
    "to": "billing",
    "reason": "checked by phone",
    "message": "",
    "amount": "5",
}
STEPS = st.one_of(
    st.tuples(st.sampled_from([MINA, OMAR, JONAS, ADA, NOBODY]), st.sampled_from([*CASE_VERBS, "says", "// notes"])),
    st.tuples(st.just("customer"), st.sampled_from(["writes", "ends", "waits"])),
)


@given(steps=st.lists(STEPS, min_size=3, max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_desk_keeps_its_promises(migrated: Path, steps: list[tuple[object, str]]) -> None:
    """One open case a person; the bot silent just while people have it; only who has the word is heard."""
    asyncio.run(_played(migrated, steps))


async def _played(migrated: Path, steps: list[tuple[object, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(shutil.copy(migrated, Path(folder) / "baton.db")), full=False) as store:
            clock = FakeClock()
            desk = Desk(store, clock)
            intake = Intake(store, {"desk": desk.answer, "customer": no_customer})
            desk.connect(intake)
            room = Room(store, clock, desk, intake)
            values = {STAFF_PLACE: dump(STAFF), STAFF_ROLE: "support", LEAD_ROLE: "leads"}
            await store.commit(Writes(tuple(SettingRow(TEAM, n, v, 0, "test") for n, v in values.items())))
            await room.opens()
            for who, what in steps:
                await _step(room, who, what)
                await _holds(room)
            await intake.close()


async def _step(room: Room, who: object, what: str) -> None:
    newest = (await room.store.find(CaseRow, {"team": TEAM}, order=("number",), newest_first=True))[0]
    if who == "customer":
        if what == "waits":
            await room.passes(minutes=16)
        else:
            is_open = newest.stage != "closed"
            await room.hears(Said("hello", room.key()), ends=what == "ends" and is_open)
        return
    by = next(mate for mate in (MINA, OMAR, JONAS, ADA, NOBODY) if mate == who)
    sent = len(await room.reached())
    if what in ("says", "// notes"):
        await room.types(by, what, case=newest.number)
    else:
        spec = COMMANDS[what]
        given = {p.name: GIVEN[p.name] for p in spec.parameters if p.kind != "choice" and GIVEN.get(p.name)}
        await room.do(by, what, newest.number, **given)
    if len(await room.reached()) > sent:
        after = await room.case(newest.number)
        assert after.owner == by.id or by.role in ("lead", "admin")
        assert what != "// notes"


async def _holds(room: Room) -> None:
    cases = await room.store.find(CaseRow, {"team": TEAM})
    opened = [case for case in cases if case.stage != "closed"]
    assert len(opened) <= 1
    spoken = bool(opened and (opened[0].claimed or opened[0].first_word))
    assert await room.silent() is spoken
    for case in cases:
        assert bool(case.owner) == (case.stage in ("claimed", "snoozed", "waiting_on_customer"))


def test_every_case_verb_is_played() -> None:
    missing = {p.name for name in CASE_VERBS for p in COMMANDS[name].parameters if p.required} - {
        name for name, value in GIVEN.items() if value
    }
    assert not missing
