"""Claims, incidents, reports and decisions of the record as they go over the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import msgspec

from dateline.export.areas import radius_km
from dateline.export.codebooks import AreaRules, load_codebook
from dateline.record.additions import CODED_BY
from dateline.record.claims import ActorInClaim, Casualties, SourceInClaim
from dateline.record.decisions import Decision, Noted, Undone, in_force
from dateline.record.described import described
from dateline.record.kept import KeptActor, KeptClaim, KeptPlace
from dateline.record.places import GeoPrecision, Relation
from dateline.record.text import Span
from dateline.reference.event_families import family_of
from dateline.steps.situation.sources import speaker_name
from dateline.store.base import KeptReport
from dateline.store.handwork import Review
from dateline.store.looking import Picture
from dateline.store.views import CaseView
from dateline.web import payloads_claims as to
from dateline.web.payloads import Family, IncidentLine, Killed

_CONTEXT = 240
"""Characters shown before and after a claim's words."""


@cache
def _areas() -> AreaRules:
    return load_codebook(None).areas


def radius(place: KeptPlace | None) -> float | None:
    return None if place is None or place.lat is None else radius_km(place, _areas())


def type_told(type_: str | None) -> str | None:
    """ "Assault" for PLOVER's ASSAULT; ACLED's names stand as they are."""
    return type_.capitalize() if type_ and type_.isupper() else type_


def line_of(picture: Picture) -> IncidentLine:
    place = None
    if picture.lat is not None and picture.place is not None:
        place = KeptPlace(
            name=picture.place,
            lat=picture.lat,
            lon=picture.lon,
            country=picture.country,
            admin1=picture.admin1,
            feature=picture.feature,
            geonames=None,
            relation=cast(Relation, picture.relation or "at"),
            geo_precision=cast(GeoPrecision, picture.geo_precision or 1),
        )
    who, whom = picture.who, picture.whom
    title = f"{who or 'somebody'} → {whom}" if whom else who or type_told(picture.type) or picture.type
    killed = (picture.killed_low, picture.killed_best, picture.killed_high)
    return IncidentLine(
        id=picture.id,
        family=cast(Family, picture.family),
        type=picture.type,
        plover=picture.plover,
        title=title,
        place=picture.place,
        admin1=picture.admin1,
        country=picture.country,
        relation=cast("Relation | None", picture.relation),
        geo_precision=cast("GeoPrecision | None", picture.geo_precision),
        lat=picture.lat,
        lon=picture.lon,
        radius_km=radius(place),
        start=picture.start,
        end=picture.end,
        disputed=picture.disputed,
        killed=None
        if killed == (None, None, None)
        else Killed(low=killed[0], best=killed[1], high=killed[2]),
        independent_sources=picture.independent_sources,
        claims=picture.claims,
        confidence=picture.confidence,
        worth=picture.worth,
    )


