# ruff: noqa: S608 - only constants of this file and names of fields are put into statements
"""The outbox as its deliverer sees it: claim what may go out, settle what came of it."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from adapters.store.keys import Keyring
from adapters.store.sealing import keys_of, sealed_value
from adapters.store.statements import OPEN, read_rows, sql_of
from adapters.store.units import take_in, write_unit
from bot.codec import load
from bot.effects import Asked, MailCode
from bot.writes import InboxRow, OutboxRow, TimerRow, Writes

HEADS = f"select team, place, min(number) as number from outbox where {OPEN} group by team, place"
"""The first unfinished row of each place; word for word the condition of its partial index."""

CLAIM = f"""
with heads as ({HEADS})
update outbox set
    state = coming.state,
    lease = case coming.state when 'dropped' then 0 else ?1 + ?3 end,
    attempts = attempts + (coming.state <> 'dropped'),
    settled = case coming.state when 'dropped' then ?1 else 0 end
from (
    select o.id, case
        when o.state <> 'queued' then 'unknown'
        when o.voice = 'bot' and exists (
            select 1 from conversations c where c.team = o.team and c.id = o.conversation and c.silent) then 'dropped'
        else 'sending' end as state
    from heads h join outbox o on o.team = h.team and o.place = h.place and o.number = h.number
    where (o.state = 'queued' and o.due <= ?1) or (o.state = 'sending' and o.lease <= ?1)
       or (o.state = 'unknown' and o.lease between 1 and ?1)
    order by o.voice in ('staff', 'mirror') desc, o.at, o.number limit ?2) as coming
where outbox.id = coming.id
returning {", ".join(f'outbox."{column}"' for column in sql_of(OutboxRow).columns)}
"""
"""The silence drop is part of the claim: there is no moment between the two."""

SETTLE = """
update outbox set state=?2, settled=?3, platform_id=?4, error=?5, due=?6, lease=?7, payload=?8
where id=?1 and state in ('sending', 'unknown') and (attempts=?9 or ?2='sent')
"""
REQUEUE = """
update outbox set state='queued', due=0, lease=0, settled=0, error='' where id=? and state in ('failed', 'unknown')
"""
RELEASE = f"update outbox set lease=1 where {OPEN} and (state='sending' or (state='unknown' and lease>0))"
"""At start nobody is sending: what was being sent when we stopped is asked about at once."""

NEXT = f"""
select min(moment) from (
    select case o.state when 'queued' then o.due when 'sending' then o.lease else nullif(o.lease, 0) end as moment
    from ({HEADS}) h join outbox o on o.team = h.team and o.place = h.place and o.number = h.number
    where {OPEN.replace("state", "o.state")}
    union all select min(due) from timers where state = 'set')
"""
PENDING = "select count(*) from outbox where (state='queued' or state='sending') and (?1='' or conversation=?1)"
DUE = f"{sql_of(TimerRow).select} where state='set' and due<=? order by due, rowid limit ?"
HUMAN = ("staff", "mirror")


def claim(cursor: sqlite3.Cursor, now: int, limit: int, lease: int) -> tuple[OutboxRow, ...]:
    """Claim again while rows were dropped: the next in their places may be due."""
    claimed: list[OutboxRow] = []
    while len(claimed) < limit:
        lent = cursor.execute(CLAIM, (now, limit - len(claimed), lease)).fetchall()
        found = read_rows(OutboxRow, lent, keys_of(cursor), instead="")
        kept = [row for row in found if row.state != "dropped"]
        claimed += kept
        if len(kept) == len(found):
            break
    return tuple(sorted(claimed, key=lambda row: (row.voice not in HUMAN, row.at, row.number)))


@dataclass(frozen=True, slots=True)
class Settlement:
    """What came of delivering a row, and what to write in the same unit."""

    row: OutboxRow
    state: str
    now: int
    platform_id: str
    error: str
    due: int
    also: Writes


def settle(cursor: sqlite3.Cursor, asked: Settlement) -> bool:
    """False, and nothing written, if the row was settled or claimed again meanwhile.

    That something was sent is a fact and is taken even from a deliverer whose lease ended.
    Inbox rows in `also` are taken in: one that is known already is no contradiction.
    """
    if cursor.execute(SETTLE, _values(asked, keys_of(cursor))).rowcount == 0:
        return False
    also = asked.also
    for row in also.rows:
        if isinstance(row, InboxRow):
            take_in(cursor, row)
    rest = tuple(row for row in also.rows if not isinstance(row, InboxRow))
    write_unit(cursor, Writes(rest, also.changes, also.done))
    return True


def _values(asked: Settlement, keys: Keyring) -> tuple[Any, ...]:
    row, state = asked.row, asked.state
    waits = state in ("queued", "unknown")
    settled = 0 if state == "queued" else asked.now
    lease = asked.due if state == "unknown" else 0
    due = asked.due if state == "queued" else row.due
    payload = "" if state in ("sent", "failed") and _is_secret(row) else row.payload
    platform_id = asked.platform_id or (row.platform_id if waits else "")
    error = sealed_value(asked.error, OutboxRow, "error", (row.id,), keys)
    words = sealed_value(payload, OutboxRow, "payload", (row.id,), keys)
    return row.id, state, settled, platform_id, error, due, lease, words, row.attempts


def _is_secret(row: OutboxRow) -> bool:
    """A one-time code is not kept once it is on its way, or will never be; nor is what may hold one."""
    try:
        return row.kind == "effect" and isinstance(load(Asked, row.payload).effect, MailCode)
    except ValidationError:
        return "code" in row.payload


def requeue(cursor: sqlite3.Cursor, outbox_id: str) -> bool:
    return cursor.execute(REQUEUE, (outbox_id,)).rowcount == 1


def release(cursor: sqlite3.Cursor) -> int:
    return cursor.execute(RELEASE).rowcount


def next_due(db: sqlite3.Connection) -> int | None:
    moment: int | None = db.execute(NEXT).fetchone()[0]
    return moment


def pending(db: sqlite3.Connection, conversation: str) -> int:
    count: int = db.execute(PENDING, (conversation,)).fetchone()[0]
    return count


def due_timers(db: sqlite3.Connection, now: int, limit: int) -> tuple[TimerRow, ...]:
    return read_rows(TimerRow, db.execute(DUE, (now, limit)).fetchall(), keys_of(db), instead="")
