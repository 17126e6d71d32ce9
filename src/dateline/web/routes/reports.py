"""Reports: lists, the text with all that was read of it, and claims that a person adds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from dateline.record.decisions import Noted, What
from dateline.record.kept import KeptClaim
from dateline.record.readings import Reading
from dateline.record.text import Span
from dateline.store.base import KeptReport
from dateline.store.listing import ReviewState
from dateline.store.views import CaseView
from dateline.store.writing import Writing
from dateline.web import payloads_claims as to
from dateline.web import payloads_given as given
from dateline.web.asked import Paged, View, words_of
from dateline.web.deciding import decide
from dateline.web.handwork import added_claim
from dateline.web.payloads import Decided
from dateline.web.people import Bench, Coder
from dateline.web.refusals import not_found
from dateline.web.telling import claim_payloads, decision_payloads, note_payloads, report_line

router = APIRouter()


@router.get("/reports")
def list_reports(
    view: View,
    page: Paged,
    q: Annotated[str | None, Query(max_length=400)] = None,
    publisher: Annotated[str | None, Query(max_length=200, description="Key or name")] = None,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    review: ReviewState | None = None,
) -> to.ReportPage:
    """Reports, those published last first. `review`: unreviewed, begun, done."""
    found, total = view.report_page(
        words=words_of(q),
        publisher=publisher,
        first=first,
        last=last,
        state=review,
        offset=page.offset,
        limit=page.limit,
    )
    reviewed = view.reviewed_in([r.id for r in found])
    return to.ReportPage(items=[report_line(r, reviewed) for r in found], total=total, next=page.next(total))


@router.get("/reports/{id}")
def get_report(view: View, id: str) -> to.ReportDetail:
    """A report's text with claims, actors, places, times and attributions, and where each stands in it."""
    report = found_report(view, id)
    reading = view.reading(id)
    claims = sorted(view.claims_in(id), key=lambda k: (k.claim.trigger.span, k.id))
    story = [r for r in view.story(report.story) if r.id != id]
    line = set(view.line_of(id)) | set(_newer(view, report))
    reviewed = view.reviewed_in([id, *(r.id for r in story)])
    return to.ReportDetail(
        report=report_line(report, reviewed),
        text=reading.document.text,
        mentions=_mentions(reading, claims),
        attributions=[
            to.AttributionPayload(
                source=_at(a.source),
                cue=_at(a.cue),
                contents=[(c.start, c.end) for c in a.contents],
                kind=a.kind,
                hedge=a.hedge,
                quoted=a.quoted,
            )
            for a in reading.attributions
        ],
        claims=claim_payloads(view, claims),
        warnings=list(reading.warnings),
        revisions=[report_line(r, reviewed) for r in story if r.id in line],
        copies=[report_line(r, reviewed) for r in story if r.id not in line],
        notes=note_payloads(view.notes_on(id)),
        decisions=decision_payloads(view.log_of([id])),
    )


def found_report(view: CaseView, id: str) -> KeptReport:
    found = view.report(id)
    if found is None:
        raise not_found("report", id)
    return found


def _newer(view: CaseView, report: KeptReport) -> list[str]:
    found: list[str] = []
    at: KeptReport | None = report
    while at is not None and at.revised_by is not None:
        found.append(at.revised_by)
        at = view.report(at.revised_by)
    return found


def _at(span: Span | None) -> to.Span | None:
    return None if span is None else (span.start, span.end)


def _mentions(reading: Reading, claims: list[KeptClaim]) -> list[to.Mention]:
    text = reading.document.text
    found = [
        to.Mention(
            span=(span.start, span.end),
            text=span.of(text),
            layer="actor",
            id=actor.id,
            name=actor.name,
            key=actor.kb,
            note=actor.country,
        )
        for actor in reading.actors
        for span in actor.mentions
    ]
    found += [
        to.Mention(
            span=(span.start, span.end),
            text=span.of(text),
            layer="place",
            id=place.id,
            name=place.name,
            key=str(place.geonames) if place.geonames else None,
            note=", ".join(v for v in (place.admin1, place.country) if v) or None,
        )
        for place in reading.places
        for span in place.mentions
    ]
    found += [
        to.Mention(
            span=(time.span.start, time.span.end),
            text=time.text,
            layer="time",
            id=time.id,
            name=time.timex or time.text,
            key=None,
            note=str(time.start)
            if time.start and time.start == time.end
            else f"{time.start or '…'} to {time.end or '…'}"
            if time.start or time.end
            else None,
        )
        for time in reading.times
    ]
    found += [
        to.Mention(
            span=(one.source.start, one.source.end),
            text=one.source.of(text),
            layer="source",
            id=str(number),
            name=one.source.of(text),
            key=None,
            note=one.kind,
        )
        for number, one in enumerate(reading.attributions)
        if one.source is not None
    ]
    return sorted(found, key=lambda m: (m.span, m.layer, m.id))


@router.post("/reports/{id}/claims")
def add_claim(request: Request, workbench: Bench, person: Coder, id: str, sent: given.ClaimGiven) -> Decided:
    """Adds a claim that a person found in the words; it counts like one that was read."""
    made: list[str] = []

    def make(writer: Writing) -> What:
        what = added_claim(writer, found_report(writer, id), sent, person.name)
        made.append(what.claim)
        return what

    done = decide(request, workbench, person, make, why=sent.why, relink=True)
    return done.model_copy(update={"id": made[-1]})


@router.post("/reports/{id}/notes")
def note_report(request: Request, workbench: Bench, person: Coder, id: str, sent: given.NoteGiven) -> Decided:
    """Notes something on a report."""

    def make(writer: Writing) -> What:
        return Noted(about=found_report(writer, id).id, sort="report", text=sent.text)

    return decide(request, workbench, person, make)
