"""Dates that say which day, month, season or year they are, in part or in full."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.record.text import Span
from dateline.steps.times import festivals, periods, tables
from dateline.steps.times.grammar import Found
from dateline.steps.times.meaning import (
    Context,
    Meaning,
    floating,
    named,
    nearest,
    step_from,
    year_in,
)
from dateline.steps.times.periods import Period

_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{tables.alternatives(list(tables.WEEKDAYS))}),? +\Z")
_RELATIVE_YEAR = {"this": 0, "the": 0, "current": 0, "last": -1, "next": 1}
_STORY_YEAR = {"that": 0, "the same": 0, "the following": 1, "the previous": -1}
STORY_REACH = 600
"""Characters. A year told so near before still holds for dates without one."""
_SPAN_OF_YEARS = range(-1, 2)
_NUMBERED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "latter": 2,
             "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip


def day_number(words: str) -> int:
    digits = "".join(c for c in words if c.isdigit())
    return int(digits) if digits else tables.ORDINALS[words.replace(" ", "-")]


def month_number(words: str) -> int:
    return tables.MONTHS[words.rstrip(".")]


def story_year(context: Context, span: Span) -> int | None:
    """The year that the story was just said to be in. None: none was, or the report's own year."""
    story = context.story
    if (
        story is None
        or story.period is None
        or not story.explicit
        or story.period.unit not in ("day", "month")
    ):
        return None
    if (
        span.start - context.story_at > STORY_REACH
        or "\n\n" in context.annotation.text[context.story_at : span.start]
    ):
        return None
    return story.period.start.year


def which_year(found: Found, context: Context) -> int | None:
    """The year from words like "last year" or "that year". None: no such words, or not known."""
    which = found.get("which")
    if which in _RELATIVE_YEAR:
        return None if context.published is None else context.published.year + _RELATIVE_YEAR[which]
    if which in _STORY_YEAR:
        day = context.story_day()
        return None if day is None else day.year + _STORY_YEAR[which]
    return None


def calendar_day(found: Found, context: Context) -> Meaning | None:
    digits = found.get("month_number")
    words = found.get("month")
    number = int(digits) if digits else month_number(words or "")
    on = day_number(found.get("day") or "1")
    explicit = year_in(found, context.published)
    in_year = explicit or which_year(found, context)
    if in_year is not None:
        there = periods.real_day(in_year, number, on)
        return named(periods.day(there), explicit=explicit is not None) if there else None
    direction = found.get("direction")
    if direction is not None and direction.startswith("last") and context.published is not None:
        days = [periods.real_day(context.published.year - n, number, on) for n in (0, 1)]
        return (
            named(periods.day(max(d for d in days if d is not None and d < context.published)))
            if all(days)
            else None
        )
    return day_without_year(number, on, found.span, context)


def day_without_year(number: int, on: int, span: Span, context: Context) -> Meaning | None:
    """The day of that name nearest to the report, or in the year that the story is in."""
    if periods.real_day(2000, number, on) is None:
        return None
    known_day = _named_day(number, on, span, context)
    if known_day is not None:
        return replace(named(periods.day(known_day)), aside=True)
    told = context.year_hint or story_year(context, span)
    tense = context.tense(span)
    # A date of the last weeks is this year's whatever year the story was in, unless it carries the story on.
    recent = context.published is not None and _days_off(number, on, context.published) <= 45
    recent = recent and not _carries_on(told, number, on, context)
    if told is not None and (
        context.year_hint or (tense != "future" and _away(told, context) and not recent)
    ):
        there = periods.real_day(told, number, on)
        return named(periods.day(there), explicit=True) if there else None
    if context.published is None:
        return floating(f"XXXX-{number:02}-{on:02}")
    days = [periods.real_day(context.published.year + n, number, on) for n in _SPAN_OF_YEARS]
    known = [d for d in days if d is not None]
    weekday = _WEEKDAY_BEFORE.search(context.flat, max(0, span.start - 14), span.start)
    chosen = nearest([periods.day(d) for d in known], context.published, tense, behind_costs=6)
    # A weekday written beside a date of the last weeks may be a slip; beside a far one it tells the year.
    if weekday is None or chosen is None or -60 <= (chosen.start - context.published).days <= 7:
        return named(chosen)
    around = range(context.published.year - 6, context.published.year + 2)
    days = [periods.real_day(y, number, on) for y in around]
    agreeing = [d for d in days if d and d.isoweekday() == tables.WEEKDAYS[weekday["weekday"]]]
    known = agreeing or known
    choices = [periods.day(d) for d in known]
    return named(nearest(choices, context.published, tense, ahead_costs=20, behind_costs=6))


