"""Words before a time that narrow or blur it: "early", "the end of", "about", "earlier this month"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dateline.steps.times import periods, tables
from dateline.steps.times.meaning import Meaning
from dateline.steps.times.periods import Period

_PARTS = tables.load("parts")
_SHARES: dict[str, dict[str, list[int]]] = _PARTS["shares"]
_AMOUNTS_ONLY = frozenset(_PARTS["amounts_only"])
_REACH = 44
"""Characters before a time that are looked at."""
_BEFORE_AMOUNT = frozenset({"APPROX"})


@dataclass(frozen=True, slots=True)
class Modifier:
    """`start`: where its words begin."""

    start: int
    mod: str
    share: str | None


@dataclass(frozen=True, slots=True)
class _Kind:
    pattern: re.Pattern[str]
    mod: str
    share: str | None


@cache
def _kinds() -> tuple[_Kind, ...]:
    kinds = []
    for entry in _PARTS["before"]:
        words = re.sub(r" (?!\?)", " +", entry["words"]).replace(" ?", " *")
        pattern = re.compile(rf"(?<![\w-])(?P<article>the +)?(?:{words})[ -]*\Z")
        kinds.append(_Kind(pattern, entry["mod"], entry.get("share")))
    return tuple(kinds)


def modifier_before(flat: str, at: int, floor: int) -> Modifier | None:
    """The modifier that ends where a time begins, not reaching back beyond `floor`."""
    low = max(floor, at - _REACH)
    before = flat[low:at]
    if not before or before[-1] not in " -":
        return None
    best: Modifier | None = None
    for kind in _kinds():
        match = kind.pattern.search(before)
        if match and kind.mod == "MORE_THAN" and flat.startswith("the ", at):
            continue
        if match and (best is None or low + match.start() < best.start):
            best = Modifier(low + match.start(), kind.mod, kind.share)
    return best


def fits(modifier: Modifier, meaning: Meaning) -> bool:
    """Whether such words can go before such a time: "more than" needs an amount, "early" a period."""
    if modifier.mod in _AMOUNTS_ONLY:
        return meaning.type == "DURATION"
    if meaning.timex in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        return False
    if meaning.type in ("DURATION", "SET"):
        return modifier.mod == "APPROX" and meaning.type == "DURATION"
    return True


def modified(meaning: Meaning, modifier: Modifier, published: date | None) -> Meaning:
    """The meaning with the modifier, its days narrowed to the part meant."""
    whole = replace(meaning, modifier=modifier.mod)
    period, share = meaning.period, modifier.share
    if period is None or share is None or meaning.type == "TIME":
        return whole
    if meaning.start is None or meaning.end is None:
        return whole
    if share == "around":
        return _around(whole, period)
    if share == "so far":
        end = (
            published if published is not None and meaning.start <= published <= meaning.end else meaning.end
        )
        return replace(whole, end=end)
    if share == "from now":
        start = (
            published
            if published is not None and meaning.start <= published <= meaning.end
            else meaning.start
        )
        return replace(whole, start=start)
    bounds = _part(period, _SHARES[share])
    return whole if bounds is None else replace(whole, start=bounds[0], end=bounds[1])


def _around(meaning: Meaning, period: Period) -> Meaning:
    days = {"day": 3, "week": 3, "weekend": 3, "month": 10}.get(period.unit)
    if days is None or meaning.start is None or meaning.end is None:
        return meaning
    return replace(
        meaning, start=meaning.start - timedelta(days=days), end=meaning.end + timedelta(days=days)
    )


def _part(period: Period, share: dict[str, list[int]]) -> tuple[date, date] | None:
    """First and last day of that part of the period. None: it has no parts (a day)."""
    unit = period.unit
    if unit in ("day", "weekend"):
        return None
    if unit in ("quarter", "half", "season"):
        first, last = share["century"]
        days = (period.end - period.start).days + 1
        low, high = (first - 1) * days // 100, last * days // 100 - 1
        return period.start + timedelta(days=low), period.start + timedelta(days=max(low, high))
    first, last = share[unit]
    if unit == "week":
        return period.start + timedelta(days=first - 1), period.start + timedelta(days=last - 1)
    if unit == "month":
        length = monthrange(period.start.year, period.start.month)[1]
        return period.start.replace(day=first), period.start.replace(day=min(last, length))
    if unit == "year":
        return date(period.start.year, first, 1), periods.month(period.start.year, last).end
    begin = period.start.year
    return date(begin + first - 1, 1, 1), date(min(begin + last - 1, period.end.year), 12, 31)
