"""Tells words that only look like a time: "2014 soldiers", "may", "Resolution 2254", "Bloody Sunday"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.record.annotation import Annotation
from dateline.record.text import Span
from dateline.steps.times import tables
from dateline.steps.times.grammar import Found

_LISTS = tables.load("not_times")
_NUMBER_NAMES = frozenset(map(str, _LISTS["number_names"]))
_COUNTED = frozenset(map(str, _LISTS["counted"]))
_YEARLY = frozenset(_LISTS["yearly"])
_STREETS = frozenset(_LISTS["streets"])
_STREET_AFTER = re.compile(rf" +\w+ +(?:{tables.alternatives(sorted(_STREETS))})\b")
_NAME_AFTER = frozenset(_LISTS["name_after"])
_BODY_AFTER = frozenset(_LISTS["body_after"])
_NAME_BEFORE = frozenset(_LISTS["name_before"])
_DUBIOUS_MONTHS = frozenset(
    {"may", "march", "mar", "august", "jan", "dec", "sep", "apr", "jun", "nov", "oct"}
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|of|since|until|till|last|next|this|by|early|mid|late|from|to|through|before|after|between|and|or|during"
    r"|for|around|throughout|over|beginning|starting|every|each|that|ended|ending)[ -]+$"
)
_MONTH_AFTER = re.compile(rf" *(?:-|to|and|/) *(?:{tables.FRAGMENTS['month']})\b")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|its|their|his|her|our|'s) +\Z")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|from|of|by|until|till|to|and|or|the|before|after|between|during|through|for|around|about|early|late"
    r"|mid|year|circa|than|a|ended|ending|into|on)[ -]+$|[(,/'–-] *$"
)
_ONLY_YEAR = frozenset({"year"})
_ONLY_MONTH = frozenset({"month"})
# Times made of common words: in capitals within a sentence they are titles ("This Week", "USA Today", "High Noon").
_COMMON = frozenset(
    {"relative_period", "today", "tonight", "noon", "duration", "yesterday", "tomorrow", "present"}
)
_NAME_NEXT = re.compile(r" [A-Z][a-z]")
_DAY_RULES = frozenset({"month_day", "day_month"})
_WORD_BEFORE = re.compile(r"([\w'%]+)[ .-]*$")
_WORD_AFTER = re.compile(r"[ -]*([\w%]+)")


def is_time(found: Found, annotation: Annotation, flat: str, cased: bool) -> bool:
    """Whether the words stand for a time where they stand. `cased`: the report uses capitals as is usual."""
    name = found.rule.name
    before = _WORD_BEFORE.search(flat, max(0, found.span.start - 30), found.span.start)
    after = _WORD_AFTER.match(flat, found.span.end)
    previous = before.group(1) if before else ""
    following = after.group(1) if after else ""
    if name == "year":
        return _is_year(found, annotation, flat, previous, following)
    if name in ("month", "relative_month"):
        return _is_month(found, annotation, flat, cased, previous, following)
    if name in _DAY_RULES:
        if _is_modal_may(found, annotation, cased) or following in ("%", "percent"):
            return False
        if following in _BODY_AFTER:
            return False
        return not (following in _NAME_AFTER and _is_capital(annotation.text, found.span.end, cased))
    if name in ("weekday", "relative_weekday"):
        if previous in _NAME_BEFORE and flat[found.span.start - 1] == " ":
            return False
        return not (following in _NAME_AFTER and _is_capital(annotation.text, found.span.end, cased))
    if name in _COMMON and cased and _is_title(found, annotation):
        return False
    if name == "future":
        return not (found.match.group() == "soon" and previous in ("as", "too", "so"))
    if name == "clock_figures":
        number_of_house = _NAME_NEXT.match(annotation.text, found.span.end) if cased else None
        known = following in tables.WEEKDAYS or following in tables.MONTHS or following in tables.ZONES
        return known or not (number_of_house or _STREET_AFTER.match(flat, found.span.end))
    if name == "clock_24":
        return not (following in _COUNTED or previous in ("ratio", "score", "verse"))
    return True


def without_verb(found: Found, annotation: Annotation) -> Found:
    """ "will last two weeks": the words without the verb that looks like "the last two weeks"."""
    if found.rule.name not in ("duration", "framed_units") or not found.match.group().startswith("last "):
        return found
    first = annotation.tokens_in(found.span)[0]
    before = annotation.tokens[first.i - 1 : first.i]
    if not first.tag.startswith("V") and not any(t.tag in ("MD", "TO", "CC") for t in before):
        return found
    words = found.match.group()
    start = found.span.start + len(words) - len(words.removeprefix("last").lstrip())
    return replace(found, span=Span(start, found.span.end), dropped="frame")


def _is_year(found: Found, annotation: Annotation, flat: str, previous: str, following: str) -> bool:
    start, end = found.span
    if found.match.group().startswith("the year"):
        return True
    sign = flat[start - 1] if start else " "
    if sign == "/" and flat[start - 2 : start - 1].isalpha():
        return False
    if previous in _NUMBER_NAMES and sign in " .":
        return False
    if following in _COUNTED or flat[end : end + 1] == "%":
        return False
    if flat[end : end + 1] == "-" and flat[end + 1 : end + 2].isalpha() and following not in ("based", "era"):
        return False
    street = following in _STREETS or _STREET_AFTER.match(flat, end)
    if street and annotation.text[end : end + 2].strip()[:1].isupper():
        return False
    tokens = annotation.tokens_in(found.span)
    if tokens and tokens[0].dep == "nummod":
        head = annotation.head(tokens[0].i)
        counts = head.i > tokens[0].i and head.tag in ("NNS", "NNPS")
        if counts and not _YEAR_BEFORE.search(flat[max(0, start - 12) : start]):
            return head.text.lower() in _YEARLY
    year = int(found.get("year") or 0)
    published = annotation.document.published
    usual = 1800 <= year <= (published.year if published else 2030) + 30
    return usual or _YEAR_BEFORE.search(flat[max(0, start - 12) : start]) is not None


def _is_month(
    found: Found, annotation: Annotation, flat: str, cased: bool, previous: str, following: str
) -> bool:
    written = found.get("month") or ""
    word = written.rstrip(".")
    if (
        cased
        and word == written
        and len(word) == 3
        and word != "may"
        and _NAME_NEXT.match(annotation.text, found.span.end)
    ):
        return False
    if word not in _DUBIOUS_MONTHS:
        return not (
            _is_person(found, annotation)
            and not _MONTH_BEFORE.search(flat[max(0, found.span.start - 14) : found.span.start])
        )
    if _is_modal_may(found, annotation, cased) or previous in _NAME_BEFORE:
        return False
    if _MONTH_AFTER.match(flat, found.span.end) and _is_capital(annotation.text, found.span.start, cased):
        return True
    if found.get("direction"):
        return True
    if (
        cased
        and _ARTICLE_BEFORE.search(flat, max(0, found.span.start - 8), found.span.start)
        and following != "for"
    ):
        return _is_capital(annotation.text, found.span.start, cased)
    if not _MONTH_BEFORE.search(flat[max(0, found.span.start - 14) : found.span.start]):
        return (
            len(word) > 5
            and _is_capital(annotation.text, found.span.start, cased)
            and not _is_person(found, annotation)
        )
    return _is_capital(annotation.text, found.span.start, cased) or (
        word == "may" and following not in _COUNTED
    )


def _is_modal_may(found: Found, annotation: Annotation, cased: bool) -> bool:
    month = found.get("month")
    if month not in ("may", "march"):
        return False
    at = found.span.start + found.match.group().index(month)
    small = cased and annotation.text[at].islower()
    tokens = [t for t in annotation.tokens_in(found.span) if t.text.lower() == month]
    if small and (month == "march" or found.rule.name != "day_month"):
        return True
    if any(t.tag == "MD" for t in tokens):
        return month == "may"
    following = annotation.tokens[tokens[-1].i + 1 : tokens[-1].i + 2] if tokens else ()
    return small and any(t.tag == "VB" for t in following)


def _is_person(found: Found, annotation: Annotation) -> bool:
    return any(e.label == "PERSON" and e.span.overlaps(found.span) for e in annotation.entities)


def _is_title(found: Found, annotation: Annotation) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", found.span.of(annotation.text)) if len(w) > 2]
    if not words or not words[-1][0].isupper():
        return False
    sentence = annotation.sentence_at(found.span.start)
    return len(words) > 1 or (sentence is not None and sentence.span.start < found.span.start - 1)


def _is_capital(text: str, at: int, cased: bool) -> bool:
    letters = text[at : at + 3].lstrip(" -")
    return not cased or letters[:1].isupper()


def uses_capitals(text: str) -> bool:
    """Whether capitals tell anything: not in a text that is all of one case."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return 0 < upper < 0.6 * len(letters)
