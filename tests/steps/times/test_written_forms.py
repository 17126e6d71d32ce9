"""Whatever day a date stands for, each way to write it reads back as that day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record.annotation import Annotation, Sentence, Token
from dateline.record.documents import Document
from dateline.record.text import Span
from dateline.record.times import Time
from dateline.steps.times import find_times, grammar
from dateline.steps.times.festivals import easter, from_islamic
from dateline.steps.times.periods import holding, moved
from dateline.steps.times.tables import load

MONTHS = [date(2000, n, 1).strftime("%B") for n in range(1, 13)]
WEEKDAYS = [date(2001, 1, n).strftime("%A") for n in range(1, 8)]
SIGNS = "aeinost 0123456789.,:/-'MayTuesoc\n’–İ"
DAYS = st.dates(min_value=date(1850, 1, 1), max_value=date(2030, 12, 31))


def flat_annotation(text: str, published: date | None) -> Annotation:
    """One sentence whose words all hang on nothing: what is read without any syntax."""
    words = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    tokens = tuple(
        Token(i, a, b, text[a:b], text[a:b].lower(), "X", "XX", "dep", i, 0) for i, (a, b) in enumerate(words)
    )
    sentence = Sentence(0, 0, len(tokens), Span(0, len(text)), 0, 0)
    document = Document(id="r1", text=text, published=published)
    return Annotation(document=document, tokens=tokens, sentences=(sentence,), entities=())


def read(text: str, published: date | None = None) -> tuple[Time, ...]:
    return find_times(flat_annotation(text, published))


def ordinal(n: int) -> str:
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


FORMS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "day month year": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "the day of month, year": lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    "month day, year": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "month ordinal year": lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)} {d.year}",
    "short month": lambda d: f"{MONTHS[d.month - 1][:3]}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
    "capitals": lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}",
    "hyphens": lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
    "weekday too": lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "year first": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
@settings(max_examples=60, deadline=None)
def test_a_full_date_reads_back(form: str, day: date) -> None:
    words = FORMS[form](day)
    text = f"They met on {words}."
    (time,) = read(text)
    assert (time.text, time.timex, time.start, time.end) == (words, day.isoformat(), day, day)
    assert time.anchored
    assert time.precision == 1


@given(day=DAYS, back=st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_a_weekday_is_the_last_one_up_to_the_reports_day(day: date, back: int) -> None:
    meant = day - timedelta(days=back)
    (time,) = read(f"Shells fell on {WEEKDAYS[meant.weekday()]}.", day)
    assert time.start == time.end == meant


@given(day=DAYS, count=st.integers(2, 60))
@settings(max_examples=60, deadline=None)
def test_days_ago_are_counted_back(day: date, count: int) -> None:
    (time,) = read(f"Shells fell {count} days ago.", day)
    assert time.start == time.end == day - timedelta(days=count)


@given(day=DAYS, count=st.integers(2, 20))
@settings(max_examples=60, deadline=None)
def test_weeks_ago_are_a_week_around_the_day(day: date, count: int) -> None:
    (time,) = read(f"Shells fell {count} weeks ago.", day)
    assert time.start is not None and time.end is not None
    assert (time.end - time.start).days == 6
    assert time.start + timedelta(days=3) == day - timedelta(weeks=count)


@given(day=DAYS, length=st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_both_ends_of_a_range_cover_it(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    first, second = read(
        f"It went on from {FORMS['day month year'](day)} to {FORMS['day month year'](last)}."
    )
    assert (first.start, first.end) == (second.start, second.end) == (day, last)
    assert (first.timex, second.timex) == (day.isoformat(), last.isoformat())


@given(
    text=st.text(alphabet=SIGNS, max_size=80),
    day=DAYS,
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_right_offsets_in_order(text: str, day: date) -> None:
    end = 0
    for time in read(text + " two days ago in May", day):
        assert time.span.start >= end
        assert time.span.of(text + " two days ago in May") == time.text
        assert time.start is None or time.end is None or time.start <= time.end
        end = time.span.end


@given(day=DAYS, count=st.integers(-50, 50))
def test_steps_of_months_land_in_the_month_meant(day: date, count: int) -> None:
    there = moved(day, "month", count)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count


@given(day=DAYS)
def test_every_period_holds_the_day_it_was_made_from(day: date) -> None:
    for unit in ("day", "week", "month", "quarter", "half", "season", "year", "decade", "century"):
        period = holding(unit, day)
        assert period.start <= day <= period.end


@given(year=st.integers(1800, 2200))
def test_easter_is_a_spring_sunday(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(year=st.integers(1200, 1500))
def test_an_islamic_year_has_354_or_355_days(year: int) -> None:
    assert (from_islamic(year + 1, 1, 1) - from_islamic(year, 1, 1)).days in (354, 355)


def test_word_lists_hold_words_only() -> None:
    """YAML takes a bare `on` or `no` for true or false."""

    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [x for k, v in value.items() for x in (k, *leaves(v))]
        return [x for v in value for x in leaves(v)] if isinstance(value, list) else [value]

    for name in ("words", "rules", "parts", "not_times", "tense", "holidays", "datelines"):
        assert not [x for x in leaves(load(name)) if isinstance(x, bool)]


def test_every_rule_of_the_file_is_a_pattern() -> None:
    rules = grammar._grammar().rules
    assert len(rules) > 50
    assert all(rule.pattern.groups >= 0 for rule in rules)
