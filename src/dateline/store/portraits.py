"""What a case knows of one actor or source: counts by the database, claims a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Text, cast, distinct, func, or_, select, true

from dateline.record.kept import KeptClaim
from dateline.reference.actors import load_actors
from dateline.store.keeping import folded
from dateline.store.listing import Listing
from dateline.store.looking import Picture
from dateline.store.tables import claims, incident_claims, mentions, names, pictures, reports

_MOST_NAMES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMet:
    """An actor that claims of the case name."""

    key: str
    name: str
    type: str
    sector: str | None
    country: str | None
    inter: int | None
    claims: int
    private: bool
    """A private person, or people without an office."""


class PartInMonth(NamedTuple):
    month: str
    part: str
    number: int


class Portraits(Listing):
    """The part of a view that portrays."""

    def actors_met(
        self, words: str | None = None, *, offset: int = 0, limit: int = 100
    ) -> tuple[list[ActorMet], int]:
        """Actors by how many claims name them. `words`: part of a name."""
        query = select(names.c.n, names.c.key).where(names.c.role == "actor")
        wanted = folded(words) if words and words.strip() else None
        if wanted is not None:
            like = or_(names.c.folded.contains(wanted, autoescape=True), names.c.key == words)
            query = query.where(like).limit(_MOST_NAMES)
        keys = {row.n: row.key for row in self._connection.execute(query)}
        counts: Counter[str] = Counter()
        meant = self.aliases()
        for n, number in self._mentions_of(list(keys) if wanted is not None else None):
            if n in keys:
                actor = meant.get(keys[n])
                counts[actor.key if actor else keys[n]] += number
        order = sorted(counts, key=lambda key: (-counts[key], key))
        some = self._met(order[offset : offset + limit], counts)
        return some, len(order)

    def actors_named(self, words: str, *, limit: int) -> list[ActorMet]:
        return self.actors_met(words, limit=limit)[0]

    def actor_met(self, key: str) -> ActorMet | None:
        """None: no claim names it, nor does the knowledge base know it."""
        numbers = self.names_of("actor", key)
        count = {key: self._claims_naming(numbers)} if numbers else {key: 0}
        found = self._met([key], Counter(count))
        return found[0] if found else None

    def claims_naming(self, keys: Sequence[str]) -> dict[str, int]:
        return {key: self._claims_naming(self.names_of("actor", key)) for key in keys}

    def names_of(self, role: str, key: str) -> list[int]:
        """Numbers of the names of an actor or source, those included that people said are its own."""
        keys = [key, *(alias for alias, actor in self.aliases().items() if actor.key == key)]
        query = select(names.c.n).where(names.c.role == role, names.c.key.in_(keys))
        return list(self._connection.execute(query).scalars())

    def spellings_of(self, role: str, key: str) -> list[str]:
        query = select(names.c.name).where(names.c.n.in_(self.names_of(role, key))).order_by(names.c.n)
        return list(dict.fromkeys(self._connection.execute(query).scalars()))

    def parts_of(self, numbers: Sequence[int]) -> dict[str, int]:
        """Claims that count by the part in which they name these."""
        query = (
            select(mentions.c.part, func.count(distinct(mentions.c.claim)))
            .join(claims, claims.c.n == mentions.c.claim)
            .where(mentions.c.name.in_(numbers), claims.c.live == true())
            .group_by(mentions.c.part)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def months_of(self, where: ColumnElement[bool]) -> list[PartInMonth]:
        """Claims by the month that they tell of; `where` is about rows of `mentions` and `claims`."""
        month = func.substr(cast(claims.c.first_day, Text), 1, 7)
        query = (
            select(month, mentions.c.part, func.count(distinct(claims.c.n)))
            .join(mentions, mentions.c.claim == claims.c.n)
            .where(where, claims.c.live == true(), claims.c.first_day.is_not(None))
            .group_by(month, mentions.c.part)
            .order_by(month, mentions.c.part)
        )
        return [PartInMonth(*row) for row in self._connection.execute(query)]

    def latest_naming(self, numbers: Sequence[int], parts: Sequence[str], *, limit: int) -> list[KeptClaim]:
        """Claims that name these, those of the latest days first."""
        told = select(mentions.c.claim).where(mentions.c.name.in_(numbers), mentions.c.part.in_(parts))
        return self._latest(claims.c.n.in_(told), limit)

    def latest_by(self, key: str, numbers: Sequence[int], *, limit: int) -> list[KeptClaim]:
        """Claims for which a source answers: quoted, or in its own voice."""
        return self._latest(said_by(key, numbers), limit)

    def _latest(self, where: ColumnElement[bool], limit: int) -> list[KeptClaim]:
        query = (
            select(claims.c.id)
            .join(reports, reports.c.n == claims.c.report)
            .where(where, claims.c.live == true())
            .order_by(claims.c.first_day.is_(None), claims.c.first_day.desc(), claims.c.id)
            .limit(limit)
        )
        ids = list(self._connection.execute(query).scalars())
        found = {kept.id: kept for kept in self.claims_of(ids)}
        return [found[id] for id in ids if id in found]

    def months_by(self, key: str, numbers: Sequence[int]) -> list[tuple[str, int]]:
        """How many claims a source answers for, by the month of their reports."""
        month = func.substr(cast(reports.c.published, Text), 1, 7)
        query = (
            select(month, func.count())
            .join(reports, reports.c.n == claims.c.report)
            .where(said_by(key, numbers), claims.c.live == true(), reports.c.published.is_not(None))
            .group_by(month)
            .order_by(month)
        )
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def copies_by(self, keys: Sequence[str]) -> dict[str, int]:
        """Reports of these publishers that copy another's, by publisher."""
        query = (
            select(reports.c.publisher_key, func.count())
            .where(reports.c.publisher_key.in_(keys), *_COPY)
            .group_by(reports.c.publisher_key)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def copying(self, key: str, *, copied_by: bool) -> list[tuple[str, int]]:
        """Names of the publishers whose reports this one copies, or who copy its, with how many."""
        first = reports.alias()
        own, other = (first, reports) if copied_by else (reports, first)
        query = (
            select(func.min(other.c.publisher), func.count())
            .select_from(reports)
            .join(first, first.c.id == reports.c.story)
            .where(own.c.publisher_key == key, other.c.publisher_key != key, *_COPY)
            .group_by(other.c.publisher_key)
            .order_by(func.count().desc())
            .limit(20)
        )
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def contradictions_of(self, keys: Sequence[str]) -> dict[str, int]:
        """Incidents that are disputed and of which these sources tell, by source."""
        found: Counter[str] = Counter()
        disputed = (
            select(claims.c.n, claims.c.report, claims.c.sourced, incident_claims.c.incident)
            .join(incident_claims, incident_claims.c.claim == claims.c.id)
            .join(pictures, pictures.c.incident == incident_claims.c.incident)
            .where(pictures.c.disputed == true(), claims.c.live == true())
            .cte("disputed_claims")
        )
        own = (
            select(reports.c.publisher_key, func.count(distinct(disputed.c.incident)))
            .join(disputed, disputed.c.report == reports.c.n)
            .where(reports.c.publisher_key.in_(keys), disputed.c.sourced == 0)
            .group_by(reports.c.publisher_key)
        )
        quoted = (
            select(names.c.key, func.count(distinct(disputed.c.incident)))
            .join(mentions, mentions.c.name == names.c.n)
            .join(disputed, disputed.c.n == mentions.c.claim)
            .where(names.c.role == "source", names.c.key.in_(keys))
            .group_by(names.c.key)
        )
        for query in (own, quoted):
            for key, number in self._connection.execute(query):
                found[key] += number
        return found

    def disputed_by(self, key: str, numbers: Sequence[int], *, limit: int) -> list[Picture]:
        """Disputed incidents of which a source tells, the latest first."""
        query = (
            select(pictures.c.incident)
            .join(incident_claims, incident_claims.c.incident == pictures.c.incident)
            .join(claims, claims.c.id == incident_claims.c.claim)
            .join(reports, reports.c.n == claims.c.report)
            .where(pictures.c.disputed == true(), said_by(key, numbers), claims.c.live == true())
            .group_by(pictures.c.incident, pictures.c.first_day)
            .order_by(pictures.c.first_day.is_(None), pictures.c.first_day.desc(), pictures.c.incident)
            .limit(limit)
        )
        return self.pictures_of(list(self._connection.execute(query).scalars()))

    def _mentions_of(self, numbers: list[int] | None) -> Iterable[tuple[int, int]]:
        """Names and how many claims have them; None: all names of actors."""
        query = select(mentions.c.name, func.count(distinct(mentions.c.claim))).group_by(mentions.c.name)
        if numbers is None:
            wanted = select(names.c.n).where(names.c.role == "actor")
            for row in self._connection.execute(query.where(mentions.c.name.in_(wanted))):
                yield row[0], row[1]
            return
        for i in range(0, len(numbers), 400):
            for row in self._connection.execute(query.where(mentions.c.name.in_(numbers[i : i + 400]))):
                yield row[0], row[1]

    def _claims_naming(self, numbers: Sequence[int]) -> int:
        query = select(func.count(distinct(mentions.c.claim))).where(mentions.c.name.in_(numbers))
        return self.scalar(query)

    def _met(self, keys: Sequence[str], counts: Counter[str]) -> list[ActorMet]:
        query = select(names).where(names.c.role == "actor", names.c.key.in_(keys)).order_by(names.c.n.desc())
        rows = {row.key: row for row in self._connection.execute(query)}
        found = []
        for key in keys:
            known, row = load_actors().actor(key), rows.get(key)
            if known is not None:
                found.append(
                    ActorMet(
                        key=key,
                        name=known.name,
                        type=known.type,
                        sector=known.sector,
                        country=known.country,
                        inter=known.inter,
                        claims=counts[key],
                        private=False,
                    )
                )
            elif row is not None:
                found.append(
                    ActorMet(
                        key=key,
                        name=row.name,
                        type=row.kind or "unknown",
                        sector=None,
                        country=row.country,
                        inter=None,
                        claims=counts[key],
                        private=row.private,
                    )
                )
        return found


_COPY = (reports.c.story != reports.c.id, reports.c.revises.is_(None))
"""A report that began no story of its own and is no newer state of one that did."""


def said_by(key: str, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Of claims joined with reports: a source is quoted, or its report says so in its own voice."""
    quoted = select(mentions.c.claim).where(mentions.c.name.in_(numbers), mentions.c.part == "source")
    own = select(claims.c.n).join(reports, reports.c.n == claims.c.report)
    own = own.where(reports.c.publisher_key == key, claims.c.sourced == 0)
    return claims.c.n.in_(quoted.union_all(own))
