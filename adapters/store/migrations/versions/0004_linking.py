"""One team on several platforms: which places have joined it, by which codes, and who agreed to have words carried."""

from alembic import op
from sqlalchemy import BigInteger, Column, PrimaryKeyConstraint, Text

revision = "0004"
down_revision = "0003"

TABLES = {
    "consents": "team* person* platform* at#",
    "spaces": "platform* space* team by at#",
    "links": "digest* version# team by at# until# used",
}
"""Columns of text, # of whole numbers; * belongs to the key."""


def upgrade() -> None:
    for table, columns in TABLES.items():
        key = (word.rstrip("*#") for word in columns.split() if "*" in word)
        op.create_table(table, *map(column, columns.split()), PrimaryKeyConstraint(*key))


def column(word: str) -> Column[object]:
    return Column(word.rstrip("*#"), BigInteger() if "#" in word else Text(), nullable=False)
