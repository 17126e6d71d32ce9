"""Feeds that are watched, the pages that they announced, and what their sites ask of visitors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("health", sa.String(length=8), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("asked", sa.String(length=32), nullable=True),
        sa.Column("answered", sa.String(length=32), nullable=True),
        sa.Column("due", sa.String(length=32), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_table(
        "feed_pages",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("stamp", sa.String(length=40), nullable=False),
        sa.Column("seen", sa.String(length=32), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("due", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_index("feed_pages_by_seen", "feed_pages", ["seen"], unique=False)
    op.create_table(
        "feed_sites",
        sa.Column("site", sa.String(length=300), nullable=False),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("fetched", sa.String(length=32), nullable=True),
        sa.Column("paused", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("site"),
    )
