"""Names of the knowledge base in a report."""

from __future__ import annotations

from dateline.record.actors import ActorName
from dateline.record.annotation import Annotation


def find_names(annotation: Annotation) -> tuple[ActorName, ...]:
    """Names in text order, none overlapping another."""
    return ()
