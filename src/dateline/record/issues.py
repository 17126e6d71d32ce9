"""What could not be read, where, and at which step."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    where: str
    """File, URL, or file and line."""
    step: str
    """documents, annotation, ..."""
    kind: str
    """Short code to count by: "empty", "not-text", "not-english", "fetch", "broken", ..."""
    message: str
    """A sentence for the reader."""
