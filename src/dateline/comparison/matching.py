"""Which events of the case are which of a human-coded file, and where the two differ."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateline.comparison.alpha import alpha
from dateline.comparison.events import CodedEvent

_EARTH_KM = 6371.0088
_LEAST = 0.5
"""Score from which two events are one."""


class Limits(NamedTuple):
    """How far two events may be apart and still be one; what their own precision leaves open is added."""

    days: int = 1
    km: float = 25.0


class Pair(NamedTuple):
    ours: CodedEvent
    theirs: CodedEvent
    score: float
    km: float
    days: int


class Tally(NamedTuple):
    """A line of the comparison: one type, place or month."""

    name: str
    theirs: int
    ours: int
    matched: int

    @property
    def found(self) -> float | None:
        """Share of their events that the case has."""
        return self.matched / self.theirs if self.theirs else None

    @property
    def confirmed(self) -> float | None:
        """Share of the case's events that they have."""
        return self.matched / self.ours if self.ours else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    pairs: tuple[Pair, ...]
    only_theirs: tuple[CodedEvent, ...]
    only_ours: tuple[CodedEvent, ...]
    whole: Tally
    by_type: tuple[Tally, ...]
    by_place: tuple[Tally, ...]
    by_month: tuple[Tally, ...]
    same_type: float | None
    """Share of pairs with the same type. None: there are no pairs."""
    same_subtype: float | None
    type_alpha: float | None
    """Krippendorff's alpha of the sub-types of pairs (nominal). None: there is nothing to tell apart."""
    same_day: float | None
    same_fatalities: float | None
    fatalities: tuple[int, int]
    """Over the pairs: theirs, ours."""
    type_pairs: tuple[tuple[str, str, int], ...]
    """Sub-types that differ: theirs, ours, how often; most frequent first."""


def within(events: Iterable[CodedEvent], scope: Sequence[CodedEvent]) -> tuple[CodedEvent, ...]:
    """Events in the countries and between the days that `scope` covers."""
    if not scope:
        return ()
    countries = {_country(e.country) for e in scope}
    first, last = min(e.start for e in scope), max(e.end for e in scope)
    return tuple(e for e in events if _country(e.country) in countries and e.end >= first and e.start <= last)


def compared(
    ours: Sequence[CodedEvent], theirs: Sequence[CodedEvent], limits: Limits | None = None
) -> Comparison:
    """Each event is matched once at most, the most alike first; ties by id, so the order of rows is no matter."""
    limits = limits or Limits()
    by_day: dict[date, list[int]] = defaultdict(list)
    for index, event in enumerate(theirs):
        for day in _days(event, 0):
            by_day[day].append(index)
    found = [
        (pair, mine, other)
        for mine, event in enumerate(ours)
        for pair, other in _candidates(event, theirs, by_day, limits)
    ]
    found.sort(key=lambda f: (-f[0].score, f[0].km, f[0].ours.id, f[0].theirs.id))
    pairs: list[Pair] = []
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    for pair, mine, other in found:
        if mine not in used_ours and other not in used_theirs:
            pairs.append(pair)
            used_ours.add(mine)
            used_theirs.add(other)
    pairs.sort(key=lambda p: (p.theirs.start, p.theirs.id))
    differ = Counter((p.theirs.subtype, p.ours.subtype) for p in pairs if p.theirs.subtype != p.ours.subtype)

    def share(test: Callable[[Pair], bool]) -> float | None:
        return sum(map(test, pairs)) / len(pairs) if pairs else None

    return Comparison(
        pairs=tuple(pairs),
        only_theirs=tuple(
            sorted((e for i, e in enumerate(theirs) if i not in used_theirs), key=lambda e: (e.start, e.id))
        ),
        only_ours=tuple(
            sorted((e for i, e in enumerate(ours) if i not in used_ours), key=lambda e: (e.start, e.id))
        ),
        whole=Tally("all", len(theirs), len(ours), len(pairs)),
        by_type=_tallies(ours, theirs, pairs, lambda e: e.type),
        by_place=_tallies(ours, theirs, pairs, lambda e: ", ".join(filter(None, (e.admin1, e.country)))),
        by_month=_tallies(ours, theirs, pairs, lambda e: f"{e.start:%Y-%m}"),
        same_type=share(lambda p: p.ours.type == p.theirs.type),
        same_subtype=share(lambda p: p.ours.subtype == p.theirs.subtype),
        type_alpha=alpha([(p.theirs.subtype, p.ours.subtype) for p in pairs], "nominal"),
        same_day=share(lambda p: p.days == 0),
        same_fatalities=share(lambda p: p.ours.fatalities == p.theirs.fatalities),
        fatalities=(sum(p.theirs.fatalities for p in pairs), sum(p.ours.fatalities for p in pairs)),
        type_pairs=tuple((a, b, n) for (a, b), n in sorted(differ.items(), key=lambda x: (-x[1], x[0]))),
    )


def _days(event: CodedEvent, more: int) -> Iterator[date]:
    """All days that an event may lie on, give or take `more`."""
    widest = event.slack + more
    for n in range(-widest, min((event.end - event.start).days, 400) + widest + 1):
        yield event.start + timedelta(days=n)


def _candidates(
    mine: CodedEvent, theirs: Sequence[CodedEvent], by_day: dict[date, list[int]], limits: Limits
) -> list[tuple[Pair, int]]:
    """Their events that may be this one, with their index."""
    near = dict.fromkeys(index for day in _days(mine, limits.days) for index in by_day.get(day, ()))
    pairs = []
    for index in near:
        other = theirs[index]
        most = limits.km + mine.reach + other.reach
        if abs(mine.lat - other.lat) * 111 > most + 1:
            continue
        gap = max((other.start - mine.end).days, (mine.start - other.end).days, 0)
        days = limits.days + mine.slack + other.slack
        km = distance_km(mine, other)
        if gap <= days and km <= most:
            score = _score(mine, other, gap / (days + 1), km / most if most else 0.0)
            if score >= _LEAST:
                pairs.append((Pair(mine, other, round(score, 4), round(km, 1), gap), index))
    return pairs


def _score(mine: CodedEvent, other: CodedEvent, day: float, place: float) -> float:
    """0 to 1: place 0.35, day 0.25, type 0.2, actors 0.2. Either side without a known actor: half of that."""
    type = 1.0 if mine.subtype == other.subtype else 0.6 if mine.type == other.type else 0.0
    known = [a for a in (mine.actors, other.actors) if a]
    actors = len(mine.actors & other.actors) / min(map(len, known)) if len(known) == 2 else 0.5
    return 0.35 * (1 - place) + 0.25 * (1 - day) + 0.2 * type + 0.2 * actors


def distance_km(one: CodedEvent, two: CodedEvent) -> float:
    """Along the great circle."""
    a, b = math.radians(one.lat), math.radians(two.lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _tallies(
    ours: Sequence[CodedEvent],
    theirs: Sequence[CodedEvent],
    pairs: Sequence[Pair],
    name: Callable[[CodedEvent], str],
) -> tuple[Tally, ...]:
    """By name, those with most of their events first. A pair counts where they have it."""
    a, b, c = Counter(map(name, theirs)), Counter(map(name, ours)), Counter(name(p.theirs) for p in pairs)
    return tuple(Tally(n, a[n], b[n], c[n]) for n in sorted(a | b, key=lambda n: (-a[n], -b[n], n)))


def _country(name: str) -> str:
    """UCDP's "Russia (Soviet Union)" is Russia."""
    return name.partition(" (")[0].casefold()
