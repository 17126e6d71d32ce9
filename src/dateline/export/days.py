"""The days of an incident: when it happened, how surely, and whether it lasted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.record.incidents import Incident
from dateline.record.kept import KeptClaim

_LASTED = re.compile(
    r"\b(?:for|over|during|throughout|from|between|since)\b.*|\b(?:days|nights|weeks)\b(?! ago)", re.I
)
_EARLY = re.compile(r"\b(?:early|beginning|start|first (?:days|week))\b", re.I)
_LATE = re.compile(r"\b(?:late|end|last (?:days|week))\b", re.I)


class Days(NamedTuple):
    """What is coded: days of their own, or one day that stands for a period."""

    days: tuple[date, ...]
    """In order. More than one: it went on for all of them."""
    precision: Literal[1, 2, 3]
    """ACLED: 1 the day is known, 2 the week, 3 the month."""


def days_of(incident: Incident, claims: Sequence[KeptClaim], *, lasting: bool, most_days: int) -> Days | str:
    """Days of an incident by ACLED's rules, or why it cannot be coded.

    A stretch of days is a doubt about the day unless something is told to have gone on: by its words ("for three
    days"), its status, or because a happening that can last is told of on several known days.
    """
    start, end = incident.start, incident.end or incident.start
    if start is None or end is None:
        return "no day is known"
    length = (end - start).days + 1
    if length == 1:
        return Days((start,), 1)
    known = [c.start for c in claims if c.start and c.claim.time and c.claim.time.time_precision == 1]
    if (lasting and len(set(known)) > 1) or any(_went_on(c, lasting) for c in claims):
        if length > most_days:
            return "it lasts longer than the codebook's most_days"
        return Days(tuple(start + timedelta(days=n) for n in range(length)), 1)
    if known:
        # Told of on different days, but it happens only once: the day that most tell of, of several the earlier.
        counted = Counter(known)
        return Days((min(counted, key=lambda d: (-counted[d], d)),), 1)
    if length <= 7:
        return Days((start + (end - start) // 2,), 2)
    if length <= 31:
        words = " ".join(c.claim.time.text for c in claims if c.claim.time)
        if _EARLY.search(words):
            return Days((start,), 3)
        if _LATE.search(words):
            return Days((end,), 3)
        return Days((start + (end - start) // 2,), 3)
    return "the day is known no better than within a month"


def _went_on(claim: KeptClaim, lasting: bool) -> bool:
    time = claim.claim.time
    if time is None or time.start is None or time.end is None or time.start == time.end:
        return False
    return bool(_LASTED.search(time.text)) or (lasting and claim.claim.status == "ongoing")


def ucdp_date_precision(start: date, end: date) -> int | None:
    """1 the day, 2 within 2-6 days, 3 a week, 4 up to a month, 5 up to a year. None: vaguer."""
    days = (end - start).days + 1
    for most, precision in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)):
        if days <= most:
            return precision
    return None


def spread(total: int, days: int) -> tuple[int, ...]:
    """`total` over days as evenly as it goes, what remains on the first day.

    >>> spread(11, 3)
    (5, 3, 3)
    """
    each, rest = divmod(total, days)
    return (each + rest, *([each] * (days - 1)))


def spoken(day: date) -> str:
    """The day as ACLED's notes say it: "16 February 2023"."""
    return f"{day.day} {day:%B %Y}"
