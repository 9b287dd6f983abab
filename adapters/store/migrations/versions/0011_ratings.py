"""How cases went, as customers say."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, PrimaryKeyConstraint, Text

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "ratings",
        Column("team", Text(), nullable=False),
        Column("number", BigInteger(), nullable=False),
        Column("version", BigInteger(), nullable=False),
        Column("conversation", Text(), nullable=False),
        Column("department", Text(), nullable=False),
        Column("mate", Text(), nullable=False),
        Column("mate_name", Text(), nullable=False),
        Column("asked", BigInteger(), nullable=False),
        Column("score", BigInteger(), nullable=False),
        Column("rated", BigInteger(), nullable=False),
        Column("comment", Text(), nullable=False),
        Column("commented", BigInteger(), nullable=False),
        Column("alerted", Boolean(), nullable=False),
        PrimaryKeyConstraint("team", "number"),
    )
    op.create_index("ratings_of", "ratings", ["team", "conversation", "asked"])
    op.create_index("ratings_asked", "ratings", ["team", "asked"])
