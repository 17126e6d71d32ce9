"""Expressions of time in a report."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.record.times import Time


def find_times(annotation: Annotation) -> tuple[Time, ...]:
    """Times in text order."""
    return ()
