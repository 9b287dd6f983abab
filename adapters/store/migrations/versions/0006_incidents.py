"""Who has met which problem, and which of them are incidents."""

from alembic import op
from sqlalchemy import BigInteger, Column, PrimaryKeyConstraint, Text

revision = "0006"
down_revision = "0005"

TABLES = {
    "reports": "team* topic* person* place at#",
    "incidents": "team* topic* version# state opened# since# status by closed#",
}
"""Columns of text, # of whole numbers; * belongs to the key."""


def upgrade() -> None:
    for table, columns in TABLES.items():
        key = (word.rstrip("*#") for word in columns.split() if "*" in word)
        op.create_table(table, *map(column, columns.split()), PrimaryKeyConstraint(*key))
    op.create_index("reports_at", "reports", ["team", "topic", "at"])


def column(word: str) -> Column[object]:
    return Column(word.rstrip("*#"), BigInteger() if "#" in word else Text(), nullable=False)
