"""What is asked for, as conditions of SQL."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true

from dateline.record.settings import WIDE
from dateline.store.base import Box, Wanted
from dateline.store.keeping import folded, known_as, publisher_of
from dateline.store.tables import aliases, claims, incident_claims, incidents, mentions, names, reports

NO_CELL = -1
_SHORT = timedelta(days=31)
_MOST_CELLS = 400
"""Above so many cells the bounds alone are used."""


def cell_of(lat: float | None, lon: float | None) -> int:
    """Number of the square of one degree that a point lies in; -1 for no point."""
    if lat is None or lon is None:
        return NO_CELL
    return min(179, math.floor(lat) + 90) * 360 + (math.floor(lon) + 180) % 360


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """A type or code as it is looked up.

    >>> fold("Shelling/artillery/missile attack")
    'shelling artillery missile attack'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def lasting(first: date | None, last: date | None) -> bool:
    """Whether days go on for longer than most: those that do are few, and are looked through apart."""
    return first is None or last is None or last - first > _SHORT


def of_claims(wanted: Wanted, *, few: bool = False) -> list[ColumnElement[bool]]:
    """Conditions on rows of `claims`, joined with `reports` where `asks_reports` says so.

    `few`: what these conditions are joined with leaves few claims.
    """
    found: list[ColumnElement[bool]] = [_standing(wanted)]
    few = few or (wanted.first is not None and wanted.last is not None) or bool(wanted.reports)
    found += _claim_days(wanted)
    if wanted.box is not None:
        found.append(_within(wanted.box, unplaced=False))
    if wanted.place is not None:
        found.append(_named("place", [wanted.place], ("place", "admin1", "country"), few=few))
    if wanted.types:
        found.append(_named("type", wanted.types, ("type",), few=few))
    if wanted.actors:
        found.append(_named("actor", wanted.actors, ("actor", "recipient", "holder"), few=few))
    if wanted.sources:
        publishers = publishers_of(wanted.sources)
        found.append(
            or_(_named("source", wanted.sources, ("source",)), reports.c.publisher_key.in_(publishers))
        )
    if wanted.statuses:
        found.append(claims.c.status.in_(wanted.statuses))
    if wanted.reports:
        found.append(reports.c.id.in_(wanted.reports))
    if wanted.control:
        found.append(claims.c.control == true())
    return found


