"""All that a claim names; actors are counted once, as sources are, when claims are next joined."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("mentions_by_claim", "mentions", ["claim", "part", "name"], unique=False)
    op.execute("DELETE FROM tallies")
    op.execute("DELETE FROM about WHERE name = 'tallied'")
