"""When holidays fall: fixed days, n-th weekdays, Easter, and the Islamic year by its tabular calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram 1, civil (Friday) epoch: 16 July 622 Julian."""
_GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Festival:
    """Days it may cover. `exact` False: the moon decides, a day either way."""

    start: date
    end: date
    exact: bool


@cache
def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus, Julian algorithm and 13 days until 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    shift = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=shift)


def from_islamic(year: int, month: int, day: int) -> date:
    """The day of the tabular Islamic calendar (30-year cycle, civil epoch).

    >>> from_islamic(1437, 9, 1)
    datetime.date(2016, 6, 7)
    """
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days - 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def falls(entry: dict[str, Any], year: int) -> list[Festival]:
    """When the holiday falls in that year of ours: once, or for Islamic ones sometimes twice or never."""
    length = timedelta(days=int(entry.get("lasts", 1)) - 1)
    if "islamic" in entry:
        month, day = entry["islamic"]
        about = int((year - 622) * 33 / 32)
        days = [from_islamic(y, month, day) for y in range(max(1, about - 1), about + 3)]
        return [Festival(d - _GRACE, d + length + _GRACE, False) for d in days if d.year == year]
    if "day" in entry:
        first = date(year, *entry["day"])
    elif "nth" in entry:
        first = _nth_weekday(year, *entry["nth"]) + timedelta(days=int(entry.get("plus", 0)))
    elif "easter" in entry:
        first = easter(year) + timedelta(days=entry["easter"])
    elif "orthodox" in entry:
        first = orthodox_easter(year) + timedelta(days=entry["orthodox"])
    else:
        first = entry["date"]
        if first.year != year:
            return []
    return [Festival(first, first + length, True)]