def of_incidents(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions on rows of `incidents`. Whatever is not of the incident itself is asked of its claims."""
    found: list[ColumnElement[bool]] = [incidents.c.current == true(), incidents.c.removed == false()]
    found += in_days(incidents.c.first_day, incidents.c.last_day, wanted)
    if wanted.box is not None:
        found.append(bounds(wanted.box, incidents.c.lat, incidents.c.lon))
    if wanted.place or wanted.actors or wanted.sources or wanted.statuses or wanted.reports or wanted.types:
        told = select(incident_claims.c.incident).join(
            claims, and_(claims.c.id == incident_claims.c.claim, claims.c.live == true())
        )
        if asks_reports(wanted):
            told = told.join(reports, reports.c.n == claims.c.report)
        of_its_claims = Wanted(
            place=wanted.place,
            actors=wanted.actors,
            sources=wanted.sources,
            statuses=wanted.statuses,
            reports=wanted.reports,
            types=wanted.types,
        )
        if wanted.first is not None and wanted.last is not None:
            # The days leave few incidents: their claims are looked at, and not all claims of an actor.
            told = told.where(
                incident_claims.c.incident == incidents.c.id, *of_claims(of_its_claims, few=True)
            )
            found.append(told.exists())
        else:
            found.append(incidents.c.id.in_(told.where(*of_claims(of_its_claims))))
    return found


def asks_reports(wanted: Wanted) -> bool:
    """Whether the conditions on claims are about their reports too."""
    return bool(wanted.sources or wanted.reports)


def near(
    *,
    families: Sequence[str],
    box: Box | None,
    first: date | None,
    last: date | None,
    country: str | None,
    unplaced: bool,
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [claims.c.live == true()]
    if families:
        found.append(claims.c.family.in_(families))
    if box is not None:
        found.append(_within(box, unplaced=unplaced))
    if country is not None:
        found.append(or_(claims.c.country == country, claims.c.country.is_(None)))
    # The block's index begins with family and square, and its days need no help.
    found += in_days(claims.c.first_day, claims.c.last_day, Wanted(first=first, last=last))
    return found


def meaning(days: tuple[int, int] | None) -> list[ColumnElement[bool]]:
    """Of claims: what they tell may have happened on these days. None: nothing says when it happened."""
    if days is None:
        return [claims.c.meant_first.is_(None)]
    first, last = days
    # Stretches are no longer than this, so that the index is looked through for near days alone.
    near = claims.c.meant_first.between(first - WIDE - 3, last)
    return [near, claims.c.meant_last >= first]


def _standing(wanted: Wanted) -> ColumnElement[bool]:
    day = wanted.known_on
    if day is None and not wanted.withdrawn:
        return claims.c.live == true()
    held: list[ColumnElement[bool]] = [claims.c.dropped.is_(None)]
    if day is None:
        held.append(claims.c.until.is_(None))
    else:
        held += [claims.c.known <= day, or_(claims.c.until.is_(None), claims.c.until > day)]
    if not wanted.withdrawn:
        held.append(claims.c.withdrawn == false())
    return and_(*held)


def in_days(
    first: ColumnElement[date | None], last: ColumnElement[date | None], wanted: Wanted
) -> list[ColumnElement[bool]]:
    """Days that meet the wanted ones. An open end lasts; an open beginning has no day to begin with."""
    found: list[ColumnElement[bool]] = []
    if wanted.first is None and wanted.last is None:
        return found
    if wanted.last is not None:
        found.append(first <= wanted.last)
    if wanted.first is not None:
        found.append(or_(last >= wanted.first, and_(last.is_(None), first.is_not(None))))
    return found


def _claim_days(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The same for claims: the many short ones by when they begin, so that only those near the days are looked at."""
    found = in_days(claims.c.first_day, claims.c.last_day, wanted)
    if wanted.first is None or not found:
        return found
    short = and_(claims.c.lasting == false(), claims.c.first_day >= wanted.first - _SHORT, *found)
    return [or_(short, and_(claims.c.lasting == true(), *found))]


def _named(
    role: str, wanted: Iterable[str], parts: tuple[str, ...], *, few: bool = False
) -> ColumnElement[bool]:
    """`few`: other conditions leave few claims, so that each is asked whether it has the name."""
    rows = _names(role, list(wanted))
    if few:
        return exists().where(
            mentions.c.name.in_(rows), mentions.c.claim == claims.c.n, mentions.c.part.in_(parts)
        )
    return claims.c.n.in_(
        select(mentions.c.claim).where(mentions.c.name.in_(rows), mentions.c.part.in_(parts))
    )


def named_sources(wanted: Sequence[str]) -> Select[tuple[int]]:
    """Numbers of the names of these sources."""
    return _names("source", list(wanted))


def publishers_of(wanted: Sequence[str]) -> list[str]:
    """Keys under which these sources may publish."""
    return [p.key for p in map(publisher_of, wanted) if p] + list(wanted)


def _names(role: str, values: list[str]) -> Select[tuple[int]]:
    keys = [fold(v) for v in values] if role == "type" else [folded(v) for v in values]
    meant: list[ColumnElement[bool]] = [names.c.folded.in_(keys), names.c.key.in_(values)]
    if role in ("actor", "source"):
        meant += [names.c.key.in_(known_as(values)), *_aliased(role, values, keys)]
    return select(names.c.n).where(names.c.role == role, or_(*meant))


def _aliased(role: str, values: list[str], keys: list[str]) -> list[ColumnElement[bool]]:
    """Of names that people said are an actor's: the actor's other names, and those names of it."""
    own = names.alias()
    actors = or_(
        aliases.c.actor.in_(values),
        aliases.c.actor.in_(select(own.c.key).where(own.c.role == role, own.c.folded.in_(keys))),
        aliases.c.folded.in_(keys),
    )
    return [
        names.c.key.in_(select(aliases.c.actor).where(aliases.c.folded.in_(keys))),
        names.c.key.in_(select("?" + aliases.c.folded).where(actors)),
    ]


def _within(box: Box, *, unplaced: bool) -> ColumnElement[bool]:
    inside: ColumnElement[bool] = bounds(box, claims.c.lat, claims.c.lon)
    cells = _cells(box)
    if cells:
        wanted = [*cells, NO_CELL] if unplaced else cells
        inside = or_(inside, claims.c.cell == NO_CELL) if unplaced else inside
        return and_(claims.c.cell.in_(wanted), inside)
    return or_(inside, claims.c.cell == NO_CELL) if unplaced else inside


def bounds(box: Box, lat: ColumnElement[float], lon: ColumnElement[float]) -> ColumnElement[bool]:
    across = box.west > box.east
    lons = or_(lon >= box.west, lon <= box.east) if across else and_(lon >= box.west, lon <= box.east)
    return and_(lat >= box.south, lat <= box.north, lons)


def _cells(box: Box) -> list[int]:
    lats = range(math.floor(max(-90.0, box.south)), math.floor(min(90.0, box.north)) + 1)
    width = (
        math.floor(box.east) - math.floor(box.west)
        if box.west <= box.east
        else (math.floor(box.east) + 360 - math.floor(box.west))
    )
    if len(lats) * (width + 1) > _MOST_CELLS:
        return []
    west = math.floor(box.west)
    return sorted({cell_of(lat, west + step) for lat in lats for step in range(width + 1)})
