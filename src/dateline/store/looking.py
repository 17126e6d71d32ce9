"""A case as it is looked at: maps, timelines and lists, counted by the database and not in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from json import dumps
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, Subquery, and_, cast, func, or_, select, true

from dateline.store.base import Box
from dateline.store.grading import Grading
from dateline.store.handwork import Handwork
from dateline.store.keeping import publisher_of
from dateline.store.picturing import is_drawn
from dateline.store.sought import Sought, Told, about_claims, incidents_told, of_pictures
from dateline.store.tables import claims, decisions, incidents, pictures, readings, reports, reviews, runs
from dateline.store.telling import Tellings

Sort = Literal["day", "killed", "sources", "disputed", "worth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An incident in one line."""

    id: str
    family: str
    type: str
    plover: str | None
    who: str
    whom: str
    place: str | None
    admin1: str | None
    country: str | None
    feature: str | None
    relation: str | None
    geo_precision: int | None
    lat: float | None
    lon: float | None
    start: date | None
    end: date | None
    disputed: bool
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    independent_sources: int
    claims: int
    confidence: float
    worth: float


@dataclass(slots=True, kw_only=True)
class Cluster:
    """Incidents in one square of a map."""

    lat: float
    lon: float
    box: Box
    count: int
    areas: int
    """How many of them have no exact place."""
    disputed: int
    killed: int
    families: dict[str, int]
    place: str | None
    """Where all are at one place."""
    one: str
    """Id of one of them."""


class Mapped(NamedTuple):
    """What a map shows."""

    clusters: list[Cluster]
    pictures: list[Picture]
    total: int
    unplaced: int


class DayCount(NamedTuple):
    day: date
    family: str
    number: int
    wide: int
    """How many of them have no exact day."""


class Counts(NamedTuple):
    reports: int
    claims: int
    incidents: int
    disputed: int
    reviewed: int
    first: date | None
    last: date | None


class Facet(NamedTuple):
    value: str
    number: int
    family: str | None = None


_MOST = 1800
_FINEST = 1e-5
"""Degrees, about a metre."""


