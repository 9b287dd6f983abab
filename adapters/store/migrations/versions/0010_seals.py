"""What the rows of this file may lie under: the ids of keys, and "" for plain ones."""

from alembic import op
from sqlalchemy import BigInteger, Column, Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "seals",
        Column("id", Text(), primary_key=True, nullable=False),
        Column("at", BigInteger(), nullable=False),
    )
    # Tokens were sealed by the Slack adapter, under a secret of another form. Taken for a token, such a one would make
    # Slack answer that the install is over; without one, the workspace is asked to install anew.
    op.execute("update slack_workspaces set token='', refresh='' where token like 'gAAAA%'")
