"""Moments as a case writes them: UTC, so that they sort as text."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """ISO 8601 with microseconds; one without a zone is taken as UTC.

    >>> written(datetime(2026, 11, 22, 9, 30))
    '2026-11-22T09:30:00.000000Z'
    """
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)
