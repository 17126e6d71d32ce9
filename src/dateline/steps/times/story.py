"""Times told from the day that the story has reached: "three days later", "the same day"."""

from __future__ import annotations

from dataclasses import replace

from dateline.steps.times import periods, tables
from dateline.steps.times.amounts import duration_timex
from dateline.steps.times.grammar import Found
from dateline.steps.times.meaning import Context, Meaning, floating, is_day, named, number_in, step_from
from dateline.steps.times.relative import counted_from, year_before_quarter

_BACK = frozenset({"earlier", "before", "prior", "previously", "beforehand"})


def later(found: Found, context: Context) -> Meaning:
    """So many units before or after the last time named; the report's day if none was."""
    if context.day_hint is not None:
        return named(context.day_hint)
    code = tables.UNITS[found.get("unit") or ""]
    words = found.get("amount")
    count = number_in(words) if words else 1.0
    if count is None:
        return Meaning(type="DURATION", timex=f"P{'T' if code[0] == 'T' else ''}X{code[-1]}", anchored=False)
    signed = -count if found.get("side") in _BACK else count
    story = context.story.period if context.story else None
    if (
        code == "Y"
        and count == 1
        and signed < 0
        and (compared := year_before_quarter(context, context.published))
    ):
        return replace(named(compared), aside=True)
    if code[0] == "T":
        day = story if is_day(story) else None
        return Meaning(
            type="DURATION",
            timex=duration_timex(code, count),
            start=day.start if day else None,
            end=day.end if day else None,
            anchored=day is not None,
        )
    if story is None and found.get("side") not in _BACK:
        return Meaning(type="DURATION", timex=duration_timex(code, count), anchored=False)
    if code in ("D", "W", "NI", "WE") and story is not None and not is_day(story):
        return Meaning(type="DURATION", timex=duration_timex(code, count), anchored=False)
    meaning = counted_from(context.story_day(), code, signed, context)
    published = context.published
    ahead = published is not None and meaning.start is not None and meaning.start > published
    if signed > 0 and ahead and context.tense(found.span) != "future":
        # Later than the report itself: it is counted from something that was not dated.
        return Meaning(type="DURATION", timex=duration_timex(code, count), anchored=False)
    return context.told(replace(meaning, aside=code == "Y" and found.get("side") in _BACK))


def that_day(found: Found, context: Context) -> Meaning | None:
    if context.day_hint is not None:
        return named(context.day_hint)
    side = found.get("side")
    shift = {"before": -1, "earlier": -1, "after": 1}.get(side or "", 0)
    story = context.story.period if context.story else None
    if story is not None and not is_day(story):
        return floating()
    return context.told(named(step_from("day", context.story_day(), shift)))


def period_before(found: Found, context: Context) -> Meaning | None:
    """ "the week before", "the night after": beside the time that the story has reached."""
    sign = -1 if found.get("side") in _BACK else 1
    part = found.get("daypart")
    code = tables.UNITS.get(found.get("unit") or "") if part is None else "D"
    unit = periods.unit_of(code or "")
    if unit is None:
        return None
    there = step_from(unit, context.story_day(), sign)
    if there is None:
        return floating()
    meaning = context.told(named(there))
    if part is None:
        return meaning
    return replace(meaning, type="TIME", timex=f"{there.timex}T{tables.DAYPARTS[part]}")


def that_daypart(found: Found, context: Context) -> Meaning | None:
    """A part of the day that the sentence or the story is in."""
    direction = found.get("direction") or ""
    words = found.match.group()
    part = found.get("daypart") or "morning"
    code = tables.DAYPARTS[part]
    day = day_around(context)
    if not direction and not words.startswith("mid") and day is None and part in ("night", "day"):
        return None
    if day is None:
        return floating(f"XXXX-XX-XXT{code}", type="TIME")
    shift = 1 if words.startswith("the next") else tables.DIRECTIONS.get(direction, 0)
    there = step_from("day", day.start, shift)
    if there is None:
        return floating(type="TIME")
    return replace(
        context.told(named(there, type="TIME")),
        timex=f"{there.timex}T{'12:00' if part == 'midday' else code}",
    )


def day_around(context: Context) -> periods.Period | None:
    """The day that a time of day belongs to: told in the sentence, by the story, or the report's own."""
    if context.day_hint is not None:
        return context.day_hint
    for meaning in reversed(context.in_sentence):
        if is_day(meaning.period):
            return meaning.period
    story = context.story
    if story is not None and is_day(story.period):
        return story.period
    return None if context.published is None else periods.day(context.published)
