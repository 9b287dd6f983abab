"""Calls that customers asked for: how each stands, when it is tried again, and what its codes are made from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for name in ("call", "call_secret"):
        op.add_column("cases", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("call_at", "call_tries", "call_asked", "called"):
        op.add_column("cases", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
