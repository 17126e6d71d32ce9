"""The first tables of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "about",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "buckets",
        sa.Column("bucket", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", _NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bucket", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("report", sa.String(length=40), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("decisions_by_report", "decisions", ["report"], unique=False)
    op.create_index("decisions_by_target", "decisions", ["target"], unique=False)
    op.create_table(
        "incident_claims",
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("incident", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("incident_claims_by_incident", "incident_claims", ["incident"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("plover", sa.String(length=12), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("incidents_by_at", "incidents", ["at"], unique=False)
    op.create_index("incidents_by_day", "incidents", ["first_day", "last_day", "id"], unique=False)
    op.create_index("incidents_by_id", "incidents", ["id", "current"], unique=False)
    op.create_table(
        "likenesses",
        sa.Column("copy", sa.String(length=40), nullable=False),
        sa.Column("original", sa.String(length=40), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("copy", "original"),
    )
    op.create_index("likenesses_by_original", "likenesses", ["original"], unique=False)
    op.create_table(
        "names",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=6), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("names_by_folded", "names", ["role", "folded"], unique=False)
    op.create_index("names_by_key", "names", ["role", "key", "folded"], unique=True)
    op.create_table(
        "reports",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("story", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("publisher_key", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("revises", sa.String(length=40), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("revised_by", sa.String(length=40), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended", sa.String(length=32), nullable=True),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_reports_added"), "reports", ["added"], unique=False)
    op.create_index(op.f("ix_reports_ended"), "reports", ["ended"], unique=False)
    op.create_index(op.f("ix_reports_origin"), "reports", ["origin"], unique=False)
    op.create_index(op.f("ix_reports_story"), "reports", ["story"], unique=False)
    op.create_index("reports_by_publisher", "reports", ["publisher_key", "revised_by"], unique=False)
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started", sa.String(length=32), nullable=False),
        sa.Column("ended", sa.String(length=32), nullable=True),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "waiting",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("claim"),
    )
    op.create_table(
        "readings",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("report", _NUMBER, nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("read", sa.String(length=32), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("readings_by_report", "readings", ["report"], unique=False)
    op.create_table(
        "run_inputs",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("report", sa.String(length=40), nullable=True),
        sa.Column("of_report", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.number"],
        ),
        sa.PrimaryKeyConstraint("run", "seq"),
    )
    op.create_index("run_inputs_by_fingerprint", "run_inputs", ["fingerprint"], unique=False)
    op.create_table(
        "claims",
        sa.Column("n", _NUMBER, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("report", _NUMBER, nullable=False),
        sa.Column("reading", _NUMBER, nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("dropped", sa.String(length=32), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("family", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("control", sa.Boolean(), nullable=False),
        sa.Column("sourced", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("overlay", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.n"],
        ),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("claims_by_added", "claims", ["added"], unique=False)
    op.create_index("claims_by_block", "claims", ["family", "cell", "first_day", "last_day"], unique=False)
    op.create_index("claims_by_day", "claims", ["lasting", "first_day", "last_day", "id"], unique=False)
    op.create_index(
        "claims_by_dropped",
        "claims",
        ["dropped"],
        unique=False,
        sqlite_where=sa.text("dropped IS NOT NULL"),
        postgresql_where=sa.text("dropped IS NOT NULL"),
    )
    op.create_index("claims_by_id", "claims", ["id"], unique=False)
    op.create_index("claims_by_voice", "claims", ["report", "sourced", "live"], unique=False)
    op.create_index(
        "claims_gone",
        "claims",
        ["n"],
        unique=False,
        sqlite_where=sa.text("live = 0"),
        postgresql_where=sa.text("live = false"),
    )
    op.create_table(
        "mentions",
        sa.Column("name", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("part", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claims.n"],
        ),
        sa.ForeignKeyConstraint(
            ["name"],
            ["names.n"],
        ),
        sa.PrimaryKeyConstraint("name", "claim", "part"),
        sqlite_with_rowid=False,
    )
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE report_words USING fts5("
            "title, text, content='reports', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("ALTER TABLE reports ADD COLUMN searched tsvector")
        op.execute("CREATE INDEX reports_by_words ON reports USING gin (searched)")
