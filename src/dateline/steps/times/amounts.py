"""Lengths of time and rhythms: "three weeks", "the past two years", "every day"."""

from __future__ import annotations

import re
from datetime import date

from dateline.steps.times import periods, tables
from dateline.steps.times.grammar import Found
from dateline.steps.times.meaning import Context, Meaning, amount_meant, number_in

_SMALLER = {
    "Y": ("M", 12),
    "TH": ("TM", 60),
    "TM": ("TS", 60),
    "D": ("TH", 24),
    "E": ("Y", 10),
    "C": ("Y", 100),
}
_YEARS = {"E": 10, "C": 100}
_BACKWARD = frozenset({"last", "past", "latest", "recent", "these past"})
_FORWARD = frozenset({"next", "coming"})
_LENGTH_BEFORE = re.compile(rf"\b(?:{tables.alternatives(tables.LENGTH_BEFORE)}) +\Z")
_EVENT_AFTER = re.compile(r" +(?:after|before|into|or two|or so)\b")
_AGE_AFTER = re.compile(r"[ -](?:old|of age)\b")


def duration_timex(code: str, count: float | None) -> str:
    """TIMEX3 value of so many units; None: nobody says how many.

    >>> duration_timex("Y", 2.5), duration_timex("TH", 3), duration_timex("W", None), duration_timex("E", 2)
    ('P2Y6M', 'PT3H', 'PXW', 'P20Y')
    """
    if code == "F":
        code, count = "W", None if count is None else 2 * count
    if count is None:
        return f"PTX{code[1]}" if code[0] == "T" else f"PX{code}"
    if code in _YEARS:
        code, count = "Y", count * _YEARS[code]
    whole = int(count)
    if count == whole:
        return _named(code, whole)
    if code not in _SMALLER:
        return f"P{count:g}{code}"
    smaller, size = _SMALLER[code]
    rest = round((count - whole) * size)
    if code == "D":
        return f"PT{whole * 24 + rest}H"
    first = _named(code, whole) if whole else ("PT" if smaller[0] == "T" else "P")
    return f"{first}{rest}{smaller[-1]}"


def _named(code: str, count: int) -> str:
    if code[0] == "T":
        return f"PT{count}{code[1]}"
    return f"P{count}T{code}" if code == "NI" else f"P{count}{code}"


