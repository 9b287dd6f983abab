# ruff: noqa: S608 - only constants of this file are put into statements
"""Everything that is kept of one chat account, table by table: what an export reads and an erasure removes.

`:person` is the account's id, `:team` the team. A table with something of a person in it stands either
in `THEIRS`, with which rows those are, or in `KEPT`, with the reason why it stays.
"""

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from adapters.store.errors import DoesNotOpen
from adapters.store.sealing import bound_columns, keys_of, opened, opened_value
from bot.writes import UNREADABLE, Erasure, Scalar

Kept = Mapping[str, tuple[Mapping[str, Scalar], ...]]
"""Rows by table, as columns by name."""

CASES = "(select number from cases where team=:team and conversation=:person)"
CARDS = "(select card from cases where team=:team and conversation=:person)"
NAMED = f"""instr({opened("inbox.payload", "inbox.id")}, '"' || :person || '"')"""
"""An act of staff that names them; its own conversation is another's, or none."""
FED = opened("web_feed.payload", "web_feed.id")
NO_STAFF = "not exists (select 1 from settings where team=:team and name='desk.mate.' || :person)"
"""What a colleague did stays, also if they were a customer once: nobody takes their own acts out of the audit."""
ALONE = "not exists (select 1 from outbox o where o.team=:team and o.place=places.place and o.conversation<>:person)"

THEIRS = {
    "inbox": f"conversation=:person or (lane='desk' and conversation='' and state<>'new' and {NAMED})",
    "conversations": "id=:person",
    "messages": "conversation=:person",
    "timers": "conversation=:person",
    "bindings": "person=:person",
    "consents": "person=:person",
    "codes": "person=:person",
    "confirmations": "conversation=:person",
    "reports": "person=:person",
    "questions": "conversation=:person",
    "ratings": "conversation=:person",
    "settings": f"name='blocked.' || :person or name in (select 'asked.' || number from {CASES})",
    "web_feed": f"channel='chat-' || :person or thread in (select 'case-' || number from {CASES}) or id in {CARDS}"
    " or id in (select id from outbox where team=:team and conversation=:person)"
    f" or (json_valid({FED}) and json_extract({FED}, '$.case') in {CASES})",
    "discord_dms": "'discord:' || user=:person",
    "slack_members": "'slack:' || space || ':' || user=:person",
    "slack_dms": "'slack:' || space || ':' || user=:person",
    "audit": f"(actor=:person and {NO_STAFF}) or subject='person:' || :person"
    f" or subject in (select 'case:' || number from {CASES})",
    "places": "place='effect:' || :person"
    f" or (place in (select place from outbox where team=:team and conversation=:person) and {ALONE})",
    "outbox": "conversation=:person",
    "cases": "conversation=:person",
}
"""In this order: what others look up comes last."""
IN_ORDER = {"messages": " order by at, rowid"}

KEPT = {
    "slack_begun": "ids of posts that take several calls; gone once they are shown, or by age",
    "discord_threads": "which thread is which case's, so that nothing is posted into another's",
    "slack_threads": "which thread is which case's, so that nothing is posted into another's",
    "discord_seen": "how far a channel was read, or old words would be read anew",
    "slack_seen": "how far a channel was read, or old words would be read anew",
    "discord_values": "what a long button stands for, of no person",
    "slack_values": "what a long button stands for, of no person",
    "discord_marks": "the sign of failure at a message, by the message's id",
    "slack_marks": "the sign of failure at a message, by the message's id",
    "discord_guilds": "a server, as it was set up",
    "slack_workspaces": "a workspace, as it was installed",
    "spaces": "which admin joined a server or workspace",
    "links": "which admin took a code that joins places",
    "answers": "answers that staff wrote for everybody",
    "incidents": "a problem that many had, and what staff said of it",
    "gone_files": "files that are to be removed, until they are",
    "seals": "ids of the keys that rows are sealed under",
}

