"""Places in a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open stretch of `Document.text`, in Unicode code points.

    >>> "the army".__getitem__(Span(4, 8).slice)
    'army'
    """

    start: int
    end: int

    @property
    def slice(self) -> slice:
        return slice(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def cover(spans: list[Span]) -> Span:
    """The smallest span around all of `spans`, which must not be empty."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