class Looking(Grading, Handwork):
    """The part of a view that draws."""

    tellings: Tellings | None = None
    """What was found before of claims, by views of the same case. None: it is asked each time."""

    def stamp(self) -> str:
        """Another one whenever something in the case changed."""
        c = self._connection
        parts = (
            c.execute(select(func.max(column))).scalar() or 0
            for column in (claims.c.n, decisions.c.number, incidents.c.n, readings.c.n, runs.c.number)
        )
        return "-".join(str(part) for part in parts)

    def is_drawn(self) -> bool:
        """Whether all incidents are pictured; if not, `pipeline.drawing.draw` does it."""
        return is_drawn(self._connection)

    def counts(self) -> Counts:
        c, p = self._connection, pictures.c
        first, last = (
            c.execute(select(bound(p.first_day)).where(p.first_day.is_not(None))).scalar()
            for bound in (func.min, func.max)
        )
        return Counts(
            reports=self.scalar(
                select(func.count()).select_from(reports).where(reports.c.revised_by.is_(None))
            ),
            claims=self.count(),
            incidents=self.scalar(select(func.count()).select_from(pictures)),
            disputed=self.scalar(select(func.count()).where(p.disputed == true())),
            reviewed=self.reviewed(),
            first=first,
            last=last,
        )

    def reviewed(self) -> int:
        """Claims that a person accepted or rejected."""
        return self.scalar(select(func.count()).select_from(reviews))

    def type_facets(self) -> list[Facet]:
        query = select(pictures.c.type, pictures.c.family, func.count()).group_by(
            pictures.c.type, pictures.c.family
        )
        rows = self._connection.execute(query)
        return sorted((Facet(r[0], r[2], r[1]) for r in rows), key=lambda f: (-f.number, f.value))

    def status_facets(self) -> list[Facet]:
        query = select(claims.c.status, func.count()).where(claims.c.live == true()).group_by(claims.c.status)
        return sorted((Facet(r[0], r[1]) for r in self._connection.execute(query)), key=lambda f: -f.number)

    def mapped(self, sought: Sought, *, square: float) -> Mapped:
        """What lies in each square of so many degrees; squares with one incident give its picture."""
        where = self._conditions(sought)
        placed = [*where, pictures.c.lat.is_not(None)]
        clusters = self._clusters(placed, square)
        while len(clusters) > _MOST:
            square *= 2
            clusters = self._clusters(placed, square)
        alone = [one.one for one in clusters if one.count == 1]
        unplaced = self.scalar(select(func.count()).where(*where, pictures.c.lat.is_(None)))
        return Mapped(
            clusters=[one for one in clusters if one.count > 1],
            pictures=self.pictures_of(alone),
            total=sum(one.count for one in clusters) + unplaced,
            unplaced=unplaced,
        )

    def day_counts(self, sought: Sought, *, longest: int = 1) -> list[DayCount]:
        """Incidents by first day and family. Wide: those that are told to lie within more than `longest` days."""
        p = pictures.c
        where = [*self._conditions(sought), p.first_day.is_not(None)]
        if self.dialect == "sqlite":
            days = func.julianday(p.last_day) - func.julianday(p.first_day)
        else:
            days = p.last_day - p.first_day
        wide = or_(p.last_day.is_(None), and_(p.last_day != p.first_day, days >= longest))
        query = (
            select(p.first_day, p.family, func.count(), func.count().filter(wide))
            .where(*where)
            .group_by(p.first_day, p.family)
            .order_by(p.first_day)
        )
        return [DayCount(*row) for row in self._connection.execute(query)]

    def days_of(self, sought: Sought) -> tuple[date | None, date | None, int]:
        """First and last day of what is sought, and how many have none."""
        p = pictures.c
        where = self._conditions(sought)
        first, last = (
            self._connection.execute(select(bound(p.first_day)).where(*where)).scalar()
            for bound in (func.min, func.max)
        )
        return first, last, self.scalar(select(func.count()).where(*where, p.first_day.is_(None)))

    def pictures(
        self, sought: Sought, *, sort: Sort = "day", offset: int = 0, limit: int = 100
    ) -> tuple[list[Picture], int]:
        """A page of the list, and how long the whole is."""
        where = self._conditions(sought)
        whole = select(func.count()).select_from(pictures).where(*where)
        query = select(pictures).where(*where).order_by(*_ORDERS[sort]).offset(offset).limit(limit)
        return [_picture(row) for row in self._connection.execute(query)], self.scalar(whole)

    def pictures_of(self, ids: Sequence[str]) -> list[Picture]:
        found: dict[str, Picture] = {}
        for i in range(0, len(ids), 500):
            query = select(pictures).where(pictures.c.incident.in_(ids[i : i + 500]))
            found |= {row.incident: _picture(row) for row in self._connection.execute(query)}
        return [found[id] for id in ids if id in found]

    def _conditions(self, sought: Sought) -> list[ColumnElement[bool]]:
        asked = about_claims(sought)
        if asked is None:
            return of_pictures(sought, None, dialect=self.dialect)
        told = (
            self._told(asked)
            if self.tellings is None
            else self.tellings.of(self.stamp(), asked, partial(self._told, asked))
        )
        return of_pictures(sought, told, dialect=self.dialect)

    def _told(self, asked: Sought) -> Told:
        publishers = self._publishers_of(asked.source_kinds) if asked.source_kinds else ()
        query = incidents_told(asked, dialect=self.dialect, publishers=publishers)
        ids = self._connection.execute(query).scalars().all()
        return Told(len(ids), dumps(ids))

    def _publishers_of(self, kinds: Sequence[str]) -> list[str]:
        # A name for each key, rather than the titles of all reports.
        keys = select(reports.c.publisher_key).where(reports.c.publisher_key.is_not(None)).distinct()
        found = []
        for key in self._connection.execute(keys).scalars().all():
            one = select(reports.c.publisher).where(reports.c.publisher_key == key).limit(1)
            who = publisher_of(self._connection.execute(one).scalar())
            if who is not None and who.kind in kinds:
                found.append(key)
        return found

    def _clusters(self, where: Sequence[ColumnElement[bool]], square: float) -> list[Cluster]:
        # First by point, in the order of an index, which is fast; then the points by square.
        spots = self._spots(where)
        s = spots.c
        y, x = self._square(s.lat + 90.0, square * 0.75), self._square(s.lon + 180.0, square)
        query = select(
            y.label("y"),
            x.label("x"),
            s.family,
            func.sum(s.number).label("number"),
            func.sum(s.areas).label("areas"),
            func.sum(s.disputed).label("disputed"),
            func.sum(s.killed).label("killed"),
            func.sum(s.lat * s.number).label("lat"),
            func.sum(s.lon * s.number).label("lon"),
            func.min(s.lat).label("south"),
            func.min(s.lon).label("west"),
            func.max(s.lat).label("north"),
            func.max(s.lon).label("east"),
            func.min(s.first_place).label("first_place"),
            func.max(s.last_place).label("last_place"),
            func.min(s.one).label("one"),
        ).group_by("y", "x", s.family)
        found: dict[tuple[int, int], Cluster] = {}
        for row in self._connection.execute(query):
            _gather(found, row)
        for one in found.values():
            one.lat, one.lon = one.lat / one.count, one.lon / one.count
        return [found[at] for at in sorted(found)]

    def _spots(self, where: Sequence[ColumnElement[bool]]) -> Subquery:
        p = pictures.c
        return (
            select(
                p.lat,
                p.lon,
                p.family,
                func.count().label("number"),
                func.count().filter(or_(p.geo_precision > 1, p.relation != "at")).label("areas"),
                func.count().filter(p.disputed == true()).label("disputed"),
                func.coalesce(func.sum(p.killed_best), 0).label("killed"),
                func.min(p.place).label("first_place"),
                func.max(p.place).label("last_place"),
                func.min(p.incident).label("one"),
            )
            .where(*where)
            .group_by(p.lat, p.lon, p.family)
            .subquery()
        )

    def _square(self, degrees: ColumnElement[float], square: float) -> ColumnElement[int]:
        # A positive number cut off is rounded down; PostgreSQL's cast would round to the nearest.
        number = degrees / max(square, _FINEST)
        return cast(number if self.dialect == "sqlite" else func.floor(number), Integer)


