"""Expressions of time in a report, and the days they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.record.annotation import Annotation
from dateline.record.ids import content_id
from dateline.record.text import Span
from dateline.record.times import Time
from dateline.steps.times import grammar
from dateline.steps.times.joining import DAY_READINGS, Piece, join
from dateline.steps.times.meaning import Context
from dateline.steps.times.modifiers import fits, modified, modifier_before
from dateline.steps.times.periods import Period
from dateline.steps.times.ranges import Read, day_beside, with_ends
from dateline.steps.times.readings import READINGS
from dateline.steps.times.rejects import is_time, uses_capitals, without_verb
from dateline.steps.times.written import which_year

_RANGE_GAP = re.compile(
    r" *(?:to|and|or|until|till|through|-|,|, and|, or) *(?:the +)?(?:early +|late +|mid-?)?\Z"
)
_WAITING = frozenset({"clock", "that_daypart", "later", "that_day", "period_before"})
_APPOSED = re.compile(r", +(?:on +)?(?:the +)?\Z")
_ON = re.compile(r"\)?,? *(?:local time,? *)?(?:on|of)? *(?:the +)?\Z")
_NUMERIC = re.compile(r"\b(\d{1,2})/(\d{1,2})/\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int


def find_times(annotation: Annotation) -> tuple[Time, ...]:
    """Times in text order, none overlapping; relative ones resolved against the report's date."""
    flat = grammar.flat(annotation.text)
    cased = uses_capitals(annotation.text)
    context = Context(
        annotation=annotation,
        flat=flat,
        published=annotation.document.published,
        day_first=_day_first(flat),
    )
    read: list[Read] = []
    for paragraph in _paragraphs(annotation):
        found = [
            without_verb(f, annotation)
            for f in grammar.find(flat, paragraph.start, paragraph.end)
            if is_time(f, annotation, flat, cased)
        ]
        pieces = join(found, flat)
        here: list[Read] = []
        for i, piece in enumerate(pieces):
            floor = pieces[i - 1].span.end if i else paragraph.start
            context.enter(piece.span)
            context.year_hint = _year_ahead(piece, pieces[i + 1 : i + 2], context)
            context.day_hint = _day_ahead(pieces[i : i + 4], context)
            resolved = _read(piece, context, floor)
            if resolved is None:
                continue
            beside = day_beside(resolved, flat, floor, paragraph.end)
            here.extend(sorted([resolved, *beside], key=lambda r: r.span))
            for one in sorted([resolved, *beside], key=lambda r: r.span):
                context.note(one.meaning, one.span)
        read.extend(with_ends(here, annotation, flat))
    return tuple(_time(r, annotation) for r in read)


def _read(piece: Piece, context: Context, floor: int) -> Read | None:
    rule = piece.main.rule
    meaning = READINGS[rule.reading](piece.main, context)
    if meaning is None:
        return None
    if piece.clock is not None:
        day = meaning.period.timex if meaning.period is not None else meaning.timex
        written = None if day is None or len(day) < 10 else day + piece.clock
        meaning = replace(meaning, type="TIME", timex=written)
    start, end = piece.span
    modifier = modifier_before(context.flat, start, floor)
    if modifier is not None and modifier.mod == "APPROX" and context.flat.startswith("'s", end):
        modifier = None
    if modifier is not None and fits(modifier, meaning):
        meaning = modified(meaning, modifier, context.published)
        start = modifier.start
    return Read(Span(start, end), meaning, rule.name)


def _year_ahead(piece: Piece, rest: list[Piece], context: Context) -> int | None:
    """The year of the next time, where the two are ends of one range or list: "3 March to 5 April 2014"."""
    following = rest[0] if rest else None
    if following is None or piece.main.rule.reading not in ("calendar_day", "calendar_month"):
        return None
    year = following.main.get("year") or which_year(following.main, context)
    if (
        year is None
        or piece.main.get("year")
        or piece.main.get("which")
        or following.main.rule.reading not in ("calendar_day", "calendar_month")
    ):
        return None
    gap = context.flat[piece.span.end : following.span.start]
    return int(year) if _RANGE_GAP.fullmatch(gap) else None


def _day_ahead(pieces: list[Piece], context: Context) -> Period | None:
    """The day that the first of the pieces belongs to, where it is told right after.

    "at dawn on Friday", "at midnight (2200 GMT) on Monday", "three days earlier, on March 1".
    """
    if pieces[0].main.rule.reading not in _WAITING:
        return None
    gap_of = _ON if pieces[0].main.rule.reading in ("clock", "that_daypart") else _APPOSED
    for one, following in pairwise(pieces):
        gap = context.flat[one.span.end : following.span.start]
        reading = following.main.rule.reading
        if reading == "clock" and gap in (" (", ", or ", " or "):
            continue
        if reading not in DAY_READINGS or not gap_of.fullmatch(gap):
            return None
        meaning = READINGS[reading](following.main, context)
        return None if meaning is None else meaning.period
    return None


def _time(read: Read, annotation: Annotation) -> Time:
    meaning = read.meaning
    return Time(
        id=content_id("t", annotation.document.id, str(read.span.start), str(read.span.end)),
        text=read.span.of(annotation.text),
        span=read.span,
        type=meaning.type,
        timex=meaning.timex,
        start=meaning.start,
        end=meaning.end,
        anchored=meaning.anchored,
        modifier=meaning.modifier,
        rule=read.rule,
    )


def _paragraphs(annotation: Annotation) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    number = -1
    for sentence in annotation.sentences:
        if sentence.paragraph == number:
            found[-1] = _Paragraph(found[-1].start, sentence.span.end)
        else:
            found.append(_Paragraph(sentence.span.start, sentence.span.end))
            number = sentence.paragraph
    return found


def _day_first(flat: str) -> bool:
    """Whether 03/04 is the 3rd of April: as the report's clear dates have it, its written ones, else yes."""
    order = 0
    for match in _NUMERIC.finditer(flat):
        first, second = int(match[1]), int(match[2])
        order += (first > 12 >= second) - (second > 12 >= first)
    if order:
        return order > 0
    return len(_MONTH_DAY.findall(flat)) <= len(_DAY_MONTH.findall(flat))


_NAMES = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH_DAY = re.compile(rf"\b(?:{_NAMES}) +\d{{1,2}}\b(?!\d)")
_DAY_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? +(?:{_NAMES})\b")