def _named_day(number: int, on: int, span: Span, context: Context) -> date | None:
    """The day of a happening that is known by its date: "the September 11 attacks"."""
    for entry in tables.NAMED_DAYS:
        if (entry["month"], entry["day"]) == (number, on):
            happened: date = entry["date"]
            words = tables.alternatives(entry["words"])
            if re.match(rf" +(?:{words})\b", context.flat[span.end : span.end + 20]):
                return happened if context.published is None or context.published >= happened else None
    return None


def day_alone(found: Found, context: Context) -> Meaning | None:
    """ "on the 4th": of the month that the story is in, else of the one that the tense asks for."""
    on = day_number(found.get("day") or "1")
    story = context.story.period if context.story else None
    base = context.story_day() if story is not None and story.unit in ("day", "month") else context.published
    if base is None:
        return None
    choices = [periods.step("month", base, n) for n in ((0,) if base != context.published else (-1, 0, 1))]
    days = [periods.real_day(c.start.year, c.start.month, on) for c in choices if c is not None]
    return named(nearest([periods.day(d) for d in days if d], base, context.tense(found.span)))


def _carries_on(told: int | None, number: int, on: int, context: Context) -> bool:
    """Whether the day comes in the month after the one that the story was at."""
    there = None if told is None else periods.real_day(told, number, on)
    story = None if context.story is None else context.story.period
    return there is not None and story is not None and 0 <= (there - story.end).days <= 31


def _days_off(number: int, on: int, published: date) -> int:
    there = periods.real_day(published.year, number, on)
    return 365 if there is None else abs((published - there).days)


def _away(told: int, context: Context) -> bool:
    return context.published is None or told != context.published.year


def numeric_date(found: Found, context: Context) -> Meaning | None:
    """03/04/2016 in the order that the report's other dates show, else day first."""
    first, second = int(found.get("first") or 0), int(found.get("second") or 0)
    written = found.get("numeric_year") or ""
    if len(written) == 2 and found.get("sign") != "/":
        return None
    in_year = int(written) if len(written) == 4 else _two_figures(int(written), context)
    day_month = periods.real_day(in_year, second, first)
    month_day = periods.real_day(in_year, first, second)
    choices = [day_month, month_day] if context.day_first else [month_day, day_month]
    known = [d for d in choices if d is not None]
    if not known:
        return None
    published = context.published
    if published is not None and known[0] > published and known[-1] <= published:
        known.reverse()
    return named(periods.day(known[0]), explicit=True)


def _two_figures(short: int, context: Context) -> int:
    latest = (context.published.year if context.published else 2030) + 10
    return latest - (latest - short) % 100


def day_of_month(found: Found, context: Context) -> Meaning | None:
    which = found.get("which") or "this"
    base = context.published if which in _RELATIVE_YEAR else context.story_day()
    there = step_from("month", base, {**_RELATIVE_YEAR, **_STORY_YEAR}[which])
    if there is None:
        return floating()
    on = periods.real_day(there.start.year, there.start.month, day_number(found.get("day") or "1"))
    return named(periods.day(on)) if on else None