def _framed(
    frame: str | None, code: str, count: float, published: date | None
) -> tuple[date | None, date | None]:
    """Days that "the past two years" or "the next few days" cover."""
    unit = periods.unit_of(code)
    if published is None or frame is None or (frame not in _BACKWARD and frame not in _FORWARD):
        return None, None
    sign = -1 if frame in _BACKWARD else 1
    if unit is None:
        days = {"TH": -(-count // 24), "TM": 1, "TS": 1, "F": 14 * count}.get(code, count)
        unit, count = "day", days
    try:
        other = periods.moved(published, unit, sign * int(count))
    except (ValueError, OverflowError):
        return None, None
    return (other, published) if sign < 0 else (published, other)


def duration(found: Found, context: Context) -> Meaning | None:
    code = tables.UNITS[found.get("unit") or ""]
    words = found.get("amount") or ""
    count = number_in(words)
    text, flat = found.match.group(), context.flat
    frame = found.get("frame")
    if _AGE_AFTER.match(flat, found.span.end) or flat[
        max(0, found.span.start - 5) : found.span.start
    ].endswith(("aged ", "age ", "ages ")):
        return None
    if words == "a" and code in ("TS", "Q") and frame is None:
        return None
    if words in ("a", "an") and frame is None and not _is_length(found, context):
        return None
    if code == "Q" and (flat.startswith(" of ", found.span.end) or "-" in text) and frame is None:
        return None
    half = found.get("half")
    if half is not None and count is not None:
        count += 0.25 if "quarter" in half else 0.5
    elif text.endswith("a half") and count is not None:
        count += 0.5
    second = found.get("amount2")
    if found.match.groupdict().get("unit2") and second and count is not None:
        return _two_units(found, code, count, number_in(second))
    start, end = (None, None) if count is None else _framed(frame, code, count, context.published)
    if count is None and frame in _BACKWARD:
        end = context.published
    elif count is None and frame in _FORWARD:
        start = context.published
    return Meaning(
        type="DURATION",
        timex=duration_timex(code, count),
        start=start,
        end=end,
        anchored=(frame not in _BACKWARD and frame not in _FORWARD) or context.published is not None,
    )


def _two_units(found: Found, code: str, count: float, other: float | None) -> Meaning:
    smaller = tables.UNITS[found.match.group("unit2")]
    first, second = duration_timex(code, count), duration_timex(smaller, other)
    if code[0] == "T" or smaller[0] != "T":
        second = second.removeprefix("PT" if code[0] == "T" else "P")
    else:
        second = second.removeprefix("P")
    return amount_meant(first + second)


def _is_length(found: Found, context: Context) -> bool:
    if _EVENT_AFTER.match(context.flat, found.span.end):
        return True
    before = context.flat[max(0, found.span.start - 16) : found.span.start]
    text = found.match.group()
    return (
        bool(_LENGTH_BEFORE.search(before))
        or "-" in text
        or text.endswith("long")
        or "another" in text
        or " full" in text
    )


def half_a_unit(found: Found, context: Context) -> Meaning | None:
    code = tables.UNITS[found.get("unit") or ""]
    share = 0.25 if found.get("quarter") else 0.5
    if code in ("TS", "WE", "NI", "Q"):
        return None
    if code == "W":
        return amount_meant("P3D", modifier="APPROX")
    if code == "M":
        return amount_meant("P15D", modifier="APPROX")
    return amount_meant(duration_timex(code, share))


def duration_alone(found: Found, context: Context) -> Meaning | None:
    code = tables.UNITS[found.get("unit") or ""]
    words = found.get("amount")
    return amount_meant(duration_timex(code, number_in(words) if words else None))


def framed_units(found: Found, context: Context) -> Meaning | None:
    code = tables.UNITS[found.get("unit") or ""]
    frame = found.get("frame")
    back = frame in _BACKWARD or frame == "previous"
    return Meaning(
        type="DURATION",
        timex=duration_timex(code, None),
        start=context.published if frame in _FORWARD else None,
        end=context.published if back else None,
        anchored=context.published is not None or not (back or frame in _FORWARD),
    )


def framed_unit(found: Found, context: Context) -> Meaning | None:
    code = tables.UNITS.get(found.get("unit") or "")
    if code is None:
        return None
    start, end = _framed("past", code, 1, context.published)
    return Meaning(
        type="DURATION",
        timex=duration_timex(code, 1),
        start=start,
        end=end,
        anchored=context.published is not None,
    )


def bare_units(found: Found, context: Context) -> Meaning | None:
    return amount_meant(duration_timex(tables.UNITS[found.get("unit") or ""], None))


def units_long(found: Found, context: Context) -> Meaning | None:
    text = found.match.group()
    if found.get("plural"):
        return amount_meant(duration_timex(tables.UNITS[found.match.group("unit")], None))
    if text.endswith("old"):
        return None
    unit = found.get("unit") or text.split()[-1]
    return amount_meant(duration_timex(tables.UNITS[unit], 1))


def a_while(found: Found, context: Context) -> Meaning | None:
    return amount_meant("PXX")


def set_word(found: Found, context: Context) -> Meaning | None:
    return amount_meant(tables.SETS[found.match.group()], type="SET")


def every(found: Found, context: Context) -> Meaning | None:
    text = found.match.group()
    if found.get("daypart") and not found.get("unit"):
        return amount_meant(f"XXXX-XX-XXT{tables.DAYPARTS[found.get('daypart') or '']}", type="SET")
    code = tables.UNITS[found.get("unit") or ""]
    if code in ("TS", "NI", "WE", "TM"):
        return None
    words = found.get("amount")
    count = number_in(words) if words and not found.get("times") else 2.0 if "other " in text else 1.0
    return amount_meant(duration_timex(code, count), type="SET")


def set_day(found: Found, context: Context) -> Meaning | None:
    return amount_meant("P1D", type="SET")


def every_weekday(found: Found, context: Context) -> Meaning | None:
    number = tables.WEEKDAYS[found.get("weekday") or ""]
    part = found.get("daypart")
    code = f"T{tables.DAYPARTS[part]}" if part else ""
    return amount_meant(f"XXXX-WXX-{number}{code}", type="SET")


def every_month(found: Found, context: Context) -> Meaning | None:
    month = found.get("month")
    if month:
        return amount_meant(f"XXXX-{tables.MONTHS[month.rstrip('.')]:02}", type="SET")
    return amount_meant(f"XXXX-{tables.SEASONS[found.get('season') or '']}", type="SET")
