"""What maps and lists show of incidents, and how sure each claim is, in columns that can be asked."""

from __future__ import annotations

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT_ONCE = 2000


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("incident", sa.String(length=40), nullable=False),
        sa.Column("family", sa.String(length=12), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("plover", sa.String(length=12), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("feature", sa.String(length=16), nullable=True),
        sa.Column("relation", sa.String(length=8), nullable=True),
        sa.Column("geo_precision", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("killed_low", sa.Integer(), nullable=True),
        sa.Column("killed_best", sa.Integer(), nullable=True),
        sa.Column("killed_high", sa.Integer(), nullable=True),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("worth", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("incident"),
    )
    op.create_index("pictures_by_day", "pictures", ["first_day", "incident"], unique=False)
    op.create_index("pictures_by_worth", "pictures", ["worth", "incident"], unique=False)
    op.add_column("claims", sa.Column("confidence", sa.Double(), nullable=False, server_default=sa.text("0")))
    op.create_index("claims_by_status", "claims", ["status", "live"], unique=False)
    _fill_confidence()
    op.create_table(
        "reviews",
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_table(
        "aliases",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("folded"),
    )
    op.create_index("aliases_by_actor", "aliases", ["actor"], unique=False)
    op.create_table(
        "users",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "audits",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_audits_at"), "audits", ["at"], unique=False)


def _fill_confidence() -> None:
    """From what was read. The pictures themselves are made when the case is next opened for looking at."""
    connection = op.get_bind()
    last = -1
    query = sa.text("SELECT n, body FROM claims WHERE n > :last ORDER BY n LIMIT :some")
    update = sa.text("UPDATE claims SET confidence = :sure WHERE n = :n")
    while rows := connection.execute(query, {"last": last, "some": _AT_ONCE}).all():
        last = rows[-1].n
        sure = [{"n": r.n, "sure": json.loads(zlib.decompress(r.body))["claim"]["confidence"]} for r in rows]
        connection.execute(update, sure)