def calendar_month(found: Found, context: Context) -> Meaning | None:
    number = month_number(found.get("month") or "")
    explicit = year_in(found, context.published)
    in_year = explicit or which_year(found, context)
    if in_year is not None:
        return named(periods.month(in_year, number), explicit=explicit is not None)
    direction = found.get("direction")
    if direction is None:
        told = context.year_hint or story_year(context, found.span)
        if told is not None and (context.year_hint or _away(told, context)):
            return named(periods.month(told, number), explicit=True)
    base = context.story_day() if direction in tables.STORY_DIRECTIONS else context.published
    if base is None:
        return floating(f"XXXX-{number:02}")
    choices = [periods.month(base.year + n, number) for n in _SPAN_OF_YEARS]
    return named(_directed(direction, choices, base, found, context))


def _directed(
    direction: str | None, choices: list[Period], base: date, found: Found, context: Context
) -> Period | None:
    """Of a period's yearly returns the one meant: with "last" the one before, with "next" the one after."""
    sign = 0 if direction is None else tables.DIRECTIONS[direction]
    if sign < 0:
        return max((c for c in choices if c.end < base), key=lambda c: c.start, default=None)
    if sign > 0:
        return min((c for c in choices if c.start > base), key=lambda c: c.start, default=None)
    if direction is not None and direction.startswith("this"):
        return next((c for c in choices if c.start.year == base.year), None)
    if direction in tables.STORY_DIRECTIONS:
        return nearest(choices, base, None, ahead_costs=6, behind_costs=6)
    tense = context.tense(found.span) if direction is None else None
    return nearest(choices, base, tense, ahead_costs=6, behind_costs=6)


def calendar_year(found: Found, context: Context) -> Meaning | None:
    in_year = year_in(found, context.published)
    return None if in_year is None or in_year < 1 else named(periods.year(in_year), explicit=True)


def decade(found: Found, context: Context) -> Meaning | None:
    full, short, word = found.get("decade"), found.get("short_decade"), found.get("decade_word")
    if full is not None:
        return named(periods.decade(int(full) * 10), explicit=True)
    number = int(short) * 10 if short is not None else tables.DECADE_WORDS[word or "nineties"]
    latest = context.published.year if context.published else 2020
    start = latest - (latest - number) % 100
    if found.match.group().startswith("nineteen"):
        start = 1900 + number
    return named(periods.decade(start), explicit=True)


def century(found: Found, context: Context) -> Meaning | None:
    written = found.get("century_number")
    number = int(written) if written else tables.ORDINALS[(found.get("ordinal") or "").replace(" ", "-")]
    return named(periods.century(number), explicit=True) if 1 <= number <= 30 else None


def quarter(found: Found, context: Context) -> Meaning | None:
    words = found.match.group()
    nth = found.get("nth")
    number = int(found.get("quarter") or 0) or (_NUMBERED[nth] if nth else 0)
    explicit = year_in(found, context.published)
    in_year = explicit or which_year(found, context)
    published = context.published
    for start, shift in (("last year's", -1), ("this year's", 0), ("next year's", 1)):
        if start in words and published is not None:
            in_year = published.year + shift
    if not number:
        return _quarter_of_year(in_year, context)
    if in_year is None and ("year-ago" in words or "year-earlier" in words):
        before = context.quarter.start if context.quarter else published
        in_year = None if before is None else before.year - 1
    if in_year is not None:
        return named(periods.quarter(in_year, number), explicit=explicit is not None)
    if nth == "last":
        return named(step_from("quarter", published, -1))
    if published is None:
        return floating(f"XXXX-Q{number}")
    choices = [periods.quarter(published.year + n, number) for n in _SPAN_OF_YEARS]
    return named(nearest(choices, published, context.tense(found.span), ahead_costs=6, behind_costs=6))


