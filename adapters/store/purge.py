# ruff: noqa: S608 - only constants of this file are put into statements
"""Removing what is finished, and what was said, when it is older than the team wants to keep.

What an open case needs stays whatever its age, and so do the posts that show a card.
Bindings and consents are never touched, and of the audit only what it quotes of a case that goes.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adapters.store.sealing import opened

STEP = 2000
"""Rows looked at in one unit, so that nobody who writes waits long."""

THEIRS = "(select conversation from cases where team=?1 and stage<>'closed')"
"""The conversations with an open case."""
OPEN = "(select number from cases where team=?1 and stage<>'closed')"

FINISHED = {
    "inbox": f"state='done' and at<?2 and conversation not in {THEIRS}",
    "outbox": "state in ('sent', 'failed', 'dropped') and at<?2 and settled<?2"
    f' and conversation not in {THEIRS} and "case" not in {OPEN} and id not in (select card from cases where team=?1)',
    "timers": f"state in ('fired', 'off') and due<?2 and conversation not in {THEIRS}",
    "codes": "at<?2",
    "reports": "at<?2 and topic not in (select topic from incidents where team=?1 and state='open')",
    "questions": "at<?2",
    "slack_begun": "at<?2 and not exists"
    " (select 1 from outbox o where o.id=slack_begun.outbox and o.state in ('queued', 'sending', 'unknown'))",
    "web_feed": "at<?2 and id not in (select card from cases where team=?1)"
    " and channel not in (select 'chat-' || conversation from cases where team=?1 and stage<>'closed')"
    " and thread not in (select 'case-' || number from cases where team=?1 and stage<>'closed')",
}
"""Which rows of each table are finished and old."""

TALK = {
    "messages": f"at<?2 and conversation not in {THEIRS}",
    "confirmations": f"at<?2 and conversation not in {THEIRS}",
    "ratings": f"asked<?2 and conversation not in {THEIRS}",
    "conversations": f"updated<?2 and id not in {THEIRS} and not exists"
    " (select 1 from timers t where t.team=?1 and t.conversation=conversations.id and t.state='set')",
    "cases": "stage='closed' and closed<?2 and number<(select max(number) from cases where team=?1)",
}
"""Which rows are old words: transcripts, the message centre, what the bot remembers, closed cases.

The newest case stays, for the next one's number follows from it.
"""

RULES = FINISHED | TALK
FILES = (
    "insert or ignore into gone_files (team, ref, due, anyway)"
    " select team, json_extract(file.value, '$.ref'), ?2, 0"
    f" from messages, json_each({opened('messages.files', 'messages.team', 'messages.id')}) file"
    f" where files<>'[]' and messages.rowid>?3 and messages.rowid<=?4 and team=?1 and {TALK['messages']}"
)
"""What hung at lines that go is to go from the disk as well."""
QUOTES = (
    "update audit set detail='' where team=?1 and detail<>'' and subject in (select 'case:' || number from cases"
    f" where rowid>?3 and rowid<=?4 and team=?1 and {TALK['cases']})"
)
"""The audit quotes the words that opened a case: they go with it, and who did what stays."""
BESIDES = {"messages": FILES, "cases": QUOTES}
"""What is done before rows of a table go."""


@dataclass(frozen=True, slots=True)
class Window:
    """Some rows of a table, by their numbers: after `after`, up to `after` + STEP."""

    table: str
    after: int


def windows(db: sqlite3.Connection, rules: Mapping[str, str] = FINISHED) -> tuple[Window, ...]:
    """All that has to be looked at."""
    return tuple(window for table in rules for window in _of(db, table))


def _of(db: sqlite3.Connection, table: str) -> Iterator[Window]:
    first, last = db.execute(f"select min(rowid), max(rowid) from {table}").fetchone()
    for after in range((first or 1) - 1, last or 0, STEP):
        yield Window(table, after)


def purge(cursor: sqlite3.Cursor, window: Window, team: str, before: int) -> int:
    """Remove what is finished or old among these; how much it was."""
    values = (team, before, window.after, window.after + STEP)
    if window.table in BESIDES:
        cursor.execute(BESIDES[window.table], values)
    return cursor.execute(removing(window.table), values).rowcount


def removing(table: str) -> str:
    """The statement; `?1` is the team, `?2` the moment, then the row numbers after and up to."""
    return f"delete from {table} where rowid>?3 and rowid<=?4 and team=?1 and {RULES[table]}"
