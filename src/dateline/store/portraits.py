"""What a case knows of one actor or source: counts by the database, claims a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Text, and_, cast, distinct, exists, func, literal, or_, select, true

from dateline.record.kept import KeptClaim
from dateline.reference.actors import load_actors
from dateline.store.keeping import folded, known_as
from dateline.store.listing import Listing
from dateline.store.tables import claims, incident_claims, mentions, names, pictures, reports

_MOST_NAMES = 2000
_MOST_DAYS = 400
"""Days whose claims are looked at; who is named on more of them is named seldom."""


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


class PartOnDay(NamedTuple):
    """Claims that count and name an actor in one part, by the first day of what they tell."""

    day: date | None
    part: str
    number: int


class SaidOnDay(NamedTuple):
    """Claims that count and for which a source answers, by the first day of what they tell and month of the report."""

    day: date | None
    month: str | None
    number: int


class Disputed(NamedTuple):
    """Disputed incidents of which a source tells."""

    number: int
    """Told in its own voice, and told as one who is quoted."""
    latest: list[str]
    """Ids, the latest first."""


class Portraits(Listing):
    """The part of a view that portrays."""

    def actors_met(
        self, words: str | None = None, *, offset: int = 0, limit: int = 100
    ) -> tuple[list[ActorMet], int]:
        """Actors by how many claims name them. `words`: of a name of theirs, the last may be begun; or a name that is
        known to mean them ("HTS")."""
        query = select(names.c.n, names.c.key).where(names.c.role == "actor")
        wanted = folded(words) if words and words.strip() else None
        if wanted is not None:
            # Folded names are words with one space between them.
            begun = or_(
                names.c.folded.startswith(wanted, autoescape=True),
                names.c.folded.contains(f" {wanted}", autoescape=True),
            )
            keyed = names.c.key.in_([words, *known_as([words or ""], sure=False)])
            query = query.where(or_(begun, keyed)).limit(_MOST_NAMES)
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

    def days_naming(self, numbers: Sequence[int]) -> list[PartOnDay]:
        """Claims that name these, by day and part: for counts, months, and days on which the latest are found."""
        # One name stands once in each part of a claim.
        number = func.count() if len(numbers) == 1 else func.count(distinct(mentions.c.claim))
        query = (
            select(claims.c.first_day, mentions.c.part, number)
            .join(claims, claims.c.n == mentions.c.claim)
            .where(mentions.c.name.in_(numbers), claims.c.live == true())
            .group_by(claims.c.first_day, mentions.c.part)
        )
        return [PartOnDay(*row) for row in self._connection.execute(query)]

    def latest_naming(
        self, numbers: Sequence[int], parts: Sequence[str], days: Sequence[PartOnDay], *, limit: int
    ) -> list[KeptClaim]:
        """Claims that name these, those of the latest days first. `days`: what `days_naming` gives of them."""
        # One claim may name them in several parts.
        counts: Counter[date | None] = Counter()
        for one in days:
            if one.part in parts:
                counts[one.day] = max(counts[one.day], one.number)
        named = mentions.c.name.in_(numbers), mentions.c.part.in_(parts)
        told = claims.c.n.in_(select(mentions.c.claim).where(*named))
        among = exists().where(mentions.c.claim == claims.c.n, *named)
        return self._latest(told, among, counts, limit)

    def days_by(self, key: str, numbers: Sequence[int]) -> list[SaidOnDay]:
        """Claims for which a source answers: quoted, or in its own voice."""
        month = func.substr(cast(reports.c.published, Text), 1, 7)
        query = (
            select(claims.c.first_day, month, func.count())
            .join(reports, reports.c.n == claims.c.report)
            .where(said_by(key, numbers), claims.c.live == true())
            .group_by(claims.c.first_day, month)
        )
        return [SaidOnDay(*row) for row in self._connection.execute(query)]

    def latest_by(
        self, key: str, numbers: Sequence[int], days: Sequence[SaidOnDay], *, limit: int
    ) -> list[KeptClaim]:
        """Claims for which a source answers, the latest first. `days`: what `days_by` gives of it."""
        counts: Counter[date | None] = Counter()
        for one in days:
            counts[one.day] += one.number
        quoted = exists().where(
            mentions.c.claim == claims.c.n, mentions.c.name.in_(numbers), mentions.c.part == "source"
        )
        own = and_(reports.c.publisher_key == key, claims.c.sourced == 0)
        return self._latest(said_by(key, numbers), or_(quoted, own), counts, limit)

    def _latest(
        self,
        told: ColumnElement[bool],
        among: ColumnElement[bool],
        counts: Mapping[date | None, int],
        limit: int,
    ) -> list[KeptClaim]:
        """`told` finds the claims by themselves, `among` picks them from the claims of some days; `counts`: of days."""
        days = _enough(counts, limit)
        query = (
            select(claims.c.id)
            .join(reports, reports.c.n == claims.c.report)
            .where(claims.c.live == true())
            .order_by(claims.c.first_day.is_(None), claims.c.first_day.desc(), claims.c.id)
            .limit(limit)
        )
        if days is None:
            query = query.where(told)
        else:
            query = query.where(claims.c.lasting.in_((False, True)), claims.c.first_day.in_(days), among)
        ids = list(self._connection.execute(query).scalars())
        found = {kept.id: kept for kept in self.claims_of(ids)}
        return [found[id] for id in ids if id in found]

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

    def disputed_by(self, key: str, numbers: Sequence[int]) -> Disputed:
        """Disputed incidents of which a source tells; as `contradictions_of`, but for all names that are its own."""
        quoted = (
            select(mentions.c.claim.label("n"), (names.c.key == key).label("its"), literal(0).label("own"))
            .join(names, names.c.n == mentions.c.name)
            .where(mentions.c.name.in_(numbers), mentions.c.part == "source")
        )
        voiced = (
            select(claims.c.n, true().label("its"), literal(1).label("own"))
            .join(reports, reports.c.n == claims.c.report)
            .where(reports.c.publisher_key == key, claims.c.sourced == 0)
        )
        said = quoted.union_all(voiced).subquery()
        disputed = select(pictures.c.incident).where(pictures.c.disputed == true())
        query = (
            select(incident_claims.c.incident, said.c.its, said.c.own)
            .select_from(said)
            .join(claims, claims.c.n == said.c.n)
            .join(incident_claims, incident_claims.c.claim == claims.c.id)
            # Added to nothing, so that SQLite goes from what is said to its incidents, and not through those disputed.
            .where(claims.c.live == true(), incident_claims.c.incident.concat("").in_(disputed))
            .distinct()
        )
        rows = self._connection.execute(query).all()
        told = {row.incident for row in rows}
        order = (pictures.c.first_day.is_(None), pictures.c.first_day.desc(), pictures.c.incident)
        latest = self._connection.execute(disputed.order_by(*order)).scalars()
        return Disputed(sum(1 for row in rows if row.its), [id for id in latest if id in told])

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


def _enough(counts: Mapping[date | None, int], limit: int) -> list[date] | None:
    """The latest days that hold so many claims. None: they are too many days, or too few claims have a day."""
    found, number = list[date](), 0
    for day in sorted((day for day in counts if day is not None), reverse=True):
        found.append(day)
        number += counts[day]
        if number >= limit or len(found) > _MOST_DAYS:
            break
    return found if number >= limit and len(found) <= _MOST_DAYS else None


def said_by(key: str, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Of claims joined with reports: a source is quoted, or its report says so in its own voice."""
    quoted = select(mentions.c.claim).where(mentions.c.name.in_(numbers), mentions.c.part == "source")
    own = select(claims.c.n).join(reports, reports.c.n == claims.c.report)
    own = own.where(reports.c.publisher_key == key, claims.c.sourced == 0)
    return claims.c.n.in_(quoted.union_all(own))
