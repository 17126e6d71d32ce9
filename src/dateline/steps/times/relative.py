"""Times told from the day of the report: "yesterday", "last month", "two weeks ago", "on Thursday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.steps.times import periods, tables
from dateline.steps.times.grammar import Found
from dateline.steps.times.meaning import (
    Context,
    Meaning,
    amount_meant,
    around,
    floating,
    is_day,
    named,
    number_in,
    step_from,
)
from dateline.steps.times.periods import Period

WEEKS_TOLERANCE = 3
"""Days. "two weeks ago" is the day a fortnight before, three days either way: a week around it."""
COMPARISON_REACH = 500
"""Characters. So near a quarter, "a year ago" is that quarter of the year before."""
_PERIOD_FRAME = re.compile(
    r"\b(?:of|for|in|during|over|through|throughout|by|until|into|on|earlier|later) +$"
)
_WEEK_SHIFT = {
    "this": 0,
    "last": -1,
    "next": 1,
    "that": 0,
    "the same": 0,
    "the following": 1,
    "the previous": -1,
}


def day_from_now(found: Found, context: Context) -> Meaning:
    words = found.match.group()
    beyond = 2 if found.get("beyond") else 1
    count = -beyond if "yesterday" in words else beyond if "tomorrow" in words else 0
    return named(step_from("day", context.published, count))


def night_from_now(found: Found, context: Context) -> Meaning:
    words = found.match.group()
    back = words.startswith("last") or "past" in words or words == "overnight"
    there = step_from("day", context.published, -1 if back else 0)
    if there is None:
        return floating(type="TIME")
    code = "EV" if "evening" in words else "NI"
    # A night runs into the next morning, and "overnight" reports mostly mean those hours.
    end = there.end + timedelta(days=1) if words == "overnight" else there.end
    return replace(named(there, type="TIME"), timex=f"{there.timex}T{code}", end=end)


def this_daypart(found: Found, context: Context) -> Meaning:
    code = tables.DAYPARTS[found.get("daypart") or ""]
    there = step_from("day", context.published, 0)
    if there is None:
        return floating(type="TIME")
    return replace(named(there, type="TIME"), timex=f"{there.timex}T{code}")


def weekday(found: Found, context: Context) -> Meaning:
    name = found.get("weekday")
    number = tables.WEEKDAYS[name] if name else tables.SHORT_WEEKDAYS[found.get("weekday_short") or ""]
    unknown = floating(f"XXXX-WXX-{number}")
    week, direction = found.get("week"), found.get("direction")
    story = direction in tables.STORY_DIRECTIONS or ((week or "").startswith(("th",)) and week != "this")
    base = context.story_day() if story and direction != "the next" else context.published
    if base is None:
        return unknown
    if week is not None:
        there = periods.step("week", base, _WEEK_SHIFT[week])
        return named(periods.day(there.start + timedelta(days=number - 1))) if there else unknown
    sign = tables.DIRECTIONS[direction] if direction else 0
    back = (base.isoweekday() - number) % 7
    ahead = (number - base.isoweekday()) % 7
    if sign < 0:
        days = -(back or 7)
    elif sign > 0:
        days = ahead or 7
    elif story:
        days = ahead if ahead <= 3 else -back
    elif direction == "this" or "this" in found.match.group():
        days = ahead if context.tense(found.span) != "past" else -back
    else:
        # Wire copy writes the weekday where others write "today": the day itself counts as past.
        days = (ahead or 7) if _lies_ahead(found, context) else -back
    return named(step_from("day", base, days))


def _lies_ahead(found: Found, context: Context) -> bool:
    """Whether a weekday is the next one."""
    if context.flat.startswith("'s", found.span.end):
        # "after Friday's vote": the vote has its own time, whatever the verb says.
        return context.tense(found.span) == "future" and not _is_below_preposition(found, context)
    return context.tense(found.span) == "future"


def _is_below_preposition(found: Found, context: Context) -> bool:
    head = context.annotation.head_of(found.span)
    return head is not None and context.annotation.head(head.i).dep == "pobj"


def week_from_weekday(found: Found, context: Context) -> Meaning:
    number = tables.WEEKDAYS[found.get("weekday") or ""]
    base = context.published
    if base is None:
        return floating(f"XXXX-WXX-{number}")
    if found.get("side") in ("from", "after"):
        return named(step_from("day", base, ((number - base.isoweekday()) % 7 or 7) + 7))
    return named(step_from("day", base, -((base.isoweekday() - number) % 7 or 7) - 7))


def day_beside_weekday(found: Found, context: Context) -> Meaning:
    number = tables.WEEKDAYS[found.get("weekday") or ""]
    base = context.published
    if base is None:
        return floating()
    back = (base.isoweekday() - number) % 7
    back = back or (7 if found.get("last") else 0)
    return named(step_from("day", base, -back + (1 if found.get("side") == "after" else -1)))


def relative_period(found: Found, context: Context) -> Meaning | None:
    direction = found.get("direction") or "this"
    code = tables.UNITS[found.get("unit") or ""]
    unit = periods.unit_of(code)
    sign = tables.DIRECTIONS[direction]
    if unit is None:
        return amount_meant("PT1H") if code == "TH" and sign < 0 else None
    if unit == "weekend":
        return weekend(found, context)
    story = direction in tables.STORY_DIRECTIONS and (direction != "the next" or unit == "day")
    base = context.published
    if story:
        if unit == "day" and (context.story is None or not is_day(context.story.period)) and sign == 0:
            return floating()
        base = context.story_day()
    if base is None:
        return floating()
    if unit == "day" and direction not in ("this", "this very") and not story:
        return _past_day(direction, base)
    if unit == "year" and story and sign == 0 and context.story is None:
        return floating()
    meaning = named(step_from(unit, base, sign))
    if story:
        meaning = context.told(meaning)
    elif (
        sign == 0
        and meaning.start is not None
        and meaning.end is not None
        and meaning.start <= base <= meaning.end
    ):
        tense = context.tense(found.span)
        # What happened "this week" had happened by the day of the report.
        if tense == "past":
            meaning = replace(meaning, end=base)
        elif tense == "future":
            meaning = replace(meaning, start=base)
    if direction in ("the past", "past", "the last", "this past") and unit != "day":
        # "in the past year" is told up to the day of the report.
        return replace(meaning, start=periods.moved(base, unit, -1), end=base)
    return meaning


def _past_day(direction: str, base: date) -> Meaning | None:
    if "past" in direction or direction == "the last":
        return Meaning(type="DURATION", timex="P1D", start=base - timedelta(days=1), end=base)
    return None


def weekend(found: Found, context: Context) -> Meaning:
    """The Saturday and Sunday meant; before the next one comes, "the weekend" is the one just gone."""
    direction = found.get("direction") or "the"
    base = context.published
    if base is None:
        return floating()
    sign = tables.DIRECTIONS.get(direction, 0)
    on_it = base.isoweekday() >= 6
    ahead = sign > 0 or (sign == 0 and context.tense(found.span) == "future")
    if direction in ("this", "this coming") and context.tense(found.span) != "past":
        ahead = True
    if ahead:
        return named(step_from("weekend", base, 1 if on_it and sign > 0 else 0))
    return named(step_from("weekend", base, 0 if on_it and sign == 0 else -1))


def the_period(found: Found, context: Context) -> Meaning | None:
    """ "the week", "the fiscal year": the one that the report is written in, if a preposition frames it."""
    before = context.flat[max(0, found.span.start - 14) : found.span.start]
    if found.get("direction") is None and _PERIOD_FRAME.search(before) is None:
        return None
    words = found.match.group()
    unit = "week" if "week" in words else "month" if "month" in words else "year"
    sign = tables.DIRECTIONS.get(found.get("direction") or "", 0)
    there = step_from(
        "year" if unit == "year" else "week" if unit == "week" else "month", context.published, sign
    )
    return named(there)


def year_end(found: Found, context: Context) -> Meaning:
    words = found.match.group()
    unit: periods.Unit = "week" if "week" in words else "month" if "month" in words else "year"
    if unit == "week":
        return weekend(found, context)
    there = step_from(unit, context.published, 0)
    if there is None:
        return floating(modifier="END")
    late = date(there.end.year, 12, 1) if unit == "year" else there.end - timedelta(days=6)
    return replace(named(there), start=late, modifier="END")


def ago(found: Found, context: Context) -> Meaning:
    ahead = found.get("ahead") is not None
    code = tables.UNITS[found.get("unit") or ""]
    words = found.get("amount")
    count = number_in(words) if words else 0.5 if "half" in found.match.group() else 1.0
    if count is None or found.get("amount2") or (words is None and "half" in found.match.group()):
        return _vaguely(context, ahead)
    if (
        code == "Y"
        and count == 1
        and not ahead
        and (compared := year_before_quarter(context, context.published))
    ):
        return replace(named(compared), aside=True)
    return counted_from(context.published, code, count if ahead else -count, context)


def _vaguely(context: Context, ahead: bool) -> Meaning:
    if ahead:
        return Meaning(type="DATE", timex="FUTURE_REF", start=context.published)
    return Meaning(type="DATE", timex="PAST_REF", end=context.published)


def year_before_quarter(context: Context, base: date | None) -> Period | None:
    """A figure "a year ago" beside a quarter's is the one of that quarter the year before."""
    if base is None or context.quarter is None or context.quarter_at < context.here - COMPARISON_REACH:
        return None
    return periods.step("quarter", context.quarter.start, -4)


