"""Answers written from chat, and what was asked of the knowledge."""

from alembic import op
from sqlalchemy import BigInteger, Column, PrimaryKeyConstraint, Text

revision = "0008"
down_revision = "0007"

TABLES = {
    "answers": "team* id* title text asks by at# removed#",
    "questions": "team* id* conversation at# outcome text intent answer",
}
"""Columns of text, # of whole numbers; * belongs to the key."""


def upgrade() -> None:
    for table, columns in TABLES.items():
        key = (word.rstrip("*#") for word in columns.split() if "*" in word)
        op.create_table(table, *map(column, columns.split()), PrimaryKeyConstraint(*key))
    op.create_index("questions_at", "questions", ["team", "at"])


def column(word: str) -> Column[object]:
    return Column(word.rstrip("*#"), BigInteger() if "#" in word else Text(), nullable=False)
