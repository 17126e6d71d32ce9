"""What a time means, and what a reading may look at to find out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.record.annotation import Annotation
from dateline.record.text import Span
from dateline.record.times import TimexType
from dateline.steps.times import periods, tables
from dateline.steps.times.grammar import Found
from dateline.steps.times.periods import Period
from dateline.steps.times.tense import Tense, tense_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A resolved time, without its words."""

    type: TimexType
    timex: str | None
    start: date | None = None
    end: date | None = None
    anchored: bool = True
    modifier: str | None = None
    period: Period | None = None
    """The stretch of the calendar that it names, for what follows to look back to."""
    explicit: bool = False
    """The words give a year: the story may have gone there."""
    aside: bool = False
    """Named only to compare with ("a year earlier"): the story does not go there."""


def named(period: Period | None, *, type: TimexType = "DATE", explicit: bool = False) -> Meaning:
    """The meaning of words that name a period; unanchored if it is not known which."""
    if period is None:
        return Meaning(type=type, timex=None, anchored=False)
    return Meaning(
        type=type, timex=period.timex, start=period.start, end=period.end, period=period, explicit=explicit
    )


def floating(timex: str | None = None, *, type: TimexType = "DATE", modifier: str | None = None) -> Meaning:
    """The meaning of words that hang on a date that is not known."""
    return Meaning(type=type, timex=timex, anchored=False, modifier=modifier)


def amount_meant(timex: str, *, modifier: str | None = None, type: TimexType = "DURATION") -> Meaning:
    """A length of time or a rhythm, at no place of the calendar."""
    return Meaning(type=type, timex=timex, modifier=modifier)


def around(meaning: Meaning, days: int) -> Meaning:
    """The same with its days widened: what `about` means."""
    if meaning.start is None or meaning.end is None:
        return meaning
    grace = timedelta(days=days)
    return replace(meaning, start=meaning.start - grace, end=meaning.end + grace)


@dataclass(slots=True)
class Context:
    """Where the reading of a report has got to."""

    annotation: Annotation
    flat: str
    published: date | None
    day_first: bool
    """Whether 03/04/2016 is taken for the 3rd of April."""
    day_hint: Period | None = None
    """The day that follows a time of day: "at 10 p.m. on Tuesday"."""
    story: Meaning | None = None
    """The last time of day length or longer that the report named."""
    story_at: int = 0
    year_hint: int | None = None
    """A year given further on for this time too: "from 3 March to 5 April 2014"."""
    here: int = 0
    """Where the time that is being read stands."""
    quarter_at: int = 0
    quarter: Period | None = None
    """The last quarter or half that the report named."""
    sentence: int = -1
    in_sentence: tuple[Meaning, ...] = ()
    """What was read before in the same sentence."""

    def tense(self, span: Span) -> Tense | None:
        return tense_at(self.annotation, span)

    def note(self, meaning: Meaning, span: Span) -> None:
        """Remember a time for those that follow."""
        if meaning.period is not None and not meaning.aside and meaning.type in ("DATE", "TIME"):
            self.in_sentence = (*self.in_sentence, meaning)
            self.story, self.story_at = meaning, span.start
            if meaning.period.unit in ("quarter", "half"):
                self.quarter, self.quarter_at = meaning.period, span.start

    def enter(self, span: Span) -> None:
        """Say where the next time stands."""
        self.here = span.start
        sentence = self.annotation.sentence_at(span.start)
        number = sentence.i if sentence is not None else -1
        if number != self.sentence:
            self.sentence, self.in_sentence = number, ()

    def told(self, meaning: Meaning) -> Meaning:
        """A time told from where the story is stays in a year that the story gave."""
        return replace(meaning, explicit=self.story is not None and self.story.explicit)

    def story_day(self) -> date | None:
        """The day that the story has reached, else the day of the report."""
        if self.story is not None and self.story.period is not None:
            return self.story.period.start
        return self.published


Reading = Callable[[Found, Context], Meaning | None]
"""Gives the meaning of found words; None: they are no time after all."""


def number_in(words: str) -> float | None:
    """The number that words or figures write. None: they name none ("several").

    >>> number_in("twenty-five"), number_in("2 1/2"), number_in("several")
    (25.0, 2.5, None)
    """
    cleaned = re.sub(r" +", " ", words.strip())
    if cleaned in tables.NUMBERS:
        return float(tables.NUMBERS[cleaned])
    if cleaned in tables.VAGUE:
        return None
    if re.fullmatch(r"[\d,]*\d(?:\.\d+)?", cleaned):
        return float(cleaned.replace(",", ""))
    mixed = re.fullmatch(r"(?:(\d+) )?(\d)/(\d)", cleaned)
    if mixed and int(mixed[3]):
        return float(mixed[1] or 0) + int(mixed[2]) / int(mixed[3])
    parts = [tables.NUMBERS.get(p) for p in re.split(r"[ -]", cleaned)]
    known = [p for p in parts if p is not None]
    return float(sum(known)) if known and len(known) == len(parts) else None


def year_in(found: Found, near: date | None) -> int | None:
    """The year that the words give, in four figures, two figures or words. None: they give none."""
    written = found.get("year")
    if written is not None:
        return int(written)
    spelled = found.get("year_words")
    if spelled is not None:
        return _spelled_year(spelled)
    short = found.get("short_year")
    if short is not None:
        return full_year(int(short), near)
    return None


def full_year(short: int, near: date | None) -> int:
    """The year that ends in two figures and is not much after the report.

    >>> full_year(90, date(1990, 2, 4)), full_year(16, None)
    (1990, 2016)
    """
    latest = near.year + 10 if near else 2035
    return latest - (latest - short) % 100


def _spelled_year(words: str) -> int | None:
    if words == "nineteen hundred":
        return 1900
    if words.startswith("two thousand"):
        rest = re.sub(r"^two +thousand(?: +and)?", "", words).strip()
        return 2000 + int(number_in(rest) or 0)
    head, _, tail = re.sub(r" +", " ", words).replace(" ", "-", 1).partition("-")
    ones = number_in(re.sub(r"^(?:oh|o)[ -]", "", tail))
    return int((number_in(head) or 0) * 100 + ones) if ones is not None else None


def nearest(
    candidates: list[Period], to: date, tense: Tense | None, *, ahead_costs: int = 3, behind_costs: int = 2
) -> Period | None:
    """The candidate nearest to the report's day; what the tense speaks against counts so many times as far."""

    def distance(period: Period) -> int:
        if period.start <= to <= period.end:
            return 0
        ahead = (period.start - to).days
        behind = (to - period.end).days
        if ahead > 0:
            return ahead * ahead_costs if tense == "past" else ahead
        return behind * behind_costs if tense == "future" else behind

    return min(candidates, key=distance) if candidates else None


def is_day(period: Period | None) -> bool:
    return period is not None and period.unit == "day"


def step_from(unit: periods.Unit, on: date | None, count: int) -> Period | None:
    """`periods.step`, None where the day is not known."""
    return None if on is None else periods.step(unit, on, count)
