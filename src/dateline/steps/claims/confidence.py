"""How sure a claim is: of the claims at 0.8, four in five are right."""

from __future__ import annotations

from dateline.record.events import EventMention
from dateline.reference.frames import Frame

_LOWEST = 0.3
"""Below this a claim is more often noise than news, and is not made."""


def confidence_of(
    event: EventMention, frame: Frame, *, doers: int, recipients: int, placed: bool, timed: bool
) -> float | None:
    """0 to 1. None: too little is told to make a claim of it."""
    score = 0.35
    score += 0.2 * bool(doers) + 0.15 * bool(recipients) + 0.1 * placed + 0.05 * timed
    score += 0.03 * min(event.weight, 4)
    if event.head != event.clause:
        # a noun: told in passing more often than a verb
        score -= 0.12
    if event.means or event.also:
        score += 0.08
    return round(min(score, 0.97), 2) if score >= _LOWEST else None
