"""How long people wait for a person, for a call and for the end, from the cases of the last days. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from operator import is_
from statistics import median

from bot.policy import Policy
from bot.writes import micros, moment
from handoff.hours import Week
from handoff.rows import CaseRow
from handoff.timetable import GRAVE, Timetable


@dataclass(frozen=True, slots=True)
class Waits:
    """What customers may be told; a department without enough cases of its own is not in it."""

    usual: timedelta
    first: dict[str, timedelta] = field(default_factory=dict)
    settled: dict[str, timedelta] = field(default_factory=dict)
    call: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """Microseconds of one case, counted while its department was open; None for what it has not come to."""

    department: str
    here: bool
    first: int | None
    settled: int | None


def waits_of(cases: Iterable[CaseRow], policy: Policy, hours: Timetable, platform: str, now: datetime) -> Waits:
    """Medians of the last days; a department's are those of this platform, where it has enough cases."""
    since, few = micros(now - timedelta(days=policy.waits_days)), policy.waits_few
    recent = [case for case in cases if case.opened >= since]
    took = [_took(case, hours, platform) for case in recent]
    first: dict[str, timedelta] = {}
    settled: dict[str, timedelta] = {}
    for name in {each.department for each in took}:
        of = [each for each in took if each.department == name]
        for found, spans in ((first, _first), (settled, _settled)):
            here = _typical(spans([each for each in of if each.here]), few)
            if (typical := here or _typical(spans(of), few)) is not None:
                found[name] = typical
    usual = _typical(_first(took), few) or timedelta(minutes=policy.usual_wait_minutes)
    return Waits(usual, first, settled, _typical([until_called(case) for case in recent], few))


def platform_of(case: CaseRow) -> str:
    """Where its customer writes: people's ids begin with it."""
    return case.conversation.partition(":")[0]


def met(case: CaseRow) -> int:
    """When a person was first there, by claiming it or by a word; 0 while nobody has been."""
    return min(filter(None, (case.first_claim, case.first_word)), default=0)


def until_called(case: CaseRow) -> int | None:
    """From the wish to be called, or the time that was agreed, to the first call."""
    return case.called - case.call_asked if case.called >= case.call_asked > 0 else None


def waited(case: CaseRow, until: int, hours: Timetable) -> int:
    """Microseconds from its opening to a later moment, as far as its department was open."""
    week = None if case.rule in GRAVE else hours.weeks.get(case.department)
    return until - case.opened if week is None else _open_for(week, case.opened, until)


@lru_cache(8192)
def _open_for(week: Week, opened: int, until: int) -> int:
    """Looked up at every turn for the same cases."""
    return week.spent(moment(opened), moment(until)) // timedelta(microseconds=1)


def _took(case: CaseRow, hours: Timetable, platform: str) -> Took:
    person = met(case)
    first = waited(case, person, hours) if person >= case.opened else None
    settled = waited(case, case.closed, hours) if person and case.closed >= case.opened else None
    return Took(case.department, platform_of(case) == platform, first, settled)


def _first(took: Sequence[Took]) -> list[int | None]:
    return [each.first for each in took]


def _settled(took: Sequence[Took]) -> list[int | None]:
    return [each.settled for each in took]


def _typical(spans: Sequence[int | None], few: int) -> timedelta | None:
    known = [span for span in spans if span is not None]
    return timedelta(microseconds=median(known)) if len(known) >= few else None


@dataclass(slots=True)
class Measured:
    """The figures of last time, as long as nothing has changed that they were made from."""

    _known: dict[str, tuple[tuple[object, ...], int, Waits]] = field(default_factory=dict)

    def of(self, cases: tuple[CaseRow, ...], policy: Policy, hours: Timetable, who: str, now: datetime) -> Waits:
        """Every turn asks; what was not changed since is the same object. `who` is team:platform."""
        made_from, hour = (cases, policy, hours), micros(now) // 3_600_000_000
        if (known := self._known.get(who)) and known[1] == hour and all(map(is_, known[0], made_from)):
            return known[2]
        waits = waits_of(cases, policy, hours, who.rpartition(":")[2], now)
        self._known[who] = (made_from, hour, waits)
        return waits
