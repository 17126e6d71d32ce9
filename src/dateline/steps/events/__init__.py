"""Arrives: an `Annotation`. Leaves: the frames that its words evoke, with role fillers and status."""

from dateline.steps.events.step import find_events

__all__ = ["find_events"]