BLANKED = {
    "inbox": "update inbox set conversation='', payload='', error='', state='done' where team=:team"
    f" and not instr(id, :person) and ({THEIRS['inbox']})",
    "audit": "update audit set detail='', actor=case actor when :person then 'erased' else actor end,"
    " subject=case subject when 'person:' || :person then 'erased' else subject end"
    f" where team=:team and ({THEIRS['audit']})",
}
"""What is left of these is empty: the key of an event, so that its repeat does nothing; who of the staff did what."""
UNTOUCHED = ("audit", "cases")
"""Not removed: the audit is blanked, and what is left of a case is its shell, a row of the same unit."""

VERSION = "select version from conversations where team=:team and id=:person"
ON_ITS_WAY = "select 1 from outbox where team=:team and conversation=:person and state='sending' limit 1"
NAMED_SETTING = "delete from settings where team=? and name=?"


def kept_of(db: sqlite3.Connection, team: str, person: str) -> Kept:
    """All rows that are theirs, lines as they were said; tables without one are left out."""
    found = {table: _rows(db, table, {"team": team, "person": person}) for table in THEIRS}
    return {table: rows for table, rows in found.items() if rows}


def _rows(db: sqlite3.Connection, table: str, who: Mapping[str, str]) -> tuple[Mapping[str, Scalar], ...]:
    cursor = db.execute(f"select * from {table} where team=:team and ({THEIRS[table]}){IN_ORDER.get(table, '')}", who)
    names = [column[0] for column in cursor.description]
    found, bound = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()], _bound(db, table)
    return tuple({name: _opened(db, f"{table}.{name}", row, bound) for name in row} for row in found)


def _bound(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """What its values are bound to, by the schema: row classes of a platform that is not started are unknown."""
    columns = db.execute(f"pragma table_info({table})").fetchall()
    return bound_columns(table, tuple(name for _, name in sorted((c[5], c[1]) for c in columns if c[5])))


def _opened(db: sqlite3.Connection, column: str, row: Mapping[str, Any], bound: tuple[str, ...]) -> Scalar:
    try:
        return opened_value(row[column.partition(".")[2]], column, [row[name] for name in bound], keys_of(db))
    except DoesNotOpen:
        return UNREADABLE


def erase(cursor: sqlite3.Cursor, erasure: Erasure) -> bool:
    """Remove all of it; False, and nothing is to be kept of the unit, if it was decided on what is no longer so."""
    who = {"team": erasure.team, "person": erasure.person}
    version = cursor.execute(VERSION, who).fetchone()
    if (version[0] if version else 0) != erasure.version or cursor.execute(ON_ITS_WAY, who).fetchone():
        return False
    # What was deleted would otherwise still be read in the file's free pages.
    cursor.execute("pragma secure_delete=on")
    for table, theirs in THEIRS.items():
        if table in BLANKED:
            cursor.execute(BLANKED[table], who)
        if table not in UNTOUCHED:
            cursor.execute(f"delete from {table} where team=:team and ({theirs})", who)
    cursor.executemany(NAMED_SETTING, [(erasure.team, name) for name in erasure.settings])
    cursor.execute("pragma secure_delete=off")
    return True


MENTIONS = {
    "messages.files": ("messages.team", "messages.id"),
    "outbox.payload": ("outbox.id",),
    "inbox.payload": ("inbox.id",),
    "web_feed.payload": ("web_feed.id",),
    "cases.brief": ("cases.team", "cases.number"),
    "conversations.state": ("conversations.team", "conversations.id"),
}
"""Where a file's ref can stand, and what that is bound to."""
REF = re.compile("[0-9a-f]{64}")


def in_use(db: sqlite3.Connection, refs: tuple[str, ...]) -> frozenset[str]:
    """Those of the files that something of anybody's still refers to."""
    wanted, found = frozenset(refs), set[str]()
    for column, key in MENTIONS.items() if refs else ():
        table = column.partition(".")[0]
        for (words,) in db.execute(f"select {opened(column, *key)} from {table} where {column} not in ('', '[]')"):
            found |= wanted.intersection(REF.findall(words or ""))
    return frozenset(found)


def forget_files(cursor: sqlite3.Cursor, refs: tuple[str, ...]) -> None:
    """They are off the disk, or stay there."""
    cursor.executemany("delete from gone_files where ref=?", [(ref,) for ref in refs])
