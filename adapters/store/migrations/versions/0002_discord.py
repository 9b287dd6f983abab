"""What the Discord adapter keeps: which Discord thing stands for which of ours."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, PrimaryKeyConstraint, Text

revision = "0002"
down_revision = "0001"

TABLES = {
    "discord_guilds": "team* guild* name staff_channel staff_role lead_role panel_channel panel_message commands"
    " joined# left#",
    "discord_dms": "team* user* channel thread closed? guild at#",
    "discord_threads": "team* place* guild channel thread card case# closed? at#",
    "discord_seen": "team* channel* last at#",
    "discord_values": "team* digest* ask value at#",
    "discord_marks": "team* message* emoji notice at#",
}
"""Columns of text, # of whole numbers, ? of yes and no; * belongs to the key."""

INDEXES = {
    "discord_dms_at": ("discord_dms", "channel"),
    "discord_dms_thread": ("discord_dms", "thread"),
    "discord_threads_at": ("discord_threads", "thread"),
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
