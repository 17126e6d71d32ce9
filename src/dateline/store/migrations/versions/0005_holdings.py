"""What claims say of who holds a place, so that a map can be shaded without reading them all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "holdings",
        sa.Column("n", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_holdings_claim"), "holdings", ["claim"], unique=False)
    # They are filled when the case is next looked at.
    op.execute("DELETE FROM about WHERE name = 'pictures'")
