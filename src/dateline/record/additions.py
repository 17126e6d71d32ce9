"""What people add to a case beside what was read: claims that they found in a report, and names of actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.record.claims import Claim, PlaceInClaim, TimeInClaim, Words
from dateline.record.decisions import ClaimAdded
from dateline.record.ids import content_id
from dateline.record.kept import KeptActor, KeptClaim, KeptSource
from dateline.record.text import Span

CODED_BY = "coder "
"""Begins what `Claim.coded_by` says of claims that a person added."""


def added_claim_id(report: str, trigger: Span, coded_by: str, *fields: str) -> str:
    """Another one for each person, stretch of words and sort of happening."""
    return content_id("c", report, "added", str(tuple(trigger)), coded_by, *fields)


def moved(added: ClaimAdded, *, report: str, before: str, text: str) -> ClaimAdded | None:
    """The same claim in a newer state of its report. None: its words do not stand there, or more than once.

    `before`: the text that it was added to.
    """
    words = added.made.evidence.of(before)
    start = text.find(words) if words else -1
    if start < 0 or text.find(words, start + 1) >= 0:
        return None
    by = start - added.made.evidence.start
    made = _shifted(added.made, by)
    fits = all(span.of(text) == words for words, span in _named(made))
    if not fits:
        return None
    id = content_id("c", report, "moved", added.claim)
    return replace(
        added,
        claim=id,
        report=report,
        trigger=(made.trigger.span.start, made.trigger.span.end),
        made=replace(made, id=id),
    )


def renamed(kept: KeptClaim, aliases: Mapping[str, KeptActor]) -> KeptClaim:
    """The claim with the actors that its names mean in this case."""
    actors = tuple(aliases.get(a.key, a) for a in kept.actors)
    recipients = tuple(aliases.get(a.key, a) for a in kept.recipients)
    sources = tuple(_source(s, aliases.get(s.key)) for s in kept.sources)
    holder = aliases.get(kept.holder.key, kept.holder) if kept.holder else None
    if (actors, recipients, sources, holder) == (kept.actors, kept.recipients, kept.sources, kept.holder):
        return kept
    return replace(kept, actors=actors, recipients=recipients, sources=sources, holder=holder)


def _source(source: KeptSource, actor: KeptActor | None) -> KeptSource:
    return source if actor is None else replace(source, key=actor.key, name=actor.name, country=actor.country)


def _named(claim: Claim) -> list[tuple[str, Span]]:
    found = [(claim.trigger.text, claim.trigger.span)]
    found += [(part.text, part.span) for part in (*claim.actors, *claim.recipients)]
    found += [(part.text, part.span) for part in claim.casualties]
    found += [(part.text, part.span) for part in claim.attribution]
    found += [(part.text, part.span) for part in (claim.place, claim.time) if part is not None]
    return found


def _shifted(claim: Claim, by: int) -> Claim:
    def at(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    trigger = Words(text=claim.trigger.text, span=at(claim.trigger.span))
    place: PlaceInClaim | None = claim.place and replace(claim.place, span=at(claim.place.span))
    time: TimeInClaim | None = claim.time and replace(claim.time, span=at(claim.time.span))
    return replace(
        claim,
        trigger=trigger,
        evidence=at(claim.evidence),
        place=place,
        time=time,
        actors=tuple(replace(p, span=at(p.span)) for p in claim.actors),
        recipients=tuple(replace(p, span=at(p.span)) for p in claim.recipients),
        casualties=tuple(replace(p, span=at(p.span)) for p in claim.casualties),
        attribution=tuple(replace(p, span=at(p.span)) for p in claim.attribution),
    )
