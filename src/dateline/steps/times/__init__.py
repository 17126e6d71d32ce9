"""Arrives: an `Annotation`. Leaves: its `Time`s, resolved against the report's date."""

from dateline.steps.times.step import find_times

__all__ = ["find_times"]
