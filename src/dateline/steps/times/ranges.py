"""Two times that are the ends of one stretch, and times that are open at one end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from dateline.record.annotation import Annotation
from dateline.record.text import Span
from dateline.steps.times import periods, tables
from dateline.steps.times.meaning import Meaning, named

_PARTS = tables.load("parts")
_OPENING: dict[str, str] = _PARTS["opening"]
_OPENING_BEFORE = re.compile(
    rf"\b(?P<word>{tables.alternatives(list(_OPENING))})(?: +(?:the|about|around))? +\Z"
)
_FROM_BEFORE = re.compile(r"\b(?:from|between)(?: +(?:the|about|around))? +\Z")
_FROM_TO = re.compile(r",? *(?:to|until|till|through|up +to|and|-) *(?:the +)?\Z")
_DASH = re.compile(r" *(?:-|to|through) *\Z")
_DAY_LEFT = re.compile(
    r"(?<![\w.,$:/-])(?P<from>(?:from|between) +(?:the +)?)?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    r" *(?P<link>-|to|and|or|until|till|through|,) *(?:the +)?\Z"
)
_DAY_RIGHT = re.compile(
    r" *(?P<link>-|to|and|or|until|till|through) *(?:the +)?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    r"(?= *(?:[.;:)!?]|,(?! *\d)|$"
    r"| (?:in|at|on|by|near|when|where|after|before|with|for|while|as|and|or|but|that|to)\b))"
)
_SHORT_YEAR_RIGHT = re.compile(r"[-/](?P<year>\d\d)(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Read:
    """A time with its meaning and the rule that read it."""

    span: Span
    meaning: Meaning
    rule: str


def day_beside(read: Read, flat: str, floor: int, end: int) -> list[Read]:
    """Bare days that share the month of a date: "from 3 to 5 March", "March 3-5", "8 and 9 November"."""
    period = read.meaning.period
    if (
        period is None
        or period.unit != "day"
        or read.meaning.timex is None
        or not read.rule.startswith(("day_month", "month_day"))
    ):
        return []
    if read.rule.startswith("day_month"):
        match = _DAY_LEFT.search(flat, max(floor, read.span.start - 30), read.span.start)
        follows = False
    else:
        match = _DAY_RIGHT.match(flat, read.span.end, end) if "year" not in read.rule else None
        follows = True
    if match is None or read.meaning.type != "DATE":
        return []
    number = int(match["day"])
    on = periods.real_day(period.start.year, period.start.month, number)
    if on is None or (on <= period.start if follows else on >= period.start):
        return []
    span = Span(match.start("day"), match.end() if follows else match.end("day"))
    if not follows and flat[span.end : span.end + 2] in ("st", "nd", "rd", "th"):
        span = Span(span.start, span.end + 2)
    meaning = named(periods.day(on), explicit=read.meaning.explicit)
    return [Read(span, meaning, f"{read.rule}_list")]


def with_ends(read: list[Read], annotation: Annotation, flat: str) -> list[Read]:
    """The times of one paragraph; both ends of a range get the days of the whole range.

    "from 3 to 5 March": two expressions, each with its own TIMEX3 value as TimeML has it, both covering the
    3rd to the 5th. "since 2014" has no last day, "until Friday" no first.
    """
    done = list(read)
    ranged: set[int] = set()
    for i in range(len(done) - 1):
        joined = _range(done[i], done[i + 1], flat)
        if joined is not None:
            done[i], done[i + 1] = joined
            ranged |= {i, i + 1}
    return [
        r if i in ranged else _opened(_short_range(r, flat), annotation, flat) for i, r in enumerate(done)
    ]


def _range(first: Read, second: Read, flat: str) -> tuple[Read, Read] | None:
    a, b = first.meaning, second.meaning
    if a.type not in ("DATE", "TIME") or b.type not in ("DATE", "TIME") or a.start is None or b.end is None:
        return None
    if a.period is None or b.period is None:
        return None
    gap = flat[first.span.end : second.span.start]
    framed = _FROM_BEFORE.search(flat[max(0, first.span.start - 24) : first.span.start])
    if not (
        (framed and _FROM_TO.fullmatch(gap)) or (_DASH.fullmatch(gap) and a.period.unit == b.period.unit)
    ):
        return None
    start = a.start
    if start > b.end and first.rule == second.rule == "weekday" and a.period.unit == "day":
        # "from Monday to Friday", told after that Friday: it began the Monday before.
        start -= timedelta(days=7)
        a = named(periods.day(start))
    if start > b.end:
        return None
    return (
        replace(first, meaning=replace(a, end=b.end)),
        replace(second, meaning=replace(b, start=start)),
    )


def _short_range(read: Read, flat: str) -> Read:
    """ "2013-14": one expression that runs to the end of 2014."""
    period = read.meaning.period
    if read.rule != "year" or period is None:
        return read
    match = _SHORT_YEAR_RIGHT.match(flat, read.span.end)
    if match is None:
        return read
    last = period.start.year // 100 * 100 + int(match["year"])
    if not period.start.year < last <= period.start.year + 20:
        return read
    return replace(
        read,
        span=Span(read.span.start, match.end()),
        meaning=replace(read.meaning, end=periods.year(last).end),
    )


def _opened(read: Read, annotation: Annotation, flat: str) -> Read:
    meaning = read.meaning
    if meaning.type not in ("DATE", "TIME") or meaning.period is None:
        return read
    match = _OPENING_BEFORE.search(flat, max(0, read.span.start - 24), read.span.start)
    if match is None:
        return read
    kind = _OPENING[" ".join(match["word"].split())]
    if kind in ("BEFORE", "AFTER", "UNTIL") and not _is_governed(read.span, annotation):
        return read
    start, end = meaning.start, meaning.end
    if kind == "FROM":
        return (
            read
            if not flat.startswith((" on", " onward"), read.span.end)
            else replace(read, meaning=replace(meaning, end=None))
        )
    if kind == "AFTER_START":
        return replace(read, meaning=replace(meaning, end=None))
    if kind == "AFTER":
        return replace(read, meaning=replace(meaning, end=None, modifier=meaning.modifier or "AFTER"))
    if kind == "UNTIL":
        return replace(read, meaning=replace(meaning, start=None, modifier=meaning.modifier))
    before = None if start is None else start - timedelta(days=1)
    return replace(
        read, meaning=replace(meaning, start=None, end=before or end, modifier=meaning.modifier or "BEFORE")
    )


def _is_governed(span: Span, annotation: Annotation) -> bool:
    """Whether the preposition governs the time itself: not so in "after Tuesday's attack"."""
    head = annotation.head_of(span)
    if head is None or head.dep in ("poss", "compound", "amod", "nmod"):
        return False
    if head.dep in ("npadvmod", "nummod") and annotation.head(head.i).i > head.i:
        return False
    following = annotation.text[span.end : span.end + 2]
    return not following.startswith(("'s", "’s"))
