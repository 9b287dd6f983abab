"""Several rows of the outbox may be shown as one message: which ones, and under which key."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("bundle", sa.Text(), nullable=False, server_default=""))
    kept = sa.text("bundle<>''")
    op.create_index("outbox_bundles", "outbox", ["team", "bundle"], sqlite_where=kept, postgresql_where=kept)
