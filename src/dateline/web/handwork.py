"""A claim that a person found in a report, from the words that were marked."""

from __future__ import annotations

from dateline.record.additions import CODED_BY, added_claim_id
from dateline.record.claims import (
    ActorInClaim,
    Casualties,
    Claim,
    Control,
    PlaceInClaim,
    SourceInClaim,
    TimeInClaim,
    Words,
)
from dateline.record.decisions import ClaimAdded
from dateline.record.kept import KeptActor, KeptSource
from dateline.record.text import Span
from dateline.store.base import KeptReport
from dateline.store.writing import Writing
from dateline.web import payloads_claims as to
from dateline.web import payloads_given as given
from dateline.web.deciding import actor, casualties, days, place, plover
from dateline.web.refusals import invalid

_LONGEST = 5000
"""Characters of the words that tell it."""


def added_claim(writer: Writing, report: KeptReport, sent: given.ClaimGiven, coder: str) -> ClaimAdded:
    text = writer.text(report.id)
    trigger = _span(sent.span, text, "span")
    evidence = _span(sent.evidence, text, "evidence") if sent.evidence else line_around(text, trigger)
    if not evidence.contains(trigger):
        raise invalid("The evidence must hold the words of the claim.", field="evidence")
    words = Words(text=trigger.of(text), span=trigger)
    actors = tuple(actor(a, writer) for a in sent.actors)
    recipients = tuple(actor(a, writer) for a in sent.recipients)
    holder = actor(sent.holder, writer) if sent.holder else None
    where = place(sent.place)
    if holder and where is None:
        raise invalid("Who holds it says nothing without a place.", field="place")
    source = _span(sent.source, text, "source") if sent.source else None
    said = _source(source.of(text), sent, writer) if source else None
    coded_by = f"{CODED_BY}{coder}"
    fields = (sent.status, sent.plover or "", sent.acled_sub or "", *(a.key for a in (*actors, *recipients)))
    made = Claim(
        id=added_claim_id(report.id, trigger, coded_by, *fields),
        kind="state" if holder and sent.change == "holds" else "event",
        trigger=words,
        plover=plover(sent.plover),  # type: ignore[arg-type]
        mode=sent.mode,
        cameo=None,
        acled_type=sent.acled_type,
        acled_sub=sent.acled_sub,
        status=sent.status,
        actors=_parts(actors, words),
        recipients=_parts(recipients, words),
        place=PlaceInClaim(
            place=where.name,
            span=trigger,
            text=words.text,
            relation=where.relation,
            geo_precision=where.geo_precision,
        )
        if where
        else None,
        time=_time(sent, words),
        casualties=tuple(
            Casualties(
                who=None,
                outcome=c.outcome,  # type: ignore[arg-type]
                low=c.low,
                best=c.best,
                high=c.high,
                text=words.text,
                span=trigger,
            )
            for c in casualties(sent.casualties)
        ),
        weapons=(),
        control=Control(place=where.name, holder=holder.key, change=sent.change)
        if holder and where
        else None,
        attribution=(
            SourceInClaim(text=source.of(text), span=source, actor=said.key, kind=sent.source_kind, cue=None),
        )
        if source and said
        else (),
        evidence=evidence,
        confidence=1.0,
        coded_by=coded_by,
        rules={},
    )
    return ClaimAdded(
        claim=made.id,
        report=report.id,
        trigger=(trigger.start, trigger.end),
        made=made,
        actors=actors,
        recipients=recipients,
        place=where,
        sources=(said,) if said else (),
        holder=holder,
        evidence=evidence.of(text),
    )


def line_around(text: str, span: Span) -> Span:
    """The sentences that the span lies in, by their full stops, within one line."""
    first = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start) + 1) + 1
    while first < span.start and text[first].isspace():
        first += 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    stop = text.find(". ", max(span.start, span.end - 1), line_end)
    return Span(min(first, span.start), max(span.end, stop + 1 if stop >= 0 else line_end))


def _span(sent: to.Span, text: str, field: str) -> Span:
    start, end = sent
    if not 0 <= start < end <= len(text):
        raise invalid("This does not lie within the report's text.", field=field)
    if end - start > _LONGEST:
        raise invalid(f"Mark at most {_LONGEST:,} characters.", field=field)
    if not text[start:end].strip():
        raise invalid("These are no words.", field=field)
    return Span(start, end)


def _parts(actors: tuple[KeptActor, ...], words: Words) -> tuple[ActorInClaim, ...]:
    return tuple(ActorInClaim(actor=a.key, span=words.span, text=words.text) for a in actors)


def _time(sent: given.ClaimGiven, words: Words) -> TimeInClaim | None:
    first, last = days(sent.start, sent.end)
    if first is None and last is None:
        return None
    length = (last - first).days + 1 if first and last else 32
    precision = sent.time_precision or (1 if length <= 1 else 2 if length <= 7 else 3 if length <= 31 else 4)
    return TimeInClaim(
        time=None,
        start=first,
        end=last,
        time_precision=precision,
        text=words.text,
        span=words.span,
    )


def _source(name: str, sent: given.ClaimGiven, writer: Writing) -> KeptSource:
    who = actor(given.ActorGiven(name=name[:200]), writer)
    return KeptSource(key=who.key, name=who.name, kind=sent.source_kind, country=who.country)
