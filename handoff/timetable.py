"""Which departments keep hours, as the team's settings say; whoever keeps none is always there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from pydantic import ValidationError

from bot.codec import load
from bot.standing import DEPARTMENTS
from handoff.hours import Week
from handoff.hours_reading import shown
from handoff.rows import CaseRow

HOURS = "desk.hours."
PHONE = "phone"
"""The telephone can have hours of its own; without them calls are made when the case's department is open."""
NEVER_CLOSED = frozenset({"security"})
GRAVE = frozenset({"safety", "security", "incident"})
"""Cases by these rules call people at any hour, wherever they are."""
TO_CALL = frozenset({"wanted", "booked", "missed"})
"""How a call stands that somebody has to make."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The hours of a team."""

    weeks: Mapping[str, Week] = field(default_factory=dict)

    def opens(self, department: str, now: datetime) -> datetime | None:
        """When a department that is closed opens next; None while it is open."""
        week = self._week(department)
        if week is None or week.is_open(now):
            return None
        return week.opens(now)

    def call_opens(self, department: str, now: datetime) -> datetime | None:
        """When calls can be made next for a department; None while they can."""
        return self.opens(PHONE if PHONE in self.weeks else department, now)

    def written(self) -> dict[str, str]:
        """The hours of each department that keeps any, in the order of the departments."""
        kept = ((name, self._week(name)) for name in DEPARTMENTS)
        return {name: f"{shown(week)} ({week.zone})" for name, week in kept if week}

    def resting(self, case: CaseRow, now: datetime) -> datetime | None:
        """When the people of a case are back; None while they are there, or must be called whenever it is."""
        return None if case.rule in GRAVE else self.opens(self._keeps(case), now)

    def later(self, case: CaseRow, now: datetime, span: timedelta) -> datetime:
        """The moment by which the people of a case have been there for so long."""
        week = None if case.rule in GRAVE else self._week(self._keeps(case))
        return week.later(now, span) if week else now + span

    def call_later(self, case: CaseRow, now: datetime, span: timedelta) -> datetime:
        """The same for calls, which keep the telephone's hours where it has its own."""
        week = self.weeks.get(PHONE)
        return week.later(now, span) if week else self.later(case, now, span)

    def _keeps(self, case: CaseRow) -> str:
        """Whose hours count for a case: whoever has a call to make is there when calls are made."""
        return PHONE if case.call in TO_CALL and PHONE in self.weeks else case.department

    def _week(self, department: str) -> Week | None:
        return None if department in NEVER_CLOSED else self.weeks.get(department)


ALWAYS = Timetable()


def timetable_of(settings: Mapping[str, str]) -> Timetable:
    """What the settings say; hours that cannot be read count as not set."""
    return _read(tuple((name, text) for name, text in settings.items() if text and name.startswith(HOURS)))


@lru_cache(64)
def _read(settings: tuple[tuple[str, str], ...]) -> Timetable:
    """Asked for at every turn, and seldom changed."""
    weeks: dict[str, Week] = {}
    for name, text in settings:
        try:
            weeks[name.removeprefix(HOURS)] = load(Week, text)
        except ValidationError:
            continue
    return Timetable(weeks) if weeks else ALWAYS
