"""The days on which what a claim tells may have happened, so that claims can be joined without looking at all."""

from __future__ import annotations

import json
import zlib
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_ONCE = 2000
_BACK, _WIDE = 14, 31


def upgrade() -> None:
    op.add_column("claims", sa.Column("meant_first", sa.Integer(), nullable=True))
    op.add_column("claims", sa.Column("meant_last", sa.Integer(), nullable=True))
    fill(op.get_bind())
    op.create_index(
        "claims_by_meant", "claims", ["meant_first", "meant_last", "report", "live"], unique=False
    )


def fill(connection: sa.Connection) -> None:
    """From what was read, and the days that people set right."""
    last = -1
    columns = {"first_day": sa.Date(), "last_day": sa.Date(), "published": sa.Date()}
    query = sa.text(
        "SELECT c.n, c.body, c.first_day, c.last_day, r.published FROM claims c JOIN reports r ON r.n = c.report"
        " WHERE c.n > :last ORDER BY c.n LIMIT :some"
    ).columns(**columns)
    update = sa.text("UPDATE claims SET meant_first = :first, meant_last = :final WHERE n = :n")
    while rows := connection.execute(query, {"last": last, "some": _AT_ONCE}).all():
        last = rows[-1].n
        meant = []
        for row in rows:
            setting = json.loads(zlib.decompress(row.body))["setting"]
            around = _ordinals(*(_day(setting.get(name)) for name in ("start", "end")))
            published = row.published.toordinal() if row.published else None
            days = _meant(_ordinals(row.first_day, row.last_day), around, published)
            meant.append({"n": row.n, "first": days and days[0], "final": days and days[1]})
        connection.execute(update, meant)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _ordinals(start: date | None, end: date | None) -> tuple[int, int] | None:
    first, last = start or end, end or start
    return None if first is None or last is None else (first.toordinal(), last.toordinal())


def _meant(
    days: tuple[int, int] | None, around: tuple[int, int] | None, published: int | None
) -> tuple[int, int] | None:
    """As `record.settings.days_meant` had it when this was written."""
    if days is not None and days[1] - days[0] <= _WIDE:
        return days[0] - 1, days[1] + 1
    if days is None and around is not None and around[1] - around[0] <= _WIDE:
        near = published is None or (around[0] <= published + 1 and published - _BACK <= around[1])
        if near:
            return around[0] - 1, around[1] + 1
    return None if published is None else (published - _BACK, published + 1)
