"""Incidents: lists, versions side by side, merge, split, notes; and what sources differ on."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline.pipeline.asking import disputed_control
from dateline.record.decisions import Merged, Noted, Split
from dateline.record.incidents import Dispute, Incident
from dateline.store.looking import Sort
from dateline.store.views import CaseView
from dateline.store.worth import reasons
from dateline.store.writing import Writing
from dateline.web import payloads_claims as to
from dateline.web import payloads_given as given
from dateline.web import payloads_situation as situation
from dateline.web.asked import Filter, Paged, View
from dateline.web.deciding import decide
from dateline.web.matrix import matrix_of
from dateline.web.payloads import Decided, IncidentPage
from dateline.web.people import Bench, Coder
from dateline.web.refusals import Refusal, invalid, not_found
from dateline.web.telling import (
    claim_payloads,
    context_of,
    decision_payloads,
    line_of,
    note_payloads,
    report_line,
)
from dateline.web.workbench import remembered

router = APIRouter()

_MOST_PLACES = 500
"""Contested stretches that are looked into at once."""
_RULES = {
    "ucdp": "UCDP GED: the lowest and the highest number told; best is the one that most stories have.",
    "acled": 'ACLED: the lowest number told, with "several" as 3, "tens" as 10, "dozens" as 12, "hundreds" as 100.',
}


@router.get("/incidents", response_model=IncidentPage)
def list_incidents(
    request: Request, workbench: Bench, view: View, sought: Filter, page: Paged, sort: Sort = "day"
) -> Response:
    """What happened, in lines. `day` gives the latest first; the other orders the greatest."""

    def make() -> IncidentPage:
        found, total = view.pictures(sought, sort=sort, offset=page.offset, limit=page.limit)
        return IncidentPage(items=[line_of(p) for p in found], total=total, next=page.next(total))

    return remembered(request, workbench, view, make)


@router.get("/incidents/{id}")
def get_incident(view: View, id: str) -> to.IncidentDetail:
    """An incident with all its versions, claims and words, and why they were joined."""
    incident = found_incident(view, id)
    claims = list(view.claims_of(incident.claims))
    reports = view.kept_reports(incident.reports)
    pictures = view.pictures_of([incident.id])
    if not pictures:
        raise not_found("incident", id)
    line = line_of(pictures[0])
    texts = view.texts_of(list(reports))
    reviewed = view.reviewed_in(list(reports))
    return to.IncidentDetail(
        line=line,
        actors=list(incident.actors),
        recipients=list(incident.recipients),
        place=incident.place,
        matrix=matrix_of(view, incident, claims, reports),
        casualties=list(incident.casualties),
        rules=_RULES,
        claims=claim_payloads(view, claims, graded=True),
        contexts={k.id: context_of(texts[k.report], k.claim.evidence) for k in claims if k.report in texts},
        links=[
            to.LinkPayload(claim=link.claim, score=link.score, reasons=list(link.reasons), by=link.by)
            for link in incident.links
        ],
        reports=[report_line(r, reviewed) for r in reports.values()],
        stories=incident.independent_sources,
        disputed=list(incident.disputed),
        reasons=list(
            reasons(
                disputed=tuple(d.field for d in incident.disputed),
                killed=line.killed.best if line.killed else None,
                confidence=line.confidence,
                stories=line.independent_sources,
                geo_precision=line.geo_precision,
            )
        ),
        notes=note_payloads(view.notes_on(incident.id, incident.claims)),
        decisions=decision_payloads(view.decisions_about_incident(incident)),
    )


def found_incident(view: CaseView, id: str) -> Incident:
    found = view.incident(id)
    if found is None:
        if view.was_incident(id):
            raise Refusal(404, "not-found", view.gone_incident(id))
        raise not_found("incident", id)
    return found


@router.post("/incidents/merge")
def merge_incidents(request: Request, workbench: Bench, person: Coder, sent: given.MergeGiven) -> Decided:
    """Says that incidents are one and the same happening."""

    def make(writer: Writing) -> Merged:
        found = [found_incident(writer, id) for id in dict.fromkeys(sent.incidents)]
        if len(found) < 2:
            raise invalid("Name at least two incidents.", field="incidents")
        return Merged(incidents=tuple(i.id for i in found), claims=tuple(i.claims for i in found))

    return decide(request, workbench, person, make, why=sent.why, relink=True)


@router.post("/incidents/{id}/split")
def split_incident(
    request: Request, workbench: Bench, person: Coder, id: str, sent: given.SplitGiven
) -> Decided:
    """Says that some claims of an incident tell of another happening than the rest."""

    def make(writer: Writing) -> Split:
        whole = found_incident(writer, id)
        leaving = tuple(dict.fromkeys(sent.claims))
        for claim in leaving:
            if claim not in whole.claims:
                raise invalid(f"{claim[:60]} is no claim of this incident.", field="claims")
        rest = tuple(c for c in whole.claims if c not in leaving)
        if not rest:
            raise invalid("At least one claim must stay in the incident.", field="claims")
        return Split(incident=whole.id, claims=leaving, rest=rest)

    return decide(request, workbench, person, make, why=sent.why, relink=True)


@router.post("/incidents/{id}/notes")
def note_incident(
    request: Request, workbench: Bench, person: Coder, id: str, sent: given.NoteGiven
) -> Decided:
    """Notes something on an incident. It is taken back by `undo`."""

    def make(writer: Writing) -> Noted:
        incident = found_incident(writer, id)
        return Noted(about=incident.id, sort="incident", text=sent.text, claims=incident.claims)

    return decide(request, workbench, person, make)


@router.get("/disputes", response_model=situation.DisputePage)
def list_disputes(
    request: Request,
    workbench: Bench,
    view: View,
    sought: Filter,
    page: Paged,
    control: bool = True,
    field: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """What sources differ on: of incidents, then of who holds a place (`control`).

    `field`: happened, actors, killed, ..., holder, day, place. `total` counts incidents that are disputed in any field,
    and on the last page also the disputed stretches of control.
    """

    def make() -> situation.DisputePage:
        found, total = view.pictures(
            replace(sought, disputed=True), sort="worth", offset=page.offset, limit=page.limit
        )
        items = []
        for picture in found:
            incident = view.incident(picture.id)
            for dispute in incident.disputed if incident else ():
                if field and dispute.field.split(" (")[0] != field:
                    continue
                line = line_of(picture)
                items.append(_dispute(dispute, incident=line, start=line.start, end=line.end))
        beyond = page.next(total)
        held = 0
        if control and beyond is None and field in (None, "holder"):
            wanted = sought.wanted
            some = disputed_control(
                view, place=wanted.place, known_on=wanted.known_on, first=wanted.first, last=wanted.last
            )
            for span, dispute in some[-_MOST_PLACES:]:
                items.append(_dispute(dispute, place=span.place, start=span.start, end=span.end))
                held += 1
        return situation.DisputePage(items=items, total=total + held, next=beyond)

    return remembered(request, workbench, view, make)


def _dispute(dispute: Dispute, **about: object) -> situation.DisputeLine:
    versions = [
        situation.VersionPayload(
            value=v.value,
            claims=list(v.claims),
            sources=list(v.sources),
            kinds=list(v.kinds),
            sides=list(v.sides),
            parties=list(v.parties),
            party=v.party,
        )
        for v in dispute.versions
    ]
    whole = {"incident": None, "place": None, "start": None, "end": None, **about}
    return situation.DisputeLine(field=dispute.field, versions=versions, **whole)  # type: ignore[arg-type]
