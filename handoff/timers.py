"""What comes back by itself: calling again, the leads, idle owners, the end of a snooze."""

from datetime import datetime, timedelta

from bot.policy import Policy
from bot.writes import Writes, micros, moment
from handoff.case import Stage
from handoff.pen import Pen
from handoff.rows import CaseRow
from handoff.timetable import Timetable

ALERT, IDLE, SNOOZE = "alert", "idle", "snooze"
PING_AGAIN, LEADS, NUDGE, IDLE_RELEASE, WAKE = "ping_again", "leads", "nudge", "idle_release", "wake"
RATING, RATE = "rating", "rate"
BACK = "back"
"""A closed department opens, or the time for a call has come: now people are called."""


def clocks(pen: Pen, policy: Policy, hours: Timetable, before: CaseRow, after: CaseRow) -> Writes:
    """Set and stop a case's timers, now that it stands otherwise."""
    writes = Writes()
    if _waits_anew(before, after):
        writes += alert(pen, policy, hours, after)
    elif before.stage == Stage.WAITING != after.stage:
        writes += pen.cancel(after, ALERT)
    if _owner_counts_anew(before, after):
        writes += open_timer(pen, hours, after, IDLE, NUDGE, timedelta(minutes=policy.idle_nudge_minutes))
    elif before.stage == Stage.CLAIMED != after.stage:
        writes += pen.cancel(after, IDLE)
    if before.stage == Stage.SNOOZED != after.stage:
        writes += pen.cancel(after, SNOOZE)
    return writes


def alert(pen: Pen, policy: Policy, hours: Timetable, case: CaseRow) -> Writes:
    """People are called again if nobody takes it; at first when they are back, or when it is time for the call."""
    if back := rests_until(hours, case, pen.now):
        return pen.timer(case, ALERT, BACK, back - pen.now)
    calls = case.call == "wanted"
    span = timedelta(seconds=policy.call_target_seconds) if calls else timedelta(minutes=policy.ping_again_minutes)
    return open_timer(pen, hours, case, ALERT, PING_AGAIN, span)


def rests_until(hours: Timetable, case: CaseRow, now: datetime) -> datetime | None:
    """Nobody is called about a case before this; None if it may be now."""
    call = moment(case.call_at) if case.call in ("booked", "missed") and case.call_at > micros(now) else None
    return call or hours.resting(case, now)


def open_timer(pen: Pen, hours: Timetable, case: CaseRow, name: str, what: str, span: timedelta) -> Writes:
    """A timer that runs only while the case's people are there."""
    return pen.timer(case, name, what, hours.later(case, pen.now, span) - pen.now)


def _waits_anew(before: CaseRow, after: CaseRow) -> bool:
    """It waits, and for other people or another act of theirs than before."""
    was = (before.stage, before.department, before.tier, before.call)
    return after.stage == Stage.WAITING and was != (after.stage, after.department, after.tier, after.call)


def _owner_counts_anew(before: CaseRow, after: CaseRow) -> bool:
    was = (before.stage, before.owner, before.last_staff)
    return after.stage == Stage.CLAIMED and was != (after.stage, after.owner, after.last_staff)
