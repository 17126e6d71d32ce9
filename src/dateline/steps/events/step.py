"""Happenings that a report tells."""

from __future__ import annotations

from dateline.record.annotation import Annotation
from dateline.record.events import EventMention


def find_events(annotation: Annotation) -> tuple[EventMention, ...]:
    """Events in text order of their triggers."""
    return ()
