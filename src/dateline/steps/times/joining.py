"""Joins found words that make one time: "Friday, Oct. 13", "10 p.m. Wednesday", "Tuesday morning"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.record.text import Span
from dateline.steps.times import tables
from dateline.steps.times.clocks import clock_timex
from dateline.steps.times.grammar import Found

DAY_READINGS = frozenset(
    {"calendar_day", "numeric_date", "weekday", "day_from_now", "holiday", "day_without_year"}
)
_DATE_READINGS = frozenset({"calendar_day", "numeric_date"})
_CLOCK = frozenset({"clock"})
_PARTS = frozenset({"that_daypart"})
_COMMA = re.compile(r",? *(?:the +)?\Z")
_SPACE = re.compile(r",? +\Z|,\Z")
_OF = re.compile(r" +(?:of|on) +(?:the +)?\Z|,? +\Z")
_OF_ONLY = re.compile(r" +of +(?:the +)?\Z")
_DAYPART_AFTER = re.compile(
    r" +(?:(?:early|late|mid)[ -])?"
    rf"(?P<part>{tables.alternatives(list(tables.DAYPARTS))}|noon|midnight|at +night)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One time as written: what names the day or period, and what names the hour if something does."""

    main: Found
    span: Span
    clock: str | None = None
    """TIMEX3 ending for the hour or the part of the day: "T22:00", "TMO"."""


def join(found: list[Found], flat: str) -> list[Piece]:
    """Pieces in text order."""
    pieces: list[Piece] = []
    i = 0
    while i < len(found):
        piece, used = _joined(found[i : i + 3], flat)
        i += used
        if piece.main.rule.reading in DAY_READINGS and piece.clock is None:
            part = _DAYPART_AFTER.match(flat, piece.span.end)
            if part and (i >= len(found) or part.end() <= found[i].span.start):
                word = part["part"]
                code = {"noon": "T12:00", "midnight": "T24:00"}.get(word)
                code = code or f"T{tables.DAYPARTS[word.split()[-1]]}"
                piece = replace(piece, clock=code, span=Span(piece.span.start, part.end()))
        pieces.append(piece)
    return pieces


def _joined(found: list[Found], flat: str) -> tuple[Piece, int]:
    first = found[0]
    reading = first.rule.reading
    if len(found) == 1:
        return Piece(first, first.span), 1
    second = found[1]
    gap = flat[first.span.end : second.span.start]
    if reading == "weekday" and second.rule.reading in _DATE_READINGS and _COMMA.fullmatch(gap):
        rest, used = _joined(found[1:], flat)
        return replace(rest, span=Span(first.span.start, rest.span.end)), used + 1
    hour = _hour(first)
    if hour is not None and reading in _CLOCK and second.rule.reading == "night_from_now" and gap == " ":
        return Piece(second, Span(first.span.start, second.span.end), hour), 2
    if hour is not None and second.rule.reading in DAY_READINGS:
        pattern = _SPACE if reading in _CLOCK else _OF_ONLY if first.rule.name != "in_the_morning" else _OF
        if pattern.fullmatch(gap):
            rest, used = _joined(found[1:], flat)
            if rest.clock is None:
                return replace(rest, clock=hour, span=Span(first.span.start, rest.span.end)), used + 1
    if reading in DAY_READINGS and second.rule.reading in _CLOCK and _SPACE.fullmatch(gap):
        hour = _hour(second)
        if hour is not None:
            return Piece(first, Span(first.span.start, second.span.end), hour), 2
    return Piece(first, first.span), 1


def _hour(found: Found) -> str | None:
    if found.rule.reading in _CLOCK:
        return clock_timex(found)
    if found.rule.reading in _PARTS and not found.get("direction"):
        return f"T{tables.DAYPARTS[found.get('daypart') or 'morning']}"
    return None
