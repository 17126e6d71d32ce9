"""Expressions of time and the days they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.record.text import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A TIMEX3 expression (ISO-TimeML 1.2.1) with the calendar days it covers."""

    id: str
    text: str
    span: Span
    type: TimexType
    timex: str | None
    """TIMEX3 value: "2016-03-03", "2013-FA", "P2W", "PRESENT_REF". None: not resolved."""
    start: date | None
    """First day covered, UTC. None: open, or relative to a date that is not known."""
    end: date | None
    """Last day covered, inclusive."""
    anchored: bool
    """The value holds by itself or was resolved against a known date; False: it hangs in the air."""
    modifier: str | None = None
    """TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, ..."""
    rule: str
    """Name of the rule that read it."""

    @property
    def precision(self) -> int | None:
        """1 day, 2 within a week, 3 within a month, 4 wider. None: no days known."""
        if self.start is None or self.end is None:
            return None if self.start is None and self.end is None else 4
        days = (self.end - self.start).days + 1
        return 1 if days <= 1 else 2 if days <= 7 else 3 if days <= 31 else 4
