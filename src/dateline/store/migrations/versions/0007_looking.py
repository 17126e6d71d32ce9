"""Indexes by which maps, timelines and lists of a large case are drawn at once."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MAP = ("lat", "lon", "family", "geo_precision", "relation", "disputed", "killed_best", "place")


def upgrade() -> None:
    for name, columns in (
        ("pictures_by_killed", ("killed_best", "incident")),
        ("pictures_by_stories", ("stories", "incident")),
        ("pictures_by_type", ("type", "family", "plover")),
        ("pictures_by_dispute", ("disputed", "incident")),
        ("pictures_on_map", (*_MAP, "first_day", "last_day", "incident")),
        ("pictures_in_time", ("first_day", "family", "last_day", "lat", "lon", "disputed")),
    ):
        op.create_index(name, "pictures", list(columns), unique=False)
    op.create_index("reports_by_published", "reports", ["published", "n", "revised_by"], unique=False)
