"""Claims: one at a time, corrected, reviewed, graded, noted."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request

from dateline.record.decisions import ClaimGraded, ClaimReviewed, Noted, What
from dateline.record.kept import KeptClaim
from dateline.store.views import CaseView
from dateline.store.writing import Writing
from dateline.web import payloads_claims as to
from dateline.web import payloads_given as given
from dateline.web.asked import View
from dateline.web.deciding import correction, decide
from dateline.web.payloads import Decided
from dateline.web.people import Bench, Coder
from dateline.web.refusals import not_found
from dateline.web.telling import (
    around,
    claim_payload,
    context_of,
    decision_payloads,
    line_of,
    note_payloads,
    report_line,
)

router = APIRouter()


@router.get("/claims/{id}")
def get_claim(view: View, id: str) -> to.ClaimDetail:
    """A claim as it stands and as it was read, with the words around it and all that was decided about it."""
    kept = found_claim(view, id)
    about = around(view, [kept], graded=True)
    report = view.report(kept.report)
    if report is None:
        raise not_found("report", kept.report)
    incident = about.incidents.get(id)
    pictures = view.pictures_of([incident]) if incident else []
    bare = view.claim_as_read(id)
    return to.ClaimDetail(
        claim=claim_payload(kept, about),
        read=claim_payload(bare or kept, replace(about, reviews={})),
        context=context_of(view.text(kept.report), kept.claim.evidence),
        report=report_line(report, view.reviewed_in([report.id])),
        incident=line_of(pictures[0]) if pictures else None,
        notes=note_payloads(view.notes_on(id)),
        decisions=decision_payloads(view.decisions_on(id)),
    )


def found_claim(view: CaseView, id: str) -> KeptClaim:
    found = view.claim(id)
    if found is None:
        raise not_found("claim", id)
    return found


@router.post("/claims/{id}/correct")
def correct_claim(
    request: Request, workbench: Bench, person: Coder, id: str, sent: given.CorrectionPayload
) -> Decided:
    """Lays a correction over a claim; what was read stays."""

    def make(writer: Writing) -> What:
        return correction(found_claim(writer, id).id, sent, writer)

    return decide(request, workbench, person, make, why=sent.why, relink=True)


@router.post("/claims/{id}/review")
def review_claim(
    request: Request, workbench: Bench, person: Coder, id: str, sent: given.ReviewGiven
) -> Decided:
    """Says that the report does, or does not, say this. A rejected claim counts nowhere."""

    def make(writer: Writing) -> What:
        return ClaimReviewed(claim=found_claim(writer, id).id, verdict=sent.verdict)

    with workbench.case.view() as view:
        counted = id in view.standing([id])
    changes = counted if sent.verdict == "reject" else not counted
    return decide(request, workbench, person, make, why=sent.why, relink=changes)


@router.post("/claims/{id}/grade")
def grade_claim(
    request: Request, workbench: Bench, person: Coder, id: str, sent: given.ClaimGradeGiven
) -> Decided:
    """Grades a claim on the Admiralty scale, 1 to 6."""

    def make(writer: Writing) -> What:
        return ClaimGraded(claim=found_claim(writer, id).id, credibility=sent.credibility)

    return decide(request, workbench, person, make, why=sent.why)


@router.post("/claims/{id}/notes")
def note_claim(request: Request, workbench: Bench, person: Coder, id: str, sent: given.NoteGiven) -> Decided:
    """Notes something on a claim."""

    def make(writer: Writing) -> What:
        return Noted(about=found_claim(writer, id).id, sort="claim", text=sent.text)

    return decide(request, workbench, person, make)
