"""Files that are to be removed from the disk."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, PrimaryKeyConstraint, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "gone_files",
        Column("team", Text(), nullable=False),
        Column("ref", Text(), nullable=False),
        Column("due", BigInteger(), nullable=False),
        Column("anyway", Boolean(), nullable=False),
        PrimaryKeyConstraint("team", "ref"),
    )
