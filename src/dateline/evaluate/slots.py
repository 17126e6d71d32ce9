"""Whether what a claim says is what the gold wants, slot by slot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import asin, cos, radians, sin, sqrt

import msgspec

from dateline.evaluate.gold import ONE_OF, SLOTS, Days, GoldClaim, GoldReport, Hold, Toll, Wanted
from dateline.evaluate.matching import best_pairs
from dateline.evaluate.names import plain
from dateline.evaluate.tally import Tally
from dateline.record.actors import Actor
from dateline.record.claims import Casualties, Claim, Control
from dateline.record.readings import Reading

NEAR_KM = 20.0
"""A place is right within this distance: towns and their gazetteer points differ by as much."""


class Comparison:
    """A reading beside the gold of the same report."""

    def __init__(self, gold: GoldReport, reading: Reading) -> None:
        self.gold = gold
        self.reading = reading
        self._actors = {actor.id: actor for actor in reading.actors}
        self._places = {place.id: place for place in reading.places}

    def tallies(self, wanted: GoldClaim | None, claim: Claim | None) -> dict[str, Tally]:
        """Counts by slot for a pair, for a claim that was missed, or for a false alarm."""
        if wanted is None:
            assert claim is not None
            return {slot: Tally(wrong=self._said(slot, claim)) for slot in SLOTS}
        return {slot: self._tally(slot, values, claim) for slot, values in wanted.wanted.items()}

    def names_of(self, actor: Actor | None) -> frozenset[str]:
        if actor is None:
            return frozenset()
        return frozenset(plain(name) for name in (actor.name, *actor.aliases)) - {""}

    def names_wanted(self, key: str) -> frozenset[str]:
        return frozenset(plain(name) for name in self.gold.entities.get(key, (key,))) - {""}

    def _said(self, slot: str, claim: Claim) -> int:
        """How many values a claim gives; of a chain of sources the innermost counts."""
        if slot == "time":
            return int(_days_of(claim, self.reading.document.published) is not None)
        if slot in ("sources", "source_kind"):
            return int(bool(claim.attribution))
        value = getattr(claim, slot)
        return len(value) if isinstance(value, tuple) else int(value is not None)

    def _tally(self, slot: str, values: tuple[Wanted, ...], claim: Claim | None) -> Tally:
        if slot in ONE_OF:
            silence_is_right = None in values or not values
            if claim is None or not self._said(slot, claim):
                return Tally(missed=int(not silence_is_right))
            if any(value is not None and self._is(slot, claim, value) for value in values):
                return Tally(right=1)
            return Tally(wrong=1, missed=int(not silence_is_right))
        said = self._several(slot, claim)
        pairs = best_pairs(
            len(said), len(values), lambda i, j: 1.0 if self._one_is(slot, said[i], values[j]) else 0.0
        )
        # Outer sources of a chain are not in the gold: only the innermost can be a false alarm.
        wrong = len(said) - len(pairs) if slot != "sources" else int(bool(said) and not pairs)
        return Tally(right=len(pairs), wrong=wrong, missed=len(values) - len(pairs))

    def _several(self, slot: str, claim: Claim | None) -> list[Casualties | tuple[str | None, str]]:
        if claim is None:
            return []
        if slot == "casualties":
            return list(claim.casualties)
        if slot == "sources":
            return [(source.actor, source.text) for source in claim.attribution]
        people = claim.actors if slot == "actors" else claim.recipients
        return [(who.actor, who.text) for who in people]

    def _one_is(self, slot: str, said: Casualties | tuple[str | None, str], value: Wanted) -> bool:
        if isinstance(said, Casualties):
            return isinstance(value, Toll) and self._is_toll(said, value)
        keys = value if isinstance(value, tuple) else (str(value),)
        return self._is_actor(*said, keys)

    def _is(self, slot: str, claim: Claim, value: Wanted) -> bool:
        check: dict[str, Callable[[], bool]] = {
            "place": lambda: (
                claim.place is not None and self._is_place(claim.place.place, claim.place.text, value)
            ),
            "time": lambda: isinstance(value, Days) and self._is_time(claim, value),
            "source_kind": lambda: claim.attribution[-1].kind == value,
            "control": lambda: isinstance(value, Hold) and self._is_hold(claim.control, value),
        }
        return check[slot]() if slot in check else bool(getattr(claim, slot) == value)

    def _is_actor(self, actor: str | None, text: str, keys: tuple[str, ...]) -> bool:
        names = self.names_of(self._actors.get(actor or "")) | {plain(text)}
        return any(names & self.names_wanted(key) for key in keys)

    def _is_place(self, place: str, text: str, key: Wanted) -> bool:
        found, wanted = self._places.get(place), self.gold.places.get(str(key))
        if wanted is None:
            return False
        names = {plain(name) for name in wanted.names}
        if plain(text) in names or (found is not None and plain(found.name) in names):
            return True
        if (
            found is None
            or found.lat is None
            or found.lon is None
            or wanted.lat is None
            or wanted.lon is None
        ):
            return False
        return km_between(found.lat, found.lon, wanted.lat, wanted.lon) <= NEAR_KM

    def _is_time(self, claim: Claim, wanted: Days) -> bool:
        """The days touch, and are no more than twice as many and three."""
        days = _days_of(claim, self.reading.document.published)
        if days is None:
            return False
        first, last = days
        allowed = 2 * ((wanted.last - wanted.start).days + 1) + 3
        return first <= wanted.last and wanted.start <= last and (last - first).days + 1 <= allowed

    def _is_toll(self, said: Casualties, wanted: Toll) -> bool:
        if said.outcome != wanted.outcome:
            return False
        for bound in ("low", "best", "high"):
            figure = getattr(wanted, bound)
            if figure is not msgspec.UNSET and getattr(said, bound) != figure:
                return False
        if wanted.who is None:
            return True
        names = self.names_wanted(wanted.who)
        words = f" {plain(said.text)} "
        return bool(self.names_of(self._actors.get(said.who or "")) & names) or any(
            f" {name} " in words for name in names
        )

    def _is_hold(self, said: Control | None, wanted: Hold) -> bool:
        return (
            said is not None
            and said.change == wanted.change
            and self._is_place(said.place, "", wanted.place)
            and self._is_actor(said.holder, "", (wanted.holder,))
        )


def _days_of(claim: Claim, published: date | None) -> tuple[date, date] | None:
    """First and last day; an open end is taken as the report's date. None: not said."""
    time = claim.time
    if time is None or (time.start is None and time.end is None):
        return None
    start = time.start or time.end
    end = time.end or published or time.start
    assert start is not None and end is not None
    return start, max(start, end)


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))