def report_line(report: KeptReport, reviewed: Mapping[str, int] | None = None) -> to.ReportLine:
    return to.ReportLine(
        id=report.id,
        story=report.story,
        title=report.title,
        publisher=report.publisher,
        publisher_key=report.publisher_key,
        url=report.url,
        published=report.published,
        language=report.language,
        added=report.added,
        where=report.where,
        revision=report.revision,
        revises=report.revises,
        revised_by=report.revised_by,
        version=report.version,
        claims=report.claims,
        reviewed=(reviewed or {}).get(report.id, 0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is told of claims beside what they say, looked up for many at once."""

    incidents: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()
    """Ids of those that count."""
    reliability: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    grades: Mapping[str, tuple[int, bool]] = field(default_factory=dict)


def around(view: CaseView, claims: Sequence[KeptClaim], *, graded: bool = False) -> Around:
    ids = [k.id for k in claims]
    keys = {s.key for k in claims for s in k.sources} if graded else set()
    return Around(
        incidents=view.incidents_of(ids),
        reviews=view.reviews_of(ids),
        standing=view.standing(ids),
        reliability=view.reliabilities(sorted(keys)),
        grades=view.credibilities(ids) if graded else {},
    )


def claim_payload(kept: KeptClaim, about: Around) -> to.ClaimPayload:
    claim = kept.claim
    review = about.reviews.get(kept.id)
    grade = about.grades.get(kept.id)
    return to.ClaimPayload(
        id=kept.id,
        report=kept.report,
        story=kept.story,
        incident=about.incidents.get(kept.id),
        kind=claim.kind,
        status=claim.status,
        plover=claim.plover,
        mode=claim.mode,
        cameo=claim.cameo,
        acled_type=claim.acled_type,
        acled_sub=claim.acled_sub,
        family=cast(Family, family_of(claim.acled_sub or claim.acled_type, claim.plover)),
        trigger=_words(claim.trigger.text, claim.trigger.span),
        evidence=_words(kept.evidence, claim.evidence),
        actors=_actors(kept.actors, claim.actors, set_by_hand="actors" in kept.corrected),
        recipients=_actors(kept.recipients, claim.recipients, set_by_hand="recipients" in kept.corrected),
        place=_place(kept),
        time=_time(kept),
        casualties=[_casualties(kept, one) for one in claim.casualties],
        weapons=[_words(w.text, w.span) for w in claim.weapons],
        control=to.ControlPart(holder=kept.holder, change=claim.control.change)
        if kept.holder and claim.control
        else None,
        sources=_sources(kept, about),
        speaker=speaker_name(kept) if kept.sources or kept.publisher else None,
        publisher=kept.publisher,
        published=kept.published,
        known=kept.known,
        confidence=claim.confidence,
        coded_by=claim.coded_by,
        rules=claim.rules,
        corrected=list(kept.corrected),
        withdrawn=kept.withdrawn,
        counts=kept.id in about.standing,
        added_by=claim.coded_by.removeprefix(CODED_BY) if claim.coded_by.startswith(CODED_BY) else None,
        review=to.ReviewPayload(
            verdict=cast(Any, review.verdict),
            coder=review.decision.coder,
            at=review.decision.at,
            decision=review.decision.number,
        )
        if review
        else None,
        grade=to.Grade(credibility=cast(Any, grade[0]), default=grade[1]) if grade else None,
    )


def claim_payloads(
    view: CaseView, claims: Sequence[KeptClaim], *, graded: bool = False
) -> list[to.ClaimPayload]:
    about = around(view, claims, graded=graded)
    return [claim_payload(kept, about) for kept in claims]


def context_of(text: str, span: Span) -> to.ContextPayload:
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    return to.ContextPayload(before=before, words=span.of(text), after=after)


def decision_payloads(
    decisions: Iterable[Decision], holding: Iterable[Decision] | None = None
) -> list[to.DecisionPayload]:
    """`holding`: the decisions in force; None: found among `decisions`."""
    log = tuple(decisions)
    numbers = {d.number for d in (in_force(log) if holding is None else holding)}
    return [
        to.DecisionPayload(
            number=d.number,
            at=d.at,
            coder=d.coder,
            kind=d.kind,
            target=d.target,
            described=described(d.what),
            why=d.why,
            holds=d.number in numbers and not isinstance(d.what, Undone),
            what=msgspec.to_builtins(d.what),
            changes=[],
        )
        for d in log
    ]


def note_payloads(decisions: Iterable[Decision]) -> list[to.NotePayload]:
    return [
        to.NotePayload(decision=d.number, at=d.at, coder=d.coder, text=d.what.text)
        for d in decisions
        if isinstance(d.what, Noted)
    ]


def _words(text: str, span: Span) -> to.WordsPayload:
    return to.WordsPayload(text=text, span=(span.start, span.end))


def _actors(
    actors: Sequence[KeptActor], parts: Sequence[ActorInClaim], *, set_by_hand: bool
) -> list[to.ActorPart]:
    return [
        to.ActorPart(
            key=actor.key,
            name=actor.name,
            type=actor.type,
            sector=actor.sector,
            country=actor.country,
            inter=actor.inter,
            private=actor.private,
            text=None if set_by_hand else parts[i].text,
            span=None if set_by_hand else (parts[i].span.start, parts[i].span.end),
        )
        for i, actor in enumerate(actors)
    ]


def _place(kept: KeptClaim) -> to.PlacePart | None:
    place, part = kept.place, kept.claim.place
    if place is None:
        return None
    own = part is not None and "place" not in kept.corrected
    return to.PlacePart(
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        feature=place.feature,
        geonames=place.geonames,
        relation=place.relation,
        geo_precision=place.geo_precision,
        radius_km=radius(place),
        text=part.text if own and part else None,
        span=(part.span.start, part.span.end) if own and part else None,
    )


def _time(kept: KeptClaim) -> to.TimePart | None:
    time = kept.claim.time
    if time is None:
        return None
    own = "time" not in kept.corrected
    return to.TimePart(
        start=time.start,
        end=time.end,
        time_precision=time.time_precision,
        text=time.text if own else None,
        span=(time.span.start, time.span.end) if own else None,
    )


def _casualties(kept: KeptClaim, one: Casualties) -> to.CasualtiesPart:
    parts = zip((*kept.claim.recipients, *kept.claim.actors), (*kept.recipients, *kept.actors), strict=False)
    whose = next((actor.name for part, actor in parts if part.actor == one.who), None)
    return to.CasualtiesPart(
        outcome=one.outcome,
        low=one.low,
        best=one.best,
        high=one.high,
        whose=whose,
        text=one.text,
        span=(one.span.start, one.span.end),
    )


def _sources(kept: KeptClaim, about: Around) -> list[to.SourcePart]:
    parts: Sequence[SourceInClaim | None] = kept.claim.attribution
    if "sources" in kept.corrected:
        parts = [None] * len(kept.sources)
    made = []
    for source, part in zip(kept.sources, parts, strict=False):
        grade = about.reliability.get(source.key)
        made.append(
            to.SourcePart(
                key=source.key,
                name=source.name,
                kind=source.kind,
                country=source.country,
                text=part.text if part else None,
                span=(part.span.start, part.span.end) if part else None,
                cue=_words(part.cue.text, part.cue.span) if part and part.cue else None,
                reliability=cast(Any, grade[0]) if grade else None,
                reliability_default=grade[1] if grade else None,
            )
        )
    return made
