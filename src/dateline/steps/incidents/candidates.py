"""Which tellings are worth comparing: those that share a block. So the work grows with the reports, not their square.

A telling stands in a block for each place and week that it may mean, and for each two of its names and the week.
Blocks are never cut off by their size: which pairs are compared must not depend on what else is in the case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import combinations

from dateline.record.kept import KeptPlace
from dateline.record.settings import fold
from dateline.steps.incidents.profiles import Profile, load_words

WEEK = 7
BACK = 14
"""Days before a report in which a happening is looked for that it gives no day for."""
WIDE = 31
"""A stretch of more days than this says nothing of when."""
DEGREES = 0.5
"""Side of a cell."""
PAIRED_NAMES = 6
"""Names of a telling that are paired: the first of its sentences, then of its report."""

Key = tuple[str | int | None, ...]


def days_meant(telling: Profile) -> tuple[int, int] | None:
    """First and last day, as ordinals, on which what is told may have happened. None: nothing is known.

    By the claims themselves, else by a day that stands near by and is not far from the report's, else by the report's.
    """
    if telling.days is not None and telling.days.last - telling.days.first <= WIDE:
        return telling.days.first - 1, telling.days.last + 1
    around, published = telling.days_around, telling.published
    if around is not None and around.last - around.first <= WIDE:
        near = published is None or (around.first <= published + 1 and published - BACK <= around.last)
        if near and telling.days is None:
            return around.first - 1, around.last + 1
    if published is not None:
        return published - BACK, published + 1
    return None


def blocks_of(telling: Profile) -> set[Key]:
    """Keys of the blocks that the telling stands in."""
    days = days_meant(telling)
    weeks: Iterable[int | None]
    weeks = range(days[0] // WEEK, days[1] // WEEK + 1) if days else (None,)
    keys: set[Key] = set()
    places = _places(telling)
    for week in weeks:
        for cell in _cells(places):
            keys.add(("cell", *cell, week))
        for name in {fold(p.name) for p in places if p.geo_precision < 3}:
            keys.add(("place", name, week))
        for pair in combinations(_names(telling), 2):
            keys.add(("names", *pair, week))
    if days and days[1] - days[0] <= WEEK:
        # One name is enough where the days are few.
        for name in _own_names(telling)[:PAIRED_NAMES]:
            for day in range(days[0], days[1] + 1):
                keys.add(("name", name, day))
    return keys


def candidate_pairs(
    tellings: Iterable[Profile], touching: Container[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Ids of two tellings of different reports that share a block, the lesser first, each once, sorted.

    `touching`: only pairs with one of these. None: all.
    """
    blocks: dict[Key, list[tuple[str, str]]] = defaultdict(list)
    for telling in tellings:
        for key in blocks_of(telling):
            blocks[key].append((telling.id, telling.report))
    pairs: set[tuple[str, str]] = set()
    for members in blocks.values():
        for (one, report), (other, elsewhere) in combinations(sorted(members), 2):
            if report != elsewhere and (touching is None or one in touching or other in touching):
                pairs.add((one, other))
    yield from sorted(pairs)


def _cells(places: Iterable[KeptPlace]) -> set[tuple[int, int]]:
    """The cells around a place, so that neighbours over a border of cells meet."""
    cells = set()
    for place in places:
        if place.lat is None or place.lon is None or place.geo_precision == 3:
            continue
        # Half a cell to each side: four cells, or fewer.
        for north in (-DEGREES / 2, DEGREES / 2):
            for east in (-DEGREES / 2, DEGREES / 2):
                cells.add(
                    (int((place.lat + north + 90) // DEGREES), int((place.lon + east + 180) // DEGREES))
                )
    return cells


def _places(telling: Profile) -> tuple[KeptPlace, ...]:
    """Where it may have been: what stands around counts unless the claims name more than a province."""
    if any(p.geo_precision < 3 for p in telling.places):
        return telling.places
    return telling.places + telling.around[:3]


def _names(telling: Profile) -> list[str]:
    broad = load_words().broad
    own = _own_names(telling)
    others = [n for n in telling.setting_names if n not in broad and n not in telling.names]
    return sorted((own + sorted(others, key=_rare))[:PAIRED_NAMES])


def _own_names(telling: Profile) -> list[str]:
    broad = load_words().broad
    return sorted((n for n in telling.names if n not in broad), key=_rare)


def _rare(name: str) -> tuple[int, str]:
    """Long words first: they are the rarer ones."""
    return -len(name), name
