"""What comes back by itself: calling again, the leads, idle owners, the end of a snooze."""

from datetime import timedelta

from bot.policy import Policy
from bot.writes import Writes
from handoff.case import Stage
from handoff.pen import Pen
from handoff.rows import CaseRow

ALERT, IDLE, SNOOZE = "alert", "idle", "snooze"
PING_AGAIN, LEADS, NUDGE, IDLE_RELEASE, WAKE = "ping_again", "leads", "nudge", "idle_release", "wake"


def clocks(pen: Pen, policy: Policy, before: CaseRow, after: CaseRow) -> Writes:
    """Set and stop a case's timers, now that it stands otherwise."""
    writes = Writes()
    if _waits_anew(before, after):
        writes += pen.timer(after, ALERT, PING_AGAIN, timedelta(minutes=policy.ping_again_minutes))
    elif before.stage == Stage.WAITING != after.stage:
        writes += pen.cancel(after, ALERT)
    if _owner_counts_anew(before, after):
        writes += pen.timer(after, IDLE, NUDGE, timedelta(minutes=policy.idle_nudge_minutes))
    elif before.stage == Stage.CLAIMED != after.stage:
        writes += pen.cancel(after, IDLE)
    if before.stage == Stage.SNOOZED != after.stage:
        writes += pen.cancel(after, SNOOZE)
    return writes


def _waits_anew(before: CaseRow, after: CaseRow) -> bool:
    """It waits, and for other people than before."""
    was = (before.stage, before.department, before.tier)
    return after.stage == Stage.WAITING and was != (after.stage, after.department, after.tier)


def _owner_counts_anew(before: CaseRow, after: CaseRow) -> bool:
    was = (before.stage, before.owner, before.last_staff)
    return after.stage == Stage.CLAIMED and was != (after.stage, after.owner, after.last_staff)
