"""From what was read of a report to claims that can be compared with those of other reports, without any case."""

from __future__ import annotations

import re
from datetime import date

from dateline.record.actors import Actor
from dateline.record.claims import SourceInClaim
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace, KeptSource
from dateline.record.readings import Reading
from dateline.record.settings import settings_of
from dateline.reference.actors.folding import key_of

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)


def kept_claims(
    reading: Reading, *, story: str | None = None, known: date | None = None
) -> tuple[KeptClaim, ...]:
    """The claims of a reading in its order.

    `story`: None: the report is a story of its own. `known`: None: the day of the report.
    """
    document = reading.document
    actors = {a.id: _actor(a) for a in reading.actors}
    whole = {a.id: a for a in reading.actors}
    places = {p.id: p for p in reading.places}
    settings = settings_of(reading)
    made = []
    for claim in reading.claims:
        place = places.get(claim.place.place) if claim.place else None
        made.append(
            KeptClaim(
                claim=claim,
                report=document.id,
                story=story or document.id,
                published=document.published,
                publisher=document.publisher,
                known=known or document.published or date.max,
                actors=tuple(actors[a.actor] for a in claim.actors),
                recipients=tuple(actors[a.actor] for a in claim.recipients),
                place=KeptPlace(
                    name=place.name,
                    lat=place.lat,
                    lon=place.lon,
                    country=place.country,
                    admin1=place.admin1,
                    feature=place.feature,
                    geonames=place.geonames,
                    relation=claim.place.relation,
                    geo_precision=claim.place.geo_precision,
                )
                if place and claim.place
                else None,
                sources=tuple(_source(s, whole.get(s.actor or "")) for s in claim.attribution),
                holder=actors[claim.control.holder] if claim.control else None,
                evidence=claim.evidence.of(document.text),
                setting=settings[claim.id],
            )
        )
    return tuple(made)


def _key(actor: Actor) -> str:
    return actor.kb or f"?{_folded(actor.name)}"


def _folded(name: str) -> str:
    return key_of(_ARTICLE.sub("", name)) or name.casefold()


def _actor(actor: Actor) -> KeptActor:
    return KeptActor(
        key=_key(actor),
        name=actor.name,
        type=actor.type,
        sector=actor.sector,
        country=actor.country,
        inter=actor.inter,
        private=actor.private,
    )


def _source(source: SourceInClaim, actor: Actor | None) -> KeptSource:
    if actor is None:
        return KeptSource(key=f"?{_folded(source.text)}", name=source.text, kind=source.kind, country=None)
    return KeptSource(key=_key(actor), name=actor.name, kind=source.kind, country=actor.country)
