"""Candidates while somebody types: actors of the knowledge base and the case, places of the gazetteer."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Query

from dateline.record.claims import SourceKind
from dateline.record.kept import KeptPlace
from dateline.reference.actors import KnownActor, load_actors
from dateline.reference.gazetteer import Entry, open_gazetteer
from dateline.steps.situation.sides import distance_km
from dateline.web import payloads_actors as to
from dateline.web.asked import View
from dateline.web.refusals import invalid

router = APIRouter()

_Limit = Annotated[int, Query(ge=1, le=50)]
_AS_FAR_KM = 10.0
_WIDE = ("ADM1", "PCL", "RGN", "CONT")


@router.get("/suggest/actors")
def suggest_actors(
    view: View, q: Annotated[str, Query(min_length=1, max_length=200)], limit: _Limit = 12
) -> to.ActorSuggestions:
    """Actors that a name or the beginning of one may mean: of the case by how often it names them, then others."""
    found: dict[str, to.ActorSuggestion] = {}
    aliases = view.aliases()
    known = load_actors()
    meant = [(a, use) for a, use in known.meanings(q) if use.strength > 0]
    counts = view.claims_naming([a.id for a, _ in meant])
    for met in view.actors_named(q, limit=limit * 3):
        if met.key in aliases:
            continue
        found[met.key] = to.ActorSuggestion(
            key=met.key,
            name=met.name,
            type=met.type,
            sector=met.sector,
            country=met.country,
            known=not met.key.startswith("?"),
            claims=met.claims,
            source_kind=_kind(known.actor(met.key)),
            why=f"in this case, in {met.claims:,} claim{'' if met.claims == 1 else 's'}",
        )
    for actor, _ in meant:
        if actor.id not in found:
            found[actor.id] = to.ActorSuggestion(
                key=actor.id,
                name=actor.name,
                type=actor.type,
                sector=actor.sector,
                country=actor.country,
                known=True,
                claims=counts.get(actor.id, 0),
                source_kind=_kind(actor),
                why="in the knowledge base"
                if actor.name.casefold() == q.casefold()
                else f"in the knowledge base, also called “{q}”",
            )
    named = {a.id for a, _ in meant}
    order = sorted(found.values(), key=lambda s: (s.key not in named, not s.known, -s.claims, s.name))
    return to.ActorSuggestions(items=order[:limit])


def _kind(actor: KnownActor | None) -> SourceKind | None:
    return cast(SourceKind | None, actor.source_kind) if actor else None


@router.get("/suggest/places")
def suggest_places(
    q: Annotated[str, Query(min_length=1, max_length=200)],
    near: Annotated[str | None, Query(max_length=60, description="lat,lon")] = None,
    limit: _Limit = 12,
) -> to.PlaceSuggestions:
    """Places of the gazetteer with that name ("Tabqa", "Tabqa, SYR"), the nearest to `near` or best known first."""
    point = _point(near) if near else None
    name, _, country = (part.strip() for part in q.partition(","))
    gazetteer = open_gazetteer()
    found: dict[str, tuple[Entry, str]] = {}
    for hits, why in ((gazetteer.find(name), ""), (gazetteer.find_alike(name), "sounds alike")):
        for hit in hits:
            if not country or hit.entry.country == country.upper():
                told = why or (
                    "name" if hit.entry.name.casefold() == name.casefold() else "another name of it"
                )
                found.setdefault(hit.entry.id, (hit.entry, told))
    made = [_suggested(entry, why, point) for entry, why in found.values()]
    if point is None:
        weight = {id: (e.weight, e.population) for id, (e, _) in found.items()}
        order = sorted(
            zip(found, made, strict=True), key=lambda p: (_sounds_alike(p[1]), *_minus(weight[p[0]]))
        )
        made = [one for _, one in order]
    else:
        made.sort(key=_nearness)
    return to.PlaceSuggestions(items=made[:limit])


def _nearness(one: to.PlaceSuggestion) -> tuple[bool, int, bool, float]:
    """Of a town and its district, as far away, the one that bears the name that was typed comes first."""
    away = one.distance_km or 0.0
    return _sounds_alike(one), int(away / _AS_FAR_KM), not one.why.startswith("name"), away


def _sounds_alike(one: to.PlaceSuggestion) -> bool:
    return one.why.startswith("sounds alike")


def _minus(pair: tuple[int, int]) -> tuple[int, int]:
    return -pair[0], -pair[1]


def _point(near: str) -> KeptPlace:
    try:
        lat, lon = (float(part) for part in near.split(","))
    except ValueError as error:
        raise invalid("near takes two numbers: lat,lon.", field="near") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise invalid("near takes a latitude of -90 to 90 and a longitude of -180 to 180.", field="near")
    return _place("here", lat, lon)


def _place(name: str, lat: float, lon: float) -> KeptPlace:
    return KeptPlace(
        name=name,
        lat=lat,
        lon=lon,
        country=None,
        admin1=None,
        feature=None,
        geonames=None,
        relation="at",
        geo_precision=1,
    )


def _suggested(entry: Entry, why: str, point: KeptPlace | None) -> to.PlaceSuggestion:
    far = distance_km(_place(entry.name, entry.lat, entry.lon), point)
    about = f"{entry.population:,} people" if entry.population else "population not known"
    return to.PlaceSuggestion(
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=entry.admin1,
        feature=entry.feature,
        geonames=entry.geonames,
        population=entry.population,
        distance_km=None if far is None else round(far, 1),
        geo_precision=3 if entry.feature.startswith(_WIDE) else 1,
        why=f"{why}; {about}" if why != "sounds alike" else why,
    )
