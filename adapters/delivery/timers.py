"""Timers: when one runs out, its event is stored and the timer is marked in the same commit."""

from dataclasses import replace

import structlog

from adapters.delivery.faults import outcome
from adapters.delivery.ports import Intake, Outbox
from bot.codec import dump, load
from bot.events import Inbound
from bot.writes import Change, Committed, InboxRow, Scalar, StoreUnavailable, TimerRow, Writes, moment
from handoff.acts import Act

AT_ONCE = 64
log = structlog.get_logger("delivery")


async def fire(outbox: Outbox, intake: Intake, now: int) -> int:
    """Fire what is due; how many there were. One that cannot be fired is put out, so that the others are."""
    due = await outbox.due_timers(now, AT_ONCE)
    for timer in due:
        match await outcome(_fire(outbox, intake, timer, now)):
            case StoreUnavailable() as broken:
                raise broken
            case Exception() as fault:
                log.error("delivery.timer", timer=timer.id, conversation=timer.conversation, exc_info=fault)
                await outbox.commit(Writes(changes=(_becomes(timer, "off"),)))
    return len(due)


async def _fire(outbox: Outbox, intake: Intake, timer: TimerRow, now: int) -> None:
    arrival, fired = event_of(timer, now), _becomes(timer, "fired")
    if await outbox.commit(Writes((arrival,), (fired,))) is Committed.DONE:
        intake.wake(arrival)
    else:  # stored before: only the mark is missing
        await outbox.commit(Writes(changes=(fired,)))


def event_of(timer: TimerRow, now: int) -> InboxRow:
    """The event a timer stands for, as it happens now."""
    key = f"timer:{timer.team}:{timer.id}:{timer.due}"
    match timer.lane:
        case "customer":
            payload = dump(replace(load(Inbound, timer.event), key=key, at=moment(now)))
        case _:
            payload = dump(replace(load(Act, timer.event), key=key, at=moment(now)))
    return InboxRow(key, timer.team, timer.lane, timer.conversation, payload, now)


def _becomes(timer: TimerRow, state: str) -> Change:
    """Only the timer that was read: one that was set anew meanwhile keeps its new moment."""
    this: dict[str, Scalar] = {"team": timer.team, "id": timer.id, "due": timer.due, "state": "set"}
    return Change(TimerRow, this, {"state": state})
