"""The schema as SQLAlchemy sees it: what migrations must lead to. Never imported at run time."""

from dataclasses import fields
from typing import Any, get_type_hints

import sqlalchemy as sa

from bot.incidents import IncidentRow, ReportRow
from bot.writes import (
    AuditRow,
    BindingRow,
    CodeRow,
    ConfirmationRow,
    ConsentRow,
    ConversationRow,
    InboxRow,
    MessageRow,
    OutboxRow,
    Row,
    SettingRow,
    TimerRow,
)
from bot.written import QuestionRow, WrittenRow
from handoff.rows import CaseRow, GoneFileRow, LinkRow, RatingRow, SpaceRow

ROWS: tuple[type[Row], ...] = (
    InboxRow,
    ConversationRow,
    MessageRow,
    OutboxRow,
    TimerRow,
    CaseRow,
    BindingRow,
    CodeRow,
    ConfirmationRow,
    AuditRow,
    SettingRow,
    ConsentRow,
    SpaceRow,
    LinkRow,
    ReportRow,
    IncidentRow,
    WrittenRow,
    QuestionRow,
    GoneFileRow,
    RatingRow,
)
TYPES: dict[Any, type[sa.types.TypeEngine[Any]]] = {
    str: sa.Text,
    int: sa.BigInteger,
    bool: sa.Boolean,
    float: sa.Float,
}

OPEN = "state='queued' or state='sending' or state='unknown'"
INDEXES = {
    "inbox_new": ("inbox", "at", "state='new'", False),
    "messages_told": ("messages", "team conversation at", "", False),
    "messages_of_case": ("messages", "team case at", '"case"<>0', False),
    "ratings_of": ("ratings", "team conversation asked", "", False),
    "ratings_asked": ("ratings", "team asked", "", False),
    "outbox_open": ("outbox", "team place number", OPEN, True),
    "outbox_bundles": ("outbox", "team bundle", "bundle<>''", False),
    "outbox_failed": ("outbox", "team at", "state='failed'", False),
    "timers_due": ("timers", "due", "state='set'", False),
    "timers_of": ("timers", "team conversation", "", False),
    "cases_open": ("cases", "team conversation", "stage<>'closed'", True),
    "cases_of": ("cases", "team conversation number", "", False),
    "cases_at": ("cases", "team stage", "", False),
    "bindings_of": ("bindings", "team customer", "", False),
    "codes_by": ("codes", "team person at", "", False),
    "codes_to": ("codes", "team address at", "", False),
    "confirmations_of": ("confirmations", "team conversation at", "", False),
    "reports_at": ("reports", "team topic at", "", False),
    "audit_at": ("audit", "team at", "", False),
    "questions_at": ("questions", "team at", "", False),
    "web_feed_shown": ("web_feed", "channel seq", "", False),
    "discord_dms_at": ("discord_dms", "channel", "", False),
    "discord_dms_thread": ("discord_dms", "thread", "", False),
    "discord_threads_at": ("discord_threads", "thread", "", False),
    "slack_workspaces_of": ("slack_workspaces", "team", "", False),
    "slack_dms_at": ("slack_dms", "channel", "", False),
    "slack_threads_at": ("slack_threads", "ts", "", False),
}
"""Name: table, columns, which rows, unique."""


def schema() -> sa.MetaData:
    """Every row class as a table, and the tables that have no row class."""
    known = sa.MetaData()
    for kind in ROWS:
        sa.Table(kind.table, known, *_columns(kind), sa.PrimaryKeyConstraint(*kind.key))
    _places(known)
    _web_feed(known)
    _seals(known)
    _of_platforms(known)
    for name, (table, columns, where, unique) in INDEXES.items():
        chosen = [known.tables[table].c[column] for column in columns.split()]
        sa.Index(name, *chosen, unique=unique, sqlite_where=sa.text(where) if where else None)
    return known


def _places(known: sa.MetaData) -> None:
    """The last number given in each place of the outbox."""
    keys = [sa.Column(name, sa.Text, primary_key=True) for name in ("team", "place")]
    sa.Table("places", known, *keys, sa.Column("last", sa.BigInteger, nullable=False))


def _seals(known: sa.MetaData) -> None:
    """Ids of the keys that rows may lie under."""
    at = sa.Column("at", sa.BigInteger, nullable=False)
    sa.Table("seals", known, sa.Column("id", sa.Text, primary_key=True, nullable=False), at)


def _web_feed(known: sa.MetaData) -> None:
    """What the playground's pages have shown; its row class is the playground's own."""
    texts = [sa.Column(name, sa.Text, nullable=False) for name in ("team", "channel", "thread", "kind", "payload")]
    sa.Table(
        "web_feed",
        known,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        *texts,
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


OF_PLATFORMS = {
    "discord_guilds": "team* guild* name staff_channel staff_role lead_role panel_channel panel_message commands"
    " joined left",
    "discord_dms": "team* user* channel thread closed guild at",
    "discord_threads": "team* place* guild channel thread card case closed at",
    "discord_seen": "team* channel* last at",
    "discord_values": "team* digest* ask value at",
    "discord_marks": "team* message* emoji notice at",
    "slack_workspaces": "space* team name enterprise app bot_user bot scopes token refresh expires joined left agent",
    "slack_members": "team* space* user* name home email admin guest bot deleted locale zone at",
    "slack_dms": "team* space* user* channel thread at",
    "slack_threads": "team* place* space channel ts case at",
    "slack_seen": "team* space channel* thread* last at",
    "slack_values": "team* digest* ask value at",
    "slack_marks": "team* message* emoji notice at",
    "slack_begun": "team* outbox* shown at",
    "slack_states": "digest* at used",
}
"""Columns marked * are the key."""
_FLAGS = ("closed", "agent", "admin", "guest", "bot", "deleted", "used")
_TYPES_OF: dict[str, type] = {
    **dict.fromkeys(("at", "joined", "left", "case", "expires"), int),
    **dict.fromkeys(_FLAGS, bool),
}
_TEXTS = {("slack_workspaces", "bot")}


def _of_platforms(known: sa.MetaData) -> None:
    """What stands for what on each platform; the row classes are their adapters' own."""
    for table, words in OF_PLATFORMS.items():
        names = [word.rstrip("*") for word in words.split()]
        kinds = {name: str if (table, name) in _TEXTS else _TYPES_OF.get(name, str) for name in names}
        columns = [sa.Column(name, TYPES[kinds[name]], nullable=False) for name in names]
        key = [word.rstrip("*") for word in words.split() if word.endswith("*")]
        sa.Table(table, known, *columns, sa.PrimaryKeyConstraint(*key))


def _columns(kind: type[Row]) -> list[sa.Column[Any]]:
    hints = get_type_hints(kind)
    return [sa.Column(field.name, TYPES[hints[field.name]], nullable=False) for field in fields(kind)]
