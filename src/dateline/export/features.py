"""An incident as a row of plain values: the properties of GeoJSON, the columns of GeoParquet and incidents.csv."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dateline.export.areas import radius_km
from dateline.export.codebooks import AreaRules, acled_types
from dateline.export.material import Told
from dateline.record.tolls import FigureRules, toll


class Feature(NamedTuple):
    """Names are those of the columns. Lists are in one cell, parted by "; "."""

    id: str
    type: str
    event_type: str | None
    plover: str | None
    status: str
    """occurred, ongoing, planned, possible, conditional, denied; where claims differ, the first of these."""
    start: date | None
    end: date | None
    place: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    relation: str | None
    geo_precision: int | None
    radius_km: float | None
    """How far off the place may be. 0: exact. None: no closer than a country, or not known."""
    actors: str
    recipients: str
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    killed_lowest_told: int | None
    claims: int
    reports: int
    independent_sources: int
    sources: str
    disputed: str
    quote: str


def feature_of(told: Told, areas: AreaRules, figures: FigureRules) -> Feature:
    incident, place = told.incident, told.incident.place
    type = acled_types().get(incident.type)
    dead = toll(told.asserted, figures)
    statuses = {c.claim.status for c in told.claims}
    order = ("occurred", "ongoing", "planned", "possible", "conditional", "denied")
    located = place is not None and place.lat is not None
    return Feature(
        id=incident.id,
        type=incident.type,
        event_type=type.event if type else None,
        plover=incident.plover,
        status=next((s for s in order if s in statuses), ""),
        start=incident.start,
        end=incident.end,
        place=place.name if place else None,
        admin1=place.admin1 if place else None,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        relation=place.relation if place else None,
        geo_precision=place.geo_precision if place else None,
        radius_km=radius_km(place, areas) if place and located else None,
        actors="; ".join(a.name for a in incident.actors),
        recipients="; ".join(a.name for a in incident.recipients),
        killed_low=dead.low if dead else None,
        killed_best=dead.best if dead else None,
        killed_high=dead.high if dead else None,
        killed_lowest_told=dead.lowest if dead else None,
        claims=len(told.claims),
        reports=len({c.report for c in told.claims}),
        independent_sources=incident.independent_sources,
        sources="; ".join(told.publishers),
        disputed="; ".join(sorted({d.field for d in incident.disputed})),
        quote=" ".join(told.lead.evidence.split()),
    )