def _quarter_of_year(in_year: int | None, context: Context) -> Meaning | None:
    """ "the 1988 quarter": the one of that year that answers to the quarter last named."""
    if in_year is None:
        return None
    if context.quarter is None:
        return named(periods.year(in_year), explicit=True)
    return named(periods.quarter(in_year, (context.quarter.start.month + 2) // 3))


def half(found: Found, context: Context) -> Meaning | None:
    in_year = year_in(found, context.published) or which_year(found, context)
    if in_year is None:
        return floating() if found.get("which") else None
    first = found.get("half") == "first" or found.get("half_number") == "1"
    return named(periods.half(in_year, 1 if first else 2))


def half_of(found: Found, context: Context) -> Meaning | None:
    """Half of a month or decade: the whole one's value with a modifier, and its own days."""
    if found.get("decade") or found.get("short_decade"):
        whole = decade(found, context)
    elif found.get("month"):
        whole = calendar_month(found, context)
    else:
        shift = {"this": 0, "the": 0, "last": -1, "next": 1}[found.get("which") or "this"]
        whole = named(step_from("month", context.published, shift))
    if whole is None or whole.period is None:
        return whole
    first = found.get("half") == "first"
    middle = whole.period.start + (whole.period.end - whole.period.start) // 2
    start, end = (whole.period.start, middle) if first else (middle, whole.period.end)
    return replace(whole, start=start, end=end, modifier="START" if first else "END")


def season(found: Found, context: Context) -> Meaning | None:
    code = tables.SEASONS[found.get("season") or ""]
    explicit = year_in(found, context.published)
    in_year = explicit or which_year(found, context)
    if in_year is not None:
        return named(periods.season(in_year, code), explicit=explicit is not None)
    direction = found.get("direction")
    base = context.story_day() if direction in tables.STORY_DIRECTIONS else context.published
    if base is None:
        return floating(f"XXXX-{code}")
    choices = [periods.season(base.year + n, code) for n in range(-2, 2)]
    return named(_directed(direction, choices, base, found, context))


def holiday(found: Found, context: Context) -> Meaning | None:
    entry = tables.HOLIDAYS[" ".join((found.get("holiday") or "").split())]
    if "date" in entry:
        return named(periods.day(entry["date"]), explicit=True)
    explicit = year_in(found, context.published)
    in_year = explicit or which_year(found, context)
    base = context.published
    if in_year is not None:
        times = festivals.falls(entry, in_year)
        base = date(in_year, 7, 1)
    elif base is not None:
        times = [f for n in _SPAN_OF_YEARS for f in festivals.falls(entry, base.year + n)]
    else:
        return floating()
    choices = [Period("day", f.start, f.end, _festival_timex(f, entry)) for f in times]
    chosen = _directed(found.get("direction"), choices, base, found, context) if in_year is None else None
    if in_year is not None and choices:
        chosen = choices[0]
    if chosen is None:
        return floating()
    meaning = named(chosen, explicit=explicit is not None)
    exact = "islamic" not in entry
    return replace(meaning, timex=chosen.timex or None, modifier=None if exact else "APPROX")


def _festival_timex(festival: festivals.Festival, entry: dict[str, object]) -> str:
    """A day, a week or a weekend; "" where TIMEX3 has no name for it (Ramadan)."""
    days = (festival.end - festival.start).days + (1 if festival.exact else -1)
    if days == 1:
        return (festival.start + (festival.end - festival.start) // 2).isoformat()
    if days <= 4:
        return periods.weekend(festival.end).timex if festival.end.isoweekday() == 1 else ""
    return periods.week(festival.end).timex if days <= 8 else ""


def iso_moment(found: Found, context: Context) -> Meaning | None:
    day = calendar_day(found, context)
    if day is None or day.timex is None:
        return None
    clock = f"T{found.get('hour')}:{found.get('minute')}{'Z' if found.get('zulu') else ''}"
    return replace(day, type="TIME", timex=day.timex + clock)


def week_of_day(found: Found, context: Context) -> Meaning | None:
    day = calendar_day(found, context)
    if day is None or day.period is None:
        return day
    return named(periods.week(day.period.start), explicit=day.explicit)
