"""The line that opens a wire report and says where, when and by whom it was filed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from dateline.record.text import Span
from dateline.reference.files import read_yaml

_LINES_READ = 6
"""Lines of a report in which its dateline can stand: headline, byline and date come first."""
_LONGEST = 130
"""Characters of the longest dateline."""
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
           "oct": 10, "nov": 11, "dec": 12}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d(?!\d|:))"
_DATES = (
    re.compile(rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?!\d)", re.I),
    re.compile(rf"{_DAY}[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?(?!\w)", re.I),
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)"),
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day|\.)?,?\s+)?"
_CLOCK = r"(?:\d{1,2}\s?:\s?\d\d(?:\s?[ap]\.?m\.?)?)"
_SENTENCE_END = re.compile(r"\w{4}\. ")
_SENTENCE = re.compile(r"[.!?]['\"’”]?\s+(?=[A-Z]{3})")
_BRACKET = re.compile(
    r"\([^()\n]{2,60}\)(?=\s*[-–—―_:])"
    r"|(?<=[A-Z] )\([A-Z][^()\n]{1,60}\)(?=\s+[A-Z\"“])"
)
_AGENCY = re.compile(r"\((?P<name>[^\W\d_][^()\n]{1,60})\)\s*\Z")
_PLACE = re.compile(r"[^\W\d_][\w.'’ʼ/-]*(?:\s+[^\W\d_][\w.'’ʼ/-]*){0,4}(?:\s+\([\w .'’-]+\))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a report says it was filed."""

    span: Span
    """All of it, without the dash."""
    place: Span | None
    """Words for where it was filed, country or state with it. None: only a date is told."""
    date: date | None
    """None: no date, or one without a year."""
    agency: Span | None
    """Words in brackets: the agency or station."""


def read_dateline(text: str) -> Dateline | None:
    """The dateline within the first lines of a report. None: it has none.

    >>> read_dateline("San Salvador, 4 Feb 90 (DPA) -- Troops shelled the town.").date
    datetime.date(1990, 2, 4)
    """
    alone: Dateline | None = None
    for start, end in _beginnings(text):
        found = _dateline(text, start, min(end, start + _LONGEST))
        if found is not None:
            if found.date is None and alone is not None:
                return Dateline(span=found.span, place=found.place, date=alone.date, agency=found.agency)
            return found
        alone = alone or _date_line(text, start, end)
    return alone


def _beginnings(text: str) -> Iterator[tuple[int, int]]:
    """Where the first lines start and end; in the first line also where a headline's sentence ends."""
    at = read = 0
    while at < len(text) and read < _LINES_READ:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        start = at
        while start < stop and text[start] in " \t\r\ufeff[*":
            start += 1
        if start < stop:
            # A dateline may run over the line's end in texts wrapped by hand.
            following = text.find("\n", stop + 1)
            beyond = len(text) if following < 0 else following
            yield start, stop if stop - start > 60 or not text[stop + 1 : stop + 2].strip() else beyond
            read += 1
            if read == 1:
                for match in re.finditer(
                    r"[.!?]['\"’”]?\s+(?=[A-Z]{3})", text[start : min(stop, start + 260)]
                ):
                    yield start + match.end(), stop
        at = stop + 1


def _dateline(text: str, start: int, end: int) -> Dateline | None:
    head = text[start:end]
    cut = _dash(head)
    if cut is None:
        return None
    head = head[:cut].rstrip()
    agency: Span | None = None
    bracket = _AGENCY.search(head)
    if bracket is not None:
        agency = Span(start + bracket.start("name"), start + bracket.end("name"))
    rest = (head[: bracket.start()] if bracket else head).rstrip(" ,")
    when, told, at = _date_at_end(rest)
    words = (rest[:at] if at is not None else re.sub(r",?\s*no date\Z", "", rest, flags=re.I)).rstrip(" ,")
    if at is not None and not words:
        return None
    sure = agency is not None or told
    if not _is_place(words, text, sure=sure) or (text[start + cut : start + cut + 1] == ":" and not sure):
        return None
    return Dateline(
        span=Span(start, start + len(head)),
        place=Span(start, start + len(words)),
        date=when,
        agency=agency,
    )


def _dash(head: str) -> int | None:
    """Where the dash stands that parts dateline and story; an agency in brackets may do without one."""
    bracket = re.search(
        r"\([^()\n]{2,60}\)(?=\s*[-–—―_:])|(?<=[A-Z] )\([A-Z][^()\n]{1,60}\)(?=\s+[A-Z\"“])", head
    )
    if bracket is not None:
        return bracket.end()
    return min((head.find(dash) for dash in _lists()["dashes"] if dash in head), default=None)


def _date_at_end(words: str) -> tuple[date | None, bool, int | None]:
    """The date that ends the words; whether there is one at all; where it begins."""
    for pattern in _DATES:
        for match in pattern.finditer(words):
            if match.end() == len(words.rstrip(" .")) and (
                match.start() == 0 or words[match.start() - 1] in " ,"
            ):
                return _date(match), True, match.start()
    return None, False, None


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    written = groups.get("year")
    if written is None:
        return None
    short = int(written.lstrip("'"))
    year = short if short > 99 else 2000 + short if short < 40 else 1900 + short
    number = int(groups["number"]) if groups.get("number") else _MONTHS[groups["month"][:3].lower()]
    try:
        return date(year, number, int(groups["day"]))
    except ValueError:
        return None


def _is_place(words: str, text: str, *, sure: bool) -> bool:
    parts = [p.strip() for p in re.split(r",", words)]
    if not 1 <= len(parts) <= 4 or not all(_PLACE.fullmatch(p) for p in parts) or _SENTENCE_END.search(words):
        return False
    if parts[0].lower() in _no_places() and not sure:
        return False
    letters = [c for c in parts[0] if c.isalpha()]
    if all(c.isupper() for c in letters):
        # In a text all in capitals, capitals say nothing: a date or an agency has to.
        return sure or (len(letters) > 2 and any(c.islower() for c in text[:1500]))
    return sure and (words.islower() or all(p[0].isupper() for p in parts))


def _date_line(text: str, start: int, end: int) -> Dateline | None:
    """A line that is a full date and nothing else, as pages print it above a story."""
    stop = text.find("\n", start)
    line = text[start : len(text) if stop < 0 else stop].rstrip()
    if len(line) > 60:
        return None
    begin = "|".join(re.escape(w) for w in sorted(_lists()["date_line_starts"], key=len, reverse=True))
    for pattern in _DATES:
        match = re.fullmatch(
            rf"(?:(?:{begin}):?\s+)?(?:{_CLOCK}\s*,?\s*)?{_WEEKDAY}(?:{pattern.pattern})(?:\s*[-,|]?\s*{_CLOCK})?\.?",
            line,
            re.I,
        )
        when = _date(match) if match else None
        if when is not None and match is not None:
            return Dateline(span=Span(start, start + len(line)), place=None, date=when, agency=None)
    return None


@cache
def _no_places() -> frozenset[str]:
    return frozenset(_lists()["no_places"])


@cache
def _lists() -> dict[str, Any]:
    source = resources.files("dateline").joinpath("data", "times", "datelines.yaml").read_text("utf-8")
    lists = read_yaml(source)
    assert isinstance(lists, dict)
    return lists
