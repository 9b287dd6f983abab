"""Timers: when one runs out, its event is stored and the timer is marked in the same commit."""

from dataclasses import replace

from adapters.delivery.ports import Intake, Outbox
from bot.codec import dump, load
from bot.events import Inbound
from bot.writes import Change, Committed, InboxRow, Scalar, TimerRow, Writes, moment
from handoff.acts import Act

AT_ONCE = 64


async def fire(outbox: Outbox, intake: Intake, now: int) -> int:
    """Fire what is due; how many there were."""
    due = await outbox.due_timers(now, AT_ONCE)
    for timer in due:
        arrival = event_of(timer, now)
        if await outbox.commit(Writes((arrival,), (_fired(timer),))) is Committed.DONE:
            intake.wake(arrival)
        else:  # stored before: only the mark is missing
            await outbox.commit(Writes(changes=(_fired(timer),)))
    return len(due)


def event_of(timer: TimerRow, now: int) -> InboxRow:
    """The event a timer stands for, as it happens now."""
    key = f"timer:{timer.team}:{timer.id}:{timer.due}"
    match timer.lane:
        case "customer":
            payload = dump(replace(load(Inbound, timer.event), key=key, at=moment(now)))
        case _:
            payload = dump(replace(load(Act, timer.event), key=key, at=moment(now)))
    return InboxRow(key, timer.team, timer.lane, timer.conversation, payload, now)


def _fired(timer: TimerRow) -> Change:
    """Only the timer that was read: one that was set anew meanwhile keeps its new moment."""
    this: dict[str, Scalar] = {"team": timer.team, "id": timer.id, "due": timer.due, "state": "set"}
    return Change(TimerRow, this, {"state": "fired"})
