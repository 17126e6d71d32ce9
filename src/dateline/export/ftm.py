"""FollowTheMoney: JSON lines of entities, as Aleph, OpenAleph and its own library read them.

An incident is an Event at an Address with the actors involved; a report is an Article; a claim is a Note about its
event, with its words and its report as proof; who says so is an UnknownLink "says" from the source to the event. What
FollowTheMoney has no property for (status, figures, offsets, confidence) stands in the Note's description.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import Any

from dateline.export.accounts import Account
from dateline.export.codebooks import Codebook
from dateline.export.features import feature_of
from dateline.export.json_lines import json_line
from dateline.export.material import Material, Told
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace, KeptSource
from dateline.reference.tables import read_table
from dateline.store.base import KeptReport

_SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "group": "Organization",
    "organisation": "Organization",
}
_ARMED = ("MIL", "REB", "PRM", "UAF")


def write(material: Material, out: Path, book: Codebook, *, hxl: bool = False) -> Account:
    """Writes JSON lines, each entity once."""
    account = Account(format="ftm", rows="entities")
    written: set[str] = set()
    with out.open("wb") as stream:
        for told in material.told():
            if not told.claims:
                account.leave("no claim counts any more")
                continue
            if not told.asserted:
                # An Event has no cell for it; as a Note it would speak about an event that is not there.
                account.leave(f"FollowTheMoney has no cell for what is {told.why_not}")
                continue
            for entity in entities(told, book):
                if entity["id"] not in written:
                    written.add(entity["id"])
                    stream.write(json_line(entity) + b"\n")
                    account.written += 1
    return account


def entities(told: Told, book: Codebook) -> Iterable[dict[str, Any]]:
    """All that an incident is told with: its event, place, actors, reports, claims and sources."""
    incident = told.incident
    feature = feature_of(told, book.areas, book.figures)
    people = dict.fromkeys((*incident.actors, *incident.recipients))
    event = _id("event", incident.id)
    place = incident.place
    for actor in people:
        yield _actor(actor)
    if place is not None:
        yield _address(place)
    for report in told.reports.values():
        yield _article(report)
    figures = (
        f"killed: low {feature.killed_low}, best {feature.killed_best}, high {feature.killed_high}"
        if feature.killed_best is not None
        else ""
    )
    yield _entity(
        event,
        "Event",
        name=[
            f"{incident.type}{f', {place.name}' if place else ''}{f', {incident.start}' if incident.start else ''}"
        ],
        date=[incident.start] if incident.start == incident.end else [],
        startDate=[incident.start],
        endDate=[incident.end],
        location=[", ".join(filter(None, (place.name, place.admin1)))] if place else [],
        country=[_iso2(place.country)] if place else [],
        addressEntity=[_id("address", _place_key(place))] if place else [],
        involved=[_actor_id(a) for a in people],
        recordId=[incident.id],
        summary=[feature.quote],
        notes=[figures, f"sources differ on: {feature.disputed}" if feature.disputed else ""],
        keywords=[incident.type, incident.plover],
        proof=[_id("report", r) for r in told.reports],
        publisher=list(told.publishers),
        sourceUrl=[r.url for r in told.reports.values()],
    )
    for claim in told.claims:
        yield _note(claim, event)
        if claim.sources:
            yield from _says(claim, event)


def _note(claim: KeptClaim, event: str) -> dict[str, Any]:
    read = claim.claim
    figures = "; ".join(f"{c.outcome} {c.low}-{c.best}-{c.high} ({c.text!r})" for c in read.casualties)
    told_by = ", quoting ".join(filter(None, (claim.publisher, *(s.name for s in claim.sources))))
    facts = (
        f"status: {read.status}",
        f"told by: {told_by}" if told_by else "",
        figures,
        f"report: {claim.report}, characters {read.evidence.start}-{read.evidence.end}",
        f"confidence: {read.confidence:.2f}",
        f"coded by: {read.coded_by}",
    )
    return _entity(
        _id("claim", claim.id),
        "Note",
        name=[f"{read.trigger.text} ({read.status})"],
        description=[" ".join(claim.evidence.split()), *filter(None, facts)],
        entity=[event],
        proof=[_id("report", claim.report)],
        publisher=[claim.publisher],
    )


def _says(claim: KeptClaim, event: str) -> Iterable[dict[str, Any]]:
    source = claim.sources[-1]
    yield _source(source)
    yield _entity(
        _id("says", claim.id),
        "UnknownLink",
        subject=[_id("actor", source.key)],
        object=[event],
        role=["says"],
        date=[claim.published],
        summary=[" ".join(claim.evidence.split())],
        proof=[_id("report", claim.report)],
    )


def _article(report: KeptReport) -> dict[str, Any]:
    return _entity(
        _id("report", report.id),
        "Article",
        title=[report.title or f"Report {report.id}"],
        publisher=[report.publisher],
        sourceUrl=[report.url],
        publishedAt=[report.published],
        language=[_ISO_639.get(report.language or "")],
    )


_ISO_639 = {"en": "eng"}


def _address(place: KeptPlace) -> dict[str, Any]:
    town = (place.feature or "").startswith("PPL")
    return _entity(
        _id("address", _place_key(place)),
        "Address",
        full=[", ".join(filter(None, (place.name, place.admin1)))],
        city=[place.name] if town else [],
        state=[place.admin1],
        country=[_iso2(place.country)],
        latitude=[place.lat],
        longitude=[place.lon],
    )


def _actor_id(actor: KeptActor) -> str:
    return _id("actor", actor.key)


def _actor(actor: KeptActor) -> dict[str, Any]:
    schema = _SCHEMATA.get(actor.type, "LegalEntity")
    if schema == "Organization" and actor.sector in ("GOV", "MIL", "COP"):
        schema = "PublicBody"
    topics = ["mil"] if actor.sector in _ARMED and schema in ("Organization", "PublicBody") else []
    return _entity(_actor_id(actor), schema, name=[actor.name], country=[_iso2(actor.country)], topics=topics)


def _source(source: KeptSource) -> dict[str, Any]:
    return _entity(
        _id("actor", source.key), "LegalEntity", name=[source.name], country=[_iso2(source.country)]
    )


def _place_key(place: KeptPlace) -> str:
    return str(place.geonames) if place.geonames else f"{place.name}/{place.admin1}/{place.country}"


def _id(kind: str, key: str) -> str:
    return f"dateline-{kind}-{sha1(key.encode(), usedforsecurity=False).hexdigest()[:16]}"


def _entity(id: str, schema: str, **properties: list[Any]) -> dict[str, Any]:
    kept = {name: [str(v) for v in values if v not in (None, "")] for name, values in properties.items()}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _iso2(iso3: str | None) -> str | None:
    """FollowTheMoney's countries are two letters, in lower case."""
    return _two_letters().get(iso3 or "")


@cache
def _two_letters() -> dict[str, str]:
    return {row["iso3"]: row["iso2"].lower() for row in read_table("places/countries.csv")}
