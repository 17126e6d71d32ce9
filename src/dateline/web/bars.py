"""A timeline's bars: as fine as fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, cast

from dateline.store.looking import DayCount
from dateline.store.sought import Sought
from dateline.store.views import CaseView
from dateline.web.payloads import Bar, Family, Timeline

Unit = Literal["day", "week", "month", "quarter", "year"]
_LENGTHS: tuple[tuple[Unit, int], ...] = (
    ("day", 1),
    ("week", 7),
    ("month", 31),
    ("quarter", 92),
    ("year", 366),
)


def timeline_of(view: CaseView, sought: Sought, most: int) -> Timeline:
    first, last, undated = view.days_of(sought)
    first = max(filter(None, (first, sought.wanted.first)), default=None)
    if first is None or last is None:
        return Timeline(unit="day", bars=[], total=undated, undated=undated)
    last = max(last, first)
    unit, length = next((u for u in _LENGTHS if (last - first).days / u[1] <= most), _LENGTHS[-1])
    counts = view.day_counts(sought, longest=length)
    return Timeline(
        unit=unit,
        bars=_bars(counts, unit, first, most),
        total=sum(c.number for c in counts) + undated,
        undated=undated,
    )


def _bars(counts: list[DayCount], unit: Unit, first: date, most: int) -> list[Bar]:
    by_start: dict[date, list[DayCount]] = {}
    for one in counts:
        # What began before the first day wanted still goes on then.
        by_start.setdefault(start_of(max(one.day, first), unit), []).append(one)
    if not by_start:
        return []
    return [
        _bar(start, unit, by_start.get(start, []))
        for start in list(_starts(min(by_start), max(by_start), unit))[-most:]
    ]


def _bar(start: date, unit: Unit, counts: list[DayCount]) -> Bar:
    families: Counter[str] = Counter()
    for one in counts:
        families[one.family] += one.number
    return Bar(
        start=start,
        end=next_start(start, unit) - timedelta(days=1),
        count=sum(one.number for one in counts),
        wide=sum(one.wide for one in counts),
        families=cast("dict[Family, int]", dict(sorted(families.items()))),
    )


def _starts(first: date, last: date, unit: Unit) -> Iterator[date]:
    while first <= last:
        yield first
        first = next_start(first, unit)


def start_of(day: date, unit: Unit) -> date:
    """The first day of the bar that holds `day`; weeks begin on Monday."""
    if unit == "week":
        return max(date.min, day - timedelta(days=min(day.weekday(), day.toordinal() - 1)))
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def next_start(start: date, unit: Unit) -> date:
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    whole = start.year * 12 + start.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
