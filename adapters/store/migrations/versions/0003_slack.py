"""What the Slack adapter keeps: workspaces and people, and which Slack thing stands for which of ours."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, PrimaryKeyConstraint, Text

revision = "0003"
down_revision = "0002"

TABLES = {
    "slack_workspaces": "space* team name enterprise app bot_user bot scopes token refresh"
    " expires# joined# left# agent?",
    "slack_members": "team* space* user* name home email admin? guest? bot? deleted? locale zone at#",
    "slack_dms": "team* space* user* channel thread at#",
    "slack_threads": "team* place* space channel ts case# at#",
    "slack_seen": "team* space channel* thread* last at#",
    "slack_values": "team* digest* ask value at#",
    "slack_marks": "team* message* emoji notice at#",
    "slack_begun": "team* outbox* shown at#",
    "slack_states": "digest* at# used?",
}
"""Columns of text, # of whole numbers, ? of yes and no; * belongs to the key."""

INDEXES = {
    "slack_workspaces_of": ("slack_workspaces", "team"),
    "slack_dms_at": ("slack_dms", "channel"),
    "slack_threads_at": ("slack_threads", "ts"),
}


def upgrade() -> None:
    for table, columns in TABLES.items():
        key = (word.rstrip("*#?") for word in columns.split() if "*" in word)
        op.create_table(table, *map(column, columns.split()), PrimaryKeyConstraint(*key))
    for name, (table, one) in INDEXES.items():
        op.create_index(name, table, [one])


def column(word: str) -> Column[object]:
    kind = BigInteger() if "#" in word else Boolean() if "?" in word else Text()
    return Column(word.rstrip("*#?"), kind, nullable=False)
