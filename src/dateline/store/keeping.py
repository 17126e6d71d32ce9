"""From what was read of a report to the claims that a case keeps: made comparable over reports."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from dateline.record.actors import Actor
from dateline.record.claims import Claim, PlaceInClaim, SourceInClaim, SourceKind
from dateline.record.ids import content_id
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace, KeptSource, Setting
from dateline.record.readings import Reading
from dateline.record.settings import settings_of
from dateline.reference.actors import ActorKnowledge, KnownActor, load_actors
from dateline.reference.actors.folding import key_of

_SURE = 2
"""Strength of a name that means an actor without more; see `reference.actors.NameUse`."""
_LONGEST_KEY = 200
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a row of `claims` holds: a `KeptClaim` without what stands in the row of its report."""

    claim: Claim
    actors: tuple[KeptActor, ...]
    recipients: tuple[KeptActor, ...]
    place: KeptPlace | None
    sources: tuple[KeptSource, ...]
    holder: KeptActor | None
    evidence: str
    setting: Setting
    """Without what is the same for all claims of a report: that stands in the row of the report."""

    def kept(
        self,
        *,
        report: str,
        story: str,
        published: date | None,
        publisher: str | None,
        known: date,
        names: tuple[str, ...] = (),
        words: tuple[str, ...] = (),
    ) -> KeptClaim:
        return KeptClaim(
            claim=self.claim,
            report=report,
            story=story,
            published=published,
            publisher=publisher,
            known=known,
            actors=self.actors,
            recipients=self.recipients,
            place=self.place,
            sources=self.sources,
            holder=self.holder,
            evidence=self.evidence,
            setting=replace(self.setting, names=names, words=words),
        )


_ENCODER = msgspec.json.Encoder()
_BODIES = msgspec.json.Decoder(Body)


def packed(body: Body) -> bytes:
    return zlib.compress(_ENCODER.encode(body), 3)


def unpacked(data: bytes) -> Body:
    return _BODIES.decode(zlib.decompress(data))


class Parts(NamedTuple):
    """What a case keeps of a reading beside the reading itself."""

    bodies: tuple[Body, ...]
    """The claims in their order."""
    around: Setting
    """What the settings of all its claims have in common."""


def parts_of(reading: Reading) -> Parts:
    actors = {a.id: a for a in reading.actors}
    places = {p.id: p for p in reading.places}
    settings = settings_of(reading)
    made: dict[str, KeptActor] = {}

    def actor(id: str) -> KeptActor:
        if id not in made:
            made[id] = _actor(actors[id])
        return made[id]

    def place(part: PlaceInClaim) -> KeptPlace:
        found = places[part.place]
        return KeptPlace(
            name=found.name,
            lat=found.lat,
            lon=found.lon,
            country=found.country,
            admin1=found.admin1,
            feature=found.feature,
            geonames=found.geonames,
            relation=part.relation,
            geo_precision=part.geo_precision,
        )

    made_bodies = tuple(
        Body(
            claim=claim,
            actors=tuple(actor(p.actor) for p in claim.actors),
            recipients=tuple(actor(p.actor) for p in claim.recipients),
            place=place(claim.place) if claim.place else None,
            sources=tuple(_source(s, actors.get(s.actor or "")) for s in claim.attribution),
            holder=actor(claim.control.holder) if claim.control else None,
            evidence=claim.evidence.of(reading.document.text),
            setting=replace(settings[claim.id], names=(), words=()),
        )
        for claim in reading.claims
    )
    one = next(iter(settings.values()), Setting())
    return Parts(made_bodies, Setting(names=one.names, words=one.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher as a source."""

    key: str
    name: str
    kind: SourceKind
    country: str | None


@cache
def publisher_of(name: str | None) -> Publisher | None:
    """Who publishes under `name`. None: no name."""
    key = short(key_of(name or ""))
    if not name or not key:
        return None
    knowledge = load_actors()
    known = next(
        (a for a, _ in knowledge.meanings(name) if a.source_kind in ("outlet", "state-outlet")), None
    )
    known = known or next((a for a, use in knowledge.meanings(name) if use.strength > 0), None)
    if known is None:
        return Publisher(key=f"?{key}", name=name, kind="outlet", country=None)
    kind: SourceKind = msgspec.convert(known.source_kind, SourceKind) if known.source_kind else "outlet"
    return Publisher(key=known.id, name=known.name, kind=kind, country=_side(known, knowledge))


def known_as(names: Iterable[str], *, sure: bool = True) -> list[str]:
    """Keys of the actors that the knowledge base knows by these names, whatever the reports call them: "ISIS".

    Not `sure`: also of those whom a name means in some reports alone: "HTS".
    """
    found = (load_actors().meanings(name) for name in names)
    return sorted({actor.id for uses in found for actor, use in uses if use.strength >= _SURE or not sure})


def known_source(name: str, key: str | None = None) -> KeptSource | None:
    """Who of the knowledge base has the key, else whom the name means, speakers first. None: nobody there."""
    knowledge = load_actors()
    meant = [a for a, use in knowledge.meanings(name) if use.strength > 0]
    known = knowledge.actor(key) if key else None
    if key is None:
        known = next((a for a in meant if a.source_kind), None) or next(iter(meant), None)
    if known is None:
        return None
    kind: SourceKind = msgspec.convert(known.source_kind, SourceKind) if known.source_kind else "person"
    return KeptSource(key=known.id, name=known.name, kind=kind, country=_side(known, knowledge))


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """What names are looked up by: alike for all spellings of one name, and short enough for every index."""
    return short(key_of(_ARTICLE.sub("", name)) or storable(name.casefold()))


def short(key: str) -> str:
    """A key of at most 200 characters: a longer one is no name of anybody, but must not harm the case."""
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY - 20]} {content_id('', key)}"


def storable(words: str) -> str:
    """PostgreSQL keeps no null characters; a space in their place leaves all offsets as they are."""
    return words.replace("\0", " ")


def _actor(actor: Actor) -> KeptActor:
    return KeptActor(
        key=actor.kb or f"?{folded(actor.name)}",
        name=actor.name,
        type=actor.type,
        sector=actor.sector,
        country=actor.country,
        inter=actor.inter,
        private=actor.private,
    )


def _source(source: SourceInClaim, actor: Actor | None) -> KeptSource:
    if actor is None:
        return KeptSource(key=f"?{folded(source.text)}", name=source.text, kind=source.kind, country=None)
    country = actor.country
    if actor.kb:
        knowledge = load_actors()
        known = knowledge.actor(actor.kb)
        if known is not None:
            country = _side(known, knowledge)
    return KeptSource(
        key=actor.kb or f"?{folded(actor.name)}", name=actor.name, kind=source.kind, country=country
    )


def _side(known: KnownActor, knowledge: ActorKnowledge) -> str | None:
    """Country of the owner, where an outlet has one that is known, else its own."""
    for tie in known.ties:
        if tie.relation == "owned_by":
            owner = knowledge.actor(tie.to)
            if owner is not None and owner.country:
                return owner.country
    return known.country
