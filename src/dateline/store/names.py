"""Numbers for the names of actors, sources, places and types, under which claims are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from dateline.record.kept import KeptClaim
from dateline.store.asking import fold
from dateline.store.keeping import folded, storable
from dateline.store.tables import names

_MOST = 200_000
"""Names remembered; beyond, they are looked up again."""


class Name(NamedTuple):
    role: str
    key: str
    folded: str
    name: str
    kind: str | None = None
    country: str | None = None
    private: bool = False


class Mention(NamedTuple):
    name: Name
    part: str


class Names:
    """Remembers the numbers of names; one for all transactions of a case."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], int] = {}

    def learn(self, numbers: dict[tuple[str, str, str], int]) -> None:
        """After the transaction that gave out these numbers was kept."""
        if len(self._known) > _MOST:
            self._known.clear()
        self._known |= numbers

    def numbers(
        self, wanted: Iterable[Name], connection: Connection, new: dict[tuple[str, str, str], int]
    ) -> dict[tuple[str, str, str], int]:
        """A number for each name; those given out just now go into `new`."""
        found: dict[tuple[str, str, str], int] = {}
        missing: dict[tuple[str, str, str], Name] = {}
        for name in wanted:
            at = (name.role, name.key, name.folded)
            number = self._known.get(at) or new.get(at)
            if number is None:
                missing.setdefault(at, name)
            else:
                found[at] = number
        for at, name in missing.items():
            query = select(names.c.n).where(
                names.c.role == name.role, names.c.key == name.key, names.c.folded == name.folded
            )
            number = connection.execute(query).scalar()
            if number is None:
                row = insert(names).values(**name._replace(name=storable(name.name))._asdict())
                number = connection.execute(row).inserted_primary_key[0]  # type: ignore[index]
            found[at] = new[at] = int(number)
        return found


def mentions_of(kept: KeptClaim) -> Iterator[Mention]:
    """All under which a claim is looked up."""
    claim = kept.claim
    for part, actors in (("actor", kept.actors), ("recipient", kept.recipients)):
        for actor in actors:
            yield Mention(_actor(actor), part)
    if kept.holder:
        yield Mention(_actor(kept.holder), "holder")
    for source in kept.sources:
        name = Name("source", source.key, folded(source.name), source.name, source.kind, source.country)
        yield Mention(name, "source")
    place = kept.place
    if place is not None:
        key = str(place.geonames) if place.geonames is not None else f"?{folded(place.name)}"
        yield Mention(
            Name("place", key, folded(place.name), place.name, place.feature, place.country), "place"
        )
        if place.admin1:
            where = f"{place.country or '?'}:{folded(place.admin1)}"
            name = Name("place", where, folded(place.admin1), place.admin1, None, place.country)
            yield Mention(name, "admin1")
        if place.country:
            country = place.country.casefold()
            yield Mention(Name("place", country, country, place.country, None, place.country), "country")
    types = (claim.plover, claim.mode, claim.acled_type, claim.acled_sub, claim.cameo, _frame(claim.coded_by))
    for value in dict.fromkeys(t for t in types if t):
        yield Mention(Name("type", fold(value), fold(value), value), "type")


def _actor(actor: Any) -> Name:
    return Name("actor", actor.key, folded(actor.name), actor.name, actor.type, actor.country, actor.private)


def _frame(coded_by: str) -> str:
    """ "frame advance: advance -obj" is looked up as "advance"."""
    head = coded_by.partition(":")[0]
    return head.removeprefix("frame ").strip()
