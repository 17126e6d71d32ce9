"""Which incidents a map, a timeline or a list shows, as conditions of SQL on their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Integer, TextualSelect, and_, column, exists, or_, select, text, true

from dateline.reference.event_families import FAMILIES
from dateline.store import asking
from dateline.store.base import Wanted
from dateline.store.searching import fts_query
from dateline.store.tables import claims, incident_claims, mentions, names, pictures, reports


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


def of_pictures(sought: Sought, *, dialect: str, publishers: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions on rows of `pictures`.

    `publishers`: keys of those whose kind is one of `source_kinds`, for what they say in their own voice.
    """
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
    told = _of_its_claims(sought, dialect, publishers)
    if told:
        members = select(incident_claims.c.incident).join(claims, claims.c.id == incident_claims.c.claim)
        if asking.asks_reports(wanted) or sought.source_kinds:
            members = members.join(reports, reports.c.n == claims.c.report)
        found.append(p.incident.in_(members.where(*told)))
    return found


def asks_claims(sought: Sought) -> bool:
    """Whether the conditions are about the claims of incidents, and so take more than a walk through the pictures."""
    return bool(_of_its_claims(sought, "", ()))


def _of_type(types: Sequence[str]) -> ColumnElement[bool]:
    families = [t for t in types if t in FAMILIES]
    others = [t for t in types if t not in FAMILIES]
    upper = [t.upper() for t in others]
    return or_(pictures.c.family.in_(families), pictures.c.type.in_(others), pictures.c.plover.in_(upper))


def _of_its_claims(sought: Sought, dialect: str, publishers: Sequence[str]) -> list[ColumnElement[bool]]:
    """What one and the same claim must fulfil. Empty: nothing is asked of claims."""
    wanted = sought.wanted
    own = Wanted(
        place=wanted.place,
        actors=wanted.actors,
        sources=wanted.sources,
        statuses=wanted.statuses,
        known_on=wanted.known_on,
    )
    found = asking.of_claims(own) if own != Wanted() else []
    if sought.source_kinds:
        quoted = exists().where(
            mentions.c.claim == claims.c.n,
            mentions.c.part == "source",
            mentions.c.name.in_(
                select(names.c.n).where(names.c.role == "source", names.c.kind.in_(sought.source_kinds))
            ),
        )
        found.append(or_(quoted, and_(claims.c.sourced == 0, reports.c.publisher_key.in_(publishers))))
    if sought.words is not None:
        found.append(claims.c.report.in_(reports_with(sought.words, dialect)))
    if found and own == Wanted():
        found.append(claims.c.live == true())
    return found


def reports_with(words: str, dialect: str) -> TextualSelect:
    if dialect == "sqlite":
        query = text("SELECT rowid FROM report_words WHERE report_words MATCH :sought_words")
        return query.bindparams(sought_words=fts_query(words)).columns(column("rowid", Integer))
    fts_query(words)
    query = text("SELECT n FROM reports WHERE searched @@ websearch_to_tsquery('english', :sought_words)")
    return query.bindparams(sought_words=words.replace("\0", " ")).columns(column("n", Integer))
