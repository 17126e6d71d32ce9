"""Which tellings are worth comparing: those that share a block. So the work grows with the reports, not their square.

A telling stands in a block for each place and week that it may mean, and for each two of its names and the week; where
it means few days, for each of its names and days too. Blocks are never cut off by their size: which pairs are compared
must not depend on what else is in the case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from dateline.record import settings
from dateline.record.kept import KeptPlace
from dateline.steps.incidents.profiles import Profile, load_words

WEEK = 7
DEGREES = 0.5
"""Side of a cell."""
PAIRED_NAMES = 6
"""Names of a telling that are paired: the first of its sentences, then of its report."""

Place = tuple[int, int] | str
"""A cell, or the folded name of a place."""


def days_meant(telling: Profile) -> tuple[int, int] | None:
    """First and last day, as ordinals, on which what is told may have happened. None: nothing is known."""
    return settings.days_meant(telling.days, telling.days_around, telling.published)


def weeks_meant(telling: Profile) -> Iterable[int | None]:
    """Numbers of the weeks; None alone where nothing is known of the days."""
    days = days_meant(telling)
    return range(days[0] // WEEK, days[1] // WEEK + 1) if days else (None,)


class Keys(NamedTuple):
    """What a telling is found by."""

    weeks: tuple[int | None, ...]
    places: tuple[Place, ...]
    names: tuple[str, ...]
    """Two in common make a block with the week."""
    days: tuple[int, ...]
    """Where they are few: one of `own` in common makes a block with the day."""
    own: tuple[str, ...]


def keys_of(telling: Profile) -> Keys:
    days = days_meant(telling)
    places = _places(telling)
    own = _own_names(telling)
    few = days is not None and days[1] - days[0] <= WEEK
    return Keys(
        weeks=tuple(weeks_meant(telling)),
        places=(*_cells(places), *sorted({settings.fold(p.name) for p in places if p.geo_precision < 3})),
        names=tuple(_names(telling, own)),
        days=tuple(range(days[0], days[1] + 1)) if days and few else (),
        own=tuple(own[:PAIRED_NAMES]) if few else (),
    )


class Blocks:
    """Which of the tellings put in share a block."""

    def __init__(self) -> None:
        self._at: dict[tuple[int | None, Place], list[str]] = defaultdict(list)
        self._named: dict[tuple[int | None, str], list[str]] = defaultdict(list)
        self._on: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._keys: dict[str, Keys] = {}

    def put(self, telling: Profile) -> None:
        keys = self._keys[telling.id] = keys_of(telling)
        for members in self._members(keys):
            members.append(telling.id)

    def take(self, id: str) -> None:
        for members in self._members(self._keys.pop(id)):
            members.remove(id)

    def sharing(self, id: str) -> set[str]:
        """All that share a block with it, itself too."""
        keys = self._keys[id]
        found = {id}
        for week in keys.weeks:
            for place in keys.places:
                found.update(self._at[week, place])
            counted = Counter(chain.from_iterable(self._named[week, name] for name in keys.names))
            found.update(other for other, names in counted.items() if names > 1)
        for name in keys.own:
            for day in keys.days:
                found.update(self._on[day, name])
        return found

    def share(self, one: str, other: str) -> bool:
        a, b = self._keys[one], self._keys[other]
        if not set(a.weeks).isdisjoint(b.weeks) and (
            not set(a.places).isdisjoint(b.places) or len(set(a.names) & set(b.names)) > 1
        ):
            return True
        return not set(a.days).isdisjoint(b.days) and not set(a.own).isdisjoint(b.own)

    def _members(self, keys: Keys) -> Iterable[list[str]]:
        for week in keys.weeks:
            for place in keys.places:
                yield self._at[week, place]
            for name in keys.names:
                yield self._named[week, name]
        for day in keys.days:
            for name in keys.own:
                yield self._on[day, name]


def _cells(places: Iterable[KeptPlace]) -> list[tuple[int, int]]:
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
    return sorted(cells)


def _places(telling: Profile) -> tuple[KeptPlace, ...]:
    """Where it may have been: what stands around counts unless the claims name more than a province."""
    if any(p.geo_precision < 3 for p in telling.places):
        return telling.places
    return telling.places + telling.around[:3]


def _names(telling: Profile, own: list[str]) -> list[str]:
    broad = load_words().broad
    others = [n for n in telling.setting_names if n not in broad and n not in telling.names]
    return (own + sorted(others, key=_rare))[:PAIRED_NAMES]


def _own_names(telling: Profile) -> list[str]:
    broad = load_words().broad
    return sorted((n for n in telling.names if n not in broad), key=_rare)


def _rare(name: str) -> tuple[int, str]:
    """Long words first: they are the rarer ones."""
    return -len(name), name
