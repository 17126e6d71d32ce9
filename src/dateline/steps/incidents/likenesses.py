"""How sure it is that two tellings are of one happening, for very many pairs: what `comparing` and `scoring` say, fast.

What is compared of a telling is drawn up once, as numbers that stand for its sort, spot, days, sides and figures: each
two of those are compared once and then looked up. Words are counted last, and only where they could still lead to the
bar.
"""

from __future__ import annotations

from collections.abc import Hashable
from math import exp, log, sqrt
from typing import NamedTuple, TypeVar

from dateline.steps.incidents.comparing import (
    AT_ONE_PLACE,
    Features,
    how_many,
    kin_of,
    large,
    located,
    weight_of,
    when,
    where,
    who,
    with_around,
)
from dateline.steps.incidents.profiles import Profile, load_words
from dateline.steps.incidents.scoring import load_weights

_MOST = 400_000
"""Comparisons remembered of one kind; beyond, they are made anew."""
_Pair = tuple[int, int]
_Found = TypeVar("_Found")


class _Words(NamedTuple):
    """A set of words and its weight."""

    words: frozenset[str]
    weight: float


class Sketch:
    """What is compared of a telling."""

    __slots__ = (
        "all_names",
        "all_words",
        "days",
        "figures",
        "large",
        "named",
        "names",
        "place_words",
        "profile",
        "report",
        "sides",
        "sort",
        "spot",
        "words",
    )

    def __init__(self, profile: Profile, numbers: dict[Hashable, int]) -> None:
        def number(*what: Hashable) -> int:
            return numbers.setdefault(what, len(numbers))

        around = None if profile.days else profile.days_around
        sharp = any(map(located, profile.places))
        self.profile = profile
        self.report = profile.report
        self.sort = number("sort", profile.families, profile.exact)
        self.spot = number("spot", profile.places, () if sharp else with_around(profile))
        self.large = large(profile)
        self.days = number("days", profile.days, around, profile.published)
        self.sides = number("sides", profile.actors, profile.recipients)
        self.figures = number("figures", profile.tolls) if profile.tolls else None
        self.place_words = profile.place_words
        self.names = _weighed(profile.names)
        self.named = len(profile.names - load_words().broad)
        self.words = _weighed(profile.words)
        self.all_names = _weighed(profile.names | profile.setting_names)
        self.all_words = _weighed(profile.words | profile.setting_words)


