"""Who holds a place from when to when, made once and not with every question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.drop_table("holdings")
    op.create_table(
        "holdings",
        sa.Column("n", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_holdings_claim"), "holdings", ["claim"], unique=False)
    op.create_index(op.f("ix_holdings_place"), "holdings", ["place"], unique=False)
    op.create_table(
        "stretches",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place_body", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("dispute", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_stretches_place"), "stretches", ["place"], unique=False)
    op.create_index("stretches_by_day", "stretches", ["first_day", "last_day"], unique=False)
    op.create_index("stretches_by_dispute", "stretches", ["disputed", "first_day"], unique=False)
    op.create_table(
        "sayings",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
    op.create_table("untold", sa.Column("place", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("place"))
    # They are filled when the case is next looked at.
    op.execute("DELETE FROM about WHERE name = 'pictures'")
