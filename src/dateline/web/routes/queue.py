"""What to review, by what is worth most."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline.store.worth import reasons
from dateline.web import payloads_claims as to
from dateline.web.asked import Filter, View
from dateline.web.people import Bench
from dateline.web.telling import claim_payloads, line_of
from dateline.web.workbench import remembered

router = APIRouter()


@router.get("/queue", response_model=to.Queue)
def get_queue(
    request: Request,
    workbench: Bench,
    view: View,
    sought: Filter,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    after: Annotated[
        str | None, Query(max_length=60, description="A claim: only what comes after it")
    ] = None,
) -> Response:
    """Claims that nobody reviewed, with why each comes where it does. `next` goes into `after`."""

    def make() -> to.Queue:
        queued = view.queue(sought, after=after, limit=limit)
        kept = {k.id: k for k in view.claims_of([q.claim for q in queued])}
        payloads = {p.id: p for p in claim_payloads(view, list(kept.values()))}
        ids = list(dict.fromkeys(q.incident for q in queued if q.incident))
        lines = {p.id: line_of(p) for p in view.pictures_of(ids)}
        whole = {id: view.incident(id) for id in ids}
        items = []
        for one in queued:
            line, incident = lines.get(one.incident or ""), whole.get(one.incident or "")
            if one.claim not in payloads:
                continue
            claim = kept[one.claim].claim
            told = reasons(
                disputed=tuple(d.field for d in incident.disputed) if incident else (),
                killed=line.killed.best if line and line.killed else None,
                confidence=claim.confidence,
                stories=line.independent_sources if line else 1,
                geo_precision=line.geo_precision if line else None,
            )
            items.append(
                to.QueueItem(
                    claim=payloads[one.claim],
                    incident=line,
                    reasons=list(told) or ["nobody looked at it yet"],
                    worth=one.worth,
                )
            )
        return to.Queue(
            items=items,
            progress=to.Progress(reviewed=view.reviewed(), total=view.count()),
            next=queued[-1].claim if len(queued) == limit else None,
        )

    return remembered(request, workbench, view, make)
