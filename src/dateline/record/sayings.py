"""What claims say of who holds one place: a column for each field, so that all places can be gone through at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np

from dateline.record.incidents import Holding
from dateline.record.kept import KeptActor, KeptPlace

CHANGES = ("gains", "holds", "loses", "contests", "denies")
_EVER = 2**31 - 1
_PART, _OWN = 1, 2
_ID = 40
"""Characters of the id of a claim."""


class Noted(NamedTuple):
    """What a claim says, and when it counts."""

    holding: Holding
    known: date
    until: date | None
    """The day from which it counts no more. None: it counts."""


class Saying(NamedTuple):
    """One of them; what is not a day is the place of it in the lists of `Sayings`, or -1."""

    day: int
    """Days since the beginning of the calendar (`date.toordinal`)."""
    change: int
    """In `CHANGES`."""
    holder: int
    loser: int
    flags: int
    place: int
    rule: int

    @property
    def part(self) -> bool:
        """Only a part of the place is meant."""
        return bool(self.flags & _PART)

    @property
    def own(self) -> bool:
        """Who says so is the holder, or speaks for him."""
        return bool(self.flags & _OWN)


_FIELDS = 2 + len(Saying._fields)


class Sayings(msgspec.Struct, frozen=True, array_like=True):
    """By day. `columns`: days known, days until, then the fields of `Saying`, as 32-bit numbers, column by column."""

    columns: bytes
    claims: bytes
    """Ids, each filled up with spaces."""
    places: tuple[KeptPlace, ...]
    """As the claims had it: one place, by several names or with another precision."""
    actors: tuple[KeptActor, ...]
    rules: tuple[str, ...]

    def known_on(self, day: date | None) -> tuple[list[Saying], list[int]]:
        """Those that counted on a day (None: that count now), with their numbers among all; see `claim`."""
        columns = np.frombuffer(self.columns, "<i4").reshape(_FIELDS, -1)
        known, until = columns[0], columns[1]
        on = _EVER - 1 if day is None else day.toordinal()
        numbers = np.flatnonzero((known <= on) & (until > on))
        return [Saying(*row) for row in columns[2:, numbers].T.tolist()], numbers.tolist()

    def place(self, day: date | None = None) -> KeptPlace | None:
        """As it was told of first, by what counted on a day. None: nothing did."""
        sayings, _ = self.known_on(day)
        return self.places[sayings[0].place] if sayings else None

    def claim(self, number: int) -> str:
        return self.claims[number * _ID : (number + 1) * _ID].decode().rstrip()


def sayings_of(noted: Sequence[Noted]) -> Sayings:
    """`noted`: of one place, by day."""
    places: dict[KeptPlace, int] = {}
    actors: dict[KeptActor | None, int] = {None: -1}
    rules: dict[str, int] = {}

    def rows() -> Iterator[tuple[int, ...]]:
        for one, known, until in noted:
            for actor in (one.holder, one.loser):
                actors.setdefault(actor, len(actors) - 1)
            saying = Saying(
                day=one.day.toordinal(),
                change=CHANGES.index(one.change),
                holder=actors[one.holder],
                loser=actors[one.loser],
                flags=_PART * one.part + _OWN * one.own,
                place=places.setdefault(one.place, len(places)),
                rule=rules.setdefault(one.rule, len(rules)),
            )
            yield (known.toordinal(), _EVER if until is None else until.toordinal(), *saying)

    columns = np.array(list(rows()), "<i4").reshape(-1, _FIELDS).T
    return Sayings(
        columns=columns.tobytes(),
        claims="".join(one.holding.claim.ljust(_ID) for one in noted).encode("ascii"),
        places=tuple(places),
        actors=tuple(actor for actor in actors if actor is not None),
        rules=tuple(rules),
    )
