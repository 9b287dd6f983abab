"""The first tables. Every table but inbox leads with the team, so that teams can be spread."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = {
    "inbox": "id* team lane conversation payload at# state attempts# error",
    "conversations": "team* id* version# name place state silent? updated#",
    "messages": "team* id* conversation at# speaker name text files source copies case# edited# deleted# author",
    "outbox": "team id* place to conversation kind voice payload at# due# number# case# state lease# attempts#"
    " platform_id error settled#",
    "places": "team* place* last#",
    "timers": "team* id* lane conversation what due# payload state event",
    "cases": "team* number#* version# conversation name place thread stage department tier# urgent? rule brief opened#"
    " owner owner_name claimed# first_claim# first_word# last_staff# last_customer# closed# reason card alerts# order"
    " callback told_owner_rule",
    "bindings": "team* person* customer how by at#",
    "codes": "team* id* person address at#",
    "confirmations": "team* id* conversation at# title text",
    "audit": "team* id* at# actor verb subject detail",
    "settings": "team* name* value at# by",
}
"""Columns of text, # of whole numbers, ? of yes and no; * belongs to the key."""

OPEN = "state='queued' or state='sending' or state='unknown'"


def upgrade() -> None:
    for table, columns in TABLES.items():
        key = (word.rstrip("*#?") for word in columns.split() if "*" in word)
        small = {"sqlite_with_rowid": False} if table == "places" else {}
        op.create_table(table, *map(column, columns.split()), sa.PrimaryKeyConstraint(*key), **small)
    op.create_table(
        "web_feed",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        *map(column, "team channel thread id kind payload at#".split()),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    index("inbox_new", "inbox", "at", where="state='new'")
    index("messages_told", "messages", "team conversation at")
    index("messages_of_case", "messages", "team case at", where='"case"<>0')
    index("outbox_open", "outbox", "team place number", where=OPEN, unique=True)
    index("outbox_failed", "outbox", "team at", where="state='failed'")
    index("timers_due", "timers", "due", where="state='set'")
    index("timers_of", "timers", "team conversation")
    index("cases_open", "cases", "team conversation", where="stage<>'closed'", unique=True)
    index("cases_of", "cases", "team conversation number")
    index("cases_at", "cases", "team stage")
    index("bindings_of", "bindings", "team customer")
    index("codes_by", "codes", "team person at")
    index("codes_to", "codes", "team address at")
    index("confirmations_of", "confirmations", "team conversation at")
    index("audit_at", "audit", "team at")
    index("web_feed_shown", "web_feed", "channel seq")


def column(word: str) -> sa.Column[object]:
    kind = sa.BigInteger() if "#" in word else sa.Boolean() if "?" in word else sa.Text()
    return sa.Column(word.rstrip("*#?"), kind, nullable=False)


def index(name: str, table: str, columns: str, *, where: str = "", unique: bool = False) -> None:
    partial = sa.text(where) if where else None
    op.create_index(name, table, columns.split(), unique=unique, sqlite_where=partial, postgresql_where=partial)
