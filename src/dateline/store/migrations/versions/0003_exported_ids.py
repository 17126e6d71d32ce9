"""Ids under which events left the case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exported",
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("incident", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("first", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("withdrawn", sa.String(length=32), nullable=True),
        sa.Column("part_of", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("format", "id"),
    )
    op.create_index("exported_by_incident", "exported", ["incident"], unique=False)
