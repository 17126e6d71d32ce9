"""Times by the clock."""

from __future__ import annotations

from dataclasses import replace

from dateline.steps.times import tables
from dateline.steps.times.grammar import Found
from dateline.steps.times.meaning import Context, Meaning, floating, named, number_in
from dateline.steps.times.story import day_around


def clock(found: Found, context: Context) -> Meaning | None:
    """Hour and minute on the day that the sentence or the story is in."""
    time = clock_timex(found)
    if time is None:
        return None
    day = day_around(context)
    if day is None:
        return floating(f"XXXX-XX-XX{time}", type="TIME")
    return replace(named(day, type="TIME"), timex=f"{day.timex}{time}")


def clock_timex(found: Found) -> str | None:
    """ "T19:15", with Z for GMT. None: no such hour."""
    noon = found.get("noon")
    if noon is not None:
        return "T24:00" if noon == "midnight" else "T12:00"
    written = found.get("hour")
    hour = int(written) if written is not None else int(number_in(found.get("number") or "") or 0)
    minute = int(found.get("minute") or 0)
    half_day = (found.get("half_day") or "")[:1]
    part = found.get("in_the") or found.get("at") or ""
    if half_day == "p" or part in ("afternoon", "evening", "night"):
        hour = hour % 12 + 12
    elif half_day == "a" or part == "morning":
        hour %= 12
    if hour > 24 or (hour == 24 and minute):
        return None
    zone = found.get("zone")
    zulu = found.get("zulu") or (zone is not None and tables.ZONES[" ".join(zone.split())] == "Z")
    return f"T{hour:02}:{minute:02}{'Z' if zulu else ''}"
