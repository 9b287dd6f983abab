"""The schema as SQLAlchemy sees it: what migrations must lead to. Never imported at run time."""

from dataclasses import fields
from typing import Any, get_type_hints

import sqlalchemy as sa

from bot.writes import (
    AuditRow,
    BindingRow,
    CodeRow,
    ConfirmationRow,
    ConversationRow,
    InboxRow,
    MessageRow,
    OutboxRow,
    Row,
    SettingRow,
    TimerRow,
)
from handoff.rows import CaseRow

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
)
TYPES: dict[Any, type[sa.types.TypeEngine[Any]]] = {
    str: sa.Text,
    int: sa.BigInteger,
    bool: sa.Boolean,
    float: sa.Float,
}


def schema() -> sa.MetaData:
    """Every row class as a table, and the tables that have no row class."""
    known = sa.MetaData()
    for kind in ROWS:
        sa.Table(kind.table, known, *_columns(kind), sa.PrimaryKeyConstraint(*kind.key))
    text, number = sa.Text, sa.BigInteger
    sa.Table(
        "places",
        known,
        sa.Column("team", text, primary_key=True),
        sa.Column("place", text, primary_key=True),
        sa.Column("last", number, nullable=False),
    )
    sa.Table(
        "web_feed",
        known,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, text, nullable=False) for name in ("team", "channel", "thread")),
        sa.Column("id", text, nullable=False, unique=True),
        *(sa.Column(name, text, nullable=False) for name in ("kind", "payload")),
        sa.Column("at", number, nullable=False),
    )
    return known


def _columns(kind: type[Row]) -> list[sa.Column[Any]]:
    hints = get_type_hints(kind)
    return [sa.Column(field.name, TYPES[hints[field.name]], nullable=False) for field in fields(kind)]