_P = pictures.c
_ORDERS: dict[Sort, tuple[Any, ...]] = {
    # All downwards, so that an index is walked through from its end.
    "day": (_P.first_day.desc().nulls_last(), _P.incident.desc()),
    "killed": (_P.killed_best.desc().nulls_last(), _P.incident.desc()),
    "sources": (_P.stories.desc(), _P.incident.desc()),
    "disputed": (_P.disputed.desc(), _P.worth.desc(), _P.incident.desc()),
    "worth": (_P.worth.desc(), _P.incident),
}


def _gather(found: dict[tuple[int, int], Cluster], row: Row[Any]) -> None:
    """Adds one family of a square to the square."""
    place = row.first_place if row.first_place == row.last_place else None
    before = found.get((row.y, row.x))
    if before is None:
        found[row.y, row.x] = Cluster(
            lat=row.lat,
            lon=row.lon,
            box=Box(row.south, row.west, row.north, row.east),
            count=int(row.number),
            areas=int(row.areas),
            disputed=int(row.disputed),
            killed=int(row.killed),
            families={row.family: int(row.number)},
            place=place,
            one=row.one,
        )
        return
    box = before.box
    before.lat, before.lon = before.lat + row.lat, before.lon + row.lon
    before.box = Box(
        min(box.south, row.south), min(box.west, row.west), max(box.north, row.north), max(box.east, row.east)
    )
    before.count += int(row.number)
    before.areas += int(row.areas)
    before.disputed += int(row.disputed)
    before.killed += int(row.killed)
    before.families[row.family] = int(row.number)
    before.place = place if before.place == place else None


def _picture(row: Row[Any]) -> Picture:
    return Picture(
        id=row.incident,
        family=row.family,
        type=row.type,
        plover=row.plover,
        who=row.who,
        whom=row.whom,
        place=row.place,
        admin1=row.admin1,
        country=row.country,
        feature=row.feature,
        relation=row.relation,
        geo_precision=row.geo_precision,
        lat=row.lat,
        lon=row.lon,
        start=row.first_day,
        end=row.last_day,
        disputed=row.disputed,
        killed_low=row.killed_low,
        killed_best=row.killed_best,
        killed_high=row.killed_high,
        independent_sources=row.stories,
        claims=row.claims,
        confidence=row.confidence,
        worth=row.worth,
    )