class Likenesses:
    """Scores pairs of tellings of different reports by the weights "across"."""

    def __init__(self) -> None:
        self._weights = load_weights("across")
        self._of = self._weights.of
        self._broad = load_words().broad
        self._numbers: dict[Hashable, int] = {}
        self._sorts: dict[_Pair, float | None] = {}
        self._spots: dict[_Pair, tuple[float, bool]] = {}
        self._days: dict[_Pair, float] = {}
        self._sides: dict[_Pair, float] = {}
        self._figures: dict[_Pair, float] = {}
        bar = self._weights.join
        self.join = bar
        self._bar = log(bar / (1 - bar))
        """As a sum of weights."""
        # The most that words can add: each likeness is 1 at most.
        self._words = tuple(self._weight(n) for n in ("names", "words", "setting_names", "setting_words"))
        self._most = sum(max(0.0, w) for w in self._words)

    def sketch(self, profile: Profile) -> Sketch:
        return Sketch(profile, self._numbers)

    def value(self, one: Sketch, other: Sketch) -> float:
        """0 to 1; 0 if they cannot be one happening. `one` has the lesser id."""
        total = self._sum(one, other, None)
        return 0.0 if total is None else 1.0 / (1.0 + exp(-total))

    def likely(self, one: Sketch, other: Sketch) -> float | None:
        """The value, or None below the bar. `one` has the lesser id."""
        total = self._sum(one, other, self._bar)
        if total is None:
            return None
        value = 1.0 / (1.0 + exp(-total))
        return value if value >= self._weights.join else None

    def _sum(self, one: Sketch, other: Sketch, bar: float | None) -> float | None:
        """None: they cannot be one happening, or the sum stays below the bar."""
        total = self._sorts.get((one.sort, other.sort), -1.0)
        if total == -1.0:
            total = self._of_sorts(one, other)
        if total is None:
            return None
        a, b = one.profile, other.profile
        days = self._days.get((one.days, other.days))
        spot = self._spots.get((one.spot, other.spot))
        sides = self._sides.get((one.sides, other.sides))
        total += (
            self._weights.start
            + (self._of_days(one, other) if days is None else days)
            + (self._of_sides(one, other) if sides is None else sides)
        )
        at, same = spot if spot is not None else self._of_spots(one, other)
        total += at
        if not a.triggers.isdisjoint(b.triggers):
            total += self._weight("same_trigger")
        if a.several != b.several:
            total += self._weight("several")
        if a.story == b.story:
            total += self._weight("same_story")
        if one.figures is not None and other.figures is not None:
            figures = self._figures.get((one.figures, other.figures))
            total += self._of_figures(one, other) if figures is None else figures
        if bar is not None and total + self._most < bar - 1e-9:
            return None
        return total + self._of_words(one, other, same)

    def _of_words(self, one: Sketch, other: Sketch, same: bool) -> float:
        names, words, all_names, all_words = self._words
        total = 0.0
        places = one.place_words & other.place_words
        both = one.names.words & other.names.words
        if places:
            both -= places
        if both:
            total += (
                names
                * weight_of(both)
                / sqrt(self._without(one.names, places) * self._without(other.names, places))
            )
        elif self._named(one, places) and self._named(other, places):
            total += self._weight("names_apart")
            if same and one.large and other.large:
                total += self._weight("other_part")
        if both := one.words.words & other.words.words:
            total += words * weight_of(both) / sqrt(one.words.weight * other.words.weight)
        both = one.all_names.words & other.all_names.words
        if places:
            both -= places
        if both:
            total += (
                all_names
                * weight_of(both)
                / sqrt(self._without(one.all_names, places) * self._without(other.all_names, places))
            )
        if both := one.all_words.words & other.all_words.words:
            total += all_words * weight_of(both) / sqrt(one.all_words.weight * other.all_words.weight)
        return total

    def _without(self, names: _Words, places: frozenset[str]) -> float:
        if not places or not (gone := names.words & places):
            return names.weight
        # Counted anew rather than taken off, so that nothing is left where nothing remains.
        return weight_of(names.words - gone)

    def _named(self, one: Sketch, places: frozenset[str]) -> bool:
        if not places or not one.named:
            return bool(one.named)
        return not one.names.words - places <= self._broad

    def _weight(self, feature: str) -> float:
        return self._of.get(feature, 0.0)

    def _weighed(self, features: Features) -> float:
        return sum(self._weight(name) * strength for name, strength in features.items())

    # What is compared once for all pairs of its kind

    def _of_sorts(self, one: Sketch, other: Sketch) -> float | None:
        kin = kin_of(one.profile, other.profile)
        total = kin * self._weight("kin") if kin else None
        if total is not None and one.profile.exact & other.profile.exact:
            total += self._weight("same_sort")
        return _kept(self._sorts, (one.sort, other.sort), total)

    def _of_spots(self, one: Sketch, other: Sketch) -> tuple[float, bool]:
        lie = where(one.profile, other.profile)
        return _kept(self._spots, (one.spot, other.spot), (self._weight(lie), lie in AT_ONE_PLACE))

    def _of_days(self, one: Sketch, other: Sketch) -> float:
        return _kept(self._days, (one.days, other.days), self._weight(when(one.profile, other.profile)))

    def _of_sides(self, one: Sketch, other: Sketch) -> float:
        return _kept(self._sides, (one.sides, other.sides), self._weighed(who(one.profile, other.profile)))

    def _of_figures(self, one: Sketch, other: Sketch) -> float:
        found = self._weighed(how_many(one.profile.tolls, other.profile.tolls))
        assert one.figures is not None and other.figures is not None
        return _kept(self._figures, (one.figures, other.figures), found)


def _kept(known: dict[_Pair, _Found], pair: _Pair, found: _Found) -> _Found:
    if len(known) >= _MOST:
        known.clear()
    known[pair] = found
    return found


def _weighed(words: frozenset[str]) -> _Words:
    return _Words(words, weight_of(words))