def counted_from(base: date | None, code: str, count: float, context: Context) -> Meaning:
    """The time that many units from a day, as fine as the unit is."""
    whole = int(count)
    if base is None:
        return floating()
    if code == "F":
        code, whole = "W", 2 * whole
    if code in ("D", "NI"):
        return named(step_from("day", base, whole))
    if code in ("W", "WE"):
        there = step_from("day", base, round(count * 7))
        if there is None:
            return floating()
        week = periods.week(there.start)
        return around(replace(named(there), timex=week.timex, period=week), WEEKS_TOLERANCE)
    if code in ("M", "Q"):
        return named(step_from("month", base, whole * (3 if code == "Q" else 1)))
    if code in ("Y", "E", "C"):
        years = count * {"Y": 1, "E": 10, "C": 100}[code]
        if years != int(years):
            return named(step_from("month", base, round(years * 12)))
        return named(step_from("year", base, int(years)))
    unit = code[1:]
    return Meaning(type="DURATION", timex=f"PT{abs(whole)}{unit}", start=base, end=base)


def ago_today(found: Found, context: Context) -> Meaning:
    """ "two years ago today", "three weeks ago Monday"."""
    code = tables.UNITS[found.get("unit") or ""]
    count = number_in(found.get("amount") or "")
    published = context.published
    unit = periods.unit_of(code)
    if count is None or published is None or unit is None:
        return floating("PAST_REF")
    try:
        there = periods.moved(published, unit, -int(count))
    except (ValueError, OverflowError):
        return floating()
    name = found.get("weekday")
    if name:
        there += timedelta(days=tables.WEEKDAYS[name] - there.isoweekday())
        return named(periods.day(there))
    anchor = found.get("anchor") or ""
    if anchor == "yesterday":
        there -= timedelta(days=1)
    if anchor in ("today", "yesterday"):
        return named(periods.day(there))
    if found.get("month"):
        return named(periods.month(there.year, tables.MONTHS[(found.get("month") or "").rstrip(".")]))
    finer: periods.Unit = "week" if "week" in anchor else "month" if "month" in anchor else "year"
    return named(step_from(finer, there, -1 if anchor.startswith("last") else 0))


