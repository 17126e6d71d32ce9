"""One narrow row for each incident that stands: what maps, timelines, lists and the review queue are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, true, update

from dateline.record.incidents import Incident
from dateline.record.kept import KeptActor
from dateline.reference.event_families import family_of
from dateline.store.tables import about, claims, incident_claims, pictures
from dateline.store.worth import weights, worth

_LAYOUT = "1"
"""Another number where a row is made differently, so that cases are pictured anew."""
_NAMES = 2
_LONGEST = 120


def picture(connection: Connection, incidents: Sequence[Incident]) -> None:
    """Draws these incidents anew; their claims must be in place."""
    if not incidents:
        return
    ids = [i.id for i in incidents]
    sure = _confidence(connection, ids)
    forget(connection, ids)
    connection.execute(insert(pictures), [_row(i, sure.get(i.id, 0.0)) for i in incidents])


def forget(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(pictures).where(pictures.c.incident.in_(ids)))


def drawn_with() -> str:
    """Changes with the weights and the layout."""
    return blake2b(f"{_LAYOUT} {weights()}".encode(), digest_size=8).hexdigest()


def is_drawn(connection: Connection) -> bool:
    """Whether all incidents are pictured, with the weights that hold now."""
    query = select(about.c.value).where(about.c.name == "pictures")
    return connection.execute(query).scalar() == drawn_with()


def note_drawn(connection: Connection) -> None:
    changed = connection.execute(
        update(about).where(about.c.name == "pictures").values(value=drawn_with())
    ).rowcount
    if not changed:
        connection.execute(insert(about).values(name="pictures", value=drawn_with()))


def _confidence(connection: Connection, ids: Sequence[str]) -> dict[str, float]:
    """Of the surest claim of each incident."""
    query = (
        select(incident_claims.c.incident, func.max(claims.c.confidence))
        .join(claims, claims.c.id == incident_claims.c.claim)
        .where(incident_claims.c.incident.in_(bindparam("ids", expanding=True)), claims.c.live == true())
        .group_by(incident_claims.c.incident)
    )
    return {row[0]: row[1] for row in connection.execute(query, {"ids": list(ids)})}


def _row(incident: Incident, confidence: float) -> dict[str, Any]:
    place = incident.place
    killed = next((c for c in incident.casualties if c.outcome == "killed" and c.rule == "ucdp"), None)
    best = killed.best if killed else None
    disputed = bool(incident.disputed)
    return {
        "incident": incident.id,
        "family": family_of(incident.type, incident.plover),
        "type": incident.type,
        "plover": incident.plover,
        "who": _names(incident.actors),
        "whom": _names(incident.recipients),
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "feature": place.feature[:16] if place and place.feature else None,
        "relation": place.relation if place else None,
        "geo_precision": place.geo_precision if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "first_day": incident.start,
        "last_day": incident.end,
        "disputed": disputed,
        "killed_low": killed.low if killed else None,
        "killed_best": best,
        "killed_high": killed.high if killed else None,
        "stories": incident.independent_sources,
        "claims": len(incident.claims),
        "confidence": confidence,
        "worth": worth(
            disputed=disputed,
            killed=best,
            confidence=confidence,
            stories=incident.independent_sources,
            geo_precision=place.geo_precision if place else None,
        ),
    }


def _names(actors: Sequence[KeptActor]) -> str:
    names = list(dict.fromkeys(a.name for a in actors))
    more = f" +{len(names) - _NAMES}" if len(names) > _NAMES else ""
    return ", ".join(n[:_LONGEST] for n in names[:_NAMES]) + more
