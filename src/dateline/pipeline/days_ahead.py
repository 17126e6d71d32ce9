"""Reports dated on a day that has not come: told where they are added, since a reading does not depend on its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

AHEAD = "ahead"
"""Kind of a `RunInput`."""
_EARLIEST_ZONE = timedelta(hours=14)


def latest_day(now: datetime | None = None) -> date:
    """The day that it is where days begin first."""
    return ((now or datetime.now(UTC)).astimezone(UTC) + _EARLIEST_ZONE).date()


def lies_ahead(published: date | None, *, now: datetime | None = None) -> str | None:
    """Words on a day of publication that has come nowhere yet. None: it has come, or is not known."""
    if published is None or published <= latest_day(now):
        return None
    return f"Dated {published}, which lies ahead."