def vague_ago(found: Found, context: Context) -> Meaning:
    return Meaning(type="DATE", timex="PAST_REF", end=context.published)


def year_ago(found: Found, context: Context) -> Meaning:
    """ "the year-ago quarter", "a year earlier": the year before, of the quarter last named if one was."""
    if context.quarter is not None and context.quarter.unit == "quarter":
        return replace(named(periods.step("quarter", context.quarter.start, -4)), aside=True)
    return replace(named(step_from("year", context.published, -1)), aside=True)


def this_quarter(found: Found, context: Context) -> Meaning | None:
    words, direction = found.match.group(), found.get("direction")
    sign = tables.DIRECTIONS.get(direction or "", 0)
    if words.endswith("period") and (context.quarter is None or sign != 0):
        return None
    told = direction in tables.STORY_DIRECTIONS or direction is None
    if context.quarter is not None and told:
        return named(periods.step("quarter", context.quarter.start, sign))
    return named(step_from("quarter", context.published, sign if direction else -1))


def present(found: Found, context: Context) -> Meaning:
    return Meaning(type="DATE", timex="PRESENT_REF", start=context.published, end=context.published)


def past(found: Found, context: Context) -> Meaning:
    return Meaning(type="DATE", timex="PAST_REF", end=context.published)


def future(found: Found, context: Context) -> Meaning:
    return Meaning(type="DATE", timex="FUTURE_REF", start=context.published)
