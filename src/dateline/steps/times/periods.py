"""Stretches of the calendar with their TIMEX3 names, and how to step from one to the next."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, northern half, as weather services count them."""
_CODES: dict[str, Unit] = {
    "D": "day",
    "NI": "day",
    "W": "week",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "C": "century",
}
EARLIEST, LATEST = 1, 9998


@dataclass(frozen=True, slots=True)
class Period:
    """Days `start` to `end`, inclusive."""

    unit: Unit
    start: date
    end: date
    timex: str


def day(on: date) -> Period:
    return Period("day", on, on, on.isoformat())


def week(of: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day."""
    year, number, weekday = of.isocalendar()
    first = of - timedelta(days=weekday - 1)
    return Period("week", first, first + timedelta(days=6), f"{year}-W{number:02}")


def weekend(of: date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    whole = week(of)
    return Period("weekend", whole.end - timedelta(days=1), whole.end, f"{whole.timex}-WE")


def month(year: int, number: int) -> Period:
    return _months("month", year, number, 1, f"{year:04}-{number:02}")


def quarter(year: int, number: int) -> Period:
    return _months("quarter", year, 3 * number - 2, 3, f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    return _months("half", year, 6 * number - 5, 6, f"{year:04}-H{number}")


def season(year: int, code: str) -> Period:
    """Three months; winter is named after the year it begins in."""
    return _months("season", year, SEASON_MONTH[code], 3, f"{year:04}-{code}")


def year(number: int) -> Period:
    return Period("year", date(number, 1, 1), date(number, 12, 31), f"{number:04}")


def decade(of: int) -> Period:
    """The ten years that hold year `of`: 1980 to 1989, TIMEX3 "198"."""
    first = max(EARLIEST, of // 10 * 10)
    return Period("decade", date(first, 1, 1), date(of // 10 * 10 + 9, 12, 31), f"{of // 10:03}")


def century(number: int) -> Period:
    """The 20th is 1901 to 2000, TIMEX3 "19"."""
    first = 100 * (number - 1) + 1
    return Period("century", date(first, 1, 1), date(first + 99, 12, 31), f"{number - 1:02}")


def _months(unit: Unit, in_year: int, first: int, count: int, timex: str) -> Period:
    last_year, last = add_months(in_year, first, count - 1)
    end = date(last_year, last, monthrange(last_year, last)[1])
    return Period(unit, date(in_year, first, 1), end, timex)


def add_months(in_year: int, number: int, count: int) -> tuple[int, int]:
    """Year and month `count` months on.

    >>> add_months(2015, 11, 3)
    (2016, 2)
    """
    index = in_year * 12 + number - 1 + count
    return index // 12, index % 12 + 1


def unit_of(code: str) -> Unit | None:
    """The unit of a TIMEX3 code. None: shorter than a day, or no unit of the calendar."""
    return _CODES.get(code)


def holding(unit: Unit, on: date) -> Period:
    """The period of that length that holds the day."""
    if unit == "day":
        return day(on)
    if unit == "week":
        return week(on)
    if unit == "weekend":
        return weekend(on)
    if unit == "month":
        return month(on.year, on.month)
    if unit == "quarter":
        return quarter(on.year, (on.month + 2) // 3)
    if unit == "half":
        return half(on.year, 1 if on.month <= 6 else 2)
    if unit == "season":
        begun_in, first = add_months(on.year, on.month, -(on.month % 3))
        code = next(c for c, m in SEASON_MONTH.items() if m == first)
        return season(begun_in, code)
    if unit == "decade":
        return decade(on.year)
    if unit == "century":
        return century((on.year + 99) // 100)
    return year(on.year)


def step(unit: Unit, on: date, count: int) -> Period | None:
    """The period `count` units from the one that holds the day. None: off the calendar."""
    try:
        return holding(unit, moved(on, unit, count))
    except (ValueError, OverflowError):
        return None


def moved(on: date, unit: Unit, count: int) -> date:
    """The day that many units on; the last of the month where the month is too short.

    Raises ValueError or OverflowError beyond the years 1 to 9999.
    """
    if unit == "day":
        return on + timedelta(days=count)
    if unit in ("week", "weekend"):
        return on + timedelta(weeks=count)
    months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[
        unit
    ]
    in_year, number = add_months(on.year, on.month, months * count)
    if not EARLIEST <= in_year <= LATEST:
        raise ValueError(f"year {in_year}")
    return date(in_year, number, min(on.day, monthrange(in_year, number)[1]))


def real_day(in_year: int, number: int, on: int) -> date | None:
    """The date. None: there is no such day."""
    try:
        return date(in_year, number, on)
    except ValueError:
        return None
