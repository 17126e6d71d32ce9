"""Which incidents a map, a timeline or a list shows, as conditions of SQL on their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SelectBase,
    String,
    TextualSelect,
    column,
    or_,
    select,
    text,
    true,
    union_all,
)

from dateline.reference.event_families import FAMILIES
from dateline.store import asking
from dateline.store.base import Wanted
from dateline.store.searching import fts_query
from dateline.store.tables import claims, incident_claims, mentions, names, pictures, reports

_FEW = 4_000
"""Incidents that are looked up one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Of each field that is given, one of its values must fit."""

    wanted: Wanted = field(default_factory=Wanted)
    """`types` may name families too ("battles"). Of `known_on`: incidents of which some claim was known by then."""
    source_kinds: tuple[str, ...] = ()
    disputed: bool = False
    """Only those whose sources differ."""
    min_confidence: float | None = None
    """Of the surest claim."""
    words: str | None = None
    """In a report that tells of it; see `View.search`."""


class Told(NamedTuple):
    """Some incidents: how many, and their ids as a JSON list, as the database takes them."""

    number: int
    ids: str


def about_claims(sought: Sought) -> Sought | None:
    """What of it is asked of the claims of incidents, so that it holds for any box and days. None: nothing."""
    wanted = sought.wanted
    own = Sought(
        wanted=Wanted(
            place=wanted.place,
            actors=wanted.actors,
            sources=wanted.sources,
            statuses=wanted.statuses,
            known_on=wanted.known_on,
        ),
        source_kinds=sought.source_kinds,
        words=sought.words,
    )
    return None if own == Sought() else own


def of_pictures(sought: Sought, told: Told | None, *, dialect: str) -> list[ColumnElement[bool]]:
    """Conditions on rows of `pictures`. `told`: the incidents whose claims fulfil what is asked of them."""
    wanted, p = sought.wanted, pictures.c
    found = asking.in_days(p.first_day, p.last_day, wanted)
    if wanted.box is not None:
        found.append(asking.bounds(wanted.box, p.lat, p.lon))
    if wanted.types:
        found.append(_of_type(wanted.types))
    if sought.disputed:
        found.append(p.disputed == true())
    if sought.min_confidence is not None:
        found.append(p.confidence >= sought.min_confidence)
    if told is not None:
        found.append(_among(told, dialect))
    return found


def incidents_told(asked: Sought, *, dialect: str, publishers: Sequence[str]) -> Select[tuple[str]]:
    """Ids of incidents of which one and the same claim fulfils what `about_claims` leaves.

    `publishers`: keys of those whose kind is one of `source_kinds`, for what they say in their own voice.
    """
    wanted = asked.wanted
    found = asking.of_claims(replace(wanted, sources=()))
    if wanted.sources:
        found.append(_said(asking.named_sources(wanted.sources), asking.publishers_of(wanted.sources)))
    if asked.source_kinds:
        kinds = select(names.c.n).where(names.c.role == "source", names.c.kind.in_(asked.source_kinds))
        found.append(_said(kinds, publishers, sourced=False))
    if asked.words is not None:
        found.append(claims.c.report.in_(reports_with(asked.words, dialect)))
    members = select(incident_claims.c.incident).join(claims, claims.c.id == incident_claims.c.claim)
    return members.where(*found).distinct()


def _said(
    speakers: Select[tuple[int]], publishers: Sequence[str], *, sourced: bool = True
) -> ColumnElement[bool]:
    """Of claims: one of these names of sources is quoted, or a report of these publishers says so.

    `sourced`: also where the report names another who says so.
    """
    found: list[SelectBase] = [
        select(mentions.c.claim).where(mentions.c.name.in_(speakers), mentions.c.part == "source")
    ]
    if publishers:
        told = claims.alias()
        own = select(told.c.n).join(reports, reports.c.n == told.c.report)
        own = own.where(reports.c.publisher_key.in_(publishers))
        found.append(own if sourced else own.where(told.c.sourced == 0))
    # As lists that are made once: asked of each claim, it takes three times as long.
    return claims.c.n.in_(union_all(*found))


def _among(told: Told, dialect: str) -> ColumnElement[bool]:
    if dialect == "sqlite":
        query = text("SELECT value FROM json_each(:told_ids)")
    else:
        query = text("SELECT json_array_elements_text(CAST(:told_ids AS json))")
    ids = query.bindparams(told_ids=told.ids).columns(column("value", String))
    # Of many, no index of the ids is walked through, but that of the map or of the days.
    return (pictures.c.incident if told.number < _FEW else pictures.c.incident.concat("")).in_(ids)


def _of_type(types: Sequence[str]) -> ColumnElement[bool]:
    families = [t for t in types if t in FAMILIES]
    others = [t for t in types if t not in FAMILIES]
    upper = [t.upper() for t in others]
    return or_(pictures.c.family.in_(families), pictures.c.type.in_(others), pictures.c.plover.in_(upper))


def reports_with(words: str, dialect: str) -> TextualSelect:
    if dialect == "sqlite":
        query = text("SELECT rowid FROM report_words WHERE report_words MATCH :sought_words")
        return query.bindparams(sought_words=fts_query(words)).columns(column("rowid", Integer))
    fts_query(words)
    query = text("SELECT n FROM reports WHERE searched @@ websearch_to_tsquery('english', :sought_words)")
    return query.bindparams(sought_words=words.replace("\0", " ")).columns(column("n", Integer))
